/** What searches found out, in words. */
import type { StateRow } from "../../../pipeline/report.ts";
import { capital, formatCount, formatFactor, formatList, formatNumber } from "../../format.ts";
import { boundOfRatio, boundWords } from "../../model/bounds.ts";
import {
  bestOf,
  type CoreGroup,
  firstFail,
  gateName,
  goneFrom,
  type Search,
  sessionsOf,
} from "./view.ts";

/**
 * "without C++ and Rust, which a later report takes back or replaces, ": before what is said of all others; empty
 * where everything stands.
 */
export function withoutGone(titles: readonly string[]): string {
  return titles.length === 0
    ? ""
    : `without ${formatList(titles)}, which a later report takes back or replaces, `;
}

/** "C++ and Rust on 1 core": what of each group a later report takes back or replaces. */
export function allGone(groups: readonly CoreGroup[]): string[] {
  return groups.flatMap((group) => {
    const titles = goneFrom(group);
    return titles.length === 0 ? [] : [`${formatList(titles)} on ${group.label}`];
  });
}

/** The title of a chart of the groups: who is not in it stands below, in `goneNotes()`. */
export function titleOfAll(groups: readonly CoreGroup[], sentence: string): string {
  return capital(`${allGone(groups).length === 0 ? "" : OF_REST}${sentence}`);
}

/** Who is not in a chart of the groups, and why; nothing where everything stands. */
export function goneNotes(groups: readonly CoreGroup[]): string[] {
  const without = withoutGone(allGone(groups)).replace(/, $/, ".");
  return without === "" ? [] : [capital(without)];
}

const OF_REST = "of what stands, ";

/** A sentence on all groups, after who is not in it: "C++ and Rust on 1 core". */
export function sentenceOfAll(groups: readonly CoreGroup[], sentence: string): string {
  const whole = `${withoutGone(allGone(groups))}${sentence}`;
  return capital(whole);
}

/** "On 1 core C++ sustains most, 4 450 sessions, 25 times as many as Python". */
export function capacitySentence(group: CoreGroup, unit: string): string {
  const without = withoutGone(goneFrom(group));
  return sentenceOn(group, unit, `On ${group.label}${without === "" ? "" : ","} ${without}`);
}

/** The same above a chart, whose rows say who was taken back or replaced. */
export function capacityTitle(group: CoreGroup, unit: string): string {
  const rest = goneFrom(group).length === 0 ? "" : OF_REST;
  return capital(sentenceOn(group, unit, `${rest}on ${group.label} `));
}

function sentenceOn(group: CoreGroup, unit: string, on: string): string {
  const best = bestOf(group);
  const able = best.filter((search) => sessionsOf(search) > 0);
  const [first, last] = [able[0], able.at(-1)];
  if (first === undefined || last === undefined) return `${on}nothing sustains a load`;
  const most = `${boundText(first)}${formatNumber(sessionsOf(first))}\u00a0${unit}`;
  if (first === last) return `${on}${first.title} sustains ${most}`;
  const ratio = sessionsOf(first) / sessionsOf(last);
  const apart = ratio < 1.05 ? `${last.title} about as many` : timesText(first, last);
  return `${on}${first.title} sustains most, ${most}, ${apart}`;
}

/** More decimals than these are not read. */
const MOST_DECIMALS = 3;

/**
 * "1.25 times as many as Rust": with as few digits as leave it between the loads that pass and the first that do
 * not. Of two lower bounds no ratio is known.
 */
function timesText(most: Search, least: Search): string {
  const ratio = sessionsOf(most) / sessionsOf(least);
  const bound = boundOfRatio(isLowerBound(most), isLowerBound(least), "higher");
  const { title } = least;
  if (bound === "?") return `${title} ${boundText(least)}${formatNumber(sessionsOf(least))}`;
  if (bound !== "") {
    return `${boundWords(bound)}${formatFactor(ratio, bound)} times as many as ${title}`;
  }
  const low = sessionsOf(most) / (least.capacity?.fails ?? Infinity);
  const high = (most.capacity?.fails ?? Infinity) / sessionsOf(least);
  let decimals = ratio < 9.95 ? 1 : 0;
  const isWithin = () => {
    const shown = Number(ratio.toFixed(decimals));
    return shown >= low && shown <= high;
  };
  while (decimals < MOST_DECIMALS && !isWithin()) decimals++;
  return `${formatNumber(ratio, decimals)} times as many as ${title}`;
}

/** The same as the answer of a page, with how sure it is. */
export function capacityAnswer(group: CoreGroup, unit: string): string {
  return `${capacitySentence(group, unit)}. ${sureSentence(group)}`;
}

/** "None of 9 capacities is confirmed by a second run." */
export function sureSentence(group: CoreGroup): string {
  const able = bestOf(group).filter((search) => sessionsOf(search) > 0);
  const confirmed = able.filter(({ capacity }) => capacity?.confirmed === true).length;
  if (able.length === 0) return "";
  if (confirmed === able.length) return "Every capacity passed at least twice.";
  const of = formatCount(able.length, "capacity", "capacities");
  return confirmed === 0
    ? `None of ${of} was confirmed by a second run.`
    : `${formatNumber(confirmed)}\u00a0of ${of} ${
      confirmed === 1 ? "was" : "were"
    } confirmed by a second run.`;
}

/**
 * "It sustains 2,625 sessions, but not 2,650: it fails newest p50. No second run confirmed it."; undefined of a search
 * whose points a later report takes back or replaces.
 */
export function searchSentence(search: Search, unit: string): string | undefined {
  const { capacity } = search;
  if (capacity === undefined) return undefined;
  const { confirmed, fails } = capacity;
  const sessions = sessionsOf(search);
  if (sessions === 0) return "It sustains none of the loads that were tried.";
  const most = `It sustains ${boundText(search)}${formatNumber(sessions)}\u00a0${unit}`;
  const gates = bottleneck(search);
  const next = fails === undefined
    ? "; no higher load was tried"
    : `, but not ${formatNumber(fails)}${gates === "" ? "" : `: it fails ${gates}`}`;
  return `${most}${next}. ${confirmed ? "It passed at least twice." : NOT_CONFIRMED}`;
}

const NOT_CONFIRMED = "No second run confirmed it.";

/** "≥ " where every load that was tried passes. */
export function boundText({ capacity }: Pick<Search, "capacity">): string {
  return isLowerBound({ capacity }) ? "≥\u00a0" : "";
}

/** Whether every load that was tried passes. */
export function isLowerBound({ capacity }: Pick<Search, "capacity">): boolean {
  return capacity?.status === "lower bound";
}

/** The gates that a point failed, by name: "newest p50 and errors"; empty where none is named. */
export function limitedBy({ limited_by }: StateRow): string {
  return formatList(gatesOf(limited_by));
}

/** The names of failed gates, each once, in the order of the objective. */
export function gatesOf(failures: readonly string[]): string[] {
  return [...new Set(failures.map(gateName))];
}

/** What a search was limited by: the gates of its first fail. */
export function bottleneck(search: Search): string {
  const fail = firstFail(search);
  return fail === undefined ? "" : limitedBy(fail);
}

const GONE = "a dotted ring was replaced or taken back by a later report";

const STATES: Readonly<Record<StateRow["state"], string>> = {
  "confirmed": "a ringed dot passed twice or more",
  "passed": "a dot passed",
  "borderline": "a half dot passed and failed",
  "first solid fail": "a bold cross is the lowest load that failed twice",
  "failed": "a cross failed",
  "withheld": "a dotted ring cannot be judged",
  "superseded": GONE,
  "retracted": GONE,
};

/** What the signs of a ladder mean, those that it has. */
export function statesNote(searches: readonly Search[]): string[] {
  const seen = new Set(searches.flatMap(({ points }) => points.map(({ state }) => state)));
  const signs = Object.entries(STATES).filter(([state]) => seen.has(state as StateRow["state"]))
    .map(([, sign]) => sign);
  const text = formatList([...new Set(signs)]);
  const notes = [`${capital(text)}.`];
  if (searches.some(({ capacity }) => capacity?.status === "bounded")) {
    notes.push(
      "A bar ends at the highest load that passes; a line joins it with the first that does not.",
    );
  }
  const above = searches.filter(({ capacity }) => (capacity?.passesAbove.length ?? 0) > 0);
  if (above.length > 0) {
    notes.push(
      `${
        formatList(above.map(({ title }) => title))
      } passed again above a fail: those do not count.`,
    );
  }
  return notes;
}
