/** What to know of the lines of a chart against load: gaps, lone dots, bounds, intervals. */
import { formatCount, formatList, formatNumber } from "../format.ts";
import { intervalOf } from "../model/values.ts";
import type { ChartInput } from "./chart.ts";
import { type LadderLine, loadsOf, reachOfLines } from "./ladder.ts";
import { CUT_NOTE } from "./reach.ts";

/** A note for each kind of point that is drawn in its own way, or not at all. */
export function ladderNotes(
  lines: readonly LadderLine[],
  unit: string,
  logarithmic: boolean,
): string[] {
  const notes: string[] = [];
  notes.push(...withheldNotes(lines, unit));
  notes.push(...absentNotes(lines, unit));
  const last = loadsOf(lines).at(-1);
  const early = lines.filter((line) => line.points.at(-1)?.load !== last);
  if (early.length > 0) {
    const from = early.some(({ points }) => points.length === 1)
      ? early.every(({ points }) => points.length === 1)
        ? "a dot alone"
        : "a dot, or from a line that ends early,"
      : "a line that ends early";
    notes.push(`A dotted thread leads from ${from} to its name.`);
  }
  if (lines.some((line) => line.points.some((point) => point.bound))) {
    notes.push(
      "≥\u00a0marks a lower bound: the load generator was at its limit there, not the server.",
    );
  }
  const values = lines.flatMap((line) => line.points.map(({ value }) => value.summary));
  if (values.some((summary) => intervalOf(summary) !== undefined)) {
    const isMerged = values.some(({ merged }) => merged !== null);
    notes.push(
      `Points are ${isMerged ? "percentiles of all trials together" : "medians over trials"}, ` +
        "bands and bars their 95\u00a0% intervals.",
    );
  }
  if (reachOfLines(lines, logarithmic).isCut) notes.push(CUT_NOTE);
  if (values.some(({ n }) => n < 2)) notes.push("A single trial has no interval.");
  return notes;
}

/** Who was measured and has no line: all values are withheld, or there is none of `what`. */
export function leftOutNotes(
  { board: { group } }: ChartInput,
  metric: string,
  statistic: string,
  what: string,
): string[] {
  const [withheld, without]: [string[], string[]] = [[], []];
  for (const { title, points } of group.series) {
    const statuses = points.flatMap((point) =>
      point.value(metric, statistic)?.summary.status ?? []
    );
    if (statuses.length === 0) without.push(title);
    else if (statuses.every((status) => status === "withheld")) withheld.push(title);
  }
  return [
    ...(withheld.length === 0 ? [] : [`Withheld wherever measured: ${formatList(withheld)}.`]),
    ...(without.length === 0 ? [] : [`Without a ${what}: ${formatList(without)}.`]),
  ];
}

/** What is withheld of one line, or of several in one sentence. */
function withheldNotes(lines: readonly LadderLine[], unit: string): string[] {
  const broken = lines.filter(({ withheld }) => withheld.length > 0);
  const [first] = broken;
  if (first === undefined) return [];
  if (broken.length === 1) {
    const at = loadsText(first.withheld, unit);
    return [`${first.series.title}: withheld at ${at}, so there is a gap.`];
  }
  const all = broken.map(({ series, withheld }) => `${series.title} at ${loadList(withheld)}`);
  return [`Withheld, so there are gaps: ${all.join("; ")} ${unit.replaceAll("-", " ")}.`];
}

/** So many names a note has room for. */
const MOST_NAMED = 3;

/** What has one value of many, and what has none between two that it has. */
function absentNotes(lines: readonly LadderLine[], unit: string): string[] {
  const notes: string[] = [];
  const alone = lines.filter(({ points, absent }) => points.length === 1 && absent.length > 0);
  const [first] = alone;
  if (first !== undefined) {
    const loads = first.absent.length + first.withheld.length + 1;
    const who = alone.length > MOST_NAMED
      ? `${alone.length} of ${formatCount(lines.length, "implementation")}`
      : formatList(alone.map(({ series }) => series.title));
    notes.push(`Of ${formatCount(loads, "load")} only one has a value for ${who}: a dot alone.`);
  }
  const broken = lines.flatMap(({ series, points, absent }) => {
    const [from, to] = [points[0]?.load ?? 0, points.at(-1)?.load ?? 0];
    const between = absent.filter((load) => load > from && load < to);
    return between.length === 0 ? [] : [{ title: series.title, at: loadsText(between, unit) }];
  });
  for (const [at, own] of Map.groupBy(broken, (each) => each.at)) {
    const who = formatList(own.map(({ title }) => title));
    notes.push(`${who}: no value at ${at}, so there is a gap.`);
  }
  return notes;
}

/** "1, 2 connections". */
function loadsText(loads: readonly number[], unit: string): string {
  return `${loadList(loads)} ${unit.replaceAll("-", " ")}`;
}

function loadList(loads: readonly number[]): string {
  return loads.map((load) => formatNumber(load)).join(", ");
}
