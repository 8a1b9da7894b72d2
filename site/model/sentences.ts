/** Sentences computed from the standings: the answer, and what limits it. Never typed, never selling. */
import { formatCount, formatList, formatLoad, formatQuantity, formatShare } from "../format.ts";
import { leaders, type Standing, type Standings } from "./standings.ts";
import { widthOf } from "./values.ts";

/** "≥ 48.1 k req/s": a standing's value with its unit. */
export function valueOf(standing: Standing): string {
  const { summary } = standing.value;
  const quantity = formatQuantity(
    summary.median,
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
  const group = leaders(board);
  if (group.length === 1) return `${name} is ahead with ${value}${leadText(board, first, second)}.`;
  if (first.lead?.verdict === "unknown") {
    return `${name} has the best figure, ${value}, before ${second.series.title} with ` +
      `${valueOf(second)}; single trials establish no order.`;
  }
  const why = reasonOf(board, first);
  if (group.length === 2) {
    return `${name} and ${second.series.title} cannot be told apart: ` +
      `${valueOf(first)} and ${valueOf(second)}; ${why}.`;
  }
  return `${name} has the best median, ${value}, but cannot be told apart from ` +
    `${others(group.slice(1))}: ${why}.`;
}

function leadText({ ranked }: Standings, first: Standing, second: Standing): string {
  const share = formatShare(first.lead?.ratio ?? 0);
  return ranked.better === "higher"
    ? `, ${share} more than ${second.series.title}`
    : `; ${second.series.title} takes ${share} more`;
}

function others(standings: readonly Standing[]): string {
  const titles = standings.map((standing) => standing.series.title);
  if (titles.length <= 3) return formatList(titles);
  return `${formatList([...titles.slice(0, 2), `${titles.length - 2} more`])}`;
}

function reasonOf(board: Standings, first: Standing): string {
  switch (first.lead?.verdict) {
    case "within noise":
      return `the noise floor is ${formatShare(board.noise?.ratio ?? 0)}`;
    case "bound":
      return "the load generator was the limit";
    default:
      return board.hasRanks ? "they share a rank" : "their trials overlap";
  }
}

function place(standing: Standing): string {
  const { load, load_unit } = standing.point.cell;
  return load === null ? "" : ` at ${formatLoad(load, load_unit)}`;
}

/** What the noise floor is and where it was found; a sentence for when there is none. */
export function noiseSentence(board: Standings): string {
  const { noise } = board;
  if (noise === undefined) {
    return "No program ran twice under two names here, so the noise floor is not known.";
  }
  const where = noise.load === null
    ? ""
    : `, most at ${formatLoad(noise.load, board.group.loadUnit)}`;
  return `The same program run twice under two names (${noise.original.title}) differs by up to ` +
    `${formatShare(noise.ratio)}${where}: differences smaller than this are noise.`;
}

/** How the order came about, and that no ranks are claimed where none were tested. */
export function orderSentence(board: Standings): string {
  const n = trialsText(board);
  if (board.hasRanks) return `Ranks are groups: who shares one cannot be told apart (${n}).`;
  const { most } = board.trials;
  if (most === 1) return "Sorted by value. No ranks are given: one trial a point establishes none.";
  return `Sorted by median. No ranks are given: ${n} are too few to test the differences.`;
}

/** "3 trials a point", "2 to 5 trials a point". */
export function trialsText({ trials: { fewest, most } }: Standings): string {
  if (most === 0) return "no trials";
  return fewest === most
    ? `${formatCount(most, "trial")} a point`
    : `${fewest} to ${formatCount(most, "trial")} a point`;
}
