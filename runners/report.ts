/** The main job: bench, normalize and site, one after another, each with the permissions of its own task. */
import { command, endWith, runCommand } from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import { formatSeconds } from "../common/progress.ts";
import { sendSignal } from "../common/signals.ts";
import { LOCAL_REPORT, reportFolder } from "../pipeline/report.ts";
import { interruptSignal } from "./interrupt.ts";
import { ROOT } from "./paths.ts";
import { isComplete } from "./plan.ts";

const INTERRUPTED = "interrupted; finished trials are kept, `deno task report` goes on from there";

/** Runs a task and returns its exit status; its output goes where ours goes. */
async function runTask(
  task: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "--config", `${ROOT}/deno.json`, task, ...args],
    cwd: ROOT,
    stdin: "null",
  }).spawn();
  // The task sees the death of its launcher and ends what it started; a terminal's Ctrl-C reaches it itself.
  const end = () => sendSignal(child, "SIGTERM");
  signal.addEventListener("abort", end, { once: true });
  const status = await child.status;
  signal.removeEventListener("abort", end);
  signal.throwIfAborted();
  return status.code;
}

/** What ends the report after bench ended with this status; undefined where there is one to build. */
export function failureOf(bench: number, isComplete: boolean): Failure | undefined {
  if (bench === 2) return new Failure("nothing was measured; the line above says why", 2);
  if (bench === 0 || isComplete) return undefined;
  return new Failure("nothing was measured to the end; the lines above say why");
}

/** `deno task report` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command("report", "Measure http-counter on this machine and build the page.")
    .option(
      "--implementation <name>",
      "one program under test, by name or by the path of a folder; repeat for more (default: all)",
      (value: string, before: string[]) => [...before, value],
      [] as string[],
    )
    .option("--fresh", "start over where an earlier run was interrupted", false)
    .action(async (options: { implementation: string[]; fresh: boolean }) => {
      const signal = interruptSignal(INTERRUPTED, () => Deno.exit(1));
      const started = performance.now();
      console.error(
        "This measures for 4 minutes at most and ends within 10, builds included. " +
          "Leave the machine alone meanwhile; Ctrl-C stops it, and the next run goes on from there.",
      );
      const folder = reportFolder(LOCAL_REPORT);
      const fresh = options.fresh || await isComplete(folder);
      const bench = await runTask("bench", [
        "--scenario=http-counter",
        "--profile=quick",
        `--report=${LOCAL_REPORT}`,
        ...(fresh ? ["--fresh"] : []),
        ...options.implementation.map((name) => `--implementation=${name}`),
      ], signal);
      const failure = failureOf(bench, await isComplete(folder));
      if (failure !== undefined) throw failure;
      for (const [task, ...taskArgs] of [["normalize", LOCAL_REPORT], ["site"]] as const) {
        if (await runTask(task, taskArgs, signal) !== 0) {
          throw new Failure(`\`deno task ${task}\` failed`);
        }
      }
      const seconds = formatSeconds((performance.now() - started) / 1000);
      console.error(`\nThe report is built, ${seconds} in all.`);
      console.error(`  ${ROOT}/_site/reports/${LOCAL_REPORT}/index.html`);
      console.error("  npx --yes deno@2.9.5 task serve    (or: deno task serve)    shows it");
      if (bench !== 0) {
        console.error("Some implementations failed: they are listed above and on the page.");
        endWith(1);
      }
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
