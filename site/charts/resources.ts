/** What each implementation takes at its peak: throughput, CPU and memory in three panels. */
import { METRICS, type Summary } from "../../pipeline/report.ts";
import { formatQuantity, scaleFor } from "../format.ts";
import type { Standing } from "../model/standings.ts";
import { trialsText } from "../model/sentences.ts";
import { centreOf, type Value, widthOf } from "../model/values.ts";
import { type Chart, type ChartInput, direction, NEITHER } from "./chart.ts";
import { barOf, drawPanels, type Panel, panelNotes } from "./panels.ts";
import { peakLoadNotes } from "./peak_loads.ts";
import { NARROW, WIDE } from "./plot.ts";
import { rowsOf } from "./rows.ts";

/** CPU and memory of the server at each implementation's peak. */
export const RESOURCES = [
  { metric: "cpu", statistic: "mean", title: "CPU" },
  { metric: "memory_rss", statistic: "max", title: "Memory" },
] as const;

/** CPU and memory beside the ranked metric. */
export function resourcesChart(input: ChartInput): Chart | undefined {
  const { board } = input;
  const rows = rowsOf(board).filter((row) => row.series.implementation.twin_of === undefined);
  const ranked = { ...board.ranked, title: METRICS[board.ranked.metric]?.title ?? "Result" };
  const figures = [ranked, ...RESOURCES];
  const panels = figures.flatMap((each) => {
    const panel = panelOf(each, rows);
    const better = METRICS[each.metric]?.better ?? board.ranked.better;
    return panel === undefined
      ? []
      : [{ ...panel, direction: `${each.title}: ${better === "" ? NEITHER : direction(better)}` }];
  });
  if (panels.length < 2 || rows.length === 0) return undefined;
  const series = rows.map((row) => row.series);
  const title = memorySentence(rows);
  const subtitle = [
    "At each implementation's peak",
    ...panels.map(({ direction }) => direction),
    trialsText(board),
  ].join(" · ");
  const label = `${title}. ${subtitle}.`;
  return {
    id: "resources",
    title,
    subtitle,
    notes: [
      `CPU is the mean over the trial in busy cores, memory the highest resident size${
        board.trials.most > 1 ? ": medians over trials" : ""
      }.`,
      ...panelNotes(panels),
      ...peakLoadNotes(rows, board.group.loadUnit),
    ],
    cells: figures.flatMap((each) =>
      [...valuesOf(each, rows).values()].map(({ summary }) => summary)
    ),
    get wide() {
      return drawPanels(input, panels, series, WIDE, label);
    },
    get narrow() {
      return drawPanels(input, panels, series, NARROW, label);
    },
  };
}

function panelOf(
  { metric, statistic, title }: { metric: string; statistic: string; title: string },
  rows: readonly Standing[],
): Panel | undefined {
  const values = valuesOf({ metric, statistic }, rows);
  const medians = [...values.values()].map((value) => centreOf(value.summary));
  const unit = METRICS[metric]?.unit ?? [...values.values()][0]?.summary.unit ?? "1";
  if (medians.length === 0) return undefined;
  const scale = scaleFor(unit, metric, medians);
  const top = Math.max(...medians, Number.MIN_VALUE);
  const bars = [...values].map(([name, value]) => [name, barOf(value, top, scale)] as const);
  return { title: scale.unit === "" ? title : `${title}, ${scale.unit}`, bars: new Map(bars) };
}

/** What may be shown of a figure, by implementation. */
function valuesOf(
  { metric, statistic }: Pick<Summary, "metric" | "statistic">,
  rows: readonly Standing[],
): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const row of rows) {
    const value = row.point.value(metric, statistic);
    if (value !== undefined && value.summary.status !== "withheld") {
      values.set(row.series.name, value);
    }
  }
  return values;
}

function memorySentence(rows: readonly Standing[]): string {
  const used = rows.map((row) => ({ row, value: row.point.value("memory_rss", "max") }))
    .filter(({ value }) => value !== undefined && value.summary.status !== "withheld")
    .sort((a, b) => memoryOf(a) - memoryOf(b));
  const [least, most] = [used[0], used.at(-1)];
  if (least === undefined || most === undefined || least === most) {
    return "CPU and memory at the peak";
  }
  const say = ({ row, value }: typeof least) =>
    `${
      formatQuantity(
        memoryOf({ value }),
        "B",
        "memory_rss",
        value === undefined ? null : widthOf(value.summary),
      )
    } (${row.series.title})`;
  return `At their peaks the servers hold from ${say(least)} to ${say(most)} in memory`;
}

function memoryOf({ value }: { value: Value | undefined }): number {
  return value === undefined ? 0 : centreOf(value.summary);
}
