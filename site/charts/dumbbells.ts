/** A row per implementation: a ring where a figure was, a dot where it went, and a line between them. */
import * as Plot from "@observablehq/plot";
import { formatIn, formatList, formatNumber, formatShare, type Scale } from "../format.ts";
import { type Bound, boundOfRatio, boundWords } from "../model/bounds.ts";
import type { Series } from "../model/scenario.ts";
import {
  areApart,
  centreOf,
  type Interval,
  intervalOf,
  type Value,
  widthOf,
} from "../model/values.ts";
import { type Better, type ChartInput, labelLink, seriesClass, stylesOf } from "./chart.ts";
import { draw, fitText, formatTick, type Size, textWidth } from "./plot.ts";
import { reachOf, within } from "./reach.ts";

/** A figure of an implementation. */
export interface End {
  series: Series;
  value: Value;
}

/** What changed from one figure of an implementation to another. */
export interface Change {
  from: End;
  to: End;
  /** -0.03 where the second value is 3 % below the first. */
  change: number;
  /** Whether the change is at least, or at most, that; "?" where the load generator limited both. */
  bound: Bound;
  /** Whether trials leave it open that nothing changed; single trials leave everything open, and a note says so. */
  isOpen: boolean;
}

/**
 * The change from one figure to another, of which more or less is better; undefined from 0. No more than `floor`,
 * the noise floor as a share, is no change that is shown.
 */
export function changeOf(from: End, to: End, better: Better, floor = 0): Change | undefined {
  const before = centreOf(from.value.summary);
  if (!(before > 0)) return undefined;
  const ratio = centreOf(to.value.summary) / before;
  const bound = boundOfRatio(isBound(to), isBound(from), better);
  return { from, to, change: ratio - 1, bound, isOpen: isOpen(from, to, floor) };
}

function isOpen({ value: { summary: a } }: End, { value: { summary: b } }: End, floor: number) {
  if (a.n < 2 || b.n < 2) return false;
  const [x, y] = [centreOf(a), centreOf(b)];
  return !areApart(a, b) || Math.max(x, y) <= (1 + floor) * Math.min(x, y);
}

function isBound({ value: { summary } }: End): boolean {
  return summary.status === "lower bound";
}

/** "−3.2 %", "+8.1 %", "+327 %". */
export function changeText(change: number, bound: Bound = ""): string {
  return `${change > 0 ? "+" : ""}${formatShare(change, bound)}`;
}

/** The same as far as it is known: "≤ −3.2 %", "not known". */
export function boundedText({ change, bound }: Change): string {
  if (bound === "?") return "not known";
  return `${bound === "" ? "" : `${bound}\u00a0`}${changeText(change, bound)}`;
}

/** "at least +8.1 %". */
function boundedWords({ change, bound }: Change): string {
  return `${boundWords(bound)}${changeText(change, bound)}`;
}

/**
 * "the goodput changes by −3.2 % (Go) to at least +8.1 % (Bun); of 1 more no change is shown; of 2 more it is not
 * known"; the largest rise is first in `changes`.
 */
export function changesSentence(figure: string, changes: readonly Change[]): string {
  const known = changes.filter(({ bound }) => bound !== "?");
  if (known.length === 0) return `it is not known how the ${figure} changes`;
  const shown = known.filter((each) => !each.isOpen);
  const rest = (count: number, words: string) =>
    count === 0 ? "" : `; of ${formatNumber(count)} more ${words}`;
  const unknown = rest(changes.length - known.length, "it is not known");
  const [most, least] = [shown[0], shown.at(-1)];
  if (most === undefined || least === undefined) {
    return `no change of the ${figure} is shown${unknown}`;
  }
  const say = (each: Change) => `${boundedWords(each)} (${each.to.series.title})`;
  const more = rest(known.length - shown.length, "no change is shown") + unknown;
  return most === least
    ? `the ${figure} of ${most.to.series.title} changes by ${boundedWords(most)}${more}`
    : `the ${figure} changes by ${say(least)} to ${say(most)}${more}`;
}

/** Most trials behind any end. */
export function mostTrials(changes: readonly Change[]): number {
  return Math.max(...changes.flatMap(({ from, to }) => [from.value.summary.n, to.value.summary.n]));
}

/** What must be said of trials and bounds below a chart of changes. */
export function changeNotes(changes: readonly Change[]): string[] {
  return [...trialNotes(changes), ...openNotes(changes), ...boundNotes(changes)];
}

function trialNotes(changes: readonly Change[]): string[] {
  if (mostTrials(changes) < 2) {
    return ["Single trials: nothing says how much of a change is chance."];
  }
  const ends = changes.flatMap(({ from, to }) => [from, to]);
  return ends.some(({ value }) => intervalOf(value.summary) !== undefined)
    ? ["The thin lines through rings and dots are 95\u00a0% intervals."]
    : [];
}

/** Of whom no change is shown. */
function openNotes(changes: readonly Change[]): string[] {
  const titles = changes.filter(({ isOpen, bound }) => isOpen && bound !== "?")
    .map(({ to }) => to.series.title);
  return titles.length === 0 ? [] : [
    `No change is shown of ${
      formatList(titles)
    }: both intervals have values in common, or what lies ` +
    "between the two is no more than the noise floor.",
  ];
}

function boundNotes(changes: readonly Change[]): string[] {
  const unknown = changes.filter(({ bound }) => bound === "?").map(({ to }) => to.series.title);
  return [
    ...(changes.some(({ bound }) => bound === "≤" || bound === "≥")
      ? [
        "≤ and ≥ mark a change that is at most, or at least, that: the load generator was the limit of one of the two.",
      ]
      : []),
    ...(unknown.length > 0
      ? [
        `The load generator was the limit of ${formatList(unknown)} in both, ` +
        "so how much changes there is not known.",
      ]
      : []),
  ];
}

/** Both ends of all changes, in base units. */
export function sizesOf(changes: readonly Change[]): number[] {
  return changes.flatMap(({ from, to }) => [from, to])
    .map(({ value }) => centreOf(value.summary));
}

/** "1 410 → ≥ 1 610": both values with the digits that their trials allow. */
function bothText({ from, to }: Change, scale: Scale): string {
  const text = (end: End) => {
    const { summary } = end.value;
    return `${isBound(end) ? "≥\u00a0" : ""}${
      formatIn(scale, centreOf(summary), widthOf(summary))
    }`;
  };
  return `${text(from)} → ${text(to)}`;
}

/** Beyond the values, an interval gets a quarter more room. */
const FACTOR = 1.25;

/** Draws the changes in their order, on an axis from zero. */
export function drawDumbbells(
  input: ChartInput,
  changes: readonly Change[],
  scale: Scale,
  size: Size,
  label: string,
): string {
  const style = stylesOf(input);
  const scaled = ({ summary }: Value) => centreOf(summary) / scale.divisor;
  const ends = changes.flatMap(({ from, to }) => [from, to]).map(({ value: { summary } }) => ({
    centre: centreOf(summary),
    interval: intervalOf(summary),
  }));
  const reach = { ...reachOf(ends, FACTOR), low: 0 };
  const intervals = ({ from, to }: Change): Interval[] =>
    [from, to].flatMap(({ value }) => {
      const interval = intervalOf(value.summary);
      if (interval === undefined) return [];
      const { low, high } = within(interval, reach);
      return [{ low: low / scale.divisor, high: high / scale.divisor }];
    });
  const labelSpace = size.narrow ? 2 : Math.min(
    260,
    Math.max(...changes.map(({ to }) => textWidth(to.series.title, size.fontSize))) + 16,
  );
  const text = (each: Change) =>
    size.narrow ? boundedText(each) : `${boundedText(each)}   ${bothText(each, scale)}`;
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
        domain: [0, reach.high / scale.divisor * 1.04],
        ticks: size.narrow ? 3 : 6,
        tickFormat: formatTick,
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
          Plot.ruleY(intervals(each), {
            x1: "low",
            x2: "high",
            y,
            dy: middle,
            stroke: "var(--ink)",
            strokeWidth: 1.2,
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
