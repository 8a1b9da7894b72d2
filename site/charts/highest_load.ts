/** Tail latency of each implementation at the highest load that most of them reach: a dot with its interval. */
import * as Plot from "@observablehq/plot";
import { METRICS } from "../../pipeline/report.ts";
import {
  asPrinted,
  formatAsDrawn,
  formatIn,
  formatList,
  formatLoad,
  type Scale,
  scaleFor,
} from "../format.ts";
import type { Series } from "../model/scenario.ts";
import { centreOf, intervalOf, type Value, widthOf } from "../model/values.ts";
import {
  type Chart,
  type ChartInput,
  direction,
  labelLink,
  seriesClass,
  stylesOf,
} from "./chart.ts";
import { logarithmicTicks } from "./ladder.ts";
import { headText, valueText } from "./numbers.ts";
import { draw, formatTick, NARROW, type Size, textWidth, WIDE } from "./plot.ts";
import { CUT_NOTE, type Reach, reachOf, within } from "./reach.ts";
import { titleColumn } from "./rows.ts";
import { trialsOfValues, withheldTrialsNotes } from "./withheld_trials.ts";

const METRIC = "latency";
/** The tail that is shown: the first of these that most implementations have at that load. */
const TAILS = ["p99", "p95", "p90", "max"] as const;

/** Beyond this ratio of highest to lowest the axis is logarithmic. */
const LOGARITHMIC_FROM = 4;

interface Row {
  series: Series;
  value: Value;
}

/** Latency at the highest load, lowest first. */
export function highestLoadChart(input: ChartInput): Chart | undefined {
  const { board } = input;
  // A part of a workload that nothing ranks says what the whole of it says.
  if (board.standings.length === 0) return undefined;
  const found = rowsAtHighest(input);
  if (found === undefined) return undefined;
  const { rows, scale, load, statistic, withheld, without } = found;
  const drawn = rows.map(({ series, value }) => ({ title: series.title, value }));
  const title = spanSentence(rows, statistic, formatLoad(load, board.group.loadUnit), scale);
  const subtitle = [
    `${statistic} latency${load === null ? "" : ` at ${formatLoad(load, board.group.loadUnit)}`}`,
    `${scale.unit}${isLogarithmic(rows) ? ", logarithmic" : ""}`,
    direction(METRICS[METRIC]?.better ?? "lower"),
    trialsOfValues(drawn),
  ].join(" · ");
  const label = `${title}. ${subtitle}.`;
  const notes = rows.some(({ value }) => intervalOf(value.summary) !== undefined)
    ? ["The line through a dot is its 95\u00a0% interval."]
    : [];
  if (reachOfRows(rows).isCut) notes.push(CUT_NOTE);
  notes.push(...withheldTrialsNotes(drawn));
  if (withheld.length > 0) notes.push(`Withheld there: ${formatList(withheld)}.`);
  if (without.length > 0) notes.push(`Without a ${statistic} there: ${formatList(without)}.`);
  return {
    id: "highest",
    title,
    subtitle,
    notes,
    cells: rows.map(({ value }) => value.summary),
    numbers: {
      head: ["Implementation", headText(`${statistic} latency`, scale)],
      rows: rows.map(({ series, value }) => [series.title, valueText(value, scale)]),
    },
    get wide() {
      return drawRows(input, rows, scale, WIDE, label);
    },
    get narrow() {
      return drawRows(input, rows, scale, NARROW, label);
    },
  };
}

function rowsAtHighest({ board: { group } }: ChartInput) {
  const measured = group.series.filter(({ implementation }) =>
    implementation.twin_of === undefined
  );
  for (const load of [...group.loads].reverse()) {
    for (const statistic of TAILS) {
      const rows: Row[] = [];
      const withheld: string[] = [];
      const without: string[] = [];
      for (const series of measured) {
        const point = series.points.find(({ cell }) => cell.load === load);
        const value = point?.value(METRIC, statistic);
        if (value?.summary.status === "withheld") withheld.push(series.title);
        else if (value !== undefined && centreOf(value.summary) > 0) rows.push({ series, value });
        else without.push(series.title);
      }
      if (rows.length < 2 || 2 * rows.length <= measured.length) continue;
      const scale = scaleFor("s", METRIC, rows.map(({ value }) => centreOf(value.summary)));
      const size = ({ value: { summary } }: Row) =>
        asPrinted(scale, centreOf(summary), widthOf(summary));
      rows.sort((a, b) =>
        size(a) - size(b) || centreOf(a.value.summary) - centreOf(b.value.summary)
      );
      return { rows, scale, load, statistic, withheld, without };
    }
  }
  return undefined;
}

function reachOfRows(rows: readonly Row[]): Reach {
  const values = rows.map(({ value: { summary } }) => ({
    centre: centreOf(summary),
    interval: intervalOf(summary),
  }));
  return reachOf(values, isLogarithmic(rows) ? 4 : 1.5);
}

function isLogarithmic(rows: readonly Row[]): boolean {
  const centres = rows.map(({ value }) => centreOf(value.summary));
  return Math.max(...centres) / Math.min(...centres) >= LOGARITHMIC_FROM;
}

function spanSentence(
  rows: readonly Row[],
  statistic: string,
  load: string,
  scale: Scale,
): string {
  const [low, high] = [rows[0] as Row, rows.at(-1) as Row];
  const say = ({ series, value: { summary } }: Row) =>
    `${formatAsDrawn(scale, centreOf(summary), "s", METRIC, widthOf(summary))} (${series.title})`;
  const at = load === "" ? "Latency" : `At ${load} latency`;
  return `${at} runs from ${say(low)} to ${say(high)} at its ${statistic}`;
}

function drawRows(
  input: ChartInput,
  rows: readonly Row[],
  scale: Scale,
  size: Size,
  label: string,
): string {
  const style = stylesOf(input);
  const scaled = (value: number) => value / scale.divisor;
  const text = ({ value: { summary } }: Row) =>
    formatIn(scale, centreOf(summary), widthOf(summary));
  const column = titleColumn(rows.map(({ series }) => series), {
    most: 300,
    leastHeight: 25,
    size,
  });
  const textSpace = Math.max(...rows.map((row) => textWidth(text(row), size.fontSize))) + 14;
  const logarithmic = isLogarithmic(rows);
  const reach = reachOfRows(rows);
  const ends = rows.map(({ value: { summary } }) => {
    const interval = intervalOf(summary);
    if (interval === undefined) return undefined;
    // A linear axis begins at zero, so that it has room for every lower end.
    const { low, high } = within(interval, logarithmic ? reach : { ...reach, low: 0 });
    return { low: scaled(low), high: scaled(high) };
  });
  const domain: [number, number] = logarithmic
    ? [scaled(reach.low) / 1.15, scaled(reach.high) * 1.15]
    : [0, scaled(reach.high) * 1.04];
  const decades = logarithmic ? logarithmicTicks(...domain) : [];
  const sparse = size.narrow && decades.length > 5
    ? decades.filter((_, at) => at % 2 === 0)
    : decades;
  return draw(
    {
      height: rows.length * column.rowHeight + 44,
      marginTop: 8,
      marginBottom: 36,
      marginLeft: column.space,
      marginRight: textSpace,
      x: {
        type: logarithmic ? "log" : "linear",
        domain,
        ticks: logarithmic ? sparse : size.narrow ? 4 : 7,
        tickFormat: formatTick,
        tickSize: 4,
        grid: true,
        label: null,
      },
      y: { domain: rows.map(({ series }) => series.name), axis: null },
      marks: rows.flatMap((row, index): Plot.Markish[] => {
        const { name } = row.series;
        const { colour, coloured, marker } = style(name);
        const className = seriesClass(name);
        const end = ends[index];
        return [
          Plot.ruleY(end === undefined ? [] : [end], {
            x1: "low",
            x2: "high",
            y: () => name,
            stroke: "var(--ink)",
            strokeWidth: 1.2,
            className,
          }),
          Plot.dot([row], {
            x: ({ value }: Row) => scaled(centreOf(value.summary)),
            y: () => name,
            r: 4.5,
            symbol: marker,
            fill: colour,
            fillOpacity: coloured ? 1 : 0.7,
            className,
          }),
          Plot.text([row], {
            frameAnchor: "right",
            y: () => name,
            text,
            textAnchor: "end",
            dx: textSpace - 2,
            fill: "var(--ink)",
            fontVariant: "tabular-nums",
            className,
          }),
          Plot.text([row], {
            frameAnchor: "left",
            y: () => name,
            text: () => column.labels.get(name) ?? name,
            textAnchor: "end",
            dx: -10,
            fill: coloured ? "var(--ink)" : "var(--muted)",
            ...labelLink(input, name),
            className,
          }),
        ];
      }),
    },
    size,
    label,
  );
}
