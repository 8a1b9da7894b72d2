/** What later reports say of the results that a chart draws as they were published: in its title and below it. */
import {
  type Cell,
  cellKey,
  type Correction,
  type Manifest,
  type Result,
  resultKey,
} from "../../pipeline/report.ts";
import { capital, formatCount, formatList, formatLoad, formatNumber } from "../format.ts";
import { asPublished, type CorrectedPlace, correctionOf } from "../model/corrections.ts";
import { titleOf } from "../model/metrics.ts";
import type { ReportStanding } from "../model/standing.ts";
import { type Chart, chartWith, withNotes } from "./chart.ts";
import { relabelled } from "./plot.ts";

/** More loads of one implementation than these are counted, not named. */
const MOST_NAMED = 3;

/**
 * The chart with a note for each later report that takes back or replaces what it draws, and with a title, on the
 * page and in the drawing's text alternative, that says so too: it rests on all that is drawn.
 */
export function withCorrections(
  chart: Chart,
  standing: Pick<ReportStanding, "by" | "cells" | "parts">,
  { implementations }: Pick<Manifest, "implementations">,
): Chart {
  if (standing.parts.length === 0) return chart;
  const of = correctionOf(standing);
  const known = [...new Map(chart.cells.map((result) => [resultKey(result), result])).values()];
  const corrected = known.flatMap((result) => {
    const correction = of(result);
    return correction === undefined ? [] : [{ result, correction, words: wordsOf(correction) }];
  });
  if (corrected.length === 0) return chart;
  const titles = new Map(implementations.map(({ name, title }) => [name, title]));
  const notes = [...Map.groupBy(corrected, ({ words }) => words)].map(([words, own]) => {
    const byName = Map.groupBy(own.map(({ result }) => result), (each) => each.implementation);
    const places = [...byName].map(([name, results]) =>
      placeOf(titles.get(name) ?? name, results, known)
    );
    return `${words}, drawn as published: ${formatList(places)}.`;
  });
  const places = [...Map.groupBy(corrected, ({ result }) => result.implementation)]
    .flatMap(([name, own]) => {
      const drawn = known.filter(({ implementation }) => implementation === name);
      const title = titles.get(name) ?? name;
      return [...Map.groupBy(own, ({ correction: { state, report } }) => `${state} ${report}`)]
        .map(([, same]): CorrectedPlace => {
          const { state, report } = (same[0] as typeof own[number]).correction;
          const results = same.map(({ result }) => result);
          return {
            state,
            report,
            place: drawn.length === results.length ? title : placeOf(title, results, known),
          };
        });
    });
  return retitled(withNotes(chart, notes), asPublished(chart.title, places));
}

function retitled(chart: Chart, title: string): Chart {
  return chartWith(chart, {
    title,
    get wide() {
      return relabelled(chart.wide, chart.title, title);
    },
    get narrow() {
      return relabelled(chart.narrow, chart.title, title);
    },
  });
}

/** The report's page names the later one, and leads to it. */
function wordsOf({ state }: Correction): string {
  return `${capital(state)} by a later report`;
}

/**
 * "Go at 10, 20 users", "epoll, 12 results"; "Go at 10 users (p99.99)" where other figures of that cell stand, with
 * the metric where the chart draws several.
 */
function placeOf(title: string, results: readonly Result[], drawn: readonly Result[]): string {
  const isOfOne = new Set(drawn.map(({ metric }) => metric)).size < 2;
  const nameOf = ({ metric = "", statistic = "" }: Result) =>
    isOfOne ? statistic : `${titleOf(metric)} ${statistic}`;
  const allOf = Map.groupBy(drawn, cellKey);
  const cells = [...Map.groupBy(results, cellKey)].map(([key, own]) => ({
    cell: own[0] as Result,
    figures: own.length === allOf.get(key)?.length ? "" : own.map(nameOf).join(", "),
  }));
  const places = [...Map.groupBy(cells, ({ figures }) => figures)].map(([figures, own]) =>
    `${cellsOf(title, own.map(({ cell }) => cell))}${figures === "" ? "" : ` (${figures})`}`
  );
  return formatList(places);
}

function cellsOf(title: string, cells: readonly Cell[]): string {
  const [first] = cells;
  const loads = cells.flatMap(({ load }) => load ?? []).sort((a, b) => a - b);
  if (loads.length < cells.length) {
    return cells.length === 1 ? title : `${title}, ${formatCount(cells.length, "result")}`;
  }
  // A chart may draw several cases of one load.
  const named = [...new Set(loads)];
  if (named.length > MOST_NAMED) return `${title} at ${formatCount(named.length, "load")}`;
  const before = named.slice(0, -1).map((load) => `${formatNumber(load)}, `).join("");
  return `${title} at ${before}${formatLoad(named.at(-1) ?? null, first?.load_unit ?? "")}`;
}
