/** A scenario within its report: cards and peaks, with the way to its page. */
import { leadingChart } from "../charts/benchmarks/all.ts";
import { searchLadderChart } from "../charts/capacity/ladder.ts";
import { type CapacityView, capacityView, type CoreGroup } from "../charts/capacity/view.ts";
import type { Chart } from "../charts/chart.ts";
import { withCorrections } from "../charts/correction_notes.ts";
import { peaksChart } from "../charts/peaks.ts";
import { formatCount } from "../format.ts";
import { cellAddress, dataFile, implementationPage, scenarioPage, type To } from "../links.ts";
import { tellingBoard } from "../model/answer.ts";
import { type Board, boardsOf } from "../model/boards.ts";
import { correctionOf } from "../model/corrections.ts";
import type { ScenarioView } from "../model/scenario.ts";
import { noiseSentences } from "../model/sentences.ts";
import type { ReportStanding } from "../model/standing.ts";
import type { Slots } from "../palette.ts";
import { Breakable } from "./breakable.tsx";
import { CapacityCards } from "./capacity/capacity_cards.tsx";
import { Cards } from "./cards.tsx";
import { ChartFigure } from "./chart_figure.tsx";
import { unbroken } from "../unbroken.ts";

/** Groups that are drawn on a report's page; the scenario's page has them all. */
const DRAWN = 3;

export interface ScenarioSummaryProps {
  view: ScenarioView;
  standing: Pick<ReportStanding, "by" | "cells" | "parts">;
  slots: Slots;
  to: To;
}

/** What is drawn of a scenario; the first figure answers for it. */
interface Drawn {
  /** Groups that have a ranking, whether drawn or not. */
  ranked: Board[];
  boards: Board[];
  capacity: CapacityView | undefined;
  /** Where there is neither: what the programs' own timing shows. */
  chart: Chart | undefined;
}

function drawnOf(
  { view, standing, slots }: Pick<ScenarioSummaryProps, "view" | "standing" | "slots">,
): Drawn {
  const ranked = boardsOf(view).filter(({ standings }) => standings.standings.length > 0);
  const telling = tellingBoard(ranked);
  const others = ranked.filter((board) => board !== telling);
  const boards = telling === undefined ? [] : [telling, ...others].slice(0, DRAWN);
  const capacity = capacityView(view, standing);
  const isOther = boards.length === 0 && capacity === undefined;
  return { ranked, boards, capacity, chart: isOther ? leadingChart(view, slots) : undefined };
}

/** Whether a scenario has a figure that answers for it. */
export function hasMainFigure(props: Pick<ScenarioSummaryProps, "view" | "standing" | "slots">) {
  return hasFigure(drawnOf(props));
}

function hasFigure({ boards, capacity, chart }: Drawn): boolean {
  return boards.length > 0 || (capacity?.groups.length ?? 0) > 0 || chart !== undefined;
}

/** The figure that answers for a scenario, for the first screen: of its telling board with cards, or of a search. */
export function MainFigure(props: ScenarioSummaryProps) {
  const { boards: [board], capacity, chart } = drawnOf(props);
  if (board !== undefined) return <Peaks {...props} board={board} isMain />;
  if (chart !== undefined) return <Finding {...props} chart={chart} isMain />;
  const [group] = capacity?.groups ?? [];
  return capacity === undefined || group === undefined ? null : (
    <>
      <Ladder {...props} capacity={capacity} group={group} isMain />
      <SearchCards {...props} capacity={capacity} />
    </>
  );
}

/** All figures of a scenario, but the main one where it `isLed` by it, and the way to its page. */
export function ScenarioSummary({ isLed, ...props }: ScenarioSummaryProps & { isLed: boolean }) {
  const { view, standing, to } = props;
  const { report, entry } = view;
  const drawn = drawnOf(props);
  const { ranked, boards, capacity, chart } = drawn;
  const hidden = ranked.length - boards.length;
  const groups = capacity?.groups ?? [];
  return (
    <>
      {boards.slice(isLed ? 1 : 0).map((board) => (
        <Peaks key={board.suffix} {...props} board={board} />
      ))}
      {capacity !== undefined &&
        groups.slice(isLed && boards.length === 0 ? 1 : 0).map((group) => (
          <Ladder key={group.label} {...props} capacity={capacity} group={group} />
        ))}
      {capacity !== undefined && !(isLed && boards.length === 0) && (
        <SearchCards {...props} capacity={capacity} />
      )}
      {chart !== undefined && !isLed && <Finding {...props} chart={chart} />}
      {ranked.length > 0 && <p>{noiseSentences(ranked, correctionOf(standing))}</p>}
      <p>
        {hasFigure(drawn) && `${unbroken(entry.about)} `}
        <a href={to(scenarioPage(report.name, entry.name))}>
          {entry.title}: {hidden > 0 ? `${formatCount(hidden, "more case", "more cases")}, ` : ""}
          all charts and results
        </a>
      </p>
    </>
  );
}

interface FigureProps extends ScenarioSummaryProps {
  /** Whether it stands below the page's title, where no heading says what it is of. */
  isMain?: boolean;
}

/** The chart of a scenario in which nothing is ranked. */
function Finding(
  { view, standing, to, isMain = false, chart }: FigureProps & { chart: Chart },
) {
  const { report: { name, manifest }, entry } = view;
  return (
    <ChartFigure
      chart={withCorrections(chart, standing, manifest)}
      suffix={`-${entry.name}`}
      level={isMain ? 2 : 3}
      of={isMain ? entry.title : undefined}
      table={to(`${scenarioPage(name, entry.name)}#results`)}
      csv={to(dataFile(name, "summary.csv"))}
    />
  );
}

/** What a search found out under one number of cores. */
function Ladder(
  { view, slots, to, isMain = false, capacity, group }: FigureProps & {
    capacity: CapacityView;
    group: CoreGroup;
  },
) {
  const { report: { name }, entry } = view;
  const hrefOf = (implementation: string) =>
    to(implementationPage(name, entry.name, implementation));
  const chart = searchLadderChart({ view: capacity, slots, hrefOf }, group);
  return chart === undefined ? null : (
    <ChartFigure
      chart={chart}
      suffix={`-${entry.name}`}
      level={isMain ? 2 : 3}
      of={isMain ? entry.title : undefined}
      table={to(`${scenarioPage(name, entry.name)}#points`)}
      csv={to(dataFile(name, "states.csv"))}
    />
  );
}

/** The cards of all its groups: a core more is one of the answers. */
function SearchCards({ view, to, capacity }: ScenarioSummaryProps & { capacity: CapacityView }) {
  return (
    <CapacityCards
      view={capacity}
      rowOf={({ points, capacity: found }) => {
        const point = points.find(({ load }) => load === found?.passes);
        return point === undefined
          ? to(scenarioPage(view.report.name, view.entry.name))
          : to(cellAddress(view.report.name, point));
      }}
    />
  );
}

function Peaks(
  { view, standing, slots, to, isMain = false, board: { standings, label, suffix } }:
    & FigureProps
    & {
      board: Board;
    },
) {
  const { report, entry } = view;
  const page = scenarioPage(report.name, entry.name);
  const hrefOf = (name: string) => to(implementationPage(report.name, entry.name, name));
  const chart = peaksChart({ board: standings, slots, hrefOf });
  return (
    <>
      {!isMain && label !== "" && (
        <h3>
          <Breakable text={label} />
        </h3>
      )}
      {chart !== undefined && (
        <ChartFigure
          chart={withCorrections(chart, standing, report.manifest)}
          suffix={`-${entry.name}${suffix}`}
          level={isMain ? 2 : 3}
          of={isMain ? [entry.title, label].filter((part) => part !== "").join(", ") : undefined}
          table={to(`${page}#peak${suffix}`)}
          csv={to(dataFile(report.name, "summary.csv"))}
        />
      )}
      <Cards
        view={view}
        board={standings}
        rowOf={({ point }) => to(cellAddress(report.name, point.cell))}
        correctionOf={correctionOf(standing)}
        to={to}
      />
    </>
  );
}
