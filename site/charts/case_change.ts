/** The ranked figure in one case of a scenario beside another: baseline and stress, before and after a change. */
import { capital, scaleFor } from "../format.ts";
import type { Board } from "../model/boards.ts";
import type { Standing, Standings } from "../model/standings.ts";
import type { Slots } from "../palette.ts";
import { type Chart, type ChartInput, direction } from "./chart.ts";
import {
  type Change,
  changeNotes,
  changeOf,
  changesSentence,
  drawDumbbells,
  mostTrials,
  sizesOf,
} from "./dumbbells.ts";
import { NARROW, WIDE } from "./plot.ts";

/** Two cases of one workload, the earlier or lighter first. */
export interface CasePair {
  from: Board;
  to: Board;
  /** Behind the ids of what shows it: no other pair of the scenario has the same. */
  suffix: string;
}

/** What may stand in the place of the second case of a pair, for the first: by the words of the scenarios. */
const PAIRED: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/^baseline$/, () => "stress"],
  // With TCP_NODELAY, where servers of the scenario leave it out.
  [/^(baseline|stress)$/, ([, load]) => `${load}, nodelay`],
  [/^(.+)-before$/, ([, stem]) => `${stem}-after`],
  [/^before-.+$/, () => "baseline"],
];

/** The pairs of cases of a scenario that have an implementation in common. */
export function casePairs(boards: readonly Board[]): CasePair[] {
  return boards.flatMap((from) =>
    PAIRED.flatMap(([pattern, other]) => {
      const match = pattern.exec(from.standings.group.case);
      if (match === null) return [];
      const wanted = other(match);
      return boards.filter(({ standings: { group } }) =>
        group.case === wanted && group.limits === from.standings.group.limits
      ).map((to): CasePair => ({ from, to, suffix: from.suffix }));
    })
  ).filter((pair) => changesOf(pair).length > 0).map((pair, index, pairs) =>
    pairs.findIndex(({ from }) => from === pair.from) === index
      ? pair
      : { ...pair, suffix: `${pair.from.suffix}${pair.to.suffix}` }
  );
}

/** An implementation in both cases. */
export interface CaseChange extends Change {
  from: Standing;
  to: Standing;
}

/** What changed between the two cases, by how much; the largest rise first. */
export function changesOf({ from, to }: CasePair): CaseChange[] {
  const floor = Math.max(from.standings.noise?.ratio ?? 0, to.standings.noise?.ratio ?? 0);
  const others = new Map(to.standings.standings.map((each) => [each.series.name, each]));
  return from.standings.standings.flatMap((each): CaseChange[] => {
    const other = others.get(each.series.name);
    if (other === undefined) return [];
    const change = changeOf(each, other, from.standings.ranked.better, floor);
    return change === undefined ? [] : [{ ...change, from: each, to: other }];
  }).sort((a, b) => b.change - a.change);
}

/** Words of a case in a sentence. */
export function caseName({ standings: { group } }: Board): string {
  return group.case.replaceAll("-", " ");
}

export interface CaseChangeInput {
  pair: CasePair;
  slots: Slots;
  hrefOf?: ChartInput["hrefOf"];
}

/** The ranked figure; undefined where the two cases have no implementation in common. */
export function caseChangeChart(input: CaseChangeInput): Chart | undefined {
  const { ranked } = widerOf(input.pair);
  return changeChart(input, {
    id: "change",
    changes: changesOf(input.pair),
    metric: ranked.metric,
    figure: ranked.title,
    better: ranked.better,
    notes: [],
  });
}

/** What of the two cases is drawn. */
export interface DrawnChange {
  /** Element id without the suffix of the pair. */
  id: string;
  /** The largest rise first. */
  changes: readonly Change[];
  metric: string;
  /** The figure in a sentence: "goodput". */
  figure: string;
  better: "higher" | "lower";
  notes: readonly string[];
}

/** A dumbbell for each implementation; undefined where there is no change to draw. */
export function changeChart(
  { pair, slots, hrefOf }: CaseChangeInput,
  { id, changes, metric, figure, better, notes }: DrawnChange,
): Chart | undefined {
  const [first] = changes;
  if (first === undefined) return undefined;
  const board = widerOf(pair);
  const input: ChartInput = { board, slots, ...(hrefOf === undefined ? {} : { hrefOf }) };
  const [before, after] = [caseName(pair.from), caseName(pair.to)];
  const scale = scaleFor(first.from.value.summary.unit, metric, sizesOf(changes));
  const title = `From ${before} to ${after} ${changesSentence(figure, changes)}`;
  const trials = mostTrials(changes);
  const subtitle = [
    `${capital(figure)} in ${before} (○) and ${after} (●)`,
    scale.unit,
    direction(better),
    trials > 1 ? `medians of up to ${trials}\u00a0trials` : "single trials",
  ].filter((part) => part !== "").join(" · ");
  const label = `${title}. ${subtitle}.`;
  return {
    id: `${id}${pair.suffix}`,
    title,
    subtitle,
    notes: [...notes, ...changeNotes(changes)],
    cells: changes.flatMap(({ from, to }) => [from.value.summary, to.value.summary]),
    get wide() {
      return drawDumbbells(input, changes, scale, WIDE, label);
    },
    get narrow() {
      return drawDumbbells(input, changes, scale, NARROW, label);
    },
  };
}

/** The colours of the case that ranks more implementations. */
function widerOf({ from, to }: CasePair): Standings {
  return to.standings.standings.length >= from.standings.standings.length
    ? to.standings
    : from.standings;
}
