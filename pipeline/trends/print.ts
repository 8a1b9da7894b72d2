/** Trends of a scenario, for people and for programs. */
import { withoutControls } from "../../common/command.ts";
import { formatIn, scaleFor } from "../../common/number_format.ts";
import { formatCount, formatShare } from "../audit/words.ts";
import { keyLines } from "../compare/print.ts";
import { alignColumns, plain, type TextColumn } from "../compare/text_table.ts";
import { nameOfKey } from "../fingerprint.ts";
import { type Column, writeCsv } from "../tables/csv.ts";
import type { Trend, TrendChange, TrendPoint } from "./series.ts";
import { hasValues, type TrendLine, type Trends, type TrendTable } from "./trends_of.ts";

/** As text: a block a line of reports, in it a table a metric. */
export function formatTrends({ scenario, lines, notes }: Trends): string {
  const tables = lines.flatMap((line) => line.tables);
  const remedy = lines.length === 0 || tables.some(hasValues)
    ? []
    : ["Choose others with --metric and --statistic, as their summary.csv has them."];

  const blocks = lines.flatMap((
    line,
  ) => [...headOf(scenario, line), ...line.tables.flatMap(tableLines), ""]);
  return [...blocks, ...notes, ...remedy].map(withoutControls).join("\n").trimEnd() + "\n";
}

function headOf(scenario: string, { hash, reports, after, differing }: TrendLine): string[] {
  const [first, last] = [reports[0], reports.at(-1)];
  const [from, to] = [first, last].map((each) => `${each?.name} (${dayOf(each?.created)})`);
  const span = reports.length === 1 ? from : `${from} to ${to}`;
  const head = `${scenario} on ${hash}: ${formatCount(reports.length, "report")}, ${span}`;
  if (differing.length === 0) return [head];
  const rows = differing.map((key) => [nameOfKey(key), key.a ?? "-", key.b ?? "-"]);
  return [
    head,
    `  a line of its own: not what ${after} was measured on or with (A), but (B)`,
    ...keyLines(rows).map((line) => `    ${line}`),
  ];
}

/** The date of an RFC 3339 time. */
function dayOf(created = ""): string {
  return created.replace(/T.*$/, "");
}

const COLUMNS: readonly TextColumn[] = [
  { name: "implementation" },
  { name: "case" },
  { name: "limits" },
  { name: "load", right: true },
  { name: "" },
  { name: "reports", right: true },
  { name: "first", right: true },
  { name: "last", right: true },
  { name: "changes" },
];

function tableLines({ metric, statistic, unit, better, floor, trends }: TrendTable): string[] {
  const scale = scaleFor(
    unit,
    metric,
    trends.flatMap(({ points }) => points.map((each) => each.value)),
  );
  const about = [
    `${metric} ${statistic}`,
    scale.unit === "" ? "" : ` in ${scale.unit}`,
    better === "" ? "" : `, ${better} is better`,
    floor === undefined
      ? ", noise floor not known"
      : `, changes above ${formatShare(floor)} (the largest noise floor)`,
  ].join("");
  const valueOf = (point: TrendPoint | undefined) => {
    if (point === undefined) return "";
    const sign = point.status === "ok" ? "" : better === "lower" ? "<= " : ">= ";
    return sign + plain(formatIn(scale, point.value));
  };
  const rows = trends.map((trend) => [
    trend.implementation,
    trend.case,
    trend.limits,
    trend.load === null ? "" : String(trend.load),
    trend.load_unit,
    String(trend.points.length),
    valueOf(trend.points[0]),
    valueOf(trend.points.at(-1)),
    changesOf(trend),
  ]);
  return [`  ${plain(about)}`, ...alignColumns(COLUMNS, rows).map((line) => `    ${line}`)];
}

function changesOf({ changes, points, note }: Trend): string {
  const said = changes.map((change) => changeText(change, points[change.index]));
  return [...said, note].filter((text) => text !== "").join("; ") || "none";
}

/** "down 9.1 % (8.5 to 9.7 %), slower, at c (2026-04-01)". */
function changeText(change: TrendChange, point: TrendPoint | undefined): string {
  const { ratio, low, high, direction, effect, report, created } = change;
  const sizes = [low, high].map((bound) => Math.abs(bound - 1)).sort((a, b) => a - b);
  const [least, most] = sizes.map((size) => formatShare(size).replace(/ %$/, ""));
  const programs = point?.programs.join(", ") ?? "";
  return [
    `${direction} ${formatShare(Math.abs(ratio - 1))} (${least} to ${most} %)`,
    effect === "" ? "" : `, ${effect}`,
    `, at ${report} (${dayOf(created)})`,
    programs === "" ? "" : `, with ${programs}`,
  ].join("");
}

interface Entry {
  line: TrendLine;
  table: TrendTable;
  trend: Trend;
  point: TrendPoint;
  change: TrendChange | undefined;
}

const text = (name: string, get: (entry: Entry) => string): Column<Entry> => ({
  name,
  type: "string",
  get,
});
const number = (name: string, get: (entry: Entry) => number | null): Column<Entry> => ({
  name,
  type: "number",
  get,
});

const POINT_COLUMNS: readonly Column<Entry>[] = [
  text("host", ({ line }) => line.hash),
  text("scenario", ({ trend }) => trend.scenario),
  text("implementation", ({ trend }) => trend.implementation),
  text("case", ({ trend }) => trend.case),
  text("limits", ({ trend }) => trend.limits),
  number("load", ({ trend }) => trend.load),
  text("load_unit", ({ trend }) => trend.load_unit),
  text("metric", ({ table }) => table.metric),
  text("statistic", ({ table }) => table.statistic),
  text("report", ({ point }) => point.report),
  text("created", ({ point }) => point.created),
  number("value", ({ point }) => point.value),
  text("unit", ({ table }) => table.unit),
  number("low", ({ point }) => point.low),
  number("high", ({ point }) => point.high),
  text("status", ({ point }) => point.status),
  text("programs", ({ point }) => point.programs.join("; ")),
  text("change", ({ change }) => change?.direction ?? ""),
  text("effect", ({ change }) => change?.effect ?? ""),
  number("change_ratio", ({ change }) => change?.ratio ?? null),
  number("change_low", ({ change }) => change?.low ?? null),
  number("change_high", ({ change }) => change?.high ?? null),
  number("change_p", ({ change }) => change?.p ?? null),
];

/** A line a point; what changed stands at the first point of the new level. */
export function trendsCsv({ lines }: Trends): string {
  return writeCsv(
    POINT_COLUMNS,
    lines.flatMap((line) =>
      line.tables.flatMap((table) =>
        table.trends.flatMap((trend) =>
          trend.points.map((point, index): Entry => {
            const change = trend.changes.find((each) => each.index === index);
            return { line, table, trend, point, change };
          })
        )
      )
    ),
  );
}

/** The lines of the scenario, with the same names as in the code. */
export function trendsJson({ scenario, lines, notes }: Trends): string {
  return JSON.stringify(
    {
      scenario,
      lines: lines.map(({ differing, tables, ...line }) => ({
        ...line,
        differing: differing.map((key) => ({ ...key, a: key.a ?? null, b: key.b ?? null })),
        tables: tables.map(({ floor, ...table }) => ({ ...table, floor: floor ?? null })),
      })),
      notes,
    },
    null,
    2,
  ) + "\n";
}
