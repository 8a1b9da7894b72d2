import { metricNamed } from "../measurement.ts";
import type { Row } from "../row.ts";
import { digitsOf } from "./numbers.ts";
import { type Evidence, type Finding, findingOf, type Rule } from "./rule.ts";
import { groupBy, isLatency, keyOf } from "./trial_rows.ts";
import { formatCount, formatList, formatNumber, formatShare, formatTime } from "./words.ts";

/** The same latency to this many digits in so many cells, and in most of them, is a constant. */
const LEAST_DIGITS = 4;
const LEAST_CELLS = 5;
const SHARE = 0.5;
/** Sums and products of whole numbers come this near to one in floating point. */
const FLOAT_ERROR = 1e-12;
/** Totals without a unit that are no counts. */
const SHARES: ReadonlySet<string> = new Set(["latency_within_stdev"]);

/**
 * Formats withhold what they know to be no number; this rule sees the rest: negative values, times of 0
 * (below the clock's resolution, or never measured), counts that count nothing whole or more than a number can
 * hold, and one constant in many cells. A minimum of 0 is the tool's own rounding, and CPU time may be 0 where a
 * thread slept.
 */
export const sentinelValue: Rule = {
  name: "sentinel-value",
  severity: "withhold",
  scope: "file",
  speaks: `negative; time 0; no whole count; one ${LEAST_DIGITS}-digit latency in > ${
    formatShare(SHARE)
  } of >= ${LEAST_CELLS} cells`,
  saidBy: "formats",
  why:
    "-1, 0 or the same constant everywhere is a place-holder; as a number it would win every ranking of latency.",
  example:
    "One of the sites that took over from TechEmpower's benchmarks publishes -1 as latency; wrk prints 0.00us where every answer came after its timeout.",
  check: (evidence) => [
    ...impossible(evidence.rows),
    ...uncountable(evidence.rows),
    ...constants(evidence),
  ],
};

function impossible(rows: readonly Row[]): Finding[] {
  const found = rows.filter((row) =>
    row.status === "ok" && (row.value < 0 ? isMeasured(row) : row.value === 0 && isTime(row))
  );
  const key = (row: Row) => keyOf(row.scenario, row.implementation, row.metric, row.value);
  return groupBy(found, key).map((group) => {
    const { metric, value, unit } = group[0] as Row;
    const statistics = [...new Set(group.map((row) => row.statistic))];
    const message = `${metric} ${formatList(statistics)} is ${formatNumber(value)}${
      unit === "1" ? "" : ` ${unit}`
    } in ${formatCount(group.length, "row")}: ${
      value < 0 ? "no measurement" : "not measured, or less than the last digit that was printed"
    }`;
    return findingOf(sentinelValue, group, message);
  });
}

/** A counter of the program's own may be negative. */
function isMeasured(row: Row): boolean {
  return !row.metric.startsWith("counter:") && metricNamed(row.metric) !== undefined;
}

function isTime(row: Row): boolean {
  if (row.statistic === "min" || row.statistic === "stdev") return false;
  return isLatency(row) || row.metric === "iteration_time" && row.clock === "wall";
}

function uncountable(rows: readonly Row[]): Finding[] {
  const found = rows.filter((row) => row.status === "ok" && isCount(row) && !isWhole(row.value));
  return groupBy(found, (row) => keyOf(row.scenario, row.implementation, row.metric)).map(
    (group) => {
      const { metric, value } = group[0] as Row;
      const message = `${metric} total is ${value}${
        group.length === 1 ? "" : ` in the first of ${formatCount(group.length, "row")}`
      }: a count is a whole number up to ${Number.MAX_SAFE_INTEGER.toExponential(0)}`;
      return findingOf(sentinelValue, group, message);
    },
  );
}

/** A total that a tool counted and printed in full; what is computed, or read from `354.83MB`, is rounded. */
function isCount(row: Row): boolean {
  const { metric, statistic, unit, correction, labels } = row;
  return statistic === "total" && (unit === "1" || unit === "B") && correction === "" &&
    labels.derived === undefined && labels.derivedFrom === undefined &&
    labels.printed === undefined && isMeasured(row) && !SHARES.has(metric);
}

function isWhole(value: number): boolean {
  const nearest = Math.round(value);
  return Number.isSafeInteger(nearest) && Math.abs(value - nearest) <= FLOAT_ERROR * nearest;
}

function constants({ rows }: Evidence): Finding[] {
  const latencies = rows.filter((row) =>
    isLatency(row) && row.status === "ok" && row.labels.tags === undefined
  );
  const columns = groupBy(latencies, (row) => keyOf(row.scenario, row.metric, row.statistic));
  return columns.flatMap((column) => {
    if (column.length < LEAST_CELLS) return [];
    return groupBy(column, (row) => String(row.value)).flatMap((same) => {
      const { metric, statistic, value } = same[0] as Row;
      if (same.length < LEAST_CELLS || same.length <= SHARE * column.length) return [];
      if (value === 0 || digitsOf(value) < LEAST_DIGITS) return [];
      const cells = new Set(
        same.map((row) => keyOf(row.implementation, row.case, row.load, row.trial)),
      );
      if (cells.size < LEAST_CELLS) return [];
      const message = `${metric} ${statistic} is ${formatTime(value)} to the last digit in ` +
        `${same.length} of ${formatCount(column.length, "trial")}: a constant, no measurement`;
      return [findingOf(sentinelValue, same, message)];
    });
  });
}
