/** Verifies reports: raw files, tables and addresses are what they were recorded to be. Reads alone. */
import { Option } from "commander";
import { command, endWith, printData, runCommand, withoutControls } from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import { asFailure } from "../common/file_errors.ts";
import { terminalProgress } from "../common/progress.ts";
import {
  DATA_FOLDER,
  listReports,
  readEnvironment,
  readManifest,
  readTrials,
  reportFolder,
  TABLE_FILES,
} from "./report_folder.ts";
import { leftoversIn } from "./leftovers.ts";
import { checkDerived } from "./verify/derived.ts";
import { checkErrata, readCorrections } from "./verify/errata.ts";
import {
  type Problem,
  problemLine,
  problemOf,
  tablesRemedy,
  type Verified,
} from "./verify/problem.ts";
import { checkRawFiles } from "./verify/raw_files.ts";
import { checkTables } from "./verify/tables.ts";

/** Verifies one report of a data folder. What is wrong is in the result; it throws for nothing of that. */
export async function verifyReport(name: string, dataFolder = DATA_FOLDER): Promise<Verified> {
  const folder = `${dataFolder}/${name}`;
  const problems: Problem[] = [];
  const attempt = async <T>(file: string, read: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await read();
    } catch (error) {
      const failure = asFailure(error);
      if (!(failure instanceof Failure)) throw error;
      problems.push(problemOf(failure, `${folder}/${file}`, "a file that can be read"));
      return undefined;
    }
  };
  const manifest = await attempt("report.json", () => readManifest(folder));
  const environment = await attempt("environment.json", () => readEnvironment(folder));
  const trials = await attempt("trials.ndjson", () => readTrials(folder));
  const nothing = {
    ...{ report: name, rawFiles: 0, tables: 0, sources: 0, values: 0, derived: 0 },
    ...{ notChecked: [], notes: [] },
  };
  if (manifest === undefined || trials === undefined) return { ...nothing, problems };
  // A folder that no report can be named like has another name than its report too.
  if (manifest.name !== name) {
    problems.push({
      file: `${folder}/report.json`,
      expected: `the name of its folder, ${name}`,
      found: manifest.name,
      remedy: "rename the folder",
    });
  }
  const remedy = tablesRemedy(manifest);
  const csv = TABLE_FILES.filter((file) => file.endsWith(".csv"));
  const ofTables = await attempt("datapackage.json", () => checkTables(folder, remedy, csv));
  const { tables = 0, places = new Map(), values = new Map(), texts = new Map() } = ofTables ?? {};
  const elsewhere = manifest.elsewhere ?? [];
  const recorded = { folder, name, remedy, trials, elsewhere, places, values };
  const checked = await attempt("raw", () => checkRawFiles(recorded));
  problems.push(...checked?.problems ?? [], ...ofTables?.problems ?? []);
  // Of values that are not what the raw files say nothing comes out as it stands: that is told already.
  const isSound = problems.length === 0 && environment !== undefined;
  const again = isSound
    ? await attempt(
      "measurements.csv",
      () => checkDerived({ folder, remedy, manifest, environment, trials, texts }),
    )
    : undefined;
  problems.push(...again?.problems ?? []);
  problems.push(...await checkErrata(manifest, folder, dataFolder));
  for (const path of await leftoversIn(folder)) {
    problems.push({
      file: `${folder}/${path}`,
      expected: "files that are whole",
      found: "what a command left half-written as it was killed",
      remedy: "remove it",
    });
  }
  const { derived = 0 } = again ?? {};
  return { ...nothing, ...checked, tables, derived, problems };
}

/** Verifies these reports, and what all reports of the folder say of one another. */
export async function verifyReports(
  names: readonly string[],
  dataFolder = DATA_FOLDER,
  each: (name: string) => void = () => {},
): Promise<{ reports: Verified[]; problems: Problem[] }> {
  const { problems, notes } = await readCorrections(dataFolder);
  const reports: Verified[] = [];
  for (const name of names) {
    each(name);
    const verified = await verifyReport(name, dataFolder);
    const own = notes.filter((note) => note.startsWith(`${name} `));
    reports.push({ ...verified, notes: [...verified.notes, ...own] });
  }
  return { reports, problems };
}

/** One line a problem, one a file that is not here, one that sums up. */
export function formatVerified(
  { report, rawFiles, tables, sources, values, derived, problems, notChecked, notes }: Verified,
  dataFolder = DATA_FOLDER,
): string {
  const lines = [
    ...problems.map(problemLine),
    ...notChecked.map(({ path, url, sha256 }) =>
      `${dataFolder}/${report}/${path}: not checked, it is kept at ${url} (SHA-256 ${sha256})`
    ),
    ...notes.map((note) => `note: ${note}`),
  ];
  const count = (n: number, thing: string, things = `${thing}s`) =>
    `${n} ${n === 1 ? thing : things}`;
  const sum = [
    count(rawFiles, "raw file"),
    ...(notChecked.length > 0 ? [`${notChecked.length} not checked`] : []),
    count(tables, "table"),
    count(sources, "address", "addresses"),
    count(values, "value"),
    count(derived, "row computed again", "rows computed again"),
    count(problems.length, "problem"),
  ];
  lines.push(`verify ${report}: ${sum.join(", ")}`);
  return lines.map(withoutControls).join("\n") + "\n";
}

/** `deno task verify [NAME...]` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command(
    "verify",
    "Check that raw files, tables and addresses of these reports are what was recorded, and that the values of " +
      "measurements.csv are what the formats read in the raw files today. summary.csv, comparisons.csv and " +
      "states.csv are computed of it once more. Corrected values, findings, claims and merged percentiles are " +
      "compared with their checksum alone.",
  )
    .argument("[NAME...]", "reports under data/; all of them when none is named")
    .addOption(
      new Option("--output <form>", "how to print it").choices(["text", "json"]).default("text"),
    )
    .action(async (names: string[], { output }: { output: "text" | "json" }) => {
      for (const name of names) reportFolder(name);
      const chosen = names.length > 0 ? names : await listReports();
      if (chosen.length === 0) {
        throw new Failure("there is no report under data/; `deno task report` makes one");
      }
      const progress = terminalProgress();
      const started = performance.now();
      const show = (name: string) => {
        if (performance.now() - started > 1000) progress.show(`verify ${name}`);
      };
      const result = await verifyReports(chosen, DATA_FOLDER, show);
      progress.done();
      if (output === "json") printData(JSON.stringify(result, null, 2) + "\n");
      else {
        for (const problem of result.problems) {
          printData(withoutControls(problemLine(problem)) + "\n");
        }
        for (const verified of result.reports) printData(formatVerified(verified));
      }
      const all = [...result.problems, ...result.reports.flatMap(({ problems }) => problems)];
      if (all.length > 0) endWith(1);
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
