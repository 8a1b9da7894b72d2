/** What the charts of benchmarks have in common: their input, their two sizes, how many trials they show. */
import type { Result, Row, Summary } from "../../../pipeline/report.ts";
import { formatNumber } from "../../format.ts";
import type { Benchmark } from "../../model/benchmarks.ts";
import { type Slots, styleOf } from "../../palette.ts";
import type { Chart } from "../chart.ts";
import { type DotAxis, type DotRow, drawDotRows } from "./dot_rows.ts";
import type { Numbers } from "../numbers.ts";
import { NARROW, WIDE } from "../plot.ts";

export interface BenchmarkChartInput {
  benchmarks: readonly Benchmark[];
  /** Mean bytes a second of each trial by either clock, of those that a correction replaced too. */
  byteRates?: readonly Row[];
  slots: Slots;
}

/** A chart of benchmarks: undefined where they would make none. */
export type BenchmarkChartMaker = (input: BenchmarkChartInput) => Chart | undefined;

/** A CSS colour for each implementation; grey for those without a slot. */
export function colourOf({ benchmarks, slots }: BenchmarkChartInput): (name: string) => string {
  const names = new Set(benchmarks.map(({ implementation }) => implementation));
  return (name) => styleOf(name, slots, names).colour;
}

/** "epoll", or "Boost.Beast to bun" where the server is another's. */
export function labelOf({ title, part }: Pick<Benchmark, "title" | "part">): string {
  const place = part.replace(/^(tcp|ws)(-internal)?(, )?/, "").replace(/^-/, "");
  return place === "" ? title : `${title} · ${place}`;
}

/** A chart whose both sizes are rows of dots. */
export function dotChart(
  of: {
    id: string;
    title: string;
    subtitle: readonly string[];
    notes: string[];
    /** What its dots are made from; where of a ratio, both. */
    cells: readonly Result[];
    /** Absent where another table of the page has its figures. */
    numbers?: Numbers;
  },
  rows: readonly DotRow[],
  axis: DotAxis,
): Chart {
  const subtitle = of.subtitle.filter((part) => part !== "").join(" · ");
  const label = `${of.title}. ${subtitle}.`;
  return {
    id: of.id,
    title: of.title,
    subtitle,
    notes: of.notes,
    cells: of.cells,
    ...(of.numbers === undefined ? {} : { numbers: of.numbers }),
    get wide() {
      return drawDotRows(rows, axis, WIDE, label);
    },
    get narrow() {
      return drawDotRows(rows, axis, NARROW, label);
    },
  };
}

/** "9 trials each", "3 to 9 trials each". */
export function trialsOf(summaries: readonly (Summary | undefined)[]): string {
  const counts = summaries.flatMap((each) => each === undefined ? [] : [each.n]);
  if (counts.length === 0) return "";
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const range = least === most ? formatNumber(most) : `${formatNumber(least)} to ${most}`;
  return `${range}\u00a0trial${most === 1 ? "" : "s"} each`;
}
