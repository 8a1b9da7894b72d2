/** The trends of a scenario as its page shows them: charts by case and limits, reports in order of date. */
import {
  compareText,
  METRICS,
  type Trend,
  type TrendChange,
  type TrendPoint,
  type Trends,
  trendsOf,
  type TrendTable,
} from "../../pipeline/report.ts";
import { COLOURED } from "../palette.ts";
import type { Report } from "./report.ts";
import { type DrawnCases, drawnCases, greatestChange } from "./trend_cases.ts";

/** A report on the axis of a scenario's trends. */
export interface DatedReport {
  name: string;
  created: string;
  /** Index of its line: reports of one host, tools and load. */
  line: number;
}

/** A point of a chart. */
export interface TrendDot {
  /** Place of its report on the axis. */
  at: number;
  point: TrendPoint;
  /** Its value, and the ends of its interval, as shares of the first value of its piece. */
  share: number;
  low: number | null;
  high: number | null;
  change: TrendChange | undefined;
}

/** What one line of reports says of an implementation. */
export interface TrendPiece {
  line: number;
  dots: TrendDot[];
}

export interface TrendSeries {
  name: string;
  title: string;
  /** In the order of their first reports; lines of a chart do not cross from one to the next. */
  pieces: TrendPiece[];
  changes: TrendChange[];
}

/** What one chart shows. */
export interface TrendGroup {
  metric: string;
  statistic: string;
  /** "goodput", "latency p99". */
  title: string;
  better: TrendTable["better"];
  case: string;
  limits: string;
  /** The load that is charted: where the best figure of the newest report is. */
  load: number | null;
  loadUnit: string;
  /** Noise floor by line; undefined where it is not known. */
  floors: (number | undefined)[];
  /** Those in colour first: levels that changed, then the best. */
  series: TrendSeries[];
  /** Names of the series that are in colour. */
  coloured: ReadonlySet<string>;
  /** Whether any series is long enough to look for a change. */
  searched: boolean;
}

export interface TrendView {
  scenario: string;
  title: string;
  trends: Trends;
  /** Those that have a value, oldest first, over all lines. */
  reports: DatedReport[];
  groups: TrendGroup[];
  /** What the groups leave out. */
  undrawn: Undrawn;
  titleOf: (implementation: string) => string;
}

/** What of the followed cases is drawn, and what is not. */
export interface Undrawn extends Omit<DrawnCases<Entry>, "drawn"> {
  /** Whether a case that is drawn has other loads. */
  loads: boolean;
  /** How many changes of level no chart has, by the metrics of the charts. */
  changes: number;
}

/** Names of the scenarios of the reports, sorted, with the title that the newest report gives. */
export function scenariosOf(reports: readonly Report[]): { name: string; title: string }[] {
  const entries = reports.flatMap(({ manifest }) => manifest.scenarios);
  return [...Map.groupBy(entries, ({ name }) => name)].map(([name, [first]]) => ({
    name,
    title: first?.title ?? name,
  })).sort((a, b) => compareText(a.name, b.name));
}

/** The trends of a scenario over the reports, which stand newest first. */
export async function trendView(
  reports: readonly Report[],
  { name, title }: { name: string; title: string },
): Promise<TrendView> {
  const trends = await trendsOf(reports, name);
  const dated = trends.lines.flatMap((line, index) => {
    const valued = new Set(
      line.tables.flatMap((table) =>
        table.trends.flatMap(({ points }) => points.map(({ report }) => report))
      ),
    );
    return line.reports.filter((report) => valued.has(report.name))
      .map((report) => ({ ...report, line: index }));
  }).sort((a, b) => compareText(a.created, b.created) || compareText(a.name, b.name));
  const known = reports.flatMap(({ manifest }) => manifest.implementations)
    .filter(({ scenario }) => scenario === name);
  const titles = new Map<string, string>();
  for (const each of known) if (!titles.has(each.name)) titles.set(each.name, each.title);
  const titleOf = (implementation: string) => titles.get(implementation) || implementation;
  const twins = new Set(
    known.filter(({ twin_of }) => twin_of !== undefined).map((each) => each.name),
  );
  return {
    scenario: name,
    title,
    trends,
    reports: dated,
    ...groupsOf(trends, dated, titleOf, twins, casesOf(reports, name)),
    titleOf,
  };
}

/** The cases that rank a scenario, by the newest report that has any. */
function casesOf(reports: readonly Report[], scenario: string): readonly string[] {
  const entries = reports.flatMap(({ manifest }) => manifest.scenarios)
    .filter(({ name }) => name === scenario);
  return entries.find(({ ranked_by }) => ranked_by !== undefined)?.ranked_by?.cases ?? [];
}

/** The most reports of one line that have a value to follow. */
export function longestLine({ reports }: TrendView): number {
  const lines = Map.groupBy(reports, ({ line }) => line);
  return lines.values().reduce((most, own) => Math.max(most, own.length), 0);
}

function groupsOf(
  { lines }: Trends,
  reports: readonly DatedReport[],
  titleOf: TrendView["titleOf"],
  twins: ReadonlySet<string>,
  ranked: readonly string[],
): Pick<TrendView, "groups" | "undrawn"> {
  const places = new Map(reports.map(({ name }, at) => [name, at]));
  const own = lines.flatMap(({ tables }, line) =>
    tables.flatMap((table) =>
      table.trends.filter((trend) => trend.points.length > 0 && !twins.has(trend.implementation))
        .map((trend) => ({ line, table, trend }))
    )
  );
  const parts = Map.groupBy(own, ({ trend }) => JSON.stringify([trend.case, trend.limits]));
  const { drawn, ...counts } = drawnCases([...parts.values()], ranked);
  const groups = drawn.flatMap((part) => {
    const load = loadOf(part, places);
    const there = part.filter(({ trend }) => trend.load === load);
    const metrics = Map.groupBy(there, ({ table }) => `${table.metric} ${table.statistic}`);
    return [...metrics.values()].map((entries) => groupOf(entries, places, titleOf, lines.length));
  });
  const changesOf = (all: readonly { changes: readonly TrendChange[] }[]) =>
    all.reduce((sum, { changes }) => sum + changes.length, 0);
  return {
    groups,
    undrawn: {
      ...counts,
      loads: drawn.some((part) => new Set(part.map(({ trend }) => trend.load)).size > 1),
      changes: changesOf(own.map(({ trend }) => trend)) -
        changesOf(groups.flatMap(({ series }) => series)),
    },
  };
}

interface Entry {
  line: number;
  table: TrendTable;
  trend: Trend;
}

/** The load of the best value, by the first metric, in the newest report that has one. */
function loadOf(entries: readonly Entry[], places: ReadonlyMap<string, number>): number | null {
  const [first] = entries;
  const ranked = entries.filter(({ table }) =>
    table.metric === first?.table.metric && table.statistic === first.table.statistic
  );
  const placeOf = ({ trend }: Entry) => places.get(trend.points.at(-1)?.report ?? "") ?? -1;
  const newest = ranked.reduce((most, entry) => Math.max(most, placeOf(entry)), -1);
  const [best] = ranked.filter((entry) => placeOf(entry) === newest).sort(byLastValue);
  return best?.trend.load ?? null;
}

/** Best last value first. */
function byLastValue(a: Entry, b: Entry): number {
  const sign = a.table.better === "lower" ? 1 : -1;
  const last = ({ trend }: Entry) => trend.points.at(-1)?.value ?? 0;
  return sign * (last(a) - last(b)) ||
    compareText(a.trend.implementation, b.trend.implementation);
}

function groupOf(
  entries: readonly Entry[],
  places: ReadonlyMap<string, number>,
  titleOf: TrendView["titleOf"],
  lines: number,
): TrendGroup {
  const { table, trend } = entries[0] as Entry;
  const byName = Map.groupBy(entries, (entry) => entry.trend.implementation);
  const sorted = [...byName.values()].sort((a, b) =>
    greatestChange(b) - greatestChange(a) || byLastValue(a.at(-1) as Entry, b.at(-1) as Entry)
  );
  const series = sorted.map((own) => ({
    name: (own[0] as Entry).trend.implementation,
    title: titleOf((own[0] as Entry).trend.implementation),
    pieces: own.map((entry) => ({ line: entry.line, dots: dotsOf(entry.trend, places) })),
    changes: own.flatMap((entry) => entry.trend.changes),
  }));
  const title = METRICS[table.metric]?.title.toLowerCase() ?? table.metric;
  return {
    metric: table.metric,
    statistic: table.statistic,
    title: table.statistic === "mean" || table.statistic === "total"
      ? title
      : `${title} ${table.statistic}`,
    better: table.better,
    case: trend.case,
    limits: trend.limits,
    load: trend.load,
    loadUnit: trend.load_unit,
    floors: Array.from(
      { length: lines },
      (_, line) => entries.find((entry) => entry.line === line)?.table.floor,
    ),
    series,
    coloured: new Set(series.slice(0, COLOURED).map(({ name }) => name)),
    searched: entries.some((entry) => !entry.trend.note.includes("too short")),
  };
}

function dotsOf({ points, changes }: Trend, places: ReadonlyMap<string, number>): TrendDot[] {
  const base = points[0]?.value ?? 0;
  if (base <= 0) return [];
  return points.map((point, index) => ({
    at: places.get(point.report) ?? 0,
    point,
    share: point.value / base,
    low: point.low === null ? null : point.low / base,
    high: point.high === null ? null : point.high / base,
    change: changes.find((change) => change.index === index),
  }));
}

/** The change of a group that is the largest, with the series that it is of; undefined where there is none. */
export function largestChange(
  { series }: TrendGroup,
): { series: TrendSeries; change: TrendChange } | undefined {
  const all = series.flatMap((own) => own.changes.map((change) => ({ series: own, change })));
  const size = ({ change: { ratio } }: typeof all[number]) => Math.abs(Math.log(ratio));
  return all.sort((a, b) => size(b) - size(a))[0];
}
