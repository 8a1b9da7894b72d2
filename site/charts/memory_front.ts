/** What each implementation does at its peak against the memory that it holds there, with the Pareto front. */
import { METRICS } from "../../pipeline/report.ts";
import { capital, scaleFor } from "../format.ts";
import { memoryOf } from "../model/memory_budgets.ts";
import { limitNotes, trialsText } from "../model/sentences.ts";
import { centreOf } from "../model/values.ts";
import { type Chart, type ChartInput, direction, orderWords, stylesOf } from "./chart.ts";
import { frontNotes, frontWords, knownFront, paretoFront } from "./front.ts";
import { isOneLoad, peakLoadNotes } from "./peak_loads.ts";
import { NARROW, WIDE } from "./plot.ts";
import { drawScatter, type ScatterPoint } from "./scatter.ts";

/** Fewer points than this show no front. */
const FEWEST = 3;
/** Beyond this ratio of largest to smallest, an axis is logarithmic. */
const LOGARITHMIC_FROM = 10;

/** Ranked metric against resident memory, at each peak. */
export function memoryFrontChart(input: ChartInput): Chart | undefined {
  const { board } = input;
  const rows = board.standings.flatMap((row) => {
    const memory = memoryOf(row);
    const value = centreOf(row.value.summary);
    return memory === undefined || !(value > 0)
      ? []
      : [{ row, memory, x: centreOf(memory.summary), y: value, bound: row.bound }];
  });
  if (rows.length < FEWEST) return undefined;
  const better = { x: "lower", y: board.ranked.better } as const;
  const known = knownFront(rows, better);
  const titleOf = ({ row }: typeof rows[number]) => row.series.title;
  const [front, unknown] = [known.front.map(titleOf), known.unknown.map(titleOf)];
  const memoryScale = scaleFor("B", "memory_rss", rows.map(({ x }) => x));
  const unit = METRICS[board.ranked.metric]?.unit ?? rows[0]?.row.value.summary.unit ?? "1";
  const scale = scaleFor(unit, board.ranked.metric, rows.map(({ y }) => y));
  const shown = rows.map(({ row }) => row);
  const each = isOneLoad(shown) ? "" : ", each at its own peak";
  const more = better.y === "higher" ? "more" : "less";
  const title = front.length === 0
    ? `What nothing surpasses in both ${board.ranked.title} and memory is not known: the load ` +
      "generator was the limit"
    : front.length === 1 && unknown.length === 0
    ? `${front[0]} has the best ${board.ranked.title} and the least memory, ${
      orderWords(board)
    }${each}`
    : `${capital(orderWords(board))}${
      each === "" ? "" : `${each},`
    } nothing has both ${more} ${board.ranked.title} and less memory than ${
      frontWords({ front, unknown })
    }`;
  const subtitle = [
    `${capital(board.ranked.title)} (${direction(board.ranked.better)}) ` +
    "against resident memory (lower is better), at each peak",
    trialsText(board),
  ].join(" · ");
  const style = stylesOf(input);
  const points = rows.map(({ row: { series }, x, y }): ScatterPoint => ({
    name: series.name,
    title: series.title,
    x: x / memoryScale.divisor,
    y: y / scale.divisor,
    style: style(series.name),
    href: input.hrefOf?.(series.name),
  }));
  const options = {
    x: {
      title: `resident memory, ${memoryScale.unit}`,
      better: better.x,
      logarithmic: isWide(rows.map(({ x }) => x)),
    },
    y: {
      title: `${board.ranked.title}, ${scale.unit}`,
      better: better.y,
      logarithmic: isWide(rows.map(({ y }) => y)),
    },
    label: `${title}. ${subtitle}.`,
  };
  return {
    id: "memory",
    title,
    subtitle,
    notes: [
      ...frontNotes(
        paretoFront(rows, better).length,
        unknown,
        "the load generator was their limit, or that of one with less memory",
      ),
      ...peakLoadNotes(shown, board.group.loadUnit),
      ...limitNotes(shown, board),
    ],
    cells: rows.flatMap(({ row, memory }) => [row.value.summary, memory.summary]),
    get wide() {
      return drawScatter(points, options, WIDE);
    },
    get narrow() {
      return drawScatter(points, options, NARROW);
    },
  };
}

function isWide(values: readonly number[]): boolean {
  return Math.max(...values) / Math.min(...values) >= LOGARITHMIC_FROM;
}
