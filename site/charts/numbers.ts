/** The figures of a chart as a table of its own, where no other table of the page has them. */
import { formatIn, formatNumber, type Scale } from "../format.ts";
import { medianOf } from "../model/benchmarks.ts";
import { centreOf, intervalOf, type Value, widthOf } from "../model/values.ts";

export interface Numbers {
  /** Titles of the columns with their units; the first is that of the rows' names. */
  head: readonly string[];
  /** Texts, the row's name first; "–" where there is no figure. */
  rows: readonly (readonly string[])[];
}

/** Stands where a row has no figure. */
export const NONE = "–";

/** "≥ 844": a value in the scale of its column. */
export function centreText({ summary }: Value, scale: Scale): string {
  const bound = summary.status === "lower bound" ? "≥ " : "";
  return bound + formatIn(scale, centreOf(summary), widthOf(summary));
}

/** "844 (790 to 902)": with its 95 % interval, where it has one; "–" of none. */
export function valueText(value: Value | undefined, scale: Scale): string {
  if (value === undefined || value.summary.status === "withheld") return NONE;
  const { summary } = value;
  const interval = intervalOf(summary);
  const say = (size: number) => formatIn(scale, size, widthOf(summary));
  const range = interval === undefined ? "" : ` (${say(interval.low)} to ${say(interval.high)})`;
  return centreText(value, scale) + range;
}

/** "latency, ms"; the title alone of what has no unit. */
export function headText(title: string, { unit }: Pick<Scale, "unit">): string {
  return unit === "" ? title : `${title}, ${unit}`;
}

/** How many values a row has, the least, the median and the greatest: the columns of a chart with many dots a row. */
export function spanTexts(
  values: readonly number[],
  format: (value: number) => string,
): string[] {
  const spans = [Math.min(...values), medianOf(values), Math.max(...values)];
  return [formatNumber(values.length), ...spans.map(format)];
}
