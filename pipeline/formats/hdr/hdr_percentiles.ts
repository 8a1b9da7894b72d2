/**
 * Percentile distributions of HdrHistogram (`.hgrm`): a table of Value, Percentile, TotalCount and
 * 1/(1-Percentile), in text or CSV, as `outputPercentileDistribution` of every port writes it. Each table is
 * one run.
 *
 * **The unit of the values is not in the file.** The writer divides what it recorded by a ratio of its
 * choice: jHiccup and HistogramLogProcessor write milliseconds of nanoseconds, and so do wrk2 (of
 * microseconds) and cassandra-stress; Aeron's samples write microseconds. A header `Value(ms)`, as vegeta's
 * hdrplot writes it, or wrk2's heading tells. Otherwise milliseconds are assumed, said by the label `unitAssumed` and
 * a finding; values that are all whole were divided by nothing, so that even this has no ground:
 * they are withheld.
 *
 * **The counts may be none.** vegeta keeps no histogram: it prints the quantile of each percentile and, as
 * TotalCount, the percentile of its requests, rounded (`lib/reporters.go`). Such a table is read by its
 * percentiles alone.
 */

import { Failure } from "../../../common/failure.ts";
import type { InputFinding } from "../../finding.ts";
import { type Measurement, measurement, percentileName } from "../../measurement.ts";
import type { RawHistogram, Run, TextFormat } from "../format.ts";
import { shiftDecimal } from "../units.ts";

const HEADER =
  /^\s*"?Value(?:\((ns|us|µs|μs|ms|s)\))?"?[\s,]+"?Percentile"?[\s,]+"?TotalCount"?[\s,]+"?1\/\(1-Percentile\)"?\s*$/;
/** Text of load tools that print such a table among other things; theirs is the format that reads it. */
const OTHER_TOOL = /^\s*(?:Running .* test @|Thread Stats\s|.*requests in \d)/m;

/** Powers of ten of the units in seconds. */
const POWERS: Readonly<Record<string, number>> = {
  ns: -9,
  us: -6,
  "µs": -6,
  "μs": -6,
  ms: -3,
  s: 0,
};

/** Percentiles that go into the tables, where the file has so many values. */
const PERCENTILES = [50, 75, 90, 95, 99, 99.9, 99.99, 99.999];

export const hdrPercentilesFormat: TextFormat = {
  kind: "text",
  name: "hdr-percentiles",
  looksFor: "HdrHistogram percentiles (Value, Percentile, TotalCount, 1/(1-Percentile))",
  recognizes: (head) =>
    head.split("\n").some((line) => HEADER.test(line)) && !OTHER_TOOL.test(head),
  read(text, { file }) {
    const tables = readTables(text);
    if (tables.length === 0) {
      throw new Failure(
        `${file} line 1: no row of a percentile distribution can be read. Give what ` +
          `outputPercentileDistribution wrote, with its line of Value, Percentile and TotalCount.`,
      );
    }
    return tables.map((table, index) => runOf(table, index + 1, file));
  },
};

interface Level {
  line: number;
  value: number;
  /** 0 to 1. */
  percentile: number;
  /** Values up to and with this one. */
  count: number;
}

interface Table {
  line: number;
  /** As the header or wrk2's heading has it. */
  unit: string | undefined;
  /** The header names the unit, as vegeta's does, which writes no lines below the table. */
  isPlot: boolean;
  isCsv: boolean;
  levels: Level[];
  /** Mean, StdDeviation, Max, Total count, ...: value and line. */
  footer: Map<string, { value: number; line: number }>;
  /** The text ends without a line end inside this table. */
  isCut: boolean;
}

function readTables(text: string): Table[] {
  const tables: Table[] = [];
  const lines = text.split("\n");
  // wrk2 calls its table so; it prints milliseconds.
  let isWrk2 = false;
  for (const [index, line] of lines.entries()) {
    const header = HEADER.exec(line);
    if (header !== null) {
      const unit = header[1] ?? (isWrk2 ? "ms" : undefined);
      const isCsv = line.includes(",");
      const isPlot = header[1] !== undefined;
      const empty = { levels: [], footer: new Map(), isCut: false };
      tables.push({ line: index + 1, unit, isPlot, isCsv, ...empty });
      continue;
    }
    isWrk2 ||= line.includes("Detailed Percentile spectrum");
    const table = tables.at(-1);
    if (table === undefined) continue;
    if (index === lines.length - 1 && line.trim() !== "" && table.footer.size === 0) {
      table.isCut = true;
      continue;
    }
    if (line.startsWith("#[")) readFooter(line, index + 1, table);
    else readLevel(line, index + 1, table);
  }
  return tables.filter((table) => table.levels.length > 0);
}

function readLevel(line: string, number: number, table: Table): void {
  const cells = table.isCsv ? line.split(",") : line.trim().replaceAll(",", ".").split(/\s+/);
  if (cells.length < 3 || cells.length > 4) return;
  const [value, percentile, count] = cells.map((cell) =>
    /^\d/.test(cell.trim()) ? Number(cell) : NaN
  );
  const level = { line: number, value, percentile, count } as Level;
  if (![level.value, level.percentile, level.count].every(Number.isFinite)) return;
  if (level.percentile <= 1) table.levels.push(level);
}

function readFooter(line: string, number: number, table: Table): void {
  const parts = line.replace(/^#\[/, "").split(/,(?=\s*[A-Z])/);
  // What no bracket closes may be the beginning of a longer number.
  const last = parts.pop() as string;
  if (/\]\s*$/.test(last)) parts.push(last.replace(/\]\s*$/, ""));
  for (const part of parts) {
    const match = /^\s*([A-Za-z ]+?)\s*=\s*([\d.,]+)\s*$/.exec(part);
    if (match === null) continue;
    const value = Number((match[2] as string).replace(",", "."));
    if (Number.isFinite(value)) table.footer.set(match[1] as string, { value, line: number });
  }
}

function runOf(table: Table, run: number, file: string): Run {
  const { levels, footer } = table;
  const unit = table.unit ?? "ms";
  const assumed: Record<string, string> = table.unit === undefined ? { unitAssumed: unit } : {};
  const isWhole = levels.every((level) => Number.isInteger(level.value));
  const toSeconds = (value: number) => shiftDecimal(value, POWERS[unit] as number);
  const measurements: Measurement[] = [];
  const add = (statistic: string, value: number, line: number, labels = {}) =>
    measurements.push(measurement({
      metric: "latency",
      statistic,
      value: toSeconds(value),
      source: `${file}#L${line}`,
      labels: { ...assumed, ...labels },
    }));
  for (const [name, statistic] of [["Mean", "mean"], ["StdDeviation", "stdev"], ["Max", "max"]]) {
    const found = footer.get(name as string);
    if (found !== undefined) add(statistic as string, found.value, found.line);
  }
  const isOrdered = levels.every((level, index) => {
    const before = levels[index - 1] ?? level;
    return level.count >= before.count && level.value >= before.value &&
      level.percentile >= before.percentile;
  });
  const isComplete = !table.isCut && levels.at(-1)?.percentile === 1;
  const total = isComplete ? levels.at(-1)?.count : undefined;
  const findings: InputFinding[] = [];
  const source = `${file}#L${table.line}`;
  if (!isOrdered) findings.push(sayDisorder(source));
  if (!isComplete || lacking(table) !== undefined) findings.push(sayCut(table, file));
  const begin = levels[0] as Level;
  if (begin.percentile > 0) findings.push(sayHeadless(begin, file));
  if (table.unit === undefined) findings.push(sayUnitUnknown(isWhole, source));
  const result: Run = {
    format: hdrPercentilesFormat.name,
    run,
    labels: labelsOf(footer, total),
    measurements,
    findings,
  };
  if (!isOrdered) return result;
  const areCounts = haveCounts(levels);
  for (const percent of PERCENTILES) {
    const share = percent / 100;
    // So far out that less than one value lies behind it, the table repeats its maximum.
    if (percent > 99.9 && (total ?? Infinity) * (1 - share) < 1) continue;
    const printed = levels.find((level) => Math.abs(level.percentile - share) < 1e-9);
    const level = printed ?? levelAt(levels, share, total, areCounts);
    if (level === undefined) continue;
    const labels = printed === undefined ? { row: String(level.percentile) } : {};
    add(percentileName(percent), level.value, level.line, labels);
  }
  if (isComplete && areCounts && begin.percentile === 0) {
    result.histograms = [histogramOf(levels, toSeconds, source)];
  }
  return result;
}

/**
 * The lowest value that so large a share of all values does not exceed. Between two rows it is the
 * upper one: the percentile itself may be lower, never higher. A table that stops early has no total, and
 * only what it prints is certain.
 */
function levelAt(
  levels: readonly Level[],
  share: number,
  total: number | undefined,
  areCounts: boolean,
): Level | undefined {
  // Of a table whose first rows are gone nobody knows what lay below.
  if (total === undefined || share < (levels[0]?.percentile ?? 1)) return undefined;
  return levels.find(({ count, percentile }) =>
    areCounts ? count >= share * total - 1e-6 : percentile >= share
  );
}

/** Whether the counts are of values: a higher value is at least one value more. */
function haveCounts(levels: readonly Level[]): boolean {
  return levels.every(({ value, count }, index) => {
    const before = levels[index - 1];
    return before === undefined || value === before.value || count > before.count;
  });
}

/** The counts between two rows, put at the upper one's value. */
function histogramOf(
  levels: readonly Level[],
  toSeconds: (value: number) => number,
  source: string,
): RawHistogram {
  const valuesSeconds: number[] = [];
  const counts: number[] = [];
  let before = 0;
  for (const { value, count } of levels) {
    if (count > before) {
      valuesSeconds.push(toSeconds(value));
      counts.push(count - before);
    }
    before = count;
  }
  return { metric: "latency", loop: "", valuesSeconds, counts, source };
}

function labelsOf(
  footer: ReadonlyMap<string, { value: number }>,
  total: number | undefined,
): Record<string, string> {
  const labels: Record<string, string> = {};
  const count = footer.get("Total count")?.value ?? footer.get("TotalCount")?.value ?? total;
  if (count !== undefined) labels.totalCount = String(count);
  for (const [name, key] of [["Buckets", "buckets"], ["SubBuckets", "subBuckets"]] as const) {
    const found = footer.get(name);
    if (found !== undefined) labels[key] = String(found.value);
  }
  return labels;
}

function sayUnitUnknown(isWhole: boolean, source: string): InputFinding {
  return {
    rule: "unit-unknown",
    severity: isWhole ? "withhold" : "warn",
    message: isWhole
      ? "the file names no unit, and its values are whole numbers as they were recorded: they may be of any unit"
      : "the file names no unit; its values are read as milliseconds, which most writers of such files use",
    source,
    metric: "latency",
  };
}

function sayDisorder(source: string): InputFinding {
  return {
    rule: "percentile-order",
    severity: "withhold",
    message: "the rows do not ascend: they are not of one histogram",
    source,
    metric: "latency",
  };
}

/** What a table lacks of the lines below it; a CSV and vegeta's plot have none. */
function lacking({ isCsv, isPlot, footer }: Table): string | undefined {
  if (isCsv || (isPlot && footer.size === 0)) return undefined;
  if (footer.size === 0) return "lines of mean and maximum";
  return footer.has("Max") ? undefined : "line of the maximum";
}

function sayHeadless({ percentile, line }: Level, file: string): InputFinding {
  const message = `the table begins at percentile ${percentile}; what is below is missing`;
  return { rule: "truncated-input", severity: "warn", message, source: `${file}#L${line}` };
}

function sayCut(table: Table, file: string): InputFinding {
  const { percentile, line } = table.levels.at(-1) as Level;
  const lacks = lacking(table);
  const message = `the table stops after percentile ${percentile}` +
    (lacks === undefined ? "" : ` and has no ${lacks}`);
  return { rule: "truncated-input", severity: "warn", message, source: `${file}#L${line}` };
}
