/** How long each implementation lets wait: for the first byte at the highest load, and for itself to start. */
import { formatIn, formatLoad, formatQuantity, scaleFor } from "../format.ts";
import type { Point, Series } from "../model/scenario.ts";
import { trialsText } from "../model/sentences.ts";
import { centreOf, type Value, widthOf } from "../model/values.ts";
import type { Chart, ChartInput } from "./chart.ts";
import { barOf, drawPanels, type Panel } from "./panels.ts";
import { NARROW, WIDE } from "./plot.ts";

const FIRST_BYTE = "time_to_first_byte";

const START = "Start to first answer";

const PANELS = [
  { metric: FIRST_BYTE, statistic: "p50", title: "First byte, p50" },
  { metric: FIRST_BYTE, statistic: "p95", title: "First byte, p95" },
  { metric: "start_time", statistic: "total", title: START },
] as const;

/** An implementation at the load that is drawn. */
interface Row {
  series: Series;
  point: Point;
}

/** Bars of the time to the first byte, and of the time to start where it is known. */
export function firstByteChart(input: ChartInput): Chart | undefined {
  const { board } = input;
  const found = rowsAtHighest(input);
  if (found === undefined) return undefined;
  const { rows, load } = found;
  const panels = PANELS.flatMap((each) => panelOf(each, rows) ?? []);
  const series = rows.map((row) => row.series);
  const at = load === null ? "" : ` at ${formatLoad(load, board.group.loadUnit)}`;
  const title = `The first byte comes after ${spanOf(rows)}${at}, by median`;
  const subtitle = `Time to first byte${at} · lower is better · ${trialsText(board)}`;
  const label = `${title}. ${subtitle}.`;
  const notes = [
    "From before a request is sent until the first byte of its answer is read.",
  ];
  if (panels.some(({ title }) => title.startsWith(START))) {
    notes.push("A start is from the start of the process to its first answer, once in each trial.");
  }
  return {
    id: "first-byte",
    title,
    subtitle,
    notes,
    get wide() {
      return drawPanels(input, panels, series, WIDE, label);
    },
    get narrow() {
      return drawPanels(input, panels, series, NARROW, label);
    },
  };
}

/** Rows at the highest load at which most have a median, the fastest first. */
function rowsAtHighest({ board: { group } }: ChartInput) {
  const measured = group.series.filter(({ implementation }) =>
    implementation.twin_of === undefined
  );
  for (const load of [...group.loads].reverse()) {
    const rows = measured.flatMap((series): Row[] => {
      const point = series.points.find(({ cell }) => cell.load === load);
      return point === undefined || medianOf(point) === undefined ? [] : [{ series, point }];
    });
    if (rows.length < 2 || 2 * rows.length <= measured.length) continue;
    rows.sort((a, b) => (medianOf(a.point) as number) - (medianOf(b.point) as number));
    return { rows, load };
  }
  return undefined;
}

function shown(point: Point, metric: string, statistic: string): Value | undefined {
  const value = point.value(metric, statistic);
  return value === undefined || value.summary.status === "withheld" ? undefined : value;
}

function medianOf(point: Point): number | undefined {
  const value = shown(point, FIRST_BYTE, "p50");
  return value === undefined ? undefined : centreOf(value.summary);
}

function panelOf(
  { metric, statistic, title }: typeof PANELS[number],
  rows: readonly Row[],
): Panel | undefined {
  const values = rows.flatMap(({ series, point }) => {
    const value = shown(point, metric, statistic);
    return value === undefined ? [] : [{ name: series.name, summary: value.summary }];
  });
  if (values.length === 0) return undefined;
  const centres = values.map(({ summary }) => centreOf(summary));
  const scale = scaleFor("s", metric, centres);
  const top = Math.max(...centres, Number.MIN_VALUE);
  const bars = values.map(({ name, summary }) => {
    const text = formatIn(scale, centreOf(summary), widthOf(summary));
    return [name, barOf(summary, top, text)] as const;
  });
  return { title: `${title}, ${scale.unit}`, bars: new Map(bars) };
}

function spanOf(rows: readonly Row[]): string {
  const [low, high] = [rows[0] as Row, rows.at(-1) as Row];
  const say = ({ series, point }: Row) =>
    `${formatQuantity(medianOf(point) as number, "s", FIRST_BYTE)} (${series.title})`;
  return `${say(low)} to ${say(high)}`;
}
