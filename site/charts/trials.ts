/** How far single trials stand from their median, beside the noise floor. */
import * as Plot from "@observablehq/plot";
import type { Row } from "../../pipeline/report.ts";
import { capital, formatNumber, formatShare } from "../format.ts";
import type { Standing } from "../model/standings.ts";
import { trialsText } from "../model/sentences.ts";
import { type Chart, type ChartInput, labelLink, seriesClass, stylesOf } from "./chart.ts";
import { type Interval, intervalOf } from "../model/values.ts";
import { NONE, type Numbers } from "./numbers.ts";
import { changeText } from "./dumbbells.ts";
import { draw, NARROW, type Size, WIDE } from "./plot.ts";
import { rowsOf, titleColumn } from "./rows.ts";

/** Trials at each implementation's peak, as differences from their median. */
export function trialsChart(input: ChartInput): Chart | undefined {
  const { board } = input;
  const rows = rowsOf(board).filter((row) => row.value.summary.n > 1);
  if (rows.length === 0) return undefined;
  const deviations = rows.flatMap((row) => trialsOf(row).map((trial) => deviation(row, trial)));
  const most = Math.max(...deviations.map(Math.abs));
  const widest = rows.find((row) =>
    trialsOf(row).some((trial) => Math.abs(deviation(row, trial)) === most)
  );
  const title = `Single trials stray up to ${formatShare(most)} from their median${
    widest === undefined ? "" : `, those of ${widest.series.title} most`
  }`;
  const subtitle = [
    `${capital(board.ranked.title)} of each trial at the peak`,
    "difference from the median in %",
    "closer to 0 is steadier",
    trialsText(board),
  ].join(" · ");
  const label = `${title}. ${subtitle}.`;
  const notes = ["Each mark is a trial, the line through them the 95\u00a0% interval."];
  if (board.noise !== undefined) {
    notes.push(`The shaded band is the noise floor, ±${formatShare(board.noise.ratio)}.`);
  }
  const ends = rows.flatMap((row) => {
    const interval = intervalOf(row.value.summary);
    return interval === undefined ? [] : [share(row, interval.low), share(row, interval.high)];
  });
  const reach = Math.max(most, ...ends.map(Math.abs), board.noise?.ratio ?? 0, 0.001) * 100 * 1.08;
  return {
    id: "trials",
    title,
    subtitle,
    notes,
    cells: rows.map(({ value }) => value.summary),
    get numbers() {
      return numbersOf(rows);
    },
    get wide() {
      return drawTrials(input, rows, reach, WIDE, label);
    },
    get narrow() {
      return drawTrials(input, rows, reach, NARROW, label);
    },
  };
}

function trialsOf(row: Standing): Row[] {
  return row.value.rows.filter((trial) => trial.status === "ok");
}

function deviation(row: Standing, trial: Row): number {
  return share(row, trial.value);
}

/** A value as its difference from the median of the row. */
function share(row: Standing, value: number): number {
  const { median } = row.value.summary;
  return median === 0 ? 0 : value / median - 1;
}

/** The difference of each trial from the median, a column a trial. */
function numbersOf(rows: readonly Standing[]): Numbers {
  const all = rows.map((row) => ({ row, trials: trialsOf(row) }));
  const trials = [...new Set(all.flatMap((each) => each.trials.map(({ trial }) => trial)))]
    .sort((a, b) => a - b);
  return {
    head: ["Implementation", ...trials.map((trial) => `trial ${formatNumber(trial)}`)],
    rows: all.map(({ row, trials: own }) => [
      row.series.title,
      ...trials.map((number) => {
        const trial = own.find((each) => each.trial === number);
        return trial === undefined ? NONE : changeText(deviation(row, trial));
      }),
    ]),
  };
}

function drawTrials(
  input: ChartInput,
  rows: readonly Standing[],
  reach: number,
  size: Size,
  label: string,
): string {
  const style = stylesOf(input);
  const { noise } = input.board;
  const column = titleColumn(rows.map(({ series }) => series), {
    most: 300,
    leastHeight: 25,
    size,
  });
  const band = noise === undefined ? [] : [{ low: -noise.ratio * 100, high: noise.ratio * 100 }];
  return draw(
    {
      height: rows.length * column.rowHeight + 44,
      marginTop: 8,
      marginBottom: 36,
      marginLeft: column.space,
      marginRight: 14,
      x: {
        domain: [-reach, reach],
        ticks: size.narrow ? 3 : 8,
        tickFormat: (tick: number) =>
          `${tick > 0 ? "+" : ""}${formatNumber(tick, Number.isInteger(tick) ? 0 : 1)}`,
        tickSize: 4,
        grid: true,
        label: null,
      },
      y: { domain: rows.map((row) => row.series.name), axis: null },
      marks: [
        Plot.rectX(band, { x1: "low", x2: "high", fill: "var(--rest)", fillOpacity: 0.16 }),
        Plot.ruleX([0], { stroke: "var(--ink)", strokeWidth: 1 }),
        ...rows.flatMap((row): Plot.Markish[] => {
          const { name } = row.series;
          const { colour, coloured, marker } = style(name);
          const className = seriesClass(name);
          const interval = intervalOf(row.value.summary);
          return [
            Plot.ruleY(interval === undefined ? [] : [interval], {
              x1: ({ low }: Interval) => share(row, low) * 100,
              x2: ({ high }: Interval) => share(row, high) * 100,
              y: () => name,
              stroke: "var(--ink)",
              strokeWidth: 1.2,
              className,
            }),
            Plot.dot(trialsOf(row), {
              x: (trial: Row) => deviation(row, trial) * 100,
              y: () => name,
              r: 4,
              symbol: marker,
              fill: colour,
              fillOpacity: coloured ? 0.75 : 0.5,
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
      ],
    },
    size,
    label,
  );
}
