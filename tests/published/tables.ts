/** The tables of a published report as the code makes them now, whatever was committed. */
import { silentProgress } from "../../common/progress.ts";
import { readRuns } from "../../pipeline/formats/read.ts";
import type { Run } from "../../pipeline/formats/format.ts";
import { normalizeReport } from "../../pipeline/normalize.ts";
import {
  readRawFile,
  readTables,
  readTrials,
  type Row,
  type Tables,
} from "../../pipeline/report.ts";

/** The data folder of the repository. */
export const DATA = decodeURIComponent(new URL("../../data", import.meta.url).pathname);

/** Folder of a committed report. */
export function committed(report: string): string {
  return `${DATA}/${report}`;
}

const known = new Map<string, Promise<Tables>>();

/** Normalizes a copy of a committed report. */
export function tablesOf(report: string): Promise<Tables> {
  let tables = known.get(report);
  if (tables === undefined) {
    tables = normalizeCopy(report);
    known.set(report, tables);
  }
  return tables;
}

async function normalizeCopy(report: string): Promise<Tables> {
  const folder = await Deno.makeTempDir();
  try {
    await copyFolder(committed(report), folder);
    await normalizeReport(folder, silentProgress);
    return await readTables(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function copyFolder(from: string, to: string): Promise<void> {
  for await (const entry of Deno.readDir(from)) {
    if (entry.isDirectory) {
      await Deno.mkdir(`${to}/${entry.name}`);
      await copyFolder(`${from}/${entry.name}`, `${to}/${entry.name}`);
    } else await Deno.copyFile(`${from}/${entry.name}`, `${to}/${entry.name}`);
  }
}

/** Every run of every raw file of a committed report, each file once. */
export async function runsOf(report: string): Promise<Run[]> {
  const files = new Map(
    (await readTrials(committed(report))).flatMap((trial) => trial.raw).map((
      raw,
    ) => [raw.path, raw]),
  );
  const runs: Run[] = [];
  for (const raw of files.values()) {
    runs.push(...await readRuns(await readRawFile(committed(report), raw), { file: raw.path }));
  }
  return runs;
}

/** What to look for; what is left out may be anything. */
export type Query = Partial<
  Pick<Row, "implementation" | "case" | "load" | "metric" | "statistic" | "clock" | "correction">
>;

/** The rows that match. */
export function select(rows: readonly Row[], query: Query): Row[] {
  const keys = Object.keys(query) as (keyof Query)[];
  return rows.filter((row) => keys.every((key) => row[key] === query[key]));
}

/** The one value that matches. Throws where there is none, or where several differ. */
export function valueOf(rows: readonly Row[], query: Query): number {
  const values = new Set(select(rows, query).map((row) => row.value));
  const [value] = values;
  if (value === undefined || values.size > 1) {
    throw new Error(`${values.size} values for ${JSON.stringify(query)}`);
  }
  return value;
}

/** Rounded to so many decimals. */
export function round(value: number, decimals = 0): number {
  return Number(value.toFixed(decimals));
}
