/**
 * The unit of the values of an interval log.
 *
 * **The unit of the recorded values is not in the format.** Our own logs state it in a comment, `#[Unit: ns]`
 * (or us, ms, s). jHiccup records nanoseconds and says that it wrote the log. Otherwise the column Interval_Max
 * tells by what recorded values are divided there: by 1,000,000 unless the writer asked for another ratio
 * (HistogramLogWriter.java), which is meant to make milliseconds of nanoseconds. That is assumed, and said by the
 * label `unitAssumed` and a finding. With another divisor (1000 is the default of hdr-histogram-js, whatever the
 * unit) the values are withheld.
 */
import type { InputFinding } from "../../finding.ts";
import type { Bucket } from "./hdr_histogram.ts";

/** Powers of ten of the units in seconds. */
const POWERS: Readonly<Record<string, number>> = { ns: -9, us: -6, ms: -3, s: 0 };

/** HistogramLogWriter's default, made for nanoseconds and a column in milliseconds. */
const DEFAULT_DIVISOR = 1_000_000;

/** Counts by what the writer divided this interval's maximum, as a power of ten. */
export function countRatio(
  ratios: Map<number, number>,
  last: Bucket | undefined,
  max: number,
): void {
  if (last === undefined || !(max > 0)) return;
  const divisor = 10 ** Math.round(Math.log10(last.highest / max));
  ratios.set(divisor, (ratios.get(divisor) ?? 0) + 1);
}

export interface LogUnit {
  /** Recorded values in seconds, and values of the column Interval_Max. */
  power: number;
  columnPower: number;
  assumed: Record<string, string>;
  finding?: Omit<InputFinding, "source">;
}

export function unitOf(
  labels: ReadonlyMap<string, string>,
  ratios: ReadonlyMap<number, number>,
): LogUnit {
  const divisor = [...ratios].sort((a, b) => b[1] - a[1])[0]?.[0] ?? DEFAULT_DIVISOR;
  const ratio = Math.round(Math.log10(divisor));
  const power = POWERS[labels.get("unit") ?? ""];
  if (power !== undefined) return { power, columnPower: power + ratio, assumed: {} };
  const columnPower = -9 + ratio;
  if (/jHiccup/i.test(labels.get("loggedWith") ?? "")) {
    return { power: -9, columnPower, assumed: {} };
  }
  const isDefault = divisor === DEFAULT_DIVISOR;
  return {
    power: -9,
    columnPower,
    assumed: { unitAssumed: "ns" },
    finding: {
      rule: "unit-unknown",
      severity: isDefault ? "warn" : "withhold",
      message: isDefault
        ? "the log names no unit; its maxima are divided by 1,000,000, which makes milliseconds of nanoseconds, and so its values are read as nanoseconds"
        : `the log names no unit, and its maxima are divided by ${divisor}: its values may be of any unit`,
      metric: "latency",
    },
  };
}
