/** The ranked figure in one case of a scenario beside another: baseline and stress, before and after a change. */
import * as Plot from "@observablehq/plot";
import { formatIn, formatShare, type Scale, scaleFor } from "../format.ts";
import type { Board } from "../model/boards.ts";
import type { Standing, Standings } from "../model/standings.ts";
import { centreOf, type Value, widthOf } from "../model/values.ts";
import type { Slots } from "../palette.ts";
import {
  type Chart,
  type ChartInput,
  direction,
  labelLink,
  seriesClass,
  stylesOf,
} from "./chart.ts";
import { draw, fitText, NARROW, type Size, textWidth, WIDE } from "./plot.ts";

/** Two cases of one workload, the earlier or lighter first. */
export interface CasePair {
  from: Board;
  to: Board;
}

/** What may stand in the place of the second case of a pair, for the first: by the words of the scenarios. */
const PAIRED: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/^baseline$/, () => "stress"],
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
      ).map((to) => ({ from, to }));
    })
  ).filter((pair) => changesOf(pair).length > 0);
}

/** An implementation in both cases. */
export interface CaseChange {
  from: Standing;
  to: Standing;
  /** -0.03 where the second value is 3 % below the first. */
  change: number;
}

/** What changed between the two cases, by how much; the largest rise first. */
export function changesOf({ from, to }: CasePair): CaseChange[] {
  const others = new Map(to.standings.standings.map((each) => [each.series.name, each]));
  return from.standings.standings.flatMap((each): CaseChange[] => {
    const other = others.get(each.series.name);
    const before = centreOf(each.value.summary);
    if (other === undefined || !(before > 0)) return [];
    return [{ from: each, to: other, change: centreOf(other.value.summary) / before - 1 }];
  }).sort((a, b) => b.change - a.change);
}

/** "−3.2 %", "+8.1 %", "+327 %". */
export function changeText(change: number): string {
  return `${change > 0 ? "+" : ""}${formatShare(change)}`;
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

/** A dumbbell for each implementation; undefined where the two cases have none in common. */
export function caseChangeChart({ pair, slots, hrefOf }: CaseChangeInput): Chart | undefined {
  const changes = changesOf(pair);
  const [most, least] = [changes[0], changes.at(-1)];
  if (most === undefined || least === undefined) return undefined;
  const board = widerOf(pair);
  const input: ChartInput = { board, slots, ...(hrefOf === undefined ? {} : { hrefOf }) };
  const { ranked } = board;
  const [before, after] = [caseName(pair.from), caseName(pair.to)];
  const unit = most.from.value.summary.unit;
  const scale = scaleFor(
    unit,
    ranked.metric,
    changes.flatMap((each) => [
      centreOf(each.from.value.summary),
      centreOf(each.to.value.summary),
    ]),
  );
  const say = ({ to, change }: CaseChange) => `${changeText(change)} (${to.series.title})`;
  const title = most === least
    ? `From ${before} to ${after} the ${ranked.title} of ${most.to.series.title} changes by ${
      changeText(most.change)
    }`
    : `From ${before} to ${after} the ${ranked.title} changes by ${say(least)} to ${say(most)}`;
  const trials = Math.max(...changes.flatMap(({ from, to }) => [trialsIn(from), trialsIn(to)]));
  const subtitle = [
    `${ranked.title.charAt(0).toUpperCase()}${
      ranked.title.slice(1)
    } in ${before} (○) and ${after} (●)`,
    scale.unit,
    direction(ranked.better),
    trials > 1 ? `medians of up to ${trials}\u00a0trials` : "single trials",
  ].filter((part) => part !== "").join(" · ");
  const label = `${title}. ${subtitle}.`;
  return {
    id: `change${pair.from.suffix}`,
    title,
    subtitle,
    notes: trials > 1 ? [] : ["Single trials: nothing says how much of a change is chance."],
    get wide() {
      return drawChanges(input, changes, scale, WIDE, label);
    },
    get narrow() {
      return drawChanges(input, changes, scale, NARROW, label);
    },
  };
}

/** The colours of the case that ranks more implementations. */
function widerOf({ from, to }: CasePair): Standings {
  return to.standings.standings.length >= from.standings.standings.length
    ? to.standings
    : from.standings;
}

function trialsIn({ value }: Standing): number {
  return value.summary.n;
}

/** "1 410 → 1 610": both values with the digits that their trials allow. */
function bothText({ from, to }: CaseChange, scale: Scale): string {
  const text = ({ summary }: Value) => formatIn(scale, centreOf(summary), widthOf(summary));
  return `${text(from.value)} → ${text(to.value)}`;
}

function drawChanges(
  input: ChartInput,
  changes: readonly CaseChange[],
  scale: Scale,
  size: Size,
  label: string,
): string {
  const style = stylesOf(input);
  const scaled = ({ summary }: Value) => centreOf(summary) / scale.divisor;
  const values = changes.flatMap(({ from, to }) => [scaled(from.value), scaled(to.value)]);
  const labelSpace = size.narrow ? 2 : Math.min(
    260,
    Math.max(...changes.map(({ to }) => textWidth(to.series.title, size.fontSize))) + 16,
  );
  const text = (each: CaseChange) =>
    size.narrow ? changeText(each.change) : `${changeText(each.change)}   ${bothText(each, scale)}`;
  const textSpace = Math.max(...changes.map((each) => textWidth(text(each), size.fontSize))) + 18;
  const rowHeight = size.narrow ? 42 : 27;
  const middle = size.narrow ? 9 : 0;
  return draw(
    {
      height: changes.length * rowHeight + 44,
      marginTop: 8,
      marginBottom: 36,
      marginLeft: Math.max(labelSpace, 10),
      marginRight: textSpace,
      x: {
        domain: [0, Math.max(...values) * 1.04],
        ticks: size.narrow ? 3 : 6,
        tickSize: 4,
        grid: true,
        label: null,
      },
      y: {
        type: "band",
        domain: changes.map(({ to }) => to.series.name),
        axis: null,
        padding: 0,
      },
      marks: changes.flatMap((each): Plot.Markish[] => {
        const { name } = each.to.series;
        const { colour, coloured } = style(name);
        const className = seriesClass(name);
        const y = () => name;
        return [
          Plot.ruleY([each], {
            x1: () => scaled(each.from.value),
            x2: () => scaled(each.to.value),
            y,
            dy: middle,
            stroke: colour,
            strokeWidth: 2,
            className,
          }),
          Plot.dot([each], {
            x: () => scaled(each.from.value),
            y,
            dy: middle,
            r: 4.5,
            fill: "var(--paper)",
            stroke: colour,
            strokeWidth: 1.8,
            className,
          }),
          Plot.dot([each], {
            x: () => scaled(each.to.value),
            y,
            dy: middle,
            r: 5,
            fill: colour,
            className,
          }),
          Plot.text([each], {
            frameAnchor: "right",
            y,
            dy: middle,
            text,
            textAnchor: "end",
            dx: textSpace - 2,
            fill: "var(--ink)",
            fontVariant: "tabular-nums",
            className,
          }),
          Plot.text([each], {
            frameAnchor: "left",
            y,
            text: () =>
              fitText(
                each.to.series.title,
                size.narrow ? size.width - 20 : labelSpace - 10,
                size.fontSize,
              ),
            textAnchor: size.narrow ? "start" : "end",
            dx: size.narrow ? -8 : -10,
            dy: size.narrow ? -9 : 0,
            fill: coloured ? "var(--ink)" : "var(--muted)",
            ...labelLink(input, name),
            className,
          }),
        ];
      }),
    },
    size,
    label,
  );
}
