/** Files raw outputs that somebody else made: copies them into a report as they are, never edited. */
import { Option } from "commander";
import { command, numberOption, runCommand } from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import { lockFolder } from "../common/lock.ts";
import {
  isDate,
  type RawFile,
  readCitedCells,
  reportFolder,
  type Trial,
  type Version,
} from "../pipeline/report.ts";
import { describe, type Description, newManifest } from "./import/describe.ts";
import { type Filed, fileTrials, type NewFile, readFiled } from "./import/filing.ts";
import { type Input, readInputs } from "./import/inputs.ts";
import { checkName, checkPlace, type Place, placeId } from "./import/place.ts";

/** What `deno task import` is told. */
export interface ImportOptions extends Description {
  report: string;
  scenario: string;
  /** Required but for a table, which names its own. */
  implementation?: string | undefined;
  case?: string | undefined;
  limits?: string | undefined;
  load?: number | undefined;
  loadUnit?: string | undefined;
  trial?: number | undefined;
  /** The one file is a cited table that names implementation, case, load and trial itself. */
  table?: boolean | undefined;
  /** Seconds of warm-up before measuring, where it is known. */
  warmup?: number | undefined;
  tool?: Version[] | undefined;
  program?: Version[] | undefined;
}

/** Git is no place for larger files. */
const LARGE_BYTES = 2 * 1024 ** 2;

/** How long an import waits for others into its report. */
const PATIENCE_MILLISECONDS = 60_000;

/** Files the given raw outputs as one trial, or a table as one trial for each of its cells. */
export async function importFiles(
  files: readonly string[],
  options: ImportOptions,
  dataFolder?: string,
): Promise<Trial[]> {
  const folder = reportFolder(options.report, dataFolder);
  checkName(options.scenario, "--scenario");
  if (options.date !== undefined && !isDate(options.date)) {
    throw new Failure(`--date takes a day such as 2026-01-31, not "${options.date}"`, 2);
  }
  const given = options.table === true ? undefined : placeOf(options);
  if (given === undefined) checkTableOptions(files, options);
  const inputs = await readInputs(files);
  const places = given === undefined ? await placesOfTable(inputs[0] as Input) : [given];
  // What is filed is read, added to and written anew: an import meanwhile would be lost.
  const refusal = `another import is writing ${folder}; end it, or choose another --report`;
  using _lock = await lockFolder(folder, PATIENCE_MILLISECONDS, refusal);
  const filed = await readFiled(folder);
  refuseSecondFiling(folder, options.scenario, filed, places, inputs);

  const taken = new Set(filed.trials.map((trial) => trial.id));
  const trials: Trial[] = [];
  const newFiles: NewFile[] = [];
  const raw: RawFile[] = [];
  for (const place of places) {
    const id = placeId(options.scenario, place, taken);
    taken.add(id);
    if (raw.length === 0) {
      const parent = given === undefined ? "raw" : `raw/${id}`;
      for (const { name, stored, sha256 } of inputs) {
        newFiles.push({ path: `${parent}/${name}`, bytes: stored });
        raw.push({ path: `${parent}/${name}`, bytes: stored.length, sha256 });
      }
    }
    trials.push(trialOf(id, place, raw, options));
  }
  const isTaken = (path: string) =>
    filed.trials.some((trial) => trial.raw.some((each) => each.path === path));
  const clash = newFiles.find(({ path }) => isTaken(path));
  if (clash !== undefined) {
    throw new Failure(`${folder}/${clash.path} is another table's; rename the file`);
  }
  const before = filed.manifest ?? newManifest(options.report);
  const manifest = describe(before, options.scenario, places, options);
  await fileTrials(folder, filed, newFiles, manifest, trials);
  for (const { given: path, stored } of inputs.filter((each) => each.stored.length > LARGE_BYTES)) {
    const size = (stored.length / 1024 ** 2).toFixed(1);
    console.error(`${path} takes ${size} MiB: too much for git, keep such a report out of it`);
  }
  return trials;
}

function placeOf(options: ImportOptions): Place {
  if (options.implementation === undefined) {
    throw new Failure("--implementation is missing; it names the program under test", 2);
  }
  return checkPlace({
    implementation: options.implementation,
    case: options.case ?? "",
    limits: options.limits ?? "",
    load: options.load ?? null,
    load_unit: options.loadUnit ?? "",
    trial: options.trial ?? 1,
  }, (key) => `--${key}`);
}

function checkTableOptions(files: readonly string[], options: ImportOptions): void {
  if (files.length !== 1) throw new Failure("--table takes one file", 2);
  const inTable = ["implementation", "case", "limits", "load", "loadUnit", "trial"] as const;
  const said = inTable.find((key) => options[key] !== undefined);
  if (said !== undefined) {
    const option = said === "loadUnit" ? "load-unit" : said;
    throw new Failure(`--${option} stands in the table itself; leave it out`, 2);
  }
}

async function placesOfTable(input: Input): Promise<Place[]> {
  const cells = await readCitedCells(input.content, input.given);
  return cells.map((cell) => checkPlace(cell, (key) => `${input.given}: the ${key}`));
}

/** A cell is filed once, and so are bytes: the same file again is no repetition of the measurement. */
function refuseSecondFiling(
  folder: string,
  scenario: string,
  filed: Filed,
  places: readonly Place[],
  inputs: readonly Input[],
): void {
  for (const trial of filed.trials) {
    const same = places.some((place) =>
      trial.scenario === scenario &&
      (Object.keys(place) as (keyof Place)[]).every((key) => trial[key] === place[key])
    );
    if (same) {
      throw new Failure(
        `${folder}/trials.ndjson already has trial ${trial.id}; give the next --trial, or another --report`,
      );
    }
    const copy = inputs.find((input) => trial.raw.some((raw) => raw.sha256 === input.sha256));
    if (copy !== undefined) {
      throw new Failure(
        `${copy.given} is already filed as trial ${trial.id}, byte for byte; a trial is another execution`,
      );
    }
  }
}

function trialOf(id: string, place: Place, raw: RawFile[], options: ImportOptions): Trial {
  return {
    id,
    scenario: options.scenario,
    ...place,
    block: 0,
    seed: "",
    started: "",
    ended: "",
    exit: null,
    state: "finished",
    warmup_seconds: options.warmup ?? null,
    tools: options.tool ?? [],
    programs: options.program ?? [],
    processes: [],
    raw,
    host: null,
  };
}

function versionOption(option: string): (text: string, before?: Version[]) => Version[] {
  return (text, before = []) => {
    const [, name, version] = /^([^=]{1,100})=([^=]{1,100})$/.exec(text) ?? [];
    if (name === undefined || version === undefined) {
      throw new Failure(`${option} takes NAME=VERSION, e.g. wrk=4.2.0, not "${text}"`, 2);
    }
    return [...before, { name, version }];
  };
}

/** `deno task import` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command(
    "import",
    "File raw outputs that somebody else made as one trial of a report, byte for byte. Several files in " +
      "one call are several outputs of that one execution; call again for the next trial. What else is " +
      "known of report and host may be written into report.json and environment.json by hand.",
  )
    .argument("<FILE...>", "raw output of a load tool, as the tool wrote it")
    .requiredOption("--report <name>", "folder under data/; made when it is not there")
    .requiredOption("--scenario <name>", "the workload")
    .option("--implementation <name>", "the program under test")
    .option("--case <text>", "a named part of the workload")
    .option("--limits <text>", "what the server was allowed, e.g. 1 core")
    .option("--load <number>", "level of load", numberOption("--load", 0))
    .option("--load-unit <unit>", "connections, virtual-users, sessions")
    .option("--trial <number>", "1..n (default: 1)", numberOption("--trial", 1))
    .option(
      "--table",
      "the file is a cited table that names all these itself: a trial for each cell",
    )
    .option("--warmup <seconds>", "warm-up before measuring", numberOption("--warmup", 0))
    .option("--tool <name=version>", "a load tool; may be repeated", versionOption("--tool"))
    .option("--program <name=version>", "a program; may be repeated", versionOption("--program"))
    .option("--title <text>", "title of the report")
    .option("--citation <text>", "where the report's figures come from")
    .option("--date <date>", "when they were published")
    .option("--scenario-title <text>", "title of the scenario")
    .addOption(
      new Option("--kind <kind>", "kind of the scenario")
        .choices(["ladder", "stages", "search", "harness", "fixed-work"]),
    )
    .option("--implementation-title <text>", "title of the implementation")
    .action(async (files: string[], options: ImportOptions) => {
      const trials = await importFiles(files, options);
      const first = trials[0]?.id ?? "";
      const what = trials.length === 1
        ? `trial ${first}`
        : `${trials.length} trials from ${first} on`;
      console.error(
        `filed ${files.length} raw ${files.length === 1 ? "file" : "files"} as ${what}; ` +
          `\`deno task normalize ${options.report}\` makes the tables`,
      );
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
