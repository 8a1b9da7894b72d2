/** One gate of the objective against load: what was measured, and the line that it must stay below. */
import { METRICS } from "../../../pipeline/report.ts";
import {
  formatCount,
  formatList,
  formatLoad,
  formatNumber,
  formatQuantity,
  scaleFor,
} from "../../format.ts";
import type { Group, Series } from "../../model/scenario.ts";
import { standingsOf } from "../../model/standings.ts";
import { type Chart, type ChartInput, direction } from "../chart.ts";
import { drawLadder, isGone, type LadderLine, ladderLines, loadsOf } from "../ladder.ts";
import { ladderNotes, leftOutNotes } from "../ladder_notes.ts";
import { NARROW, WIDE } from "../plot.ts";
import { type CapacityInput, capacitySlots } from "./palette.ts";
import type { CapacityView, CoreGroup } from "./view.ts";

/** A statistic that is drawn against load, with the most that the objective lets pass. */
export interface GateLine {
  /** "newest p50". */
  name: string;
  metric: string;
  statistic: string;
  mostSeconds?: number;
}

/** The gates of the scenario's objective, then what is only watched. */
export function gateLines({ scenario: { entry, groups } }: CapacityView): GateLine[] {
  const gates = (entry.slo?.gates ?? []).map(({ name, metric, statistic, mostSeconds }) => ({
    name: name.replaceAll("_", " "),
    metric,
    statistic,
    mostSeconds,
  }));
  const points = groups.flatMap(({ series }) => series.flatMap((each) => each.points));
  const watched = ["p50", "p95"].filter((statistic) =>
    points.some((point) => point.value("flush_lateness", statistic) !== undefined)
  ).map((statistic) => ({
    name: `flush lateness ${statistic}`,
    metric: "flush_lateness",
    statistic,
  }));
  return [...gates, ...watched];
}

/** The gate against load, for the implementations with one number of cores. */
export function gateChart(
  capacity: CapacityInput,
  { cores, label: on, searches }: CoreGroup,
  line: GateLine,
): Chart | undefined {
  const { view, hrefOf } = capacity;
  const { metric, statistic, mostSeconds } = line;
  const { drawn: group, other } = groupsOf(view, searches);
  const ranked = { metric, statistic, better: "lower" as const, title: line.name };
  const board = standingsOf(group, ranked, []);
  // What is in colour in the other charts of the search is first, so that it is in colour here.
  const slots = capacitySlots(capacity);
  const place = (name: string) => slots.has(name) ? 0 : 1;
  board.standings.sort((a, b) => place(a.series.name) - place(b.series.name));
  const input: ChartInput = { board, slots, ...(hrefOf === undefined ? {} : { hrefOf }) };
  const found = ladderLines(input, metric, statistic, { ownLoads: true });
  const { lines, note } = withGone(found, searches);
  const others = withGone(
    ladderLines({ ...input, board: standingsOf(other, ranked, []) }, metric, statistic, {
      ownLoads: true,
    }),
    searches,
  ).lines.filter((each) => !isGone(each));
  if (loadsOf(lines).length < 2) return undefined;
  const values = lines.flatMap(({ points }) => points.map(({ centre }) => centre));
  const scale = scaleFor("s", metric, [
    ...values,
    ...mostSeconds === undefined ? [] : [mostSeconds],
  ]);
  const standing = lines.some((each) => !isGone(each))
    ? lines.filter((each) => !isGone(each))
    : lines;
  // A search without a line was tried all the same: the title is of all of them.
  const tried = [...standing, ...others];
  const broken = mostSeconds === undefined
    ? []
    : tried.filter(({ points }) => points.some(({ centre }) => centre > mostSeconds));
  const title = mostSeconds === undefined
    ? watchedSentence(tried, line, on, view.unit)
    : `On ${on} the ${line.name} exceeds ${formatQuantity(mostSeconds, "s", metric)} at ${
      whereText(implementationsOf(broken), implementationsOf(tried))
    }`;
  const subtitle = [
    `${METRICS[metric]?.title ?? metric}, ${statistic}, against ${view.unit}`,
    `${scale.unit}, logarithmic`,
    direction("lower"),
  ].join(" · ");
  const options = {
    scale,
    logarithmic: Math.min(...values) > 0,
    evenLoads: true,
    label: `${title}. ${subtitle}.`,
    ...(mostSeconds === undefined ? {} : {
      gate: { value: mostSeconds, text: `at most ${formatQuantity(mostSeconds, "s", metric)}` },
    }),
  };
  return {
    id: `gate-${metric}-${statistic}-${cores ?? "any"}`,
    title,
    subtitle,
    notes: [
      ...note,
      ...notDrawnNote(others),
      ...ladderNotes(lines, view.scenario.entry.load_unit, options.logarithmic),
      ...leftOutNotes(input, metric, statistic, line.name),
    ],
    // What was taken back with its whole cell is dotted, and named above.
    cells: lines.flatMap(({ points }) => points)
      .flatMap(({ gone, value }) => gone === true ? [] : value.summary),
    get wide() {
      return drawLadder(input, lines, options, WIDE);
    },
    get narrow() {
      return drawLadder(input, lines, options, NARROW);
    },
  };
}

const GONE: readonly string[] = ["retracted", "superseded"];

/** The lines with the points that later reports took back or replaced marked, and a note on those. */
function withGone(
  found: readonly LadderLine[],
  searches: CoreGroup["searches"],
): { lines: LadderLine[]; note: string[] } {
  const words: string[] = [];
  const lines = found.map((line): LadderLine => {
    const { name, title, points: [first] } = line.series;
    const search = searches.find((each) =>
      each.name === name && each.limits === first?.cell.limits
    );
    const states = new Map(search?.points.map(({ load, state }) => [load, state]));
    const stateAt = (load: number) => {
      const state = states.get(load);
      return state !== undefined && GONE.includes(state) ? state : undefined;
    };
    const gone = Map.groupBy(line.points, ({ load }) => stateAt(load));
    for (const [state, points] of gone) {
      if (state === undefined) continue;
      const at = points.length === line.points.length
        ? ""
        : ` at ${points.map(({ load }) => load).join(", ")}`;
      words.push(`${title}${at} ${state}`);
    }
    const points = line.points.map((point) => ({
      ...point,
      gone: stateAt(point.load) !== undefined,
    }));
    return { ...line, points };
  });
  const note = `Dotted is what later reports took back or replaced: ${formatList(words)}.`;
  return { lines, note: words.length === 0 ? [] : [note] };
}

/** One series for each implementation, that of the limits under which most loads were tried, and the others. */
function groupsOf(
  { scenario }: CapacityView,
  searches: CoreGroup["searches"],
): { drawn: Group; other: Group } {
  const limits = new Map<string, string>();
  for (const search of [...searches].sort((a, b) => b.points.length - a.points.length)) {
    if (!limits.has(search.name)) limits.set(search.name, search.limits);
  }
  const groups = scenario.groups.filter((group) => group.case === "" && group.loadUnit !== "");
  const groupWhere = (isWanted: (name: string, limits: string) => boolean): Group => {
    const series = groups.flatMap((group): Series[] =>
      group.series.filter(({ name }) => isWanted(name, group.limits))
    );
    const loads = new Set(series.flatMap(({ points }) => points.map(({ cell }) => cell.load)));
    return {
      case: "",
      limits: "",
      loadUnit: groups[0]?.loadUnit ?? "",
      loads: [...loads].sort((a, b) => (a ?? -1) - (b ?? -1)),
      series,
    };
  };
  return {
    drawn: groupWhere((name, own) => limits.get(name) === own),
    other: groupWhere((name, own) =>
      limits.get(name) !== own &&
      searches.some((each) => each.name === name && each.limits === own)
    ),
  };
}

/** How many implementations these lines are of. */
function implementationsOf(lines: readonly LadderLine[]): number {
  return new Set(lines.map(({ series }) => series.name)).size;
}

/** The searches that have no line, though their values count in the title. */
function notDrawnNote(lines: readonly LadderLine[]): string[] {
  if (lines.length === 0) return [];
  const names = lines.map(({ series: { title, points: [first] } }) =>
    `${title} on ${first?.cell.limits}`
  );
  return [
    "One search of each implementation is drawn, that of most loads; the title counts all. " +
    `Not drawn: ${names.join("; ")}.`,
  ];
}

/** Where what no gate bounds was highest. */
function watchedSentence(
  lines: readonly LadderLine[],
  { name, metric }: GateLine,
  on: string,
  unit: string,
): string {
  const points = lines.flatMap(({ series, points }) => points.map((each) => ({ series, ...each })));
  const { series, load, centre } = points.reduce((a, b) => b.centre > a.centre ? b : a);
  return `No gate bounds the ${name}: on ${on} it goes up to ${
    formatQuantity(centre, "s", metric)
  }, ${series.title} with ${formatLoad(load, unit)}`;
}

/** "some load of 4 of 7 implementations", of none and of all as one would say it. */
export function whereText(broken: number, all: number): string {
  const implementations = formatCount(all, "implementation");
  if (broken === 0) return `no load of ${all === 1 ? "the" : "any"} implementation`;
  if (broken < all) return `some load of ${formatNumber(broken)} of ${implementations}`;
  if (all === 1) return "some load of the implementation";
  return `some load of ${all === 2 ? "both implementations" : `all ${implementations}`}`;
}
