/** The sections of a scenario whose programs time themselves. */
import {
  benchmarkCharts,
  benchmarkInput,
  CLOCK_CHARTS,
  COST_CHARTS,
  leadingChart,
  STAGE_CHARTS,
} from "../../charts/benchmarks/all.ts";
import { stagesOf } from "../../charts/benchmarks/stages.ts";
import type { Chart } from "../../charts/chart.ts";
import { bestRatesOf } from "../../model/best_rates.ts";
import { correctionOf } from "../../model/corrections.ts";
import { coverageOf } from "../../model/coverage.ts";
import { withholding } from "../../model/findings.ts";
import type { Section } from "../layout.tsx";
import { BestRatesTable } from "./best_rates_table.tsx";
import type { Context } from "./context.ts";
import { CoverageTable } from "./coverage_table.tsx";
import { Figure } from "./figures.tsx";
import { StagesTable } from "./stages_table.tsx";

/** The figure that answers for a scenario in which nothing is ranked or searched for, on its first screen. */
export function LeadingFigure({ context }: { context: Context }) {
  const chart = leadOf(context);
  return chart === undefined
    ? null
    : <Figure context={context} chart={chart} table="results" csv="summary.csv" level={2} />;
}

function leadOf({ view, slots, boards, capacity }: Context): Chart | undefined {
  return boards.length > 0 || capacity !== undefined ? undefined : leadingChart(view, slots);
}

/**
 * What was measured of whom, rates beside the best, what the clocks make of a rate, what a round trip costs, and what
 * stages brought; none without benchmarks.
 */
export function benchmarkSections(context: Context): Section[] {
  const { view, slots } = context;
  const lead = leadOf(context);
  const sections = [
    { id: "clocks", title: "CPU time and the wall clock", makers: CLOCK_CHARTS },
    { id: "costs", title: "What one more costs", makers: COST_CHARTS },
  ];
  return [
    ...coverageSections(context),
    ...bestRateSections(context),
    ...sections.flatMap(({ id, title, makers }) => {
      const charts = benchmarkCharts(view, slots, makers).filter(({ id }) => id !== lead?.id);
      return charts.length === 0 ? [] : [{
        id,
        title,
        content: charts.map((chart) => (
          <Figure
            key={chart.id}
            context={context}
            chart={chart}
            table="results"
            csv="summary.csv"
          />
        )),
      }];
    }),
    ...stageSections(context),
  ];
}

/** How many benchmarks each program has, and by which clock. */
function coverageSections({ view: { report, entry }, to }: Context): Section[] {
  const coverage = entry.kind === "harness" ? coverageOf(report, entry.name) : undefined;
  return coverage === undefined ? [] : [{
    id: "coverage",
    title: "What was measured of whom",
    content: <CoverageTable of={coverage} report={report.name} scenario={entry.name} to={to} />,
  }];
}

/** Each rate beside the best of its benchmark; none of a scenario with a ranking, where the peaks say so. */
function bestRateSections({ view, standing, to }: Context): Section[] {
  if (view.entry.kind !== "harness" || view.ranked !== undefined) return [];
  const tables = bestRatesOf(view);
  const isSingle = tables.every(({ rows }) =>
    rows.every(({ cells }) => cells.every((cell) => (cell?.value.summary.n ?? 1) === 1))
  );
  return tables.length === 0 ? [] : [{
    id: "wall-clock",
    title: "By the wall clock, of the best",
    content: (
      <>
        <p>
          A share is of that benchmark alone, and what else an iteration does is part of its time.
          Of programs that have a benchmark under several names the best one stands here.
          {isSingle && " All are single trials: a few per cent between two say nothing."}
        </p>
        {tables.map((of) => (
          <BestRatesTable
            key={of.protocol}
            of={of}
            report={view.report.name}
            to={to}
            reasons={withholding(view.report.tables.findings)}
            correctionOf={correctionOf(standing)}
          />
        ))}
      </>
    ),
  }];
}

/** What each optimisation brought, with its table. */
function stageSections(context: Context): Section[] {
  const { view, standing, slots, to } = context;
  const lead = leadOf(context);
  const charts = benchmarkCharts(view, slots, STAGE_CHARTS).filter(({ id }) => id !== lead?.id);
  const input = benchmarkInput(view, slots);
  return charts.length === 0 || input === undefined ? [] : [{
    id: "stages",
    title: "What each optimisation brought",
    content: (
      <>
        {charts.map((chart) => (
          <Figure
            key={chart.id}
            context={context}
            chart={chart}
            table="stage-list"
            csv="measurements.csv"
          />
        ))}
        <StagesTable
          of={stagesOf(input)}
          report={view.report.name}
          to={to}
          correctionOf={correctionOf(standing)}
        />
      </>
    ),
  }];
}
