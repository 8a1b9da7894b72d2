/** The samples over time that a trial's processes left, for charts. */
import { readRuns } from "./formats/read.ts";
import { readRawFile } from "./raw_file.ts";
import type { Trial } from "./trial.ts";
import { addAll } from "../common/lists.ts";

/** CPU or memory of one process of a trial over time. */
export interface ProcessSeries {
  metric: string;
  /** Seconds since the first sample. */
  timesSeconds: number[];
  values: number[];
  /** Each value is the mean of so many seconds up to its time; absent where it is the tool's own. */
  windowSeconds?: number;
  source: string;
}

/** Every series of a trial's process samples, in the order of its raw files. */
export async function readProcessSeries(folder: string, trial: Trial): Promise<ProcessSeries[]> {
  const series: ProcessSeries[] = [];
  for (const raw of trial.raw) {
    if (!/samples|pidstat/.test(raw.path)) continue;
    const runs = await readRuns(await readRawFile(folder, raw), { file: raw.path });
    for (const run of runs) addAll(series, run.series ?? []);
  }
  return series;
}
