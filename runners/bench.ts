/** The stage: runs the trials of a scenario into a report folder. Resumable after any end. */
import { Option } from "commander";
import {
  command,
  endWith,
  numberOption,
  runCommand,
  wholeNumberOption,
} from "../common/command.ts";
import { terminalProgress } from "../common/progress.ts";
import { LOCAL_REPORT } from "../pipeline/report.ts";
import { type BenchOptions, runBench } from "./bench_run.ts";
import { stopAll } from "./executor/process.ts";
import { interruptSignal } from "./interrupt.ts";
import { LOAD_TOOLS } from "./load/mod.ts";
import { SCENARIOS } from "./scenarios/mod.ts";

const INTERRUPTED = "interrupted; finished trials are kept, the same command goes on from there";

/** `deno task bench` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command("bench", "Run the trials of a scenario; an unfinished report is resumed.")
    .addOption(
      new Option("--scenario <name>", "what to run")
        .choices(SCENARIOS.map((each) => each.name)).default("http-counter"),
    )
    .option(
      "--implementation <name>",
      "one program under test, by name or by the path of a folder; repeat for more (default: all)",
      (value: string, before: string[]) => [...before, value],
      [] as string[],
    )
    .addOption(
      new Option("--profile <name>", "how long").choices(["quick", "full"]).default("quick"),
    )
    .option("--report <name>", "folder under data/", LOCAL_REPORT)
    .addOption(
      new Option("--load-tool <name>", "default: the first that this host has")
        .choices(LOAD_TOOLS.map((each) => each.name)),
    )
    .option("--seed <text>", "decides the order of trials (default: drawn and recorded)")
    .option("--budget <seconds>", "most seconds of measuring", numberOption("--budget", 1))
    .option(
      "--case <name>",
      "one case of the workload; repeat for more (default: what the profile has)",
      (value: string, before: string[]) => [...before, value],
      [] as string[],
    )
    .option(
      "--load <number>",
      "one load point in place of the profile's, where there are some; repeat for more",
      (value: string, before: number[]) => [...before, wholeNumberOption("--load")(value)],
      [] as number[],
    )
    .option(
      "--trials <number>",
      "trials of each cell, in place of the profile's",
      wholeNumberOption("--trials"),
    )
    .option(
      "--seconds <number>",
      "seconds of each trial, in place of the profile's",
      wholeNumberOption("--seconds"),
    )
    .option("--fresh", `start data/${LOCAL_REPORT} over, discarding what it holds`, false)
    .action(async (options: BenchOptions) => {
      const signal = interruptSignal(INTERRUPTED, () => void stopAll().then(() => Deno.exit(1)));
      const failures = await runBench(options, signal, terminalProgress());
      if (failures.length > 0) {
        console.error(`\n${failures.length} failed:`);
        for (const { implementation, trial, kind, message } of failures) {
          console.error(`  ${trial || implementation}: ${kind}: ${message}`);
        }
        endWith(1);
      }
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
