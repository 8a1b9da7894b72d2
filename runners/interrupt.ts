/** One signal for every way in which a person ends a command, so that no process is left behind. */
import { Failure } from "../common/failure.ts";

/** Milliseconds between looks at the launchers. */
const WATCH_INTERVAL = 500;

/**
 * Milliseconds in which further interrupts are the first once more. In a terminal each Ctrl-C comes twice: to every
 * process there, and passed on by `deno task`; a task that ends those below it passes it on yet again.
 */
const SAME = 1000;

/**
 * A signal that fires on Ctrl-C, `kill`, a closed terminal, and when a launcher above this process dies:
 * `npx` ends its own child on SIGTERM but not the task below it. `again` runs on a second interrupt, for a
 * person who has no patience with what ends in good order.
 */
export function interruptSignal(message: string, again: () => void): AbortSignal {
  const controller = new AbortController();
  let first = -Infinity;
  const interrupt = () => {
    if (controller.signal.aborted) {
      if (performance.now() - first > SAME) again();
      return;
    }
    first = performance.now();
    controller.abort(new Failure(message));
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    Deno.addSignalListener(name, interrupt);
  }
  const launchers = launchersOf(Deno.pid);
  const timer = setInterval(() => {
    const orphaned = launchers.some(({ child, parent }) => statusOf(child)?.parent !== parent);
    if (!orphaned) return;
    clearInterval(timer);
    interrupt();
  }, WATCH_INTERVAL);
  Deno.unrefTimer(timer);
  return controller.signal;
}

/**
 * The chain of launchers above a process: `deno task`, the shell of `npm exec`, npm itself. What launched
 * those is left out: a command must live on when the script or the terminal that began it goes.
 */
function launchersOf(pid: number): { child: number; parent: number }[] {
  const chain: { child: number; parent: number }[] = [];
  for (let child = pid; chain.length < 8;) {
    const parent = statusOf(child)?.parent;
    if (parent === undefined || parent <= 1 || !isLauncher(commandOf(parent))) break;
    chain.push({ child, parent });
    child = parent;
  }
  return chain;
}

/** Our own tasks that run others: what they began for a person must not go on without them. */
const RUNS_TASKS = /(^|\/)(runners\/report|publish\/bench)\.ts$/;

/** Whether a command line is one of those that only pass a command on. */
export function isLauncher(argv: readonly string[]): boolean {
  const words = argv.map((word) => word.split("/").at(-1) as string);
  if (/^npm (exec|x)\b|^npx\b/.test(argv[0] ?? "")) return true;
  const program = words[0] === "node" ? words[1] : words[0];
  if (program === "deno" || program === "bin.cjs") {
    return argv.includes("task") || argv.some((word) => RUNS_TASKS.test(word));
  }
  if (program === "npx" || program === "npx-cli.js") return true;
  if (program === "npm" || program === "npm-cli.js") return true;
  return words[0] === "sh" && argv[1] === "-c" && /\bdeno\b/.test(argv[2] ?? "");
}

function statusOf(pid: number): { parent: number } | undefined {
  try {
    const text = Deno.readTextFileSync(`/proc/${pid}/stat`);
    return { parent: Number(text.slice(text.lastIndexOf(")") + 2).split(" ")[1]) };
  } catch {
    return undefined;
  }
}

function commandOf(pid: number): string[] {
  try {
    return Deno.readTextFileSync(`/proc/${pid}/cmdline`).split("\0").filter((word) => word !== "");
  } catch {
    return [];
  }
}
