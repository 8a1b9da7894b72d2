/** What a report says in a sentence or two, for places that have room for no more. */
import { capacityView } from "../charts/capacity/view.ts";
import { capacityAnswer } from "../charts/capacity/words.ts";
import type { ReportView } from "../page.ts";
import { boardsOf, hasRanked } from "./boards.ts";
import type { ScenarioView } from "./scenario.ts";
import { headline } from "./sentences.ts";
import type { Standings } from "./standings.ts";

export interface Answer {
  scenario: ScenarioView;
  /** What the answer was read from; absent where nothing is ranked. */
  board?: Standings;
  /** One sentence or two, each with its full stop. */
  sentence: string;
}

/**
 * The answer of each scenario, in the words of its page: of a search what is sustained on the fewest cores, else of
 * its first group that has one, or what it is about.
 */
export function answersOf(
  { scenarios, standing }: Pick<ReportView, "scenarios" | "standing">,
): Answer[] {
  return scenarios.map((scenario) => {
    const capacity = capacityView(scenario, standing);
    const [group] = capacity?.groups ?? [];
    if (capacity !== undefined && group !== undefined) {
      return { scenario, sentence: capacityAnswer(group, capacity.unit).trimEnd() };
    }
    const board = boardsOf(scenario).find(hasRanked);
    return board === undefined ? { scenario, sentence: scenario.entry.about } : {
      scenario,
      board: board.standings,
      sentence: board.label === ""
        ? headline(board.standings)
        : `${board.label}: ${headline(board.standings)}`,
    };
  });
}

/** "Retracted", where the reader must know before anything else; empty for what is published. */
export function warningOf({ standing: { state } }: ReportView): string {
  return state === "published" ? "" : `${state.charAt(0).toUpperCase()}${state.slice(1)}`;
}
