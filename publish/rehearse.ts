/**
 * The whole chain on this machine: the jobs of publish.yml in order, each in an empty folder with the
 * artifacts that its `needs` hand it and the commands as they stand in the file.
 */
import { Option } from "commander";
import { command, numberOption, runCommand, wholeNumberOption } from "../common/command.ts";
import { Failure, messageOf } from "../common/failure.ts";
import { formatSeconds } from "../common/progress.ts";
import { interruptSignal } from "../runners/interrupt.ts";
import { ROOT } from "../runners/paths.ts";
import { checkTag } from "./edition.ts";
import { endMarked } from "./rehearsal/processes.ts";
import { makePlace, type Place } from "./rehearsal/place.ts";
import { type Fault, FAULTS } from "./rehearsal/faults.ts";
import { rehearse } from "./rehearsal/rehearse.ts";
import { parseWorkflow } from "./workflow/workflow.ts";

const WORKFLOW = ".github/workflows/publish.yml";

interface Options {
  fault?: Fault;
  all: boolean;
  dryRun: boolean;
  budget: number;
  scenario: string[];
  implementation: string[];
  hosts: number;
  text: boolean;
  folder?: string;
}

const add = (value: string, before: string[]) => [...before, value];

/** The rehearsals that were asked for: tag, fault, and the tag that it supersedes. */
function program(tag: string, { all, fault }: Options) {
  if (!all) return [{ tag, ...(fault === undefined ? {} : { fault }) }];
  return [
    { tag, fault: "kill-bench" as const },
    { tag: `${tag}-erratum`, fault: "alter-raw" as const, supersedes: tag },
    { tag: `${tag}-claim`, fault: "false-claim" as const },
  ];
}

/** `deno task rehearse TAG` */
export async function main(args: readonly string[]): Promise<never> {
  const own = command("rehearse", "Run the chain of publish.yml for a tag on this machine.")
    .argument("<tag>", "such as report-2026-12-01; its edition is used where there is one")
    .addOption(new Option("--fault <name>", "what goes wrong on the way").choices([...FAULTS]))
    .option("--all", "one rehearsal after another, with every fault and an erratum", false)
    .option("--dry-run", "as started by hand on GitHub: nothing is published", false)
    .option(
      "--budget <seconds>",
      "most seconds of measuring a report",
      numberOption("--budget", 1),
      20,
    )
    .option(
      "--scenario <name>",
      "repeat for more (default: what the edition has, or http-counter)",
      add,
      [] as string[],
    )
    .option(
      "--implementation <name>",
      "repeat for more (default: what the edition has, or one or two that need no build)",
      add,
      [] as string[],
    )
    .option(
      "--hosts <number>",
      "as if there were so many machines; they measure one after another",
      wholeNumberOption("--hosts"),
      1,
    )
    .option("--text", "judge the edition's text and claims too: on the whole measurement", false)
    .option("--folder <path>", "an empty folder to keep everything in (default: none is kept)")
    .action(async (tag: string, options: Options) => {
      checkTag(tag);
      const signal = interruptSignal("interrupted; nothing was published", () => Deno.exit(1));
      const began = performance.now();
      if (options.all && (options.hosts > 1 || options.scenario.length > 1)) {
        throw new Failure("--all is about one report: leave out --hosts and further scenarios", 2);
      }
      if (options.folder !== undefined) await makeFolder(options.folder);
      const folder = await Deno.realPath(options.folder ?? await Deno.makeTempDir());
      if ([...Deno.readDirSync(folder)].length > 0) throw new Failure(`${folder} is not empty`, 2);
      const stop = () => void endMarked(folder);
      signal.addEventListener("abort", stop);
      try {
        await all(await makePlace(folder, ROOT, options.hosts), tag, options, signal);
      } finally {
        const left = await endMarked(folder);
        if (left > 0) console.error(`${left} processes were still there, and are ended`);
        if (options.folder === undefined) await Deno.remove(folder, { recursive: true });
      }
      const seconds = formatSeconds((performance.now() - began) / 1000);
      console.error(
        `rehearsed in ${seconds}${options.folder ? `; all of it is in ${folder}` : ""}`,
      );
    });
  return await runCommand(own, args);
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await Deno.mkdir(folder, { recursive: true });
  } catch (error) {
    throw new Failure(`--folder: ${messageOf(error)}`, 2);
  }
}

async function all(place: Place, tag: string, options: Options, signal: AbortSignal) {
  const workflow = parseWorkflow(await Deno.readTextFile(`${ROOT}/${WORKFLOW}`), WORKFLOW);
  const { budget, dryRun } = options;
  for (const each of program(tag, options)) {
    const said = await rehearse({
      ...each,
      workflow,
      place,
      event: dryRun ? "workflow_dispatch" : "push",
      budget,
      scenarios: options.scenario,
      implementations: options.implementation,
      texts: options.text,
      signal,
      say: (text) => console.error(text),
    });
    for (const sentence of said) console.error(`ok: ${sentence}`);
  }
}

if (import.meta.main) await main(Deno.args);
