/** A scenario within its report: cards and peaks, with the way to its page. */
import { searchLadderChart } from "../charts/capacity/ladder.ts";
import { capacityView } from "../charts/capacity/view.ts";
import { peaksChart } from "../charts/peaks.ts";
import { cellAddress, dataFile, implementationPage, scenarioPage, type To } from "../links.ts";
import { type Board, boardsOf } from "../model/boards.ts";
import type { ScenarioView } from "../model/scenario.ts";
import { noiseSentences } from "../model/sentences.ts";
import type { ReportStanding } from "../model/standing.ts";
import type { Slots } from "../palette.ts";
import { Breakable } from "./breakable.tsx";
import { Cards } from "./cards.tsx";
import { ChartFigure } from "./chart_figure.tsx";

/** Groups that are drawn here; the scenario's page has them all. */
const DRAWN = 3;

export interface ScenarioSummaryProps {
  view: ScenarioView;
  standing: Pick<ReportStanding, "cells">;
  slots: Slots;
  to: To;
  /** Whether the report has more than this scenario. */
  many: boolean;
}

export function ScenarioSummary(props: ScenarioSummaryProps) {
  const { view, to, many } = props;
  const { report, entry } = view;
  const boards = boardsOf(view).filter(({ standings }) => standings.standings.length > 0);
  const hidden = boards.length - DRAWN;
  return (
    <>
      {many && <h2>{entry.title}</h2>}
      {boards.slice(0, DRAWN).map((board) => <Peaks key={board.suffix} {...props} board={board} />)}
      <Ladders {...props} />
      {boards.length > 0 && <p>{noiseSentences(boards)}</p>}
      <p>
        {view.ranked !== undefined && `${entry.about} `}
        <a href={to(scenarioPage(report.name, entry.name))}>
          {entry.title}: {hidden > 0 ? `${hidden} more cases, ` : ""}all charts and results
        </a>
      </p>
    </>
  );
}

/** What a search found out, for each number of cores. */
function Ladders({ view, standing, slots, to, many }: ScenarioSummaryProps) {
  const capacity = capacityView(view, standing);
  if (capacity === undefined) return null;
  const { report: { name }, entry } = view;
  const hrefOf = (implementation: string) =>
    to(implementationPage(name, entry.name, implementation));
  return (
    <>
      {capacity.groups.map((group) => {
        const chart = searchLadderChart({ view: capacity, slots, hrefOf }, group);
        return chart === undefined ? null : (
          <ChartFigure
            chart={chart}
            suffix={`-${entry.name}`}
            level={many ? 3 : 2}
            table={to(`${scenarioPage(name, entry.name)}#points`)}
            csv={to(dataFile(name, "states.csv"))}
          />
        );
      })}
    </>
  );
}

function Peaks(
  { view, slots, to, many, board: { standings, label, suffix } }: ScenarioSummaryProps & {
    board: Board;
  },
) {
  const { report, entry } = view;
  const page = scenarioPage(report.name, entry.name);
  const hrefOf = (name: string) => to(implementationPage(report.name, entry.name, name));
  const chart = peaksChart({ board: standings, slots, hrefOf });
  const Label = many ? "h3" : "h2";
  return (
    <>
      {label !== "" && (
        <Label>
          <Breakable text={label} />
        </Label>
      )}
      {chart !== undefined && (
        <ChartFigure
          chart={chart}
          suffix={`-${entry.name}${suffix}`}
          level={many || label !== "" ? 3 : 2}
          table={to(`${page}#peak${suffix}`)}
          csv={to(dataFile(report.name, "summary.csv"))}
        />
      )}
      <Cards
        view={view}
        board={standings}
        rowOf={({ point }) => to(cellAddress(report.name, point.cell))}
      />
    </>
  );
}
