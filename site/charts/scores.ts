/**
 * Scores of the leaders in each figure, the best of those shown being 100: the ranked figure and the work per CPU
 * second at each peak, all others at one load, since who peaks early would be ahead by its low load alone.
 */
import { METRICS, type Summary } from "../../pipeline/report.ts";
import { capital, formatList, formatLoad, formatNumber } from "../format.ts";
import type { Standing } from "../model/standings.ts";
import { limitNotes, trialsText } from "../model/sentences.ts";
import { centreOf } from "../model/values.ts";
import { COLOURED } from "../palette.ts";
import { type Better, type Chart, type ChartInput, orderWords } from "./chart.ts";
import { efficienciesOf } from "./efficiency.ts";
import { drawPanels } from "./panels.ts";
import { commonLoad, isCommon, isOneLoad, valueAt } from "./peak_loads.ts";
import { NARROW, WIDE } from "./plot.ts";

/** What is scored. */
interface Figure {
  metric: string;
  statistic: string;
  title: string;
  better: Better;
  /** Title of the figure that it stands in for. */
  insteadOf?: string;
}

/** Figures beside the ranked one; all are better the lower they are. */
const BESIDE: readonly Omit<Figure, "better">[] = [
  { metric: "latency", statistic: "p50", title: "p50" },
  { metric: "latency", statistic: "p99", title: "p99" },
  // Of tools that know no p99.
  { metric: "latency", statistic: "p95", title: "p95", insteadOf: "p99" },
  { metric: "latency", statistic: "max", title: "slowest" },
  { metric: "memory_rss", statistic: "max", title: "memory" },
];

/** A quotient of the ranked figure, so of its peak. */
const PER_CPU_SECOND = { title: "work per CPU second", better: "higher" } as const;

/** One figure of the leaders, as scores. */
export interface Score {
  title: string;
  /** Title of the figure that it stands in for. */
  insteadOf?: string;
  better: Better;
  /** Whether it is of one load; else it is of each implementation's peak. */
  isBeside: boolean;
  /** By implementation; absent where the figure is missing or withheld. */
  scores: ReadonlyMap<string, number>;
  /** What the scores are made of. */
  summaries: readonly Summary[];
}

/** What is scored, and where. */
export interface Scores {
  rows: Standing[];
  /** The ranked figure first. */
  scores: Score[];
  /** What the scores are made of. */
  cells: Summary[];
  /** "256 connections": the load of the figures beside; empty where all peaks are at one load. */
  at: string;
}

/** The rule, as it stands below chart and table. */
export const SCORE_RULE =
  "The best of those shown is 100. Where more is better a score is the value over the best, " +
  "where less is better the best over the value; nothing adds them up.";

/** "Scores at each implementation's peak", or what of them is at another load. */
export function scoresPlace({ at, scores }: Scores): string {
  if (at === "") return "Scores at each implementation's peak";
  const atPeaks = scores.filter(({ isBeside }) => !isBeside).map(({ title }) => title);
  return `Scores: ${formatList(atPeaks)} at each implementation's peak, all else at ${at}`;
}

/** A score as it is read. */
export function scoreText(score: number): string {
  return score.toFixed(0);
}

/** Scores of the leaders. */
export function scoresOf(input: ChartInput): Scores {
  const { board } = input;
  const rows = board.order.filter((row) => board.standings.indexOf(row) < COLOURED);
  const { ranked } = board;
  const beside: Figure[] = BESIDE.filter(({ metric, statistic }) =>
    metric !== ranked.metric || statistic !== ranked.statistic
  ).map((each) => ({ ...each, better: METRICS[each.metric]?.better || "lower" }));
  const isOne = isOneLoad(rows);
  const load = isOne ? undefined : commonLoad(rows, beside);
  const shown = isOne
    ? beside
    : load === undefined
    ? []
    : beside.filter((figure) => isCommon(rows, load, figure));
  const scores = [ranked, ...shown].flatMap((figure: Figure): Score[] => {
    const { title, better } = figure;
    const isBeside = load !== undefined && figure !== ranked;
    const values = rows.flatMap(({ series, point }) => {
      const value = valueAt(series, isBeside ? load : point.cell.load, figure);
      if (value === undefined) return [];
      return [{
        name: series.name,
        size: centreOf(value.summary),
        summaries: [value.summary],
      }];
    });
    const { insteadOf } = figure;
    return scored(
      { title, better, isBeside, ...(insteadOf === undefined ? {} : { insteadOf }) },
      values,
    );
  });
  const efficiencies = efficienciesOf(input).flatMap(({ row, perCpuSecond, made: { rate, cpu } }) =>
    perCpuSecond === undefined || !rows.includes(row)
      ? []
      : [{ name: row.series.name, size: perCpuSecond, summaries: [rate, cpu ?? []].flat() }]
  );
  scores.splice(1, 0, ...scored({ ...PER_CPU_SECOND, isBeside: false }, efficiencies));
  const titles = scores.map(({ title }) => title);
  const drawn = scores.filter(({ insteadOf }) => !titles.includes(insteadOf ?? ""));
  return {
    rows,
    scores: drawn,
    cells: drawn.flatMap(({ summaries }) => summaries),
    at: load === undefined ? "" : formatLoad(load, board.group.loadUnit),
  };
}

/** The sizes of a figure as shares of the best; none of fewer than two. */
function scored(
  figure: Omit<Score, "scores" | "summaries">,
  values: readonly { name: string; size: number; summaries: readonly Summary[] }[],
): Score[] {
  if (values.length < 2) return [];
  const isHigher = figure.better === "higher";
  const sizes = values.map(({ size }) => size);
  const best = isHigher ? Math.max(...sizes) : Math.min(...sizes);
  const scoreOf = (size: number) => 100 * (isHigher ? size / best : best / size);
  return [{
    ...figure,
    scores: new Map(values.map(({ name, size }) => [name, scoreOf(size)])),
    summaries: values.flatMap(({ summaries }) => summaries),
  }];
}

/** Normalised scores of the leaders. */
export function scoresChart(input: ChartInput): Chart | undefined {
  const found = scoresOf(input);
  const { rows, scores } = found;
  if (rows.length < 2 || scores.length < 2) return undefined;
  const first = input.board.standings.length > rows.length ? `of the first ${rows.length}` : "";
  const title = bestSentence(found, orderWords(input.board), first);
  const subtitle = [
    `${scoresPlace(found)}${first === "" ? "" : `, ${first}`}`,
    "100 is the best of those shown",
    "higher is better",
    trialsText(input.board),
  ].join(" · ");
  const label = `${title}. ${subtitle}.`;
  const panels = scores.map((score) => ({
    title: score.title,
    bars: new Map([...score.scores].map(([name, value]) => [
      name,
      { share: value / 100, text: scoreText(value) },
    ])),
  }));
  const series = rows.map((row) => row.series);
  return {
    id: "scores",
    title,
    subtitle,
    notes: [SCORE_RULE, ...limitNotes(rows, input.board)],
    cells: found.cells,
    get wide() {
      return drawPanels(input, panels, series, WIDE, label);
    },
    get narrow() {
      return drawPanels(input, panels, series, NARROW, label);
    },
  };
}

/** More who share a best score are counted, not named. */
const MOST_NAMED = 2;

/**
 * "Of the first 6, by median, Go leads in goodput; at 256 connections Rust in p99, Go and C in memory": with all
 * whose score reads as the best. `first` says of how many where there are more.
 */
function bestSentence({ rows, scores, at }: Scores, order: string, first: string): string {
  const bestIn = ({ scores }: Score) =>
    rows.filter(({ series: { name } }) => scoreText(scores.get(name) ?? 0) === "100")
      .map(({ series: { title } }) => title);
  const leads = (of: readonly Score[], verb: boolean) =>
    [...Map.groupBy(of, (score) => bestIn(score).join("\u0000")).values()]
      .map((own, index) => {
        const best = bestIn(own[0] as Score);
        const who = best.length > MOST_NAMED
          ? `${formatNumber(best.length)} of them`
          : formatList(best);
        const lead = !verb || index > 0 ? "" : best.length > 1 ? "lead " : "leads ";
        return `${who} ${lead}in ${formatList(own.map(({ title }) => title))}`;
      }).join(", ");
  const peaks = scores.filter(({ isBeside }) => !isBeside);
  const beside = scores.filter(({ isBeside }) => isBeside);
  const start = capital(first === "" ? order : `${first}, ${order},`);
  if (beside.length === 0) return `${start} ${leads(peaks, true)}`;
  return peaks.length === 0
    ? `${start.replace(/,$/, "")}, at ${at}, ${leads(beside, true)}`
    : `${start} ${leads(peaks, true)}; at ${at} ${leads(beside, false)}`;
}
