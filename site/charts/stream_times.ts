/** When an answer begins and when it is whole, the median beside the tail, and how long a server takes to start. */
import { formatLoad } from "../format.ts";
import type { Group } from "../model/scenario.ts";
import { trialsText } from "../model/sentences.ts";
import { centreOf } from "../model/values.ts";
import { type Chart, type ChartInput, direction } from "./chart.ts";
import {
  drawnFigures,
  figurePanels,
  type FigureRow,
  type PanelFigure,
  shownFigure,
  spanText,
} from "./figure_panels.ts";
import { drawPanels, panelNotes, panelNumbers } from "./panels.ts";
import { NARROW, WIDE } from "./plot.ts";

/** What begins an answer. */
interface Begin {
  metric: string;
  title: string;
  note: string;
}

/** A probe's own time to the first event, or else what a load tool has: the first byte. */
const BEGINS: readonly Begin[] = [
  {
    metric: "time_to_first_event",
    title: "First event",
    note:
      "The first event is timed by a probe that reads one stream after another beside the load, the whole answer by the load tool.",
  },
  {
    metric: "time_to_first_byte",
    title: "First byte",
    note: "The load tool tells when the first byte came, not when the first event was whole.",
  },
];
const WHOLE = { metric: "latency", title: "Whole answer" };
const START: PanelFigure = {
  metric: "start_time",
  statistic: "total",
  title: "Start to first answer",
};

/** At the highest load at which most have it; undefined where no tool told when an answer began. */
export function streamTimesChart(input: ChartInput): Chart | undefined {
  const { board } = input;
  const found = rowsAtHighest(board.group);
  if (found === undefined) return undefined;
  const { begin, rows, load } = found;
  const figures = [begin, WHOLE].flatMap(({ metric, title }): PanelFigure[] =>
    ["p50", "p95"].map((statistic) => ({ metric, statistic, title: `${title}, ${statistic}` }))
  );
  const starts = figurePanels([START], rows);
  const panels = [...figurePanels(figures, rows), ...starts];
  const series = rows.map((row) => row.series);
  const at = formatLoad(load, board.group.loadUnit);
  const title = titleOf(figures, rows, at);
  const subtitle = [
    `${begin.title} and whole answer${at === "" ? "" : ` at ${at}`}`,
    direction("lower"),
    trialsText(board),
  ].join(" · ");
  const label = `${title}. ${subtitle}.`;
  return {
    id: "stream-times",
    title,
    subtitle,
    notes: [
      begin.note,
      ...panelNotes(panels),
      ...(starts.length === 0
        ? []
        : ["A start is from the start of the process to its first answer, once in each trial."]),
    ],
    cells: drawnFigures([...figures, START], rows),
    get numbers() {
      return panelNumbers(panels, series);
    },
    get wide() {
      return drawPanels(input, panels, series, WIDE, label);
    },
    get narrow() {
      return drawPanels(input, panels, series, NARROW, label);
    },
  };
}

/** Rows at the highest load at which most have a median of when an answer begins, the soonest first. */
function rowsAtHighest(
  group: Group,
): { begin: Begin; rows: FigureRow[]; load: number | null } | undefined {
  const measured = group.series.filter(({ implementation }) =>
    implementation.twin_of === undefined
  );
  for (const begin of BEGINS) {
    const median = { ...begin, statistic: "p50" };
    const size = (row: FigureRow) => {
      const value = shownFigure(median, row);
      return value === undefined ? undefined : centreOf(value.summary);
    };
    for (const load of [...group.loads].reverse()) {
      const rows = measured.flatMap((series): FigureRow[] => {
        const point = series.points.find(({ cell }) => cell.load === load);
        return point === undefined ? [] : [{ series, point }];
      }).filter((row) => size(row) !== undefined);
      if (rows.length < 2 || 2 * rows.length <= measured.length) continue;
      rows.sort((a, b) => (size(a) as number) - (size(b) as number));
      return { begin, rows, load };
    }
  }
  return undefined;
}

function titleOf(
  figures: readonly PanelFigure[],
  rows: readonly FigureRow[],
  at: string,
): string {
  const [begun, , whole] = figures.map((figure) => spanText(figure, rows));
  const start = at === "" ? "The" : `At ${at} the`;
  return `${start} median answer begins after ${begun as string}${
    whole === undefined ? "" : `, and is whole after ${whole}`
  }`;
}
