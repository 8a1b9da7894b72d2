/** Each implementation at its best load: a bar from zero, the trials as dots on its end. */
import * as Plot from "@observablehq/plot";
import {
  capital,
  formatFactor,
  formatIn,
  formatList,
  formatLoad,
  formatNumber,
  formatShare,
  type Scale,
  scaleFor,
} from "../format.ts";
import { boundOfRatio, boundWords } from "../model/bounds.ts";
import { leaders, type Standing, type Standings } from "../model/standings.ts";
import { orderNote, trialsText } from "../model/sentences.ts";
import { centreOf, type Interval, intervalOf, widthOf } from "../model/values.ts";
import {
  type Chart,
  type ChartInput,
  direction,
  labelLink,
  orderWords,
  seriesClass,
  stylesOf,
} from "./chart.ts";
import { draw, NARROW, type Size, textWidth, WIDE } from "./plot.ts";
import { CUT_NOTE, type Reach, reachOf, within } from "./reach.ts";
import { endsGroup, rowLabels, rowsOf } from "./rows.ts";

/** The ranked metric of each implementation at its peak. */
export function peaksChart(input: ChartInput): Chart | undefined {
  const { board } = input;
  if (board.standings.length === 0) return undefined;
  const rows = rowsOf(board);
  const first = board.standings[0] as Standing;
  const scale = scaleFor(
    first.value.summary.unit,
    board.ranked.metric,
    board.standings.map(({ value }) => centreOf(value.summary)),
  );
  const title = distanceSentence(board, leaders(board));
  const middle = board.trials.most > 1 ? "median " : "";
  // Of one result without a load nothing is the best.
  const hasLoads = board.group.loads.some((load) => load !== null);
  const subtitle = [
    capital(`${hasLoads ? "best " : ""}${middle}${board.ranked.title} of each implementation`),
    scale.unit,
    direction(board.ranked.better),
    trialsText(board),
  ].join(" · ");
  const label = `${title}. ${subtitle}.`;
  const notes = board.trials.most > 1
    ? [
      "A bar ends at the median; each dot is a trial, the line behind them the 95\u00a0% interval.",
    ]
    : [];
  if (reachOfRows(rows).isCut) notes.push(CUT_NOTE);
  if (board.hasRanks) notes.push(orderNote(board));
  const twins = board.twins.map(({ series }) => series.title);
  if (twins.length > 0) {
    const are = twins.length > 1 ? "are each" : "is";
    notes.push(`${formatList(twins)} ${are} the program above it once more.`);
  }
  if (rows.some((row) => row.bound)) {
    notes.push("≥\u00a0marks a lower bound: the load generator was at its limit, not the server.");
  }
  if (board.withheld.length > 0) {
    const titles = board.withheld.map(({ series }) => series.title);
    notes.push(`Withheld, so without a bar: ${formatList(titles)}.`);
  }
  return {
    id: "peaks",
    title,
    subtitle,
    notes,
    cells: rows.map(({ value }) => value.summary),
    get wide() {
      return drawPeaks(input, rows, scale, WIDE, label);
    },
    get narrow() {
      return drawPeaks(input, rows, scale, NARROW, label);
    },
  };
}

/** How far first and last are apart, and whether that says anything. */
function distanceSentence(board: Standings, ahead: readonly Standing[]): string {
  const { standings } = board;
  const [first, last] = [standings[0] as Standing, standings.at(-1) as Standing];
  if (standings.length === 1) return `${first.series.title} stands alone`;
  const isCompared = board.comparisons.count > 0;
  if (ahead.length === standings.length && isCompared) {
    return ahead.length === 2
      ? `${first.series.title} and ${last.series.title} cannot be told apart`
      : `None of the other ${standings.length - 1} can be told apart from the first`;
  }
  const [a, b] = [centreOf(first.value.summary), centreOf(last.value.summary)];
  const ratio = Math.max(a, b) / Math.min(a, b);
  // Of how much better the first is, whichever way is better.
  const bound = boundOfRatio(first.bound, last.bound, "higher");
  const apart = Number.isFinite(ratio) && ratio >= 1.95
    ? `a factor of ${formatFactor(ratio, bound)} apart`
    : `${formatShare(ratio - 1, bound)} apart`;
  const how = bound === "?" ? ", as far as the load generator let them" : "";
  return `${first.series.title} and ${last.series.title}, best and last ${orderWords(board)}, are ${
    boundWords(bound)
  }${apart}${how}`;
}

/** To every bar and trial; an interval may be half as long again. */
function reachOfRows(rows: readonly Standing[]): Reach {
  const values = rows.flatMap(({ value }) => [
    { centre: centreOf(value.summary), interval: intervalOf(value.summary) },
    ...value.rows.filter(({ value }) => value > 0).map((trial) => ({ centre: trial.value })),
  ]);
  const reach = reachOf(values, 1.5);
  return { ...reach, isCut: rows.some(({ value }) => (value.summary.high ?? 0) > reach.high) };
}

function drawPeaks(
  input: ChartInput,
  rows: readonly Standing[],
  scale: Scale,
  size: Size,
  label: string,
): string {
  const { board } = input;
  const style = stylesOf(input);
  const scaled = (value: number) => value / scale.divisor;
  const text = ({ bound, value: { summary } }: Standing) =>
    `${bound ? "≥ " : ""}${formatIn(scale, centreOf(summary), widthOf(summary))}`;
  const atLoad = ({ point: { cell } }: Standing) =>
    cell.load === null || size.narrow ? "" : `at ${formatNumber(cell.load)}`;
  // A column each: beside a bar a value would read as that of the trial next to it.
  const widest = (texts: readonly string[]) =>
    Math.max(...texts.map((each) => textWidth(each, size.fontSize)));
  const valueEnd = widest(rows.map(text)) + (size.narrow ? 20 : 32);
  const loadSpace = widest(rows.map(atLoad));
  const textSpace = valueEnd + (loadSpace === 0 ? 2 : loadSpace + 14);
  const labelSpace = size.narrow ? 0 : Math.min(
    300,
    Math.max(...rows.map((row) => textWidth(row.series.title, size.fontSize))) + 16,
  );
  const labels = rowLabels(rows, size.narrow ? size.width - 8 : labelSpace - 10, size);
  const rowHeight = size.narrow ? 40 : 27;
  const reach = reachOfRows(rows);
  const top = reach.high;
  const inset = { insetTop: size.narrow ? 24 : 8, insetBottom: size.narrow ? 7 : 8 };
  return draw(
    {
      height: rows.length * rowHeight + 12,
      marginTop: 4,
      marginBottom: 8,
      marginLeft: Math.max(labelSpace, 2),
      marginRight: textSpace,
      x: { domain: [0, scaled(top)], axis: null },
      y: { domain: rows.map((row) => row.series.name), axis: null, padding: 0 },
      marks: rows.flatMap((row): Plot.Markish[] => {
        const { name } = row.series;
        const { colour, coloured } = style(name);
        const { summary } = row.value;
        const className = seriesClass(name);
        const counted = row.value.rows.filter((trial) => trial.status === "ok");
        const trials = counted.length > 1 ? counted : [];
        const middle = size.narrow ? 8.5 : 0;
        const whole = intervalOf(summary);
        const interval = whole === undefined ? undefined : within(whole, { low: 0, high: top });
        return [
          Plot.barX([row], {
            x1: 0,
            x2: () => scaled(centreOf(summary)),
            y: () => name,
            fill: colour,
            fillOpacity: coloured ? 0.55 : 0.35,
            ...inset,
            className,
          }),
          Plot.ruleY(interval === undefined ? [] : [interval], {
            x1: ({ low }: Interval) => scaled(low),
            x2: ({ high }: Interval) => scaled(high),
            y: () => name,
            dy: middle,
            stroke: "var(--ink)",
            strokeWidth: 1.2,
            className,
          }),
          Plot.dot(trials, {
            x: (trial) => scaled(trial.value),
            y: () => name,
            dy: middle,
            r: 2.6,
            fill: colour,
            stroke: "var(--paper)",
            strokeWidth: 0.7,
            className,
          }),
          ...[
            { words: text(row), end: valueEnd, fill: "var(--ink)" },
            { words: atLoad(row), end: textSpace - 2, fill: "var(--muted)" },
          ].filter(({ words }) => words !== "").map(({ words, end, fill }) =>
            Plot.text([row], {
              frameAnchor: "right",
              y: () => name,
              text: () => words,
              textAnchor: "end",
              dx: end,
              dy: middle,
              fill,
              className,
              fontVariant: "tabular-nums",
              ...(size.narrow ? {} : { title: () => rowTitle(row, board.group.loadUnit) }),
            })
          ),
          Plot.text([row], {
            frameAnchor: "left",
            y: () => name,
            text: () => labels.get(name) ?? name,
            textAnchor: size.narrow ? "start" : "end",
            dx: size.narrow ? 0 : -10,
            dy: size.narrow ? -9 : 0,
            fill: coloured ? "var(--ink)" : "var(--muted)",
            ...labelLink(input, name),
            className,
          }),
          Plot.ruleY(endsGroup(board, row) ? [row] : [], {
            x1: 0,
            x2: () => scaled(top),
            y: () => name,
            dy: rowHeight / 2,
            stroke: "var(--muted)",
            strokeWidth: 0.7,
          }),
        ];
      }),
    },
    size,
    label,
  );
}

function rowTitle(row: Standing, unit: string): string {
  const load = formatLoad(row.point.cell.load, unit);
  return load === "" ? row.series.title : `${row.series.title} at ${load}`;
}
