/** The charts of a scenario's page: each with its table, its data and its markup for other pages. */
import type { ComponentChildren } from "preact";
import type { Chart, ChartMaker } from "../../charts/chart.ts";
import { withCorrections } from "../../charts/correction_notes.ts";
import { drawnOnce } from "../../charts/drawn_once.ts";
import { peaksChart } from "../../charts/peaks.ts";
import { throughputChart } from "../../charts/throughput.ts";
import { dataFile } from "../../links.ts";
import type { Board } from "../../model/boards.ts";
import { ChartFigure } from "../chart_figure.tsx";
import { EmbedChart } from "../embed_chart.tsx";
import { type Context, inputOf } from "./context.ts";
import { PerCase } from "./per_case.tsx";

interface FigureProps {
  context: Context;
  chart: Chart;
  /** Distinguishes the charts of several groups; part of the chart's id. */
  suffix?: string;
  /** Element id of the table that says the same in numbers. */
  table: string;
  /** File of the report that the figures stand in. */
  csv?: string;
  /** Which group the chart is of, where no heading above it says so. */
  of?: string | undefined;
  level?: 2 | 3;
}

/** One chart. */
export function Figure(props: FigureProps) {
  const { context, chart, suffix = "", table, csv = "summary.csv", of, level = 3 } = props;
  const { view: { report, entry }, standing, address, to } = context;
  const drawn = withCorrections(chart, standing, report.manifest);
  return (
    <ChartFigure
      chart={drawn}
      suffix={suffix}
      level={level}
      of={of}
      table={`#${table}`}
      csv={to(dataFile(report.name, csv))}
    >
      <EmbedChart
        report={report.name}
        scenario={entry.name}
        id={chart.id + suffix}
        title={drawn.title}
        address={address}
        to={to}
      />
    </ChartFigure>
  );
}

interface ChartsProps {
  context: Context;
  makers: readonly ChartMaker[];
  /** Which of a group's tables says the same in numbers. */
  table?: "results" | "peak";
  /** What stands below the chart of a maker. */
  below?: (maker: ChartMaker, board: Board) => ComponentChildren;
}

/** The charts of each group that makes any, all of one group together. */
export function Charts({ context, makers, table = "results", below }: ChartsProps) {
  const chartOf = (maker: ChartMaker, { standings }: Board) =>
    drawnOnce(maker, inputOf(context, standings));
  return (
    <PerCase
      boards={context.boards.filter((board) => makers.some((maker) => chartOf(maker, board)))}
      finding={(board) => makers.map((maker) => chartOf(maker, board)).find(Boolean)?.title}
    >
      {(board) =>
        makers.map((maker) => {
          const chart = chartOf(maker, board);
          const { suffix } = board;
          return chart !== undefined && (
            <>
              <Figure context={context} chart={chart} suffix={suffix} table={`${table}${suffix}`} />
              {below?.(maker, board)}
            </>
          );
        })}
    </PerCase>
  );
}

/** Whether any group makes such a chart. */
export function canDraw(context: Context, maker: ChartMaker): boolean {
  return context.boards.some(({ standings }) =>
    drawnOnce(maker, inputOf(context, standings)) !== undefined
  );
}

/** A group's first picture: against load, or the peaks where there is one load. */
export function MainChart(
  { context, board, of, level = 3 }:
    & { context: Context; board: Board | undefined }
    & Pick<FigureProps, "of" | "level">,
) {
  if (board === undefined) return null;
  const input = inputOf(context, board.standings);
  const chart = drawnOnce(throughputChart, input);
  if (chart === undefined) {
    return <PeaksFigure context={context} board={board} of={of} level={level} />;
  }
  return (
    <Figure
      context={context}
      chart={chart}
      suffix={board.suffix}
      level={level}
      of={of}
      table={`results${board.suffix}`}
    />
  );
}

/** The peaks of a group whose first picture is against load; none where they are that picture. */
export function PeaksBesideLoad({ context, board }: { context: Context; board: Board }) {
  return drawnOnce(throughputChart, inputOf(context, board.standings)) === undefined
    ? null
    : <PeaksFigure context={context} board={board} />;
}

function PeaksFigure(
  { context, board, ...rest }:
    & { context: Context; board: Board }
    & Pick<FigureProps, "of" | "level">,
) {
  const chart = drawnOnce(peaksChart, inputOf(context, board.standings));
  if (chart === undefined) return null;
  const { suffix } = board;
  return (
    <Figure {...rest} context={context} chart={chart} suffix={suffix} table={`peak${suffix}`} />
  );
}
