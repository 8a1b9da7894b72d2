/** Whole distributions of cells, read from the histograms of all their trials together: for charts. */
import { readTextIfThere } from "../common/files.ts";
import { type LoggedHistogram, readHistogramLog } from "./histograms/histogram_log.ts";
import { LatencyHistogram } from "./histograms/latency_histogram.ts";
import type { Loop } from "./measurement.ts";
import { HISTOGRAM_LOG } from "./report_folder.ts";
import { type Cell, cellKey } from "./row.ts";
import { isResolved } from "./statistics/weighted_percentile.ts";
import type { Trial } from "./trial.ts";

/** A percentile and its value. */
export interface QuantilePoint {
  /** -log10 of the share of samples that lie beyond: 1 of p90, 2 of p99. */
  nines: number;
  seconds: number;
}

/** The distribution of one metric of a cell, sampled in one way. */
export interface QuantileCurve {
  cell: Cell;
  metric: string;
  loop: Loop;
  /** Trials whose samples are in it. */
  trials: number;
  /** From p13 to the last percentile that a sample lies beyond. */
  points: readonly QuantilePoint[];
}

/** Points for each further nine; the first is p13. The least sample of all is an accident, and would set the axis. */
const POINTS_PER_NINE = 16;

/**
 * The distributions of a metric that these trials left, by cell. Only their lines of histograms.hlog are decoded;
 * none where there is no such file. Throws a Failure where it is damaged.
 */
export async function readQuantileCurves(
  folder: string,
  trials: readonly Trial[],
  metric: string,
): Promise<QuantileCurve[]> {
  const file = `${folder}/${HISTOGRAM_LOG}`;
  const text = trials.length === 0 ? undefined : await readTextIfThere(file);
  if (text === undefined) return [];
  const byId = new Map(trials.map((trial) => [trial.id, trial]));
  const logged = (await readHistogramLog(linesOf(text, byId, metric), file)).flatMap((each) => {
    const trial = byId.get(each.trial);
    return trial === undefined ? [] : [{ ...each, cell: cellOf(trial, each.part) }];
  });
  const groups = Map.groupBy(logged, ({ cell, loop }) => `${cellKey(cell)}\u0000${loop}`);
  return [...groups.values()].flatMap((own): QuantileCurve[] => {
    const [first] = own;
    if (first === undefined) return [];
    const { cell, loop } = first;
    const points = pointsOf(LatencyHistogram.merge(own.map(({ histogram }) => histogram)));
    return [{ cell, metric, loop, trials: new Set(own.map(({ trial }) => trial)).size, points }];
  });
}

/** The log with all other lines turned into comments, so that lines keep their numbers. */
function linesOf(text: string, trials: ReadonlyMap<string, Trial>, metric: string): string {
  return text.split("\n").map((line) => {
    const tag = /^Tag=([^/,]+)\/([^/,]+)\//.exec(line);
    if (tag === null) return line;
    const [, trial = "", own = ""] = tag;
    return trials.has(trial) && own === metric ? line : "#";
  }).join("\n");
}

function cellOf(trial: Trial, part: LoggedHistogram["part"]): Cell {
  const { scenario, implementation, limits, load, load_unit } = trial;
  const name = [trial.case, part].filter((each) => each !== "").join("/");
  return { scenario, implementation, case: name, limits, load, load_unit };
}

function pointsOf(histogram: LatencyHistogram): QuantilePoint[] {
  const points: QuantilePoint[] = [];
  for (let step = 1;; step++) {
    const nines = step / POINTS_PER_NINE;
    const percent = 100 * (1 - 10 ** -nines);
    if (!isResolved(percent, histogram.count)) return points;
    points.push({ nines, seconds: histogram.percentile(percent) });
  }
}
