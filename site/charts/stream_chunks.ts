/** Streams: into how many chunks each server frames an answer, and how long a reader waits between events. */
import { trialsText } from "../model/sentences.ts";
import { type Chart, type ChartInput, direction, NEITHER } from "./chart.ts";
import { drawnFigures, figurePanels, type PanelFigure, spanText } from "./figure_panels.ts";
import { drawPanels, panelNotes, panelNumbers } from "./panels.ts";
import { NARROW, WIDE } from "./plot.ts";
import { rowsOf } from "./rows.ts";

const CHUNKS: PanelFigure = {
  metric: "chunks_per_response",
  statistic: "mean",
  title: "Chunks per response",
};
const GAPS: readonly PanelFigure[] = ["p50", "p95"].map((statistic) => ({
  metric: "longest_event_gap",
  statistic,
  title: `Longest gap, ${statistic}`,
}));

/** Undefined where no probe read the chunks. */
export function streamChunksChart(input: ChartInput): Chart | undefined {
  const { board } = input;
  const rows = rowsOf(board).filter(({ series }) => series.implementation.twin_of === undefined);
  const [chunks, ...gaps] = figurePanels([CHUNKS, ...GAPS], rows);
  if (chunks === undefined || !chunks.title.startsWith(CHUNKS.title)) return undefined;
  const series = rows.map((row) => row.series);
  const span = spanText(CHUNKS, rows);
  const title = span === undefined
    ? "Chunks of an answer and the time between its events"
    : `An answer comes in ${span} chunks on average`;
  const subtitle = [
    `Mean chunks of an answer: ${NEITHER}`,
    ...(gaps.length === 0
      ? []
      : [`longest time between two events of a stream: ${direction("lower")}`]),
    trialsText(board),
  ].join(" · ");
  const label = `${title}. ${subtitle}.`;
  return {
    id: "stream-chunks",
    title,
    subtitle,
    notes: [
      "Fewer chunks than events: the server joined events that came close together. That saves work, and part of a difference in speed is that.",
      ...panelNotes([chunks, ...gaps]),
      "Gaps of about 40\u00a0ms are the mark of delayed acknowledgements, which a socket without TCP_NODELAY waits for.",
    ],
    cells: drawnFigures([CHUNKS, ...GAPS], rows),
    get numbers() {
      return panelNumbers([chunks, ...gaps], series);
    },
    get wide() {
      return drawPanels(input, [chunks, ...gaps], series, WIDE, label);
    },
    get narrow() {
      return drawPanels(input, [chunks, ...gaps], series, NARROW, label);
    },
  };
}
