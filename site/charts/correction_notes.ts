/** What later reports say of the results that a chart draws as they were published. */
import { type Cell, cellKey, type Correction, type Manifest } from "../../pipeline/report.ts";
import { formatCount, formatList, formatLoad, formatNumber } from "../format.ts";
import { correctionOf } from "../model/corrections.ts";
import type { ReportStanding } from "../model/standing.ts";
import { type Chart, withNotes } from "./chart.ts";

/** More loads of one implementation than these are counted, not named. */
const MOST_NAMED = 3;

/** The chart with a note for each later report that takes back or replaces what it draws. */
export function withCorrections(
  chart: Chart,
  standing: Pick<ReportStanding, "by" | "cells" | "parts">,
  { implementations }: Pick<Manifest, "implementations">,
): Chart {
  if (standing.parts.length === 0) return chart;
  const of = correctionOf(standing);
  const known = new Map(chart.cells.map((cell) => [cellKey(cell), cell]));
  const corrected = [...known.values()].flatMap((cell) => {
    const correction = of(cell);
    return correction === undefined ? [] : [{ cell, words: wordsOf(correction) }];
  });
  if (corrected.length === 0) return chart;
  const titles = new Map(implementations.map(({ name, title }) => [name, title]));
  const notes = [...Map.groupBy(corrected, ({ words }) => words)].map(([words, own]) => {
    const byName = Map.groupBy(own.map(({ cell }) => cell), ({ implementation }) => implementation);
    const places = [...byName].map(([name, cells]) => placeOf(titles.get(name) ?? name, cells));
    return `${words}, drawn as published: ${formatList(places)}.`;
  });
  return withNotes(chart, notes);
}

function wordsOf({ state, report }: Correction): string {
  return `${state.charAt(0).toUpperCase()}${state.slice(1)} by ${report}`;
}

/** "Go at 10, 20 users", "epoll, 12 results". */
function placeOf(title: string, cells: readonly Cell[]): string {
  const [first] = cells;
  const loads = cells.flatMap(({ load }) => load ?? []).sort((a, b) => a - b);
  if (loads.length < cells.length) {
    return cells.length === 1 ? title : `${title}, ${formatCount(cells.length, "result")}`;
  }
  if (loads.length > MOST_NAMED) return `${title} at ${formatCount(loads.length, "load")}`;
  const before = loads.slice(0, -1).map((load) => `${formatNumber(load)}, `).join("");
  return `${title} at ${before}${formatLoad(loads.at(-1) ?? null, first?.load_unit ?? "")}`;
}
