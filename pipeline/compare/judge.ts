/** Fills a table with ratios and verdicts. */
import { verdictOf } from "../statistics/verdict.ts";
import type { MeasuredCell } from "./cells.ts";
import { type CellRatio, ratiosOf, tested } from "./compare_cells.ts";
import { judgeImplementations, sharedOf } from "./implementations.ts";
import { besideOthers, type ProgramRatios } from "./shared.ts";
import type { ComparedCell, ComparedTable } from "./table.ts";
import { type PairsOfSeries, seriesOf } from "./together.ts";

/** A cell and the trials it has on both sides. */
export interface ComparedPair {
  cell: ComparedCell;
  a: MeasuredCell;
  b: MeasuredCell;
}

/** A pair with its estimated ratio, and the program it belongs to: of a twin, its original. */
export interface JudgedPair extends ComparedPair {
  program: string;
  ratio: CellRatio;
}

/** Fills in ratios and verdicts of cells, what all share, and the implementations over all their cells. */
export function judgeTable(
  table: ComparedTable,
  pairs: readonly ComparedPair[],
  originals: ReadonlyMap<string, string>,
): void {
  const ratios = ratiosOf(pairs.map(({ a, b }) => ({ a: a.values, b: b.values })));
  const judged = pairs.map((pair, index): JudgedPair => ({
    ...pair,
    program: originals.get(pair.cell.implementation) ?? pair.cell.implementation,
    ratio: ratios[index] as CellRatio,
  }));
  const series = seriesOf(judged);
  const programs = programsOf(series);
  const beside = besideOthers(judged, programs);
  const alone = tested(ratios);
  for (const [index, { cell, a, b }] of judged.entries()) {
    const { ratio, low, high, pAdjusted } = alone[index] as typeof alone[number];
    const own = beside?.[index];
    Object.assign(cell, {
      ratio,
      low,
      high,
      beside: own?.ratio ?? null,
      beside_low: own?.low ?? null,
      beside_high: own?.high ?? null,
      p_adjusted: own === undefined ? pAdjusted : own.pAdjusted,
    });
    if (a.values.length === 1 || b.values.length === 1) cell.reason = "one trial";
    else if (low === null) cell.reason = "no trial differs from another";
    else if (table.better === "") cell.reason = "neither more nor less of it is better";
    else {
      cell.verdict = verdictOf({
        a: "B",
        b: "A",
        ...(own ?? { ratio, low, high }),
        p: null,
        pAdjusted: cell.p_adjusted,
        aIsLowerBound: b.status === "lower bound",
        bIsLowerBound: a.status === "lower bound",
      }, { noiseFloor: table.floor, better: table.better });
    }
  }
  if (beside === undefined) return;
  table.shared = sharedOf(programs);
  table.implementations = judgeImplementations(table, series, programs, originals);
}

function programsOf(series: readonly PairsOfSeries<JudgedPair>[]): ProgramRatios[] {
  const groups = Map.groupBy(series, ({ pairs }) => pairs[0]?.program ?? "");
  return [...groups].map(([name, own]) => ({ name, series: own.map(({ ratio }) => ratio) }));
}
