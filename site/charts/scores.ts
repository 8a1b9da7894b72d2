/** Scores of the leaders in each figure, the best of those shown being 100. */
import { METRICS } from "../../pipeline/report.ts";
import { formatList } from "../format.ts";
import type { Standing } from "../model/standings.ts";
import { limitNotes, trialsText } from "../model/sentences.ts";
import { centreOf } from "../model/values.ts";
import { COLOURED } from "../palette.ts";
import { type Better, type Chart, type ChartInput, orderWords } from "./chart.ts";
import { drawPanels } from "./panels.ts";
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
  /** By implementation; absent where the figure is missing or withheld. */
  scores: ReadonlyMap<string, number>;
}

/** The rule, as it stands below chart and table. */
export const SCORE_RULE =
  "The best of those shown is 100. Where more is better a score is the value over the best, " +
  "where less is better the best over the value; nothing adds them up.";

/** Scores of the leaders at their peaks, the ranked figure first. */
export function scoresOf({ board }: ChartInput): { rows: Standing[]; scores: Score[] } {
  const rows = board.order.filter((row) => board.standings.indexOf(row) < COLOURED);
  const { ranked } = board;
  const figures: Figure[] = [
    ranked,
    ...BESIDE.filter(({ metric, statistic }) =>
      metric !== ranked.metric || statistic !== ranked.statistic
    ).map((each) => ({ ...each, better: METRICS[each.metric]?.better || "lower" })),
  ];
  const scores = figures.flatMap((figure): Score[] => {
    const { metric, statistic, title, better } = figure;
    const values = rows.flatMap((row) => {
      const value = row.point.value(metric, statistic);
      if (value === undefined || value.summary.status === "withheld") return [];
      const size = centreOf(value.summary);
      return size > 0 ? [{ name: row.series.name, size }] : [];
    });
    if (values.length < 2) return [];
    const sizes = values.map(({ size }) => size);
    const best = better === "higher" ? Math.max(...sizes) : Math.min(...sizes);
    return [{
      title,
      better,
      ...(figure.insteadOf === undefined ? {} : { insteadOf: figure.insteadOf }),
      scores: new Map(values.map(({ name, size }) => [
        name,
        100 * (better === "higher" ? size / best : best / size),
      ])),
    }];
  });
  const titles = scores.map(({ title }) => title);
  return { rows, scores: scores.filter(({ insteadOf }) => !titles.includes(insteadOf ?? "")) };
}

/** Normalised scores of the leaders. */
export function scoresChart(input: ChartInput): Chart | undefined {
  const { rows, scores } = scoresOf(input);
  if (rows.length < 2 || scores.length < 2) return undefined;
  const title = bestSentence(rows, scores, orderWords(input.board));
  const subtitle = [
    `Scores at each implementation's peak${
      input.board.standings.length > rows.length ? `, the first ${rows.length}` : ""
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
    get wide() {
      return drawPanels(input, panels, series, WIDE, label);
    },
    get narrow() {
      return drawPanels(input, panels, series, NARROW, label);
    },
  };
}

/** "Go leads in goodput and memory, Rust in p99". */
function bestSentence(
  rows: readonly Standing[],
  scores: readonly Score[],
  order: string,
): string {
  const leads = rows.flatMap(({ series: { name, title } }) => {
    const won = scores.filter((score) => score.scores.get(name) === 100).map((each) => each.title);
    return won.length === 0 ? [] : [{ title, won }];
  });
  const [first, ...rest] = leads;
  if (first === undefined) return "Scores of the leaders";
  return `${order.charAt(0).toUpperCase()}${order.slice(1)} ${first.title} leads in ${
    formatList(first.won)
  }${rest.map(({ title, won }) => `, ${title} in ${formatList(won)}`).join("")}`;
}
