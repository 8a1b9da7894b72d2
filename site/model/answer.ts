/** What a report says in a sentence or two, for places that have room for no more. */
import { leadingChart } from "../charts/benchmarks/all.ts";
import { capacityView } from "../charts/capacity/view.ts";
import { capacityAnswer } from "../charts/capacity/words.ts";
import { withCorrections } from "../charts/correction_notes.ts";
import type { ReportView } from "../page.ts";
import { capital } from "../format.ts";
import { type Board, boardsOf } from "./boards.ts";
import { asPublished, correctedPlaces, correctionOf } from "./corrections.ts";
import type { ScenarioView } from "./scenario.ts";
import { headline } from "./sentences.ts";
import type { ReportStanding } from "./standing.ts";
import type { Standings } from "./standings.ts";

export interface Answer {
  scenario: ScenarioView;
  /** What the answer was read from; absent where nothing is ranked. */
  board?: Standings;
  /** One sentence or two, each with its full stop. */
  sentence: string;
  /** "Case 64B/100, 2 cores": what the sentence is about; empty where the scenario has one board, or a search says it. */
  about: string;
  /** How many answers the scenario's page has beside this one. */
  more: number;
}

/** What answers are read from. */
interface Answering {
  scenarios: readonly ScenarioView[];
  standing: Pick<ReportStanding, "by" | "cells" | "parts">;
}

/**
 * The answer of each scenario: of a search what is sustained on the fewest cores, else of its telling board, or where
 * nothing is ranked what its first chart found, or what it is about.
 */
export function answersOf({ scenarios, standing }: Answering): Answer[] {
  return scenarios.map((scenario) => {
    const capacity = capacityView(scenario, standing);
    const [group] = capacity?.groups ?? [];
    if (capacity !== undefined && group !== undefined) {
      const sentence = capacityAnswer(group, capacity.unit).trimEnd();
      return { scenario, sentence, about: "", more: capacity.groups.length - 1 };
    }
    const boards = boardsOf(scenario);
    const board = tellingBoard(boards);
    if (board === undefined) {
      const sentence = findingOf(scenario, standing) ?? scenario.entry.about;
      return { scenario, sentence, about: "", more: 0 };
    }
    return {
      scenario,
      board: board.standings,
      sentence: headlineAsPublished(board.standings, standing),
      about: aboutOf(board),
      more: boards.length - 1,
    };
  });
}

/** What the first chart of a scenario found in which nothing is ranked; undefined where none is drawn. */
export function findingOf(
  scenario: ScenarioView,
  standing: Answering["standing"],
): string | undefined {
  const chart = leadingChart(scenario, new Map());
  if (chart === undefined) return undefined;
  return `${withCorrections(chart, standing, scenario.report.manifest).title}.`;
}

/** A board's headline, with whom later reports took back or replaced of those that it ranks. */
export function headlineAsPublished(
  board: Standings,
  standing: Answering["standing"],
): string {
  return boardAsPublished(headline(board), board, standing);
}

/** The same of any sentence that rests on the peaks of a board. */
export function boardAsPublished(
  sentence: string,
  { standings }: Standings,
  standing: Answering["standing"],
): string {
  return asPublished(sentence, correctedPlaces(standings, correctionOf(standing)));
}

/**
 * The board that speaks for its scenario: the one that ranks most implementations, since what few take part in says
 * little of the others; of several such the first, as the scenario orders its cases.
 */
export function tellingBoard(boards: readonly Board[]): Board | undefined {
  const most = Math.max(...boards.map(sizeOf));
  return boards.find((board) => sizeOf(board) === most);
}

function sizeOf({ standings }: Board): number {
  return standings.standings.length;
}

/** "Case 64B/100, 2 cores", "On 2 cores"; empty of a board that is alone. */
export function aboutOf(
  { label, standings: { group } }: Pick<Board, "label" | "standings">,
): string {
  if (label === "") return "";
  return group.case === "" ? `On ${label}` : `Case ${label}`;
}

/** The answer where nothing stands beside it: "Echo: epoll is ahead … Case 64B/100." */
export function answerText({ scenario, sentence, about }: Answer): string {
  const text = `${scenario.entry.title}: ${sentence}`;
  return about === "" ? text : `${text} ${about}.`;
}

/** "Retracted", where the reader must know before anything else; empty for what is published. */
export function warningOf({ standing: { state } }: ReportView): string {
  return state === "published" ? "" : capital(state);
}
