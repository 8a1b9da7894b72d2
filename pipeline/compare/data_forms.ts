/** A comparison of two reports, for programs. */
import { type Column, writeCsv } from "../tables/csv.ts";
import type { ReportComparison } from "./compare_reports.ts";
import { countVerdicts } from "./print.ts";
import type { ComparedCell } from "./table.ts";

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
  { name: "beside", type: "number", get: (cell) => cell.beside },
  { name: "beside_low", type: "number", get: (cell) => cell.beside_low },
  { name: "beside_high", type: "number", get: (cell) => cell.beside_high },
  { name: "p_adjusted", type: "number", get: (cell) => cell.p_adjusted },
  { name: "verdict", type: "string", get: (cell) => cell.verdict ?? "" },
  { name: "reason", type: "string", get: (cell) => cell.reason },
  { name: "across", type: "string", get: (cell) => cell.across },
];

/** A line a cell. */
export function comparisonCsv({ tables }: ReportComparison): string {
  return writeCsv(CELL_COLUMNS, tables.flatMap(({ cells }) => cells));
}

/** One object: reports and fingerprints, differing keys, noise floors, what all share, notes, counts and cells. */
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
        {
          scenario,
          metric,
          statistic,
          unit,
          better,
          floor,
          floor_a,
          floor_b,
          shared,
          implementations,
        },
      ) => ({
        scenario,
        metric,
        statistic,
        unit,
        better,
        noise_floor: floor ?? null,
        noise_floor_a: floor_a?.floor ?? null,
        noise_floor_b: floor_b?.floor ?? null,
        shared: shared ?? null,
        implementations,
      })),
      notes,
      counts: { cells: cells.length, ...countVerdicts(cells) },
      cells,
    },
    null,
    2,
  ) + "\n";
}
