/** The sections about one aspect each that a scenario has where its data make them. */
import { LATENCY_CHARTS, RESOURCE_CHARTS } from "../../charts/all_charts.ts";
import { caseChangeChart, casePairs, changesOf } from "../../charts/case_change.ts";
import { caseLatencyChart, latencyChangesOf } from "../../charts/case_latency.ts";
import { drawnOnce } from "../../charts/drawn_once.ts";
import { memoryFrontChart } from "../../charts/memory_front.ts";
import { scoresChart } from "../../charts/scores.ts";
import { trialsChart } from "../../charts/trials.ts";
import type { Board } from "../../model/boards.ts";
import { correctionOf } from "../../model/corrections.ts";
import { correctedOf } from "../../model/corrected.ts";
import { changedBy } from "../../model/published.ts";
import { ChangesTable } from "../changes_table.tsx";
import type { Section } from "../layout.tsx";
import { MemoryBudgets } from "../memory_budgets.tsx";
import { CorrectedTable } from "../published/corrected_table.tsx";
import { ScoresTable } from "../scores_table.tsx";
import { hasTop, TopTable } from "../top_table.tsx";
import { type Context, hrefOf, inputOf, tableProps } from "./context.ts";
import { canDraw, Charts, Figure } from "./figures.tsx";
import { PerCase } from "./per_case.tsx";

/** A section that has something to show, or none. */
export function when(present: boolean, section: Section): Section[] {
  return present ? [section] : [];
}

/** Latency against load, at the highest load, and as a distribution. */
export function latencySections(context: Context): Section[] {
  return when(LATENCY_CHARTS.some((maker) => canDraw(context, maker)), {
    id: "latency",
    title: "Latency",
    content: <Charts context={context} makers={LATENCY_CHARTS} />,
  });
}

/** CPU and memory, what each does with them, the front of the two, and the best within so much memory. */
export function resourceSections(context: Context): Section[] {
  return when(RESOURCE_CHARTS.some((maker) => canDraw(context, maker)), {
    id: "resources",
    title: "CPU and memory",
    content: (
      <Charts
        context={context}
        makers={RESOURCE_CHARTS}
        table="peak"
        below={(maker, board) =>
          maker === memoryFrontChart && <MemoryBudgets {...tableProps(context, board)} />}
      />
    ),
  });
}

/** The first five of each load. */
export function topSections(context: Context): Section[] {
  const boards = context.boards.filter(({ standings }) => hasTop(standings));
  const { report, entry } = context.view;
  const comparisons = report.tables.comparisons.filter(({ scenario }) => scenario === entry.name);
  return when(boards.length > 0, {
    id: "top",
    title: "First at each load",
    content: (
      <PerCase boards={boards}>
        {(board) => <TopTable {...tableProps(context, board)} comparisons={comparisons} />}
      </PerCase>
    ),
  });
}

/** One case beside another: the ranked figure, and mean latency where no percentiles are known. */
export function caseSections(context: Context): Section[] {
  const { boards, slots, standing, to, view: { report } } = context;
  const pairs = casePairs(boards);
  return when(pairs.length > 0, {
    id: "cases",
    title: "One case against another",
    content: pairs.map((pair) => {
      const input = { pair, slots, hrefOf: hrefOf(context) };
      const [change, latency] = [caseChangeChart(input), caseLatencyChart(input)];
      const { suffix } = pair;
      const { ranked } = pair.to.standings;
      const given = { pair, report: report.name, to, correctionOf: correctionOf(standing) };
      return (
        <>
          {change !== undefined && (
            <>
              <Figure context={context} chart={change} table={`changes${suffix}`} />
              <ChangesTable
                {...given}
                id={`changes${suffix}`}
                changes={changesOf(pair)}
                title={ranked.title}
                metric={ranked.metric}
              />
            </>
          )}
          {latency !== undefined && (
            <>
              <Figure context={context} chart={latency} table={`latency-changes${suffix}`} />
              <ChangesTable
                {...given}
                id={`latency-changes${suffix}`}
                changes={latencyChangesOf(pair)}
                title="Mean latency"
                metric="latency"
              />
            </>
          )}
        </>
      );
    }),
  });
}

/** Scores of the leaders. */
export function scoreSections(context: Context): Section[] {
  const chartOf = ({ standings }: Board) => drawnOnce(scoresChart, inputOf(context, standings));
  const boards = context.boards.filter((board) => chartOf(board) !== undefined);
  return when(boards.length > 0, {
    id: "scores",
    title: "Scores",
    content: (
      <PerCase boards={boards} finding={(board) => chartOf(board)?.title}>
        {(board) => {
          const chart = chartOf(board);
          const { suffix } = board;
          return (
            <>
              {chart !== undefined && (
                <Figure
                  context={context}
                  chart={chart}
                  suffix={suffix}
                  table={`score-list${suffix}`}
                />
              )}
              <ScoresTable
                {...tableProps(context, board)}
                input={inputOf(context, board.standings)}
              />
            </>
          );
        }}
      </PerCase>
    ),
  });
}

/** Trials around their medians. */
export function trialSections(context: Context): Section[] {
  return when(canDraw(context, trialsChart), {
    id: "trials",
    title: "Trials",
    content: <Charts context={context} makers={[trialsChart]} />,
  });
}

/** Rows of a correction; measurements.csv has them all. */
const MOST_CORRECTED = 50;

/** The values that a correction changed most, before and after. */
export function correctionSections({ view: { report, entry }, to }: Context): Section[] {
  const changed = changedBy(correctedOf(report), entry.name);
  return when(changed.length > 0, {
    id: "corrections",
    title: "Before and after correction",
    content: changed.map((of) => (
      <CorrectedTable
        key={`${of.correction} ${of.metric}`}
        of={of}
        to={to}
        most={MOST_CORRECTED}
      />
    )),
  });
}
