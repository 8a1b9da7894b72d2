/** What was read of a file as tables for people; the CSV files keep base units and every digit. */
import {
  type Audited,
  benchmarkOf,
  type InspectedRun,
  type Measurement,
  metricNamed,
  SEVERITIES,
} from "../../pipeline/inspection.ts";
import { formatFactor, formatNumber, formatQuantity } from "../format.ts";
import type { CellText, ColumnHead, TableName, TableRow } from "./messages.ts";

/** A whole table; the rows are made when they are asked for. */
export interface WholeTable {
  columns: ColumnHead[];
  total: number;
  rows(from: number, to: number): TableRow[];
}

interface Column<T> extends ColumnHead {
  get(record: T): CellText;
}

/** A measurement and the number of its run. */
interface Measured {
  run: number;
  each: Measurement;
}

/** The tables of one file. */
export function tablesOf(
  runs: readonly InspectedRun[],
  findings: readonly Audited[],
): Record<TableName, WholeTable> {
  const measured = runs.flatMap(({ run, measurements }) =>
    measurements.map((each): Measured => ({ run, each }))
  );
  return {
    findings: findingsTable(findings, runs.length > 1),
    corrections: correctionsTable(runs),
    measurements: measurementsTable(measured),
    runs: runsTable(runs),
  };
}

function findingsTable(findings: readonly Audited[], several: boolean): WholeTable {
  const gravest = SEVERITIES.flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity)
  );
  // Two columns, so that a phone shows what was found without being asked.
  const columns: Column<Audited>[] = [
    { title: "Finding", kind: "text", get: ({ severity, rule }) => [severity, rule] },
    {
      title: "What was found, and where",
      kind: "wide",
      get: ({ message, source, input, runs }) => [
        message,
        [placeIn(source, input), several ? runsText(runs) : ""].filter((part) => part !== "")
          .join(", "),
      ],
    },
  ];
  return table(gravest, columns, (finding) => finding.severity);
}

function measurementsTable(measured: readonly Measured[]): WholeTable {
  const columns: Column<Measured>[] = [
    { title: "Benchmark", kind: "code", get: ({ each }) => benchmarkOf(each) },
    { title: "Metric", kind: "text", get: ({ each }) => titleOf(each) },
    { title: "Run", kind: "number", get: ({ run }) => measured.at(-1)?.run === 1 ? "" : `${run}` },
    { title: "Value", kind: "value", get: ({ each }) => quantityOf(each) },
    { title: "Status", kind: "text", get: ({ each }) => each.status === "ok" ? "" : each.status },
    { title: "Findings", kind: "codes", get: ({ each }) => each.findings.join("\n") },
    { title: "Clock", kind: "text", get: ({ each }) => each.clock },
    { title: "Sampled", kind: "text", get: ({ each }) => each.loop },
    { title: "Corrected by", kind: "code", get: ({ each }) => each.correction },
    { title: "Every digit", kind: "number", get: ({ each }) => exactOf(each) },
    { title: "Where", kind: "text", get: ({ each }) => placeIn(each.source, "") },
  ];
  return table(measured, columns, ({ each }) => each.status === "ok" ? "" : each.status);
}

/** A value of ours, and the one that it stands for. */
interface Corrected extends Measured {
  original: Measurement | undefined;
}

function correctionsTable(runs: readonly InspectedRun[]): WholeTable {
  const corrected = runs.flatMap(({ run, measurements }) => {
    const originals = new Map(
      measurements.filter((each) => each.status === "superseded" && each.correction === "")
        .map((each) => [valueKey(each), each]),
    );
    return measurements.filter((each) => each.correction !== "")
      .map((each): Corrected => ({ run, each, original: originals.get(valueKey(each)) }));
  });
  const columns: Column<Corrected>[] = [
    { title: "Benchmark", kind: "code", get: ({ each }) => benchmarkOf(each) },
    { title: "Metric", kind: "text", get: ({ each }) => titleOf(each) },
    { title: "Run", kind: "number", get: ({ run }) => runs.length > 1 ? `${run}` : "" },
    {
      title: "As printed",
      kind: "number",
      get: ({ original }) => original === undefined ? "not printed" : quantityOf(original),
    },
    { title: "Corrected", kind: "value", get: ({ each }) => quantityOf(each) },
    { title: "Ratio", kind: "number", get: ratioOf },
    { title: "Correction", kind: "code", get: ({ each }) => each.correction },
    { title: "How", kind: "text", get: ({ each }) => each.labels.method ?? "" },
  ];
  return table(corrected, columns, ({ each }) => each.status === "withheld" ? "withheld" : "");
}

function runsTable(runs: readonly InspectedRun[]): WholeTable {
  const told = runs.filter(({ labels }) => Object.keys(labels).length > 0);
  const says = ({ labels }: InspectedRun) =>
    Object.entries(labels).map(([name, value]) => `${name}: ${value}`).join("; ");
  const columns: Column<InspectedRun>[] = [
    { title: "Run", kind: "text", get: ({ run }) => `${run}` },
    { title: "What the tool says of it", kind: "wide", get: says },
  ];
  return table(told, columns, () => "");
}

/** Columns that say nothing of any record are left out. */
function table<T>(
  records: readonly T[],
  columns: readonly Column<T>[],
  markOf: (record: T) => TableRow["mark"],
): WholeTable {
  const used = columns.filter(({ get }) => records.some((record) => get(record) !== ""));
  return {
    columns: used.map(({ title, kind }) => ({ title, kind })),
    total: records.length,
    rows: (from, to) =>
      records.slice(from, to).map((record) => ({
        cells: used.map(({ get }) => get(record)),
        mark: markOf(record),
      })),
  };
}

/** "Latency, p99"; a total is what a title without a statistic says. */
function titleOf({ metric, statistic }: Measurement): string {
  const title = metricNamed(metric)?.title ?? metric;
  return statistic === "total" ? title : `${title}, ${statistic}`;
}

function quantityOf({ metric, value, unit }: Measurement): string {
  return formatQuantity(value, unit, metric);
}

function exactOf({ value, unit }: Measurement): string {
  return unit === "1" ? String(value) : `${value} ${unit}`;
}

function ratioOf({ each, original }: Corrected): string {
  if (original === undefined || original.value === 0) return "";
  const ratio = each.value / original.value;
  return ratio < 0.1 ? `÷ ${formatFactor(1 / ratio)}` : `× ${formatNumber(ratio, 2)}`;
}

/** What a corrected value and its original share. */
function valueKey({ metric, statistic, labels }: Measurement): string {
  const { repetition = "", tags = "", tag = "", pid = "", table = "" } = labels;
  const benchmark = benchmarkOf({ labels });
  return JSON.stringify([metric, statistic, benchmark, repetition, tags, tag, pid, table]);
}

/** "line 9" of `file#L9`; a pointer into JSON as it is. */
function placeIn(source: string, file: string): string {
  const at = source.lastIndexOf("#");
  if (at < 0) return source === file ? "" : source;
  return source.slice(at + 1).replace(/^L(?=\d)/, "line ");
}

/** "run 3", "runs 1–3, 5"; empty of none. */
function runsText(runs: readonly number[]): string {
  if (runs.length === 0) return "";
  return `${runs.length === 1 ? "run" : "runs"} ${rangesOf(runs)}`;
}

/** "1–3, 5" of 1, 2, 3, 5. */
function rangesOf(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => from === to ? `${from}` : `${from}–${to}`).join(", ");
}
