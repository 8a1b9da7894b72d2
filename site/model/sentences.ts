/** Sentences computed from the standings: the answer, and what limits it. Never typed, never selling. */
import {
  formatCount,
  formatIn,
  formatList,
  formatLoad,
  formatNumber,
  formatQuantity,
  formatRange,
  formatShare,
  scaleFor,
} from "../format.ts";
import { type Bound, boundWords } from "./bounds.ts";
import { asPublished, correctedPlaces, type CorrectionOf } from "./corrections.ts";
import type { Lead } from "./lead.ts";
import { noiseFigures } from "./noise.ts";
import { leaders, type Standing, type Standings } from "./standings.ts";
import { centreOf, intervalOf, widthOf } from "./values.ts";

/** "≥ 48.1 k req/s": a standing's value with its unit. */
export function valueOf(standing: Standing): string {
  const { summary } = standing.value;
  const quantity = formatQuantity(
    centreOf(summary),
    summary.unit,
    summary.metric,
    widthOf(summary),
  );
  return standing.bound ? `≥\u00a0${quantity}` : quantity;
}

/** The answer of a group in one sentence. */
export function headline(board: Standings): string {
  const [first, second] = board.standings;
  if (first === undefined) {
    return board.withheld.some(({ value }) => value !== undefined)
      ? "There is no result to show: every value is withheld."
      : `No ${board.ranked.title} was measured here.`;
  }
  const name = first.series.title;
  const value = `${valueOf(first)}${place(first)}`;
  if (second === undefined) return `${name} reaches ${value}, with nothing beside it.`;
  const [, other, ...more] = leaders(board);
  if (other === undefined) {
    return `${name} is ahead with ${value}${leadText(board, first, second)}.`;
  }
  if (other.behind?.verdict === "unknown") {
    return `${name} has the best figure, ${value}, before ${other.series.title} with ` +
      `${valueOf(other)}; single trials establish no order.`;
  }
  if (more.length === 0) {
    const values = `${valueOf(first)} and ${valueOf(other)}`;
    const names = `${name} and ${other.series.title}`;
    return other.behind?.within === undefined
      ? `${names} cannot be told apart: ${values}; ${reasonOf(board, other.behind)}.`
      : `${names} are equivalent within ${percent(other.behind.within)}: ${values}.`;
  }
  return `${name} has the best median, ${value}, but cannot be told apart from ` +
    `${others([other, ...more], board)}.`;
}

/** Nothing is ahead of what the load generator limited, so that only the first can be. */
function leadText({ ranked }: Standings, first: Standing, second: Standing): string {
  const lead = second.behind;
  if (lead === undefined) return "";
  const bound: Bound = first.bound ? "≥" : "";
  const share = `${boundWords(bound)}${formatShare(lead.ratio, bound)}`;
  const more = ranked.better === "higher"
    ? `, ${share} more than ${second.series.title}`
    : `; ${second.series.title} takes ${share} more`;
  return more + sureText(lead);
}

/** " by the ratio of trials (95 % interval 10 to 14 %)", not that of the medians; empty of single trials. */
function sureText({ verdict, interval }: Lead): string {
  if (verdict === "unknown") return "";
  const by = " by the ratio of trials";
  if (interval === undefined) return by;
  const scale = { divisor: 0.01, unit: "%" };
  const [low, high] = [interval.low, interval.high].map((end) =>
    formatIn(scale, end, interval.high - interval.low)
  );
  return `${by} (95\u00a0% interval ${low} to ${percent(high ?? "")})`;
}

/** "3 %" of a number that is printed already. */
export function percent(number: string): string {
  return `${number}\u00a0%`;
}

/** By name as many as are read at a glance; of more their number, since the chart names them. */
function others(tied: readonly Standing[], { standings }: Standings): string {
  if (tied.length <= MOST_NAMED) return formatList(tied.map(({ series }) => series.title));
  return tied.length === standings.length - 1
    ? `any of the other ${tied.length}`
    : `${tied.length} of the other ${standings.length - 1}`;
}

const MOST_NAMED = 3;

function reasonOf(board: Standings, lead: Lead | undefined): string {
  switch (lead?.verdict) {
    case "within noise":
      return `the noise floor is ${formatShare(board.noise?.ratio ?? 0)}`;
    case "bound":
      return "the load generator was the limit";
    default:
      return `${trialsText(board)} show no difference`;
  }
}

function place(standing: Standing): string {
  const { load, load_unit } = standing.point.cell;
  return load === null ? "" : ` at ${formatLoad(load, load_unit)}`;
}

/** Where an implementation stands at its peak, in one sentence. */
export function standingSentence(standing: Standing, board: Standings): string {
  const { value: { summary }, rank, series } = standing;
  const interval = intervalOf(summary);
  const scale = scaleFor(summary.unit, summary.metric, [centreOf(summary)]);
  const sure = interval === undefined
    ? summary.n > 1 ? "its trials are alike" : "a single trial, so without an interval"
    : `95\u00a0% interval ${formatRange(scale, interval.low, interval.high)}, ` +
      formatCount(summary.n, "trial");
  // Of one load, none is the best.
  const best = series.points.length > 1 ? "best " : "";
  const start = `Its ${best}${board.ranked.title} is ${valueOf(standing)}${
    place(standing)
  } (${sure})`;
  if (series.implementation.twin_of !== undefined || rank === undefined) return `${start}.`;
  const all = formatNumber(board.standings.length);
  return rank.low === rank.high
    ? `${start}: rank\u00a0${rank.low}\u00a0of\u00a0${all}.`
    : `${start}: a rank from ${rank.low} to ${rank.high} of\u00a0${all}.`;
}

/**
 * What the noise floor is, where it was found and what it means; a sentence for when there is none. What it means is
 * said once on a page: not where it was said `before`.
 */
export function noiseSentence(board: Standings, of: CorrectionOf, before = false): string {
  const { noise } = board;
  if (noise === undefined) {
    return "No program ran twice under two names here, so the noise floor is not known.";
  }
  const where = noise.load === null
    ? ""
    : `, most at ${formatLoad(noise.load, board.group.loadUnit)}`;
  const floor = `The noise floor is ${formatShare(noise.ratio)}: the same program run twice ` +
    `under two names (${noise.original.title}) differs from itself by up to that${where}.`;
  return asPublished(floor, correctedPlaces(noiseFigures(noise, board.ranked), of)) +
    (before
      ? ""
      : " No smaller difference between two programs is called one, however sure it looks.") +
    (noise.isLimited ? ` ${LIMITED_NOISE}` : "");
}

/** What a floor is worth where the load generator hid how far the two differ. */
const LIMITED_NOISE =
  "The load generator was its limit there, so the program alone may differ from itself by more.";

/** The same of some of several tables, or of all of them, which need no names. */
function limitedNoise(limited: readonly string[], isAll: boolean): string {
  const where = isAll ? "Everywhere" : `In ${formatList(limited)}`;
  return `${where} the load generator was its limit, so the program alone may differ from itself by more.`;
}

/** The same of several tables, each with its label; what is true of all of them is said once. */
export function noiseSentences(
  boards: readonly { label: string; standings: Standings }[],
  of: CorrectionOf,
): string {
  const known = boards.flatMap(({ label, standings: { noise, ranked } }) =>
    noise === undefined
      ? []
      : [{ label, noise, corrected: correctedPlaces(noiseFigures(noise, ranked), of) }]
  );
  const [only, ...others] = boards;
  if (only !== undefined && (others.length === 0 || known.length === 0)) {
    return noiseSentence(only.standings, of);
  }
  const titles = new Set(known.map(({ noise }) => noise.original.title));
  const floors = known.map(({ label, noise }) => `${formatShare(noise.ratio)} (${label})`);
  const without = boards.filter(({ standings }) => standings.noise === undefined)
    .map(({ label }) => label);
  const limited = known.filter(({ noise }) => noise.isLimited).map(({ label }) => label);
  const most = `The noise floor is how far a program that ran twice under two names (${
    formatList([...titles])
  }) differs from itself at most: ${formatList(floors)}.`;
  return asPublished(most, known.flatMap(({ corrected }) => corrected)) +
    ` No smaller difference between two programs is called one${
      without.length > 0 ? " there" : ""
    }, however sure it looks.` +
    (without.length > 0
      ? ` In ${formatList(without)} no program ran twice, so the verdicts there had no noise floor.`
      : "") +
    (limited.length > 0 ? ` ${limitedNoise(limited, limited.length === boards.length)}` : "");
}

/** How the order came about, and that no ranks are claimed where none were tested. */
export function orderSentence(board: Standings): string {
  if (board.hasRanks) {
    const where = board.ends.size > 0 ? "between two rules" : "where two overlap";
    return `A rank is an interval: ${where} no order is claimed, and those who share a ` +
      `rank stand by name, not by value (${trialsText(board)}).`;
  }
  const { most } = board.trials;
  if (most === 1) return "Sorted by value. No ranks are given: one trial a point establishes none.";
  return "Sorted by median. No ranks are given: nothing was compared.";
}

/** The same of a chart's rows that have ranks, where a longer bar may stand below a shorter one. */
export function orderNote({ ends }: Standings): string {
  return "Sorted by rank, not by median: " +
    (ends.size > 0
      ? "between two rules across the chart the order says nothing."
      : "a rank is an interval, and where two overlap the order says nothing.");
}

/** What charts that count with the ranked value owe the reader where the load generator limited it; else nothing. */
export function limitNotes(rows: readonly Standing[], { ranked }: Standings): string[] {
  const limited = rows.filter(({ bound }) => bound).map(({ series }) => series.title);
  if (limited.length === 0) return [];
  const end = ranked.better === "higher" ? "at least" : "at most";
  return [
    `The load generator was the limit of ${formatList(limited)}: the true ${ranked.title} is ` +
    `${end} what was measured, and this chart has what was measured.`,
  ];
}

/** Why there is no interval beside some figures; empty where each has one. */
export function singlesSentence({ trials }: Standings): string {
  if (trials.fewest > 1) return "";
  return trials.most === 1
    ? "Each figure is a single trial, which has no interval: nothing says how far the next would differ."
    : "A single trial has no interval.";
}

/** "3 trials a point", "2 to 5 trials a point". */
export function trialsText({ trials: { fewest, most } }: Standings): string {
  if (most === 0) return "no trials";
  return fewest === most
    ? `${formatCount(most, "trial")} a point`
    : `${fewest} to ${formatCount(most, "trial")} a point`;
}
