/** Other tasks and programs, run where this one runs; what they print goes where ours goes. */
import { Failure } from "../common/failure.ts";
import { sendSignal } from "../common/signals.ts";

/** Milliseconds that a task has to end by itself: Ctrl-C in a terminal reaches it too, `kill` does not. */
const GRACE = 2000;

/**
 * Runs a task of deno.json and returns its exit status. The line it prints first can be run by hand. When the
 * signal fires the task is told to end, and waited for: it may have servers to stop.
 */
export async function runTask(
  task: string,
  args: readonly string[],
  signal?: AbortSignal,
): Promise<number> {
  console.error(`$ deno task ${[task, ...args].join(" ")}`);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", task, ...args],
    stdin: "null",
  }).spawn();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    timer = setTimeout(() => sendSignal(child, "SIGTERM"), GRACE);
  };
  signal?.addEventListener("abort", end);
  const { code } = await child.status;
  signal?.removeEventListener("abort", end);
  clearTimeout(timer);
  return code;
}

/** Runs a program with its output captured. */
export async function outputOf(
  argv: readonly [string, ...string[]],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ success: boolean; text: string; problem: string }> {
  const [program, ...args] = argv;
  try {
    const { success, stdout, stderr } = await new Deno.Command(program, {
      args,
      env: environment,
      stdin: "null",
    }).output();
    const decoder = new TextDecoder();
    return { success, text: decoder.decode(stdout), problem: decoder.decode(stderr).trim() };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Failure(`${program} is not on this machine; install it`);
  }
}

/** Runs a program that must do its work; a Failure says what it said otherwise. */
export async function require(
  argv: readonly [string, ...string[]],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { success, text, problem } = await outputOf(argv, environment);
  if (!success) throw new Failure(`\`${argv.join(" ")}\` failed: ${problem}`);
  return text;
}
