/** The standings of a scenario's groups, with what a page needs to place them. */
import type { Group, Ranked, ReportFigures, ScenarioView } from "./scenario.ts";
import { type Standings, standingsOf } from "./standings.ts";

export interface Board {
  standings: Standings;
  /** "64B/100, 2 cores": what tells this group from the others; empty where there is one. */
  label: string;
  /** Makes element ids of this group different from those of the others. */
  suffix: string;
}

const made = new WeakMap<ScenarioView<ReportFigures>, Board[]>();

/**
 * A board per group, or per group of a case that is ranked; none where nothing ranks the scenario. Made once, however
 * many pages ask.
 */
export function boardsOf(view: ScenarioView<ReportFigures>): Board[] {
  let boards = made.get(view);
  if (boards === undefined) made.set(view, boards = makeBoards(view));
  return boards;
}

function makeBoards(view: ScenarioView<ReportFigures>): Board[] {
  const { report, entry, ranked, groups } = view;
  if (ranked === undefined) return [];
  const rows = report.tables.comparisons.filter((row) => row.scenario === entry.name);
  const own = groups.filter((group) => isRanked(group, ranked));
  // The table of the other groups is then the one without a suffix.
  const first = own.length < groups.length ? 1 : 0;
  return own.map((group, index) => ({
    standings: standingsOf(group, ranked, rows),
    label: groups.length > 1
      ? [group.case, group.limits].filter((part) => part !== "").join(", ")
      : "",
    suffix: index + first === 0 ? "" : `-${index + 1}`,
  }));
}

function isRanked(group: Group, { cases }: Ranked): boolean {
  return cases === undefined || cases.includes(group.case);
}

/** The groups that have no board. */
export function unrankedGroups({ ranked, groups }: ScenarioView<ReportFigures>): Group[] {
  return groups.filter((group) => ranked === undefined || !isRanked(group, ranked));
}

/** Whether anything was measured in this group by which to rank, even if it is withheld. */
export function hasRanked({ standings }: Board): boolean {
  return standings.standings.length > 0 ||
    standings.withheld.some(({ value }) => value !== undefined);
}
