/**
 * The distribution of latency at one load, on an axis that gives the tail as much room as the rest (each further
 * nine takes the same width, as plots of HdrHistogram have it): every step of the histograms where they were kept,
 * or else the percentiles that a tool states.
 */
import { percentOf } from "../../pipeline/report.ts";
import {
  formatAsDrawn,
  formatFactor,
  formatList,
  formatLoad,
  type Scale,
  scaleFor,
} from "../format.ts";
import type { Point, Series } from "../model/scenario.ts";
import { centreOf, widthOf } from "../model/values.ts";
import { type Chart, type ChartInput, direction } from "./chart.ts";
import { type Curve, type Dot, drawDistribution, reachOfCurves } from "./draw_distribution.ts";
import { headText, type Numbers, valueText } from "./numbers.ts";
import { NARROW, WIDE } from "./plot.ts";
import { CUT_NOTE } from "./reach.ts";
import { trialsOfValues, withheldTrialsNotes } from "./withheld_trials.ts";

const METRIC = "latency";
const PERCENTILES = ["p50", "p75", "p90", "p95", "p99", "p99.9", "p99.99"] as const;
/** Fewer percentiles than this are no distribution. */
const FEWEST = 3;

const WHOLE_NOTE =
  "Lines are the histograms of all trials together, where histograms.hlog has them, up to " +
  "the last percentile that a sample lies beyond; bands and bars at the dots are 95\u00a0% intervals.";

/** Percentile curves at the highest load that most implementations have them for. */
export function distributionChart(input: ChartInput): Chart | undefined {
  const { board } = input;
  // A part of a workload that nothing ranks says what the whole of it says.
  if (board.standings.length === 0) return undefined;
  const found = curvesOf(board.group.series, board.group.loads);
  if (found === undefined) return undefined;
  const { curves, load, without } = found;
  const scale = scaleFor("s", METRIC, curves.flatMap(({ dots }) => dots.map((dot) => dot.centre)));
  const isMerged = curves.some(({ dots }) =>
    dots.some(({ value }) => value.summary.merged !== null)
  );
  const drawn = curves.flatMap(({ series, dots }) =>
    dots.map(({ value }) => ({ title: series.title, value }))
  );
  const title = tailSentence(curves, formatLoad(load, board.group.loadUnit), scale);
  const subtitle = [
    `Percentiles of latency${load === null ? "" : ` at ${formatLoad(load, board.group.loadUnit)}`}`,
    `${scale.unit}, logarithmic`,
    direction("lower"),
    trialsOfValues(drawn),
  ].join(" · ");
  const label = `${title}. ${subtitle}.`;
  const notes = [
    curves.some(({ isWhole }) => isWhole)
      ? WHOLE_NOTE
      : isMerged
      ? "Read from the histograms of all trials together, which histograms.hlog has in full; " +
        "bands and bars are 95\u00a0% intervals."
      : "As the load tool states them; its histograms were not kept.",
    ...(reachOfCurves(curves).isCut ? [CUT_NOTE] : []),
    ...withheldTrialsNotes(drawn.filter(({ value }) => value.summary.statistic === "p99")),
    ...(without.length > 0 ? [`Without a distribution there: ${formatList(without)}.`] : []),
    "Half of all answers are left of p50; each further nine takes as much width as the one before.",
  ];
  return {
    id: "distribution",
    title,
    subtitle,
    notes,
    cells: curves.flatMap(({ dots }) => dots.map(({ value }) => value.summary)),
    get numbers() {
      return numbersOf(curves, scale);
    },
    get wide() {
      return drawDistribution(input, curves, scale, WIDE, label);
    },
    get narrow() {
      return drawDistribution(input, curves, scale, NARROW, label);
    },
  };
}

function curvesOf(series: readonly Series[], loads: readonly (number | null)[]) {
  const measured = series.filter(({ implementation }) => implementation.twin_of === undefined);
  for (const load of [...loads].reverse()) {
    const curves = measured.flatMap((each): Curve[] => {
      const point = each.points.find(({ cell }) => cell.load === load);
      const dots = point === undefined ? [] : dotsOf(point);
      return point === undefined || dots.length < FEWEST
        ? []
        : [{ series: each, dots, ...pathOf(point, dots) }];
    });
    if (curves.length > 0 && 2 * curves.length > measured.length) {
      const shown = new Set(curves.map((curve) => curve.series));
      const without = measured.filter((each) => !shown.has(each)).map(({ title }) => title);
      return { curves, load, without };
    }
  }
  return undefined;
}

function dotsOf(point: Point): Dot[] {
  return PERCENTILES.flatMap((statistic) => {
    const value = point.value(METRIC, statistic);
    if (value === undefined || value.summary.status === "withheld") return [];
    const centre = centreOf(value.summary);
    const nines = ninesOf(percentOf(statistic) as number);
    return centre > 0 ? [{ nines, value, centre }] : [];
  });
}

/** The whole distribution, where it is of the same trials as every percentile, and none of those is withheld. */
function pathOf(
  { curves = [], value }: Point,
  dots: readonly Dot[],
): Pick<Curve, "path" | "isWhole"> {
  const isWithheld = PERCENTILES.some((statistic) =>
    value(METRIC, statistic)?.summary.status === "withheld"
  );
  const whole = isWithheld
    ? undefined
    : curves.find(({ metric, loop, trials }) =>
      metric === METRIC &&
      dots.every(({ value: { summary } }) => summary.loop === loop && summary.n === trials)
    );
  return whole === undefined
    ? { path: dots.map(({ nines, centre }) => ({ nines, seconds: centre })), isWhole: false }
    : { path: whole.points.filter(({ seconds }) => seconds > 0), isWhole: true };
}

/** -log10 of the share of answers that take longer. */
function ninesOf(percent: number): number {
  return -Math.log10(1 - percent / 100);
}

/** The percentiles that any curve has, a column each. */
function numbersOf(curves: readonly Curve[], scale: Scale): Numbers {
  const named = PERCENTILES.filter((statistic) =>
    curves.some(({ dots }) => dots.some(({ value }) => value.summary.statistic === statistic))
  );
  return {
    head: ["Implementation", ...named.map((statistic) => headText(statistic, scale))],
    rows: curves.map(({ series, dots }) => [
      series.title,
      ...named.map((statistic) =>
        valueText(dots.find(({ value }) => value.summary.statistic === statistic)?.value, scale)
      ),
    ]),
  };
}

/**
 * Whose tail is the longest beside its own middle, by the percentiles that all have (a further one is longer anyway),
 * where trials tell it; else how long all are.
 */
function tailSentence(curves: readonly Curve[], load: string, scale: Scale): string {
  const common = (curves[0]?.dots ?? []).map(({ nines }) => nines).filter((nines) =>
    curves.every(({ dots }) => dots.some((dot) => dot.nines === nines))
  );
  if (common.length < 2) return `Latency${load === "" ? "" : ` at ${load}`} by its percentiles`;
  const spans = curves.map(({ series, dots }) => {
    const own = dots.filter(({ nines }) => common.includes(nines));
    const [first, last] = [own[0] as Dot, own.at(-1) as Dot];
    return {
      series,
      first,
      last,
      ratio: last.centre / first.centre,
      trials: ratiosOf(first, last),
    };
  }).sort((a, b) => b.ratio - a.ratio);
  const [longest, ...others] = spans as [typeof spans[number], ...typeof spans];
  const { series, first, last, ratio } = longest;
  if (others.length > 0 && !isTold(longest.trials, others.map(({ trials }) => trials))) {
    const [high, low] = [ratio, spans.at(-1)?.ratio ?? ratio].map((each) => formatFactor(each));
    const times = low === high ? high : `${low} to ${high}`;
    const [of, to] = [last, first].map(({ value: { summary } }) => summary.statistic);
    return `${load === "" ? "The" : `At ${load} the`} ${of} is ${times} times the ${to}`;
  }
  const say = ({ centre, value: { summary } }: Dot) =>
    `${formatAsDrawn(scale, centre, "s", METRIC, widthOf(summary))} (${summary.statistic})`;
  const at = load === "" ? "" : `At ${load} `;
  const who = curves.length > 1 ? `${series.title} has the longest tail: ` : `${series.title}: `;
  // A percentile far out is known to two digits at best, and so is what it is a multiple of.
  const factor = formatFactor(Number(ratio.toPrecision(2)));
  return `${at}${who}${say(first)} to ${say(last)}, a factor of ${factor}`;
}

/** One percentile over another in each trial that has both. */
function ratiosOf(first: Dot, last: Dot): number[] {
  const counted = ({ value }: Dot) =>
    new Map(
      value.rows.filter(({ status }) => status === "ok").map(({ trial, value }) => [trial, value]),
    );
  const lasts = counted(last);
  return [...counted(first)].flatMap(([trial, size]) => {
    const other = lasts.get(trial);
    return other === undefined || !(size > 0) ? [] : [other / size];
  });
}

/** How often chance alone may put all trials of one above those of all others. */
const MOST_CHANCE = 0.05;

/** Whether every trial of one is above every trial of all others, and chance seldom does that to any of them. */
function isTold(own: readonly number[], others: readonly (readonly number[])[]): boolean {
  const all = others.flat();
  if (own.length === 0 || others.some((each) => each.length === 0)) return false;
  // Of all ways to deal out the places, one puts these first.
  let chance = others.length + 1;
  for (let index = 1; index <= own.length; index++) chance *= index / (all.length + index);
  return Math.min(...own) > Math.max(...all) && chance <= MOST_CHANCE;
}
