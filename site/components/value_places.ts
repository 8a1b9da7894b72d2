/** Where values stand in their raw files, in words. */
import type { Row } from "../../pipeline/report.ts";
import { parseSource } from "../links.ts";

/** The sources of a figure's values, a list for each trial: one value, or several, or none. */
export type TrialSources = readonly (readonly Pick<Row, "source">[])[];

/**
 * "wrk.txt, line 9", "samples.ndjson, lines 8, 13, 13": where in their files the values of trials stand. A place that all
 * of them share stands once, others one for each trial in the order of the columns, with a dash for one without a value.
 */
export function placesOf(trials: TrialSources): string {
  // Per file a list for each trial.
  const byName = new Map<string, string[][]>();
  for (const [trial, own] of trials.entries()) {
    for (const { source } of own) {
      const { path, place } = parseSource(source);
      const places = byName.getOrInsertComputed(nameOf(path), () => []);
      (places[trial] ??= []).push(place);
    }
  }
  return [...byName].map(([name, places]) => {
    const listed = trials.flatMap((_, trial) => places[trial] ?? [undefined]);
    return [name, inOne(listed)].filter((part) => part !== "").join(", ");
  }).join("; ");
}

/** Names of the files of values, each once. */
export function namesOf(trials: TrialSources): string[] {
  return [...new Set(trials.flat().map(({ source }) => nameOf(parseSource(source).path)))];
}

/** What the values of several figures have in common, and what each of them has besides. */
export interface CommonPlaces {
  /** "benchmark.json". */
  file: string;
  /** "/benchmarks/7, 12": the part of it that each trial has all of them from; empty where there is none. */
  common: string;
  /** "/rate", or all of a place where they share none; in the order of the figures. */
  own: string[];
}

/** The places of figures that one file of each trial has. */
export function commonPlaces(figures: readonly TrialSources[]): CommonPlaces {
  const name = namesOf(figures.flat()).join("; ");
  const places = figures.map((trials) =>
    trials.map((own) => own.map(({ source }) => parseSource(source).place))
  );
  const trials = Array.from({ length: figures[0]?.length ?? 0 }, (_, index) => {
    const parents = new Set(places.flatMap((own) => (own[index] ?? []).map(parentOf)));
    return [...parents];
  });
  const isShared = trials.every((parents) => parents.length < 2);
  const listed = (own: readonly (readonly string[])[]) =>
    inOne(own.flatMap((each) => each.length === 0 ? undefined : each));
  return {
    file: name,
    common: isShared ? listed(trials) : "",
    own: places.map((own) =>
      listed(
        isShared
          ? own.map((each) => each.map((place) => place.slice(parentOf(place).length)))
          : own,
      )
    ),
  };
}

/** "/benchmarks/7" of "/benchmarks/7/rate"; a line is all that it is part of. */
function parentOf(place: string): string {
  return place.startsWith("/") ? place.slice(0, place.lastIndexOf("/")) : place;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Places that differ in one number share the words around it; undefined is one that is missing. */
function inOne(places: readonly (string | undefined)[]): string {
  const known = places.filter((place) => place !== undefined);
  const [only = "", ...others] = new Set(known);
  if (others.length === 0) return only;
  const parts = known.map((place) => /^(\D*)(\d+)(.*)$/.exec(place));
  const [first] = parts;
  const isAlike = parts.every((part) => part?.[1] === first?.[1] && part?.[3] === first?.[3]);
  const listed = (textOf: (place: string) => string) =>
    places.map((place) => place === undefined ? "–" : textOf(place));
  if (!first || !isAlike) return listed((place) => place).join("; ");
  const numbers = listed((place) => /\d+/.exec(place)?.[0] ?? place).join(", ");
  return `${first[1]?.replace(/^line $/, "lines ")}${numbers}${first[3]}`;
}
