/** A comparison of two reports, for people. */
import { withoutControls } from "../../common/command.ts";
import { formatIn, type Scale, scaleFor } from "../../common/number_format.ts";
import { formatCount, formatShare } from "../audit/words.ts";
import { acrossLabel, keyRows } from "./comparability.ts";
import type { ReportComparison } from "./compare_reports.ts";
import type { ComparedImplementation } from "./implementations.ts";
import type { ComparedCell, ComparedTable, Side } from "./table.ts";
import { alignColumns, plain, type TextColumn } from "./text_table.ts";

/** What has a verdict, or none. */
type Judged = Pick<ComparedCell, "verdict">;

/** Verdicts and how many cells have them, the first word that matters first. */
export function countVerdicts(cells: readonly Judged[]): Record<string, number> {
  const of = (test: (cell: Judged) => boolean) => cells.filter(test).length;
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
    ...mark([
      countLine("cell", "", tables.flatMap(({ cells }) => cells)),
      ...overCells(tables),
      ...notes,
    ]),
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

/** After the label of a row: what a table has of each cell, with another column where something is shared. */
function columnsOf({ shared }: ComparedTable): TextColumn[] {
  return [
    { name: "implementation" },
    { name: "case" },
    { name: "limits" },
    { name: "load", right: true },
    { name: "" },
    { name: "n", right: true },
    { name: "A", right: true },
    { name: "B", right: true },
    { name: "B / A", right: true },
    ...(shared === undefined ? [] : [{ name: "beside", right: true }]),
    { name: "95 % interval" },
    { name: "p", right: true },
    { name: "verdict" },
  ];
}

function linesOf(table: ComparedTable, label: string): string[] {
  const { scenario, metric, statistic, unit, better, floor, cells, shared } = table;
  const columns = columnsOf(table);
  const centres = cells.flatMap(({ a, b }) => [a?.centre ?? 0, b?.centre ?? 0]);
  const scale = scaleFor(unit, metric, centres);
  const about = [
    `${scenario}, ${metric} ${statistic}`,
    scale.unit === "" ? "" : ` in ${scale.unit}`,
    better === "" ? "" : `, ${better} is better`,
    `, noise floor ${floor === undefined ? "not known" : formatShare(floor)}`,
  ].join("");
  // A report shows medians, and percentiles of all trials together, which a ratio of trials is not made of.
  const centresAre = "A and B are geometric means of trials, as their ratio is";
  const sharing = shared === undefined ? [centresAre] : [
    centresAre,
    `all ${shared.programs} programs share ${fixed(shared.ratio)} (${fixed(shared.low)} to ${
      fixed(shared.high)
    }), as a host's own change is shared; "beside" is B / A over what the others share`,
  ];
  const rows = [
    ...table.implementations.map(fieldsOverCells),
    ...cells.map((cell) => fieldsOf(cell, table, scale)),
  ];
  if (label === "") {
    return [
      plain(about),
      ...[...sharing, ...alignColumns(columns, rows)].map((line) => `  ${line}`),
    ];
  }
  // Rows have labels of their own: a program that differs concerns one implementation alone.
  const acrossOf = (implementation: string) =>
    cells.find((cell) => cell.implementation === implementation && cell.across !== "")?.across;
  const labels = [
    ...table.implementations.map(({ implementation }) => acrossOf(implementation) ?? ""),
    ...cells.map(({ across }) => across),
  ].map((across) => across === "" ? "" : `${across} |`);
  const aligned = alignColumns(
    [{ name: `${label} |` }, ...columns],
    rows.map((row, index) => [labels[index] as string, ...row]),
  );
  return [...[plain(about), ...sharing].map((line) => `${label} | ${line}`), ...aligned];
}

function fixed(ratio: number): string {
  return ratio.toFixed(3);
}

function chance(p: number | null): string {
  return p === null ? "" : p < 0.0001 ? "<0.0001" : p.toFixed(4);
}

/** An implementation over all its cells. */
function fieldsOverCells(
  { implementation, cells, ratio, beside, beside_low, beside_high, p_adjusted, verdict }:
    ComparedImplementation,
): string[] {
  const interval = beside_low === null || beside_high === null
    ? ""
    : `${fixed(beside_low)} to ${fixed(beside_high)}`;
  return [
    implementation,
    `over ${formatCount(cells, "cell")}`,
    ...["", "", "", "", "", ""],
    fixed(ratio),
    fixed(beside),
    interval,
    chance(p_adjusted),
    verdict,
  ];
}

function fieldsOf(cell: ComparedCell, { better, shared }: ComparedTable, scale: Scale): string[] {
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
    ratioText(cell, cell.ratio, better),
    ...(shared === undefined ? [] : [ratioText(cell, cell.beside, better)]),
    intervalText(cell, better),
    chance(p_adjusted),
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

function ratioText(
  cell: ComparedCell,
  ratio: number | null,
  better: ComparedTable["better"],
): string {
  const sign = ratioSign(cell, better);
  return ratio === null ? "" : sign === "? " ? "?" : sign + fixed(ratio);
}

/** The interval of what is judged; of a bounded ratio, the end that says something. */
function intervalText(cell: ComparedCell, better: ComparedTable["better"]): string {
  const ends = cell.beside === null
    ? [cell.low, cell.high] as const
    : [cell.beside_low, cell.beside_high] as const;
  if (ends[0] === null || ends[1] === null) return "";
  const [low, high] = [fixed(ends[0]), fixed(ends[1])];
  const sign = ratioSign(cell, better);
  if (sign === "? ") return "";
  return sign === "" ? `${low} to ${high}` : sign === ">= " ? `from ${low}` : `to ${high}`;
}

function countLine(noun: string, of: string, judged: readonly Judged[]): string {
  const counts = Object.entries(countVerdicts(judged)).map(([verdict, count]) =>
    `${count} ${verdict}`
  );
  return `${formatCount(judged.length, noun)}${of}: ${counts.join(", ")}`;
}

function overCells(tables: readonly ComparedTable[]): string[] {
  const all = tables.flatMap(({ implementations }) => implementations);
  return all.length === 0 ? [] : [countLine("implementation", " over all cells", all)];
}
