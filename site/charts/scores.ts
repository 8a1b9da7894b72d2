/**
 * Scores of the leaders in each figure, the best of those shown being 100: the ranked figure at each peak, all
 * others at one load, since who peaks early would be ahead by its low load alone.
 */
import { type Cell, METRICS } from "../../pipeline/report.ts";
import { formatList, formatLoad } from "../format.ts";
import type { Standing } from "../model/standings.ts";
import { limitNotes, trialsText } from "../model/sentences.ts";
import { centreOf } from "../model/values.ts";
import { COLOURED } from "../palette.ts";
import { type Better, type Chart, type ChartInput, orderWords } from "./chart.ts";
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
}

/** What is scored, and where. */
export interface Scores {
  rows: Standing[];
  /** The ranked figure first. */
  scores: Score[];
  /** What the scores are made of. */
  cells: Cell[];
  /** "256 connections": the load of the figures beside; empty where all peaks are at one load. */
  at: string;
}

/** The rule, as it stands below chart and table. */
export const SCORE_RULE =
  "The best of those shown is 100. Where more is better a score is the value over the best, " +
  "where less is better the best over the value; nothing adds them up.";

/** "Scores at each implementation's peak", or what of them is at another load. */
export function scoresPlace({ at }: Scores, { ranked }: ChartInput["board"]): string {
  return at === ""
    ? "Scores at each implementation's peak"
    : `Scores: ${ranked.title} at each implementation's peak, all else at ${at}`;
}

/** Scores of the leaders. */
export function scoresOf({ board }: ChartInput): Scores {
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
  const cells: Cell[] = [];
  const scores = [ranked, ...shown].flatMap((figure: Figure): Score[] => {
    const { title, better } = figure;
    const isBeside = load !== undefined && figure !== ranked;
    const values = rows.flatMap(({ series, point }) => {
      const value = valueAt(series, isBeside ? load : point.cell.load, figure);
      if (value === undefined) return [];
      cells.push(value.summary);
      return [{ name: series.name, size: centreOf(value.summary) }];
    });
    if (values.length < 2) return [];
    const sizes = values.map(({ size }) => size);
    const best = better === "higher" ? Math.max(...sizes) : Math.min(...sizes);
    return [{
      title,
      better,
      isBeside,
      ...(figure.insteadOf === undefined ? {} : { insteadOf: figure.insteadOf }),
      scores: new Map(values.map(({ name, size }) => [
        name,
        100 * (better === "higher" ? size / best : best / size),
      ])),
    }];
  });
  const titles = scores.map(({ title }) => title);
  return {
    rows,
    scores: scores.filter(({ insteadOf }) => !titles.includes(insteadOf ?? "")),
    cells,
    at: load === undefined ? "" : formatLoad(load, board.group.loadUnit),
  };
}

/** Normalised scores of the leaders. */
export function scoresChart(input: ChartInput): Chart | undefined {
  const found = scoresOf(input);
  const { rows, scores } = found;
  if (rows.length < 2 || scores.length < 2) return undefined;
  const title = bestSentence(found, orderWords(input.board));
  const subtitle = [
    `${scoresPlace(found, input.board)}${
      input.board.standings.length > rows.length ? `, of the first ${rows.length}` : ""
    }`,
    "100 is the best of those shown",
    "higher is better",
    trialsText(input.board),
  ].join(" · ");
  const label = `${title}. ${subtitle}.`;
  const panels = scores.map((score) => ({
    title: score.title,
    bars: new Map([...score.scores].map(([name, value]) => [
      name,
      { share: value / 100, text: value.toFixed(0) },
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

/** "By median Go leads in goodput; at 256 connections Rust in p99, Go in memory". */
function bestSentence({ rows, scores, at }: Scores, order: string): string {
  const leads = (of: readonly Score[], verb: string) =>
    rows.flatMap(({ series: { name, title } }) => {
      const won = of.filter((score) => score.scores.get(name) === 100).map((each) => each.title);
      return won.length === 0 ? [] : [{ title, won }];
    }).map(({ title, won }, index) => `${title} ${index === 0 ? verb : ""}in ${formatList(won)}`)
      .join(", ");
  const peaks = scores.filter(({ isBeside }) => !isBeside);
  const beside = scores.filter(({ isBeside }) => isBeside);
  const first = `${order.charAt(0).toUpperCase()}${order.slice(1)}`;
  if (beside.length === 0) return `${first} ${leads(peaks, "leads ")}`;
  return peaks.length === 0
    ? `${first}, at ${at}, ${leads(beside, "leads ")}`
    : `${first} ${leads(peaks, "leads ")}; at ${at} ${leads(beside, "")}`;
}
