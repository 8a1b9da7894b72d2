/** The raw files of a report against trials.ndjson, and the addresses that lead into them. */
import { Failure } from "../../common/failure.ts";
import { asFailure } from "../../common/file_errors.ts";
import { checkRelativePath, readFileIfThere } from "../../common/files.ts";
import type { ElsewhereFile } from "../manifest.ts";
import { copiesAmong, nameTheirTrials, sayCopy } from "../copied_files.ts";
import { readRuns } from "../formats/read.ts";
import { leftoversIn } from "../leftovers.ts";
import { differenceFrom, isLog } from "../raw_file.ts";
import type { RawFile, Trial } from "../trial.ts";
import { type Read, sayMissing } from "./missing.ts";
import { type Problem, problemOf } from "./problem.ts";
import { unresolvedPlaces } from "./sources.ts";
import type { Places } from "./tables.ts";
import { compareValues, type StatedValues } from "./values.ts";

/** Files of a report that are no raw files and that tables may point at. */
const OWN_FILES: readonly string[] = [
  "report.json",
  "environment.json",
  "trials.ndjson",
  "claims.json",
  "report.md",
];

/** What is verified: a report's folder, what it recorded, what its tables point at. */
export interface Recorded {
  folder: string;
  name: string;
  /** What to do where a table is wrong. */
  remedy: string;
  trials: readonly Trial[];
  elsewhere: readonly ElsewhereFile[];
  places: Places;
  values: StatedValues;
}

export interface CheckedRawFiles {
  rawFiles: number;
  sources: number;
  /** Original values of measurements.csv that are what their raw file says. */
  values: number;
  notChecked: ElsewhereFile[];
  problems: Problem[];
  notes: string[];
}

/** What is known on the way. */
interface Checking extends CheckedRawFiles {
  /** Rows of measurements.csv that were not compared. */
  unread: string[];
  /** Values that measurements.csv has not. */
  missing: Read[];
  /** SHA-256 of raw files that say themselves which trials they belong to. */
  tables: Set<string>;
}

/** Verifies every raw file, each read once, every address, and the values that stand there. */
export async function checkRawFiles(recorded: Recorded): Promise<CheckedRawFiles> {
  const { folder, trials, elsewhere, places } = recorded;
  const checked: Checking = {
    ...{ rawFiles: 0, sources: 0, values: 0 },
    ...{ notChecked: [], problems: [], notes: [] },
    ...{ unread: [], missing: [], tables: new Set<string>() },
  };
  const files = Map.groupBy(trials.flatMap((trial) => trial.raw), (raw) => raw.path);
  for (const [path, records] of files) await checkRawFile(path, records, recorded, checked);
  checkCopies(recorded, checked);
  noteUnread(recorded, checked);
  // Those are told by a line of their own.
  const leftovers = await leftoversIn(folder);
  for (const path of await filesBelow(folder, "raw")) {
    if (files.has(path) || leftovers.some((each) => path.startsWith(`${each}/`))) continue;
    checked.problems.push({
      file: `${folder}/${path}`,
      expected: "a file that a trial names",
      found: "one that no line of trials.ndjson does",
      remedy: "remove it, or file it with `deno task import`",
    });
  }
  for (const { path } of elsewhere) {
    if (files.has(path)) continue;
    checked.problems.push({
      file: `${folder}/report.json`,
      expected: "files of trials alone under elsewhere",
      found: path,
      remedy: "correct its path",
    });
  }
  for (const [path, pointed] of places) {
    if (files.has(path)) continue;
    if (OWN_FILES.includes(path) && await checkOwnFile(path, recorded, checked)) continue;
    const [row = folder] = pointed.values();
    checked.problems.push({
      file: row,
      expected: "a source in a raw file of this report",
      found: path,
      remedy: recorded.remedy,
    });
  }
  // A row that is wrong is often the one that is missing elsewhere: that would be told twice.
  if (checked.problems.length === 0) {
    const said = sayMissing(checked.missing, recorded.values, recorded);
    checked.problems.push(...said.problems);
    checked.notes.push(...said.notes);
  }
  const { rawFiles, sources, values, notChecked, problems, notes } = checked;
  return { rawFiles, sources, values, notChecked, problems, notes };
}

/** Follows the places in a file that is no raw file; false where there is no such file. */
async function checkOwnFile(
  path: string,
  recorded: Recorded,
  checked: Checking,
): Promise<boolean> {
  const file = `${recorded.folder}/${path}`;
  try {
    const bytes = await readFileIfThere(file);
    if (bytes === undefined) return false;
    await followPlaces(path, bytes, recorded, checked);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    checked.problems.push(problemOf(error, file, "a file that can be read"));
  }
  return true;
}

async function checkRawFile(
  path: string,
  records: readonly RawFile[],
  recorded: Recorded,
  checked: Checking,
): Promise<void> {
  const { folder, elsewhere } = recorded;
  const file = `${folder}/${path}`;
  const remedy = "restore the original";
  const kept = elsewhere.find((each) => each.path === path);
  try {
    checkRelativePath(path, `${folder}/trials.ndjson`);
    const link = await linkIn(folder, path);
    if (link !== undefined) {
      const remedy = "put in its place what it leads to";
      const expected = "a raw file of its own";
      checked.problems.push({ file: `${folder}/${link}`, expected, found: "a link", remedy });
      return;
    }
    const bytes = await readFileIfThere(file);
    if (bytes === undefined) {
      if (kept === undefined) {
        checked.problems.push({ file, expected: "a raw file", found: "no such file", remedy });
        return;
      }
      checked.notChecked.push(kept);
      for (const record of records) sameRecord(kept, record, folder, checked);
      return;
    }
    checked.rawFiles++;
    for (const record of records) {
      const difference = await differenceFrom(record, bytes);
      if (difference === undefined) continue;
      checked.problems.push({ file, ...difference, remedy });
      return;
    }
    if (kept !== undefined) sameRecord(kept, records[0] as RawFile, folder, checked);
    await followPlaces(path, bytes, recorded, checked);
    await checkValues(path, bytes, recorded, checked);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    checked.problems.push(problemOf(error, file, "a raw file"));
  }
}

/** Compares the values that measurements.csv has of a raw file with what its format reads today. */
async function checkValues(
  path: string,
  bytes: Uint8Array,
  { trials, values, remedy }: Recorded,
  checked: Checking,
): Promise<void> {
  const own = trials.filter(({ raw }) => raw.some((each) => each.path === path));
  if (isLog(path) || own.every(({ state }) => state === "failed")) return;
  const runs = await readRuns(bytes, { file: path });
  if (nameTheirTrials(runs)) {
    for (const { raw } of own) for (const { sha256 } of raw) checked.tables.add(sha256);
  }
  const stated = values.get(path) ?? [];
  const { same, unread, missing, problems } = compareValues(stated, runs, own, remedy);
  checked.values += same;
  checked.unread.push(...unread);
  checked.missing.push(...missing);
  checked.problems.push(...problems);
}

function noteUnread({ name }: Recorded, { unread, notes }: Checking): void {
  const [first] = unread;
  if (first === undefined) return;
  const rows = unread.length === 1 ? "1 row" : `${unread.length} rows`;
  notes.push(
    `${name}: ${rows} of measurements.csv not compared, today's formats read no such value in the file that is ` +
      `named: ${first}${unread.length === 1 ? "" : " is the first"}`,
  );
}

/** Names the raw files that count as several trials. */
function checkCopies({ folder, trials }: Recorded, checked: Checking): void {
  for (const copy of copiesAmong(trials)) {
    if (checked.tables.has(copy.sha256)) continue;
    const file = `${folder}/trials.ndjson`;
    const problem = problemOf(new Failure(sayCopy(copy)), file, "a raw file for each trial");
    checked.problems.push(problem);
  }
}

/** What report.json says of a file that is kept elsewhere must be what its trial recorded. */
function sameRecord(
  kept: ElsewhereFile,
  record: RawFile,
  folder: string,
  checked: Checking,
): void {
  if (kept.bytes === record.bytes && kept.sha256 === record.sha256) return;
  checked.problems.push({
    file: `${folder}/report.json`,
    expected: `${record.bytes} bytes, SHA-256 ${record.sha256} of ${kept.path}`,
    found: `${kept.bytes} bytes, SHA-256 ${kept.sha256}`,
    remedy: "copy both from trials.ndjson",
  });
}

async function followPlaces(
  path: string,
  bytes: Uint8Array,
  { places, remedy }: Recorded,
  checked: Checking,
): Promise<void> {
  const pointed = places.get(path);
  if (pointed === undefined) return;
  checked.sources += pointed.size;
  const inFile = [...pointed.keys()].filter((place) => place !== undefined);
  for (const { place, expected, found } of await unresolvedPlaces(bytes, path, inFile)) {
    checked.problems.push({
      file: pointed.get(place) as string,
      expected: `${expected} of ${path}`,
      found,
      remedy,
    });
  }
}

/** Paths of all that lies below, links and other things that are no folders among them, sorted. */
async function filesBelow(folder: string, below: string): Promise<string[]> {
  const paths: string[] = [];
  try {
    for await (const entry of Deno.readDir(`${folder}/${below}`)) {
      const path = `${below}/${entry.name}`;
      if (entry.isDirectory) paths.push(...await filesBelow(folder, path));
      else paths.push(path);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return paths.sort();
}

/** The first part of a path below the folder that is a link: it may lead to what others keep, and change. */
async function linkIn(folder: string, path: string): Promise<string | undefined> {
  const parts = path.split("/");
  for (let length = 1; length <= parts.length; length++) {
    const part = parts.slice(0, length).join("/");
    const info = await Deno.lstat(`${folder}/${part}`).catch((error) => {
      if (error instanceof Deno.errors.NotFound) return undefined;
      throw asFailure(error, `${folder}/${part}`);
    });
    if (info?.isSymlink) return part;
  }
  return undefined;
}
