/** What all programs of two reports share, and what each shows beside the others. */
import { median } from "../statistics/moments.ts";
import { type CellRatio, type LogRatio, tested, type TestedRatio } from "./compare_cells.ts";
import type { SeriesRatio } from "./together.ts";

/** A program with the ratios of its cells, those together that the same trials measured. */
export interface ProgramRatios {
  name: string;
  series: readonly SeriesRatio[];
}

/**
 * Fewer programs than this have no others to stand beside: the median of three others stays where it is when
 * one of them changed, that of two does not.
 */
export const LEAST_PROGRAMS = 4;

/**
 * The variance of a median of normal values is less than so many times that of their mean: 1.35 times with
 * three, and this in the limit of many (Laplace 1818, second supplement to the "Théorie analytique").
 */
const MEDIAN_OVER_MEAN = Math.PI / 2;

/** The mean over all cells, of independent series; undefined of none. */
export function meanRatio(series: readonly SeriesRatio[]): LogRatio | undefined {
  if (series.length === 0) return undefined;
  const all = series.reduce((sum, { cells }) => sum + cells, 0);
  return summed(series.map(({ log, cells }) => {
    const share = cells / all;
    return { ...log, mean: log.mean * share, error: log.error * share };
  }));
}

/** The median of the programs' mean ratios; undefined of none. */
function medianRatio(programs: readonly LogRatio[]): LogRatio | undefined {
  const mean = meanRatio(programs.map((log) => ({ log, cells: 1 })));
  if (mean === undefined) return undefined;
  return {
    mean: median(programs.map((program) => program.mean).sort((x, y) => x - y)),
    error: mean.error * (programs.length < 3 ? 1 : Math.sqrt(MEDIAN_OVER_MEAN)),
    df: mean.df,
  };
}

/**
 * A sum of independent terms; degrees of freedom as Satterthwaite 1946 has them ("An approximate distribution
 * of estimates of variance components", Biometrics Bulletin 2).
 */
function summed(terms: readonly LogRatio[]): LogRatio {
  let [mean, variance, spread] = [0, 0, 0];
  for (const term of terms) {
    mean += term.mean;
    variance += term.error ** 2;
    spread += term.error ** 4 / term.df;
  }
  return { mean, error: Math.sqrt(variance), df: variance ** 2 / spread };
}

/**
 * The ratio that all programs share, what a host that became faster or slower does to them: the median of
 * their mean ratios, so that one program that changed does not move it. Undefined with fewer programs than
 * {@linkcode LEAST_PROGRAMS}.
 */
export function sharedRatio(programs: readonly ProgramRatios[]): LogRatio | undefined {
  const means = programs.flatMap(({ series }) => meanRatio(series) ?? []);
  return means.length < LEAST_PROGRAMS ? undefined : medianRatio(means);
}

/**
 * Ratios of one table, each over the ratio that the *other* programs share: a difference in differences. A
 * program's own change is no part of what it is held against. Undefined as {@linkcode sharedRatio}, or for
 * a program with fewer others than that needs.
 */
export function besideOthers(
  ratios: readonly { program: string; ratio: CellRatio }[],
  programs: readonly ProgramRatios[],
): TestedRatio[] | undefined {
  if (sharedRatio(programs) === undefined) return undefined;
  const others = new Map<string, LogRatio | undefined>();
  const sharedBeside = (program: string) => {
    if (!others.has(program)) {
      const rest = programs.filter(({ name }) => name !== program);
      others.set(program, medianRatio(rest.flatMap(({ series }) => meanRatio(series) ?? [])));
    }
    return others.get(program);
  };
  return tested(ratios.map(({ program, ratio }): CellRatio => {
    const shared = sharedBeside(program);
    if (shared === undefined) return { ratio: ratio.ratio, log: undefined };
    const own = ratio.ratio / Math.exp(shared.mean);
    if (ratio.log === undefined) return { ratio: own, log: undefined };
    return { ratio: own, log: summed([ratio.log, { ...shared, mean: -shared.mean }]) };
  }));
}
