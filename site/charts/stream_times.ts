/** Streams: time to the first event beside the time of the whole answer, the median beside the tail. */
import { trialsText } from "../model/sentences.ts";
import type { Standing } from "../model/standings.ts";
import { type Chart, type ChartInput, direction } from "./chart.ts";
import { figurePanels, type PanelFigure, spanText } from "./figure_panels.ts";
import { drawPanels } from "./panels.ts";
import { NARROW, WIDE } from "./plot.ts";
import { rowsOf } from "./rows.ts";

/** A probe's own time to the first event, or else what a load tool has: the first byte. */
const FIRST = [
  { metric: "time_to_first_event", title: "First event" },
  { metric: "time_to_first_byte", title: "First byte" },
] as const;
const WHOLE = { metric: "latency", title: "Whole answer" };

/** Undefined where no tool told when an answer began. */
export function streamTimesChart(input: ChartInput): Chart | undefined {
  const { board } = input;
  const rows = rowsOf(board).filter(({ series }) => series.implementation.twin_of === undefined);
  const first = FIRST.find(({ metric }) =>
    rows.some((row) => row.point.value(metric, "p95") !== undefined)
  );
  if (first === undefined) return undefined;
  const figures = [first, WHOLE].flatMap(({ metric, title }): PanelFigure[] =>
    ["p50", "p95"].map((statistic) => ({ metric, statistic, title: `${title}, ${statistic}` }))
  );
  const panels = figurePanels(figures, rows);
  if (panels.length < figures.length) return undefined;
  const series = rows.map((row) => row.series);
  const title = titleOf(figures, rows);
  const subtitle = [
    `Time to the ${first.title.toLowerCase()} beside the time of the whole answer`,
    direction("lower"),
    trialsText(board),
  ].join(" · ");
  const label = `${title}. ${subtitle}.`;
  return {
    id: "stream-times",
    title,
    subtitle,
    notes: [
      first === FIRST[0]
        ? "The first event is timed by a probe that reads one stream after another beside the load, the whole answer by the load tool."
        : "The load tool tells when the first byte came, not when the first event was whole.",
    ],
    get wide() {
      return drawPanels(input, panels, series, WIDE, label);
    },
    get narrow() {
      return drawPanels(input, panels, series, NARROW, label);
    },
  };
}

function titleOf(figures: readonly PanelFigure[], rows: readonly Standing[]): string {
  const [begun, , whole] = figures.map((figure) => spanText(figure, rows));
  return begun === undefined || whole === undefined
    ? "When an answer begins and when it is whole"
    : `At the median an answer begins after ${begun}, and is whole after ${whole}`;
}
