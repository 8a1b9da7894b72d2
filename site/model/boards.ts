/** The standings of a scenario's groups, with what a page needs to place them. */
import type { ReportFigures, ScenarioView } from "./scenario.ts";
import { type Standings, standingsOf } from "./standings.ts";

export interface Board {
  standings: Standings;
  /** "64B/100, 2 cores": what tells this group from the others; empty where there is one. */
  label: string;
  /** Makes element ids of this group different from those of the others. */
  suffix: string;
}

const made = new WeakMap<ScenarioView<ReportFigures>, Board[]>();

/** A board per group; none where nothing ranks the scenario. Made once, however many pages ask. */
export function boardsOf(view: ScenarioView<ReportFigures>): Board[] {
  let boards = made.get(view);
  if (boards === undefined) made.set(view, boards = makeBoards(view));
  return boards;
}

function makeBoards(view: ScenarioView<ReportFigures>): Board[] {
  const { report, entry, ranked, groups } = view;
  if (ranked === undefined) return [];
  const rows = report.tables.comparisons.filter((row) => row.scenario === entry.name);
  return groups.map((group, index) => ({
    standings: standingsOf(group, ranked, rows),
    label: groups.length > 1
      ? [group.case, group.limits].filter((part) => part !== "").join(", ")
      : "",
    suffix: index === 0 ? "" : `-${index + 1}`,
  }));
}

/** Whether anything was measured in this group by which to rank, even if it is withheld. */
export function hasRanked({ standings }: Board): boolean {
  return standings.standings.length > 0 ||
    standings.withheld.some(({ value }) => value !== undefined);
}
