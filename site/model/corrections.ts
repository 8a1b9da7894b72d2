/** What later reports say of single results. */
import type { Cell, Correction, Result, Row } from "../../pipeline/report.ts";
import { formatList } from "../format.ts";
import type { ReportStanding } from "./standing.ts";

/** The correction of a result; undefined of one that stands. */
export type CorrectionOf = (result: Result) => Correction | undefined;

/** Of files that are never edited; empty where no later report corrects any result. */
export function filesNote({ by, parts }: Pick<ReportStanding, "by" | "parts">): string {
  return by.length + parts.length === 0
    ? ""
    : "The tables are as published: what later reports took back or replaced is not marked in them.";
}

/** Where the whole report was corrected its banner says so, and no result is marked again. */
export function correctionOf(standing: Pick<ReportStanding, "by" | "cells">): CorrectionOf {
  return standing.by.length > 0 ? () => undefined : standing.cells;
}

/** The correction of one figure of a cell that stands itself. */
export function correctionOfFigure(
  { cells }: Pick<ReportStanding, "cells">,
  cell: Cell,
  { metric, statistic }: Pick<Row, "metric" | "statistic">,
): Correction | undefined {
  return cells(cell) === undefined ? cells({ ...cell, metric, statistic }) : undefined;
}

/** What a later report corrected of that which a sentence rests on. */
export interface CorrectedPlace extends Pick<Correction, "state" | "report"> {
  /** "Go Fiber", "Go Fiber at 10 users". */
  place: string;
}

/** A figure, by the name of what it is of. */
export interface Named {
  series: { title: string };
  value: { summary: Result };
}

/** The figures among these that later reports corrected. */
export function correctedPlaces(figures: readonly Named[], of: CorrectionOf): CorrectedPlace[] {
  return figures.flatMap(({ series, value }) => {
    const correction = of(value.summary);
    return correction === undefined ? [] : [{ ...correction, place: series.title }];
  });
}

const VERBS = [
  { state: "retracted", one: "takes back", several: "take back" },
  { state: "superseded", one: "replaces", several: "replace" },
] as const;

/** More places than these are counted, not named. */
const MOST_NAMED = 3;

/**
 * A sentence on results as they were published, with whom later reports corrected of these: "Go is ahead, as
 * published; a later report takes back Go". The sentence itself where all stand; a full stop stays at the end.
 */
export function asPublished(sentence: string, corrected: readonly CorrectedPlace[]): string {
  if (corrected.length === 0) return sentence;
  const [, words = "", stop = ""] = /^(.*?)(\.?)$/s.exec(sentence) ?? [];
  return `${words}, as published; ${whoCorrects(corrected)}${stop}`;
}

/** Behind what rests on a figure that a later report corrected; {@linkcode daggerNote} says on whose. */
export const DAGGER = "†";

/** "† as published; a later report takes back Go." Empty where all stand, and so no dagger does. */
export function daggerNote(corrected: readonly CorrectedPlace[]): string {
  return corrected.length === 0 ? "" : `† as published; ${whoCorrects(corrected)}.`;
}

function whoCorrects(corrected: readonly CorrectedPlace[]): string {
  const isOne = new Set(corrected.map(({ report }) => report)).size === 1;
  const parts = VERBS.flatMap(({ state, one, several }) => {
    const own = corrected.filter((each) => each.state === state).map(({ place }) => place);
    const places = [...new Set(own)];
    return places.length === 0 ? [] : [`${isOne ? one : several} ${named(places)}`];
  });
  return `${isOne ? "a later report" : "later reports"} ${parts.join(" and ")}`;
}

function named(places: readonly string[]): string {
  if (places.length <= MOST_NAMED) return formatList(places);
  return formatList([...places.slice(0, MOST_NAMED - 1), `${places.length - MOST_NAMED + 1} more`]);
}
