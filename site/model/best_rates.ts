/** Rates by the wall clock of programs that time themselves, each as a share of the best of its benchmark. */
import { compareNames } from "./benchmarks.ts";
import { type Bound, boundOfRatio } from "./bounds.ts";
import type { Point, ScenarioView, Series } from "./scenario.ts";
import { centreOf, type Value } from "./values.ts";

/** An implementation in a part of the workload. */
export interface RateColumn {
  part: string;
  series: Series;
}

/** What one implementation makes of a benchmark. */
export interface RateOfBest {
  point: Point;
  value: Value;
  /** Of the best rate in the row, from 0 to 1; undefined of what is withheld. */
  share: number | undefined;
  /** How the share is bounded where a rate is a lower bound. */
  bound: Bound;
}

/** Benchmarks of one protocol, side by side. */
export interface BestRates {
  /** "tcp", "ws": the first word of the parts. */
  protocol: string;
  columns: RateColumn[];
  /** "64B/100": size and number of the messages; a cell per column, undefined where nothing was measured. */
  rows: { label: string; cells: (RateOfBest | undefined)[] }[];
}

/** Part, size and number of messages; whatever the library calls its benchmark. */
const CASE = /^([^/]+)\/BM_[^/]*_(\d+[KM]?B)\/(\d+)(?: \(.*\))?$/;

/** Of each protocol in which two implementations have a rate, what at least two columns have. */
export function bestRatesOf({ groups }: Pick<ScenarioView, "groups">): BestRates[] {
  const found = groups.flatMap((group) => {
    const [, part = "", size = "", count = ""] = CASE.exec(group.case) ?? [];
    if (size === "") return [];
    return group.series.flatMap((series) => {
      const [point] = series.points;
      const value = point?.value("items_rate", "mean");
      if (point === undefined || value === undefined) return [];
      const column = JSON.stringify([part, series.name]);
      return [{ part, series, column, point, value, label: `${size}/${count}`, size, count }];
    });
  });
  type Found = typeof found[number];
  const protocols = Map.groupBy(found, ({ part }) => part.split("-")[0] as string);
  const order = ({ size, count }: Found) => bytesOf(size) * 1e6 + Number(count);
  return [...protocols].sort(([a], [b]) => compareNames(a, b)).flatMap(([protocol, all]) => {
    if (new Set(all.map(({ series }) => series.name)).size < 2) return [];
    const columns = new Map<string, Found>();
    for (const each of all.sort((a, b) => compareNames(a.part, b.part))) {
      if (!columns.has(each.column)) columns.set(each.column, each);
    }
    const benchmarks = Map.groupBy(all.sort((a, b) => order(a) - order(b)), ({ label }) => label);
    const rows = [...benchmarks].flatMap(([label, own]) => {
      // A program may have one benchmark under several names.
      const best = [...columns.keys()].map((column) =>
        own.filter((each) => each.column === column).sort((a, b) => rateOf(b) - rateOf(a))[0]
      );
      return best.filter((each) => each !== undefined).length < 2
        ? []
        : [{ label, cells: ofBest(best) }];
    });
    return rows.length === 0 ? [] : [{ protocol, columns: [...columns.values()], rows }];
  });
}

function bytesOf(size: string): number {
  const factor = size.includes("K") ? 1024 : size.includes("M") ? 1024 ** 2 : 1;
  return Number.parseInt(size, 10) * factor;
}

/** The rate; below all others where it is withheld. */
function rateOf({ value: { summary } }: { value: Value }): number {
  return summary.status === "withheld" ? -Infinity : centreOf(summary);
}

function ofBest(
  cells: readonly ({ point: Point; value: Value } | undefined)[],
): BestRates["rows"][number]["cells"] {
  const shown = cells.filter((cell) => cell !== undefined)
    .filter((cell) => rateOf(cell) > 0).sort((a, b) => rateOf(b) - rateOf(a));
  const [best] = shown;
  return cells.map((cell) => {
    if (cell === undefined) return undefined;
    const { point, value } = cell;
    if (best === undefined || value.summary.status === "withheld") {
      return { point, value, share: undefined, bound: "" };
    }
    const isBound = ({ value }: { value: Value }) => value.summary.status === "lower bound";
    return {
      point,
      value,
      share: rateOf(cell) / rateOf(best),
      bound: cell === best ? "" : boundOfRatio(isBound(cell), isBound(best), "higher"),
    };
  });
}
