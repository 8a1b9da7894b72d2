/** A comparison of two reports, for people and for programs. */
import { withoutControls } from "../../common/command.ts";
import { formatIn, type Scale, scaleFor } from "../../common/number_format.ts";
import { formatPlural, formatShare } from "../audit/words.ts";
import { type Column, writeCsv } from "../tables/csv.ts";
import { acrossLabel, keyRows } from "./comparability.ts";
import type { ReportComparison } from "./compare_reports.ts";
import type { ComparedCell, ComparedTable, Side } from "./table.ts";
import { alignColumns, plain, type TextColumn } from "./text_table.ts";

/** Verdicts and how many cells have them, the first word that matters first. */
export function countVerdicts(cells: readonly ComparedCell[]): Record<string, number> {
  const of = (test: (cell: ComparedCell) => boolean) => cells.filter(test).length;
  return {
    faster: of(({ verdict }) => verdict === "faster"),
    slower: of(({ verdict }) => verdict === "slower"),
    "no difference shown": of(({ verdict }) => verdict === "no difference shown"),
    equivalent: of(({ verdict }) => verdict?.startsWith("equivalent") === true),
    "without verdict": of(({ verdict }) => verdict === null),
  };
}

/** As text: the terms, a table a metric, counts and notes; every line is labelled where keys differ. */
export function formatComparison(comparison: ReportComparison): string {
  const { a, b, comparability, tables, notes } = comparison;
  const label = acrossLabel(comparability.differing, comparability.unknown);
  const labelled = tables.some(({ cells }) => cells.some(({ across }) => across !== ""));
  const mark = (lines: readonly string[]) =>
    lines.map((line) => labelled && line !== "" ? `${label} | ${line}` : line);
  const terms = alignColumns([{ name: "" }, { name: "report" }, { name: "fingerprint" }], [
    ["A", a.name, a.fingerprint.hash],
    ["B", b.name, b.fingerprint.hash],
  ]);
  const keys = keyRows(comparability);
  const lines = [
    ...mark(terms),
    ...(keys.length === 0 ? [] : mark(["", ...keyLines(keys)])),
    ...tables.flatMap((table) => ["", ...linesOf(table, labelled ? label : "")]),
    "",
    ...mark([countLine(tables.flatMap(({ cells }) => cells)), ...notes]),
  ];
  return lines.map(withoutControls).join("\n") + "\n";
}

/** Differing keys, their values in A and in B; of long ones the part in which they differ. */
export function keyLines(rows: readonly string[][]): string[] {
  return alignColumns(
    [{ name: "key" }, { name: "in A" }, { name: "in B" }],
    rows.map(([key = "", a = "", b = ""]) => [key, ...differingParts(a, b)]),
  );
}

/** Longest value that a line shows whole. */
const LONGEST_VALUE = 56;
/** So much of what both have is shown before they differ. */
const SHARED_BEFORE = 16;

function differingParts(a: string, b: string): [string, string] {
  if (Math.max(a.length, b.length) <= LONGEST_VALUE) return [a, b];
  let shared = 0;
  while (shared < Math.min(a.length, b.length) && a[shared] === b[shared]) shared++;
  const from = Math.max(0, shared - SHARED_BEFORE);
  const part = (text: string) => {
    const end = from + LONGEST_VALUE;
    return `${from > 0 ? "…" : ""}${text.slice(from, end)}${text.length > end ? "…" : ""}`;
  };
  return [part(a), part(b)];
}

/** After the label of a row. */
const COLUMNS: readonly TextColumn[] = [
  { name: "implementation" },
  { name: "case" },
  { name: "limits" },
  { name: "load", right: true },
  { name: "" },
  { name: "n", right: true },
  { name: "A", right: true },
  { name: "B", right: true },
  { name: "B / A", right: true },
  { name: "95 % interval" },
  { name: "p", right: true },
  { name: "verdict" },
];

function linesOf(table: ComparedTable, label: string): string[] {
  const { scenario, metric, statistic, unit, better, floor, cells } = table;
  const centres = cells.flatMap(({ a, b }) => [a?.centre ?? 0, b?.centre ?? 0]);
  const scale = scaleFor(unit, metric, centres);
  const about = [
    `${scenario}, ${metric} ${statistic}`,
    scale.unit === "" ? "" : ` in ${scale.unit}`,
    better === "" ? "" : `, ${better} is better`,
    `, noise floor ${floor === undefined ? "not known" : formatShare(floor)}`,
  ].join("");
  const rows = cells.map((cell) => fieldsOf(cell, table, scale));
  if (label === "") {
    return [plain(about), ...alignColumns(COLUMNS, rows).map((line) => `  ${line}`)];
  }
  // Rows have labels of their own: a program that differs concerns one implementation alone.
  const labels = cells.map(({ across }) => across === "" ? "" : `${across} |`);
  const aligned = alignColumns(
    [{ name: `${label} |` }, ...COLUMNS],
    rows.map((row, index) => [labels[index] as string, ...row]),
  );
  return [`${label} | ${plain(about)}`, ...aligned];
}

function fieldsOf(cell: ComparedCell, { better }: ComparedTable, scale: Scale): string[] {
  const { a, b, p_adjusted, load, load_unit } = cell;
  return [
    cell.implementation,
    cell.case,
    cell.limits,
    load === null ? "" : String(load),
    load_unit,
    [a, b].map((side) => side === null ? "-" : String(side.n)).join("/"),
    centreText(a, better, scale),
    centreText(b, better, scale),
    ratioText(cell, better),
    intervalText(cell, better),
    p_adjusted === null ? "" : p_adjusted < 0.0001 ? "<0.0001" : p_adjusted.toFixed(4),
    cell.verdict ?? cell.reason,
  ];
}

/** What the sign of a bound is: a generator that was the limit hides how good the value is. */
function boundSign(better: ComparedTable["better"]): string {
  return better === "lower" ? "<= " : ">= ";
}

function centreText(side: Side | null, better: ComparedTable["better"], scale: Scale): string {
  if (side === null || side.centre === null) return "";
  const sign = side.status === "lower bound" ? boundSign(better) : "";
  return sign + plain(formatIn(scale, side.centre));
}

/** `>= ` or `<= ` where one side is bounded, `? ` where both are. */
function ratioSign({ a, b }: ComparedCell, better: ComparedTable["better"]): string {
  const [isBoundA, isBoundB] = [a, b].map((side) => side?.status === "lower bound");
  if (isBoundA && isBoundB) return "? ";
  if (!isBoundA && !isBoundB) return "";
  return isBoundB === (better !== "lower") ? ">= " : "<= ";
}

function ratioText(cell: ComparedCell, better: ComparedTable["better"]): string {
  const sign = ratioSign(cell, better);
  return cell.ratio === null ? "" : sign === "? " ? "?" : sign + cell.ratio.toFixed(3);
}

/** Of a bounded ratio, the end that says something. */
function intervalText(cell: ComparedCell, better: ComparedTable["better"]): string {
  if (cell.low === null || cell.high === null) return "";
  const [low, high] = [cell.low.toFixed(3), cell.high.toFixed(3)];
  const sign = ratioSign(cell, better);
  if (sign === "? ") return "";
  return sign === "" ? `${low} to ${high}` : sign === ">= " ? `from ${low}` : `to ${high}`;
}

function countLine(cells: readonly ComparedCell[]): string {
  const counts = Object.entries(countVerdicts(cells)).map(([verdict, count]) =>
    `${count} ${verdict}`
  );
  return `${formatPlural(cells.length, "cell")}: ${counts.join(", ")}`;
}

const CELL_COLUMNS: readonly Column<ComparedCell>[] = [
  { name: "scenario", type: "string", get: (cell) => cell.scenario },
  { name: "implementation", type: "string", get: (cell) => cell.implementation },
  { name: "case", type: "string", get: (cell) => cell.case },
  { name: "limits", type: "string", get: (cell) => cell.limits },
  { name: "load", type: "number", get: (cell) => cell.load },
  { name: "load_unit", type: "string", get: (cell) => cell.load_unit },
  { name: "metric", type: "string", get: (cell) => cell.metric },
  { name: "statistic", type: "string", get: (cell) => cell.statistic },
  { name: "unit", type: "string", get: (cell) => cell.unit },
  { name: "n_a", type: "integer", get: (cell) => cell.a?.n ?? null },
  { name: "centre_a", type: "number", get: (cell) => cell.a?.centre ?? null },
  { name: "status_a", type: "string", get: (cell) => cell.a?.status ?? "" },
  { name: "n_b", type: "integer", get: (cell) => cell.b?.n ?? null },
  { name: "centre_b", type: "number", get: (cell) => cell.b?.centre ?? null },
  { name: "status_b", type: "string", get: (cell) => cell.b?.status ?? "" },
  { name: "ratio", type: "number", get: (cell) => cell.ratio },
  { name: "low", type: "number", get: (cell) => cell.low },
  { name: "high", type: "number", get: (cell) => cell.high },
  { name: "p_adjusted", type: "number", get: (cell) => cell.p_adjusted },
  { name: "verdict", type: "string", get: (cell) => cell.verdict ?? "" },
  { name: "reason", type: "string", get: (cell) => cell.reason },
  { name: "across", type: "string", get: (cell) => cell.across },
];

/** A line a cell. */
export function comparisonCsv({ tables }: ReportComparison): string {
  return writeCsv(CELL_COLUMNS, tables.flatMap(({ cells }) => cells));
}

/** One object: reports and fingerprints, differing keys, noise floors, notes, counts and cells. */
export function comparisonJson({ a, b, comparability, tables, notes }: ReportComparison): string {
  const cells = tables.flatMap((table) => table.cells);
  const { differing, unknown } = comparability;
  return JSON.stringify(
    {
      a: { name: a.name, created: a.created },
      b: { name: b.name, created: b.created },
      fingerprint: {
        a: a.fingerprint,
        b: b.fingerprint,
        differing: differing.map((key) => ({ ...key, a: key.a ?? null, b: key.b ?? null })),
        unknown,
      },
      tables: tables.map((
        { scenario, metric, statistic, unit, better, floor, floor_a, floor_b },
      ) => ({
        scenario,
        metric,
        statistic,
        unit,
        better,
        noise_floor: floor ?? null,
        noise_floor_a: floor_a?.floor ?? null,
        noise_floor_b: floor_b?.floor ?? null,
      })),
      notes,
      counts: { cells: cells.length, ...countVerdicts(cells) },
      cells,
    },
    null,
    2,
  ) + "\n";
}
