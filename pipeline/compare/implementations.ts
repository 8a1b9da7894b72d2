/** Implementations over all their cells: what one load point is too noisy to show. */
import { geometricMean } from "../statistics/moments.ts";
import { distanceOf, verdictOf } from "../statistics/verdict.ts";
import type { ComparisonVerdict } from "../tables/comparisons.ts";
import { type CellRatio, intervalOf, tested } from "./compare_cells.ts";
import type { JudgedPair } from "./judge.ts";
import { besideOthers, meanRatio, type ProgramRatios, sharedRatio } from "./shared.ts";
import type { ComparedTable } from "./table.ts";
import type { PairsOfSeries } from "./together.ts";

/** B / A of what all programs share. */
export interface SharedRatio {
  ratio: number;
  /** 95 % interval. */
  low: number;
  high: number;
  /** How many programs it was taken of. */
  programs: number;
}

/** One implementation over all cells that count: the geometric mean of their ratios. */
export interface ComparedImplementation {
  implementation: string;
  /** Cells that both reports have, not limited by the load generator. */
  cells: number;
  /** B / A. */
  ratio: number;
  low: number | null;
  high: number | null;
  /** B / A over what the other programs share. */
  beside: number;
  beside_low: number | null;
  beside_high: number | null;
  /** After Holm's correction over the implementations. */
  p_adjusted: number | null;
  verdict: ComparisonVerdict;
}

/** What all programs share; undefined with too few of them. */
export function sharedOf(programs: readonly ProgramRatios[]): SharedRatio | undefined {
  const shared = sharedRatio(programs);
  if (shared === undefined) return undefined;
  const counted = programs.filter(({ series }) => series.length > 0).length;
  return { ratio: Math.exp(shared.mean), ...intervalOf(shared), programs: counted };
}

/**
 * Judges each implementation by all its cells together, a family of Holm's correction of its own. The noise
 * floor is that of the twins over all their cells. None where no implementation has more than one cell, or
 * where neither more nor less is better.
 */
export function judgeImplementations(
  { better }: ComparedTable,
  series: readonly PairsOfSeries<JudgedPair>[],
  programs: readonly ProgramRatios[],
  originals: ReadonlyMap<string, string>,
): ComparedImplementation[] {
  const counted = series.flatMap(({ pairs }) => pairs);
  const groups = [...Map.groupBy(counted, ({ cell }) => cell.implementation)];
  if (better === "" || groups.every(([, own]) => own.length < 2)) return [];
  const ratios = groups.map(([name]): CellRatio => {
    const own = series.filter(({ pairs }) => pairs[0]?.cell.implementation === name);
    const log = meanRatio(own.map(({ ratio }) => ratio));
    return { ratio: Math.exp(log?.mean ?? 0), log };
  });
  const alone = tested(ratios);
  const beside = besideOthers(
    groups.map(([, own], index) => ({
      program: (own[0] as JudgedPair).program,
      ratio: ratios[index] as CellRatio,
    })),
    programs,
  );
  const floor = floorOverCells(counted, originals);
  return groups.flatMap(([implementation, own], index) => {
    const [bare, judged] = [alone[index], beside?.[index]];
    if (bare === undefined || judged === undefined) return [];
    return [{
      implementation,
      cells: own.length,
      ratio: bare.ratio,
      low: bare.low,
      high: bare.high,
      beside: judged.ratio,
      beside_low: judged.low,
      beside_high: judged.high,
      p_adjusted: judged.pAdjusted,
      verdict: verdictOf({
        a: "B",
        b: "A",
        ...judged,
        p: null,
        aIsLowerBound: false,
        bIsLowerBound: false,
      }, { noiseFloor: floor, better }),
    }];
  }).sort((x, y) => x.implementation < y.implementation ? -1 : 1);
}

/**
 * How far a program is from itself over all cells that its two names have, in the report where that is
 * further; undefined without twins.
 */
function floorOverCells(
  pairs: readonly JudgedPair[],
  originals: ReadonlyMap<string, string>,
): number | undefined {
  const floors: number[] = [];
  for (const [twin, original] of originals) {
    const of = (name: string) => pairs.filter(({ cell }) => cell.implementation === name);
    for (const side of ["a", "b"] as const) {
      const ratios = of(twin).flatMap((own) => {
        const mate = of(original).find(({ cell }) =>
          cell.case === own.cell.case && cell.load === own.cell.load &&
          cell.limits === own.cell.limits
        );
        return mate === undefined
          ? []
          : [geometricMean(own[side].values) / geometricMean(mate[side].values)];
      });
      if (ratios.length > 0) floors.push(distanceOf(geometricMean(ratios)));
    }
  }
  return floors.length === 0 ? undefined : Math.max(...floors);
}
