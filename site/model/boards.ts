/** The standings of a scenario's groups, with what a page needs to place them. */
import type { Group, Ranked, ReportFigures, ScenarioView } from "./scenario.ts";
import { type Standings, standingsOf } from "./standings.ts";
import { unbroken } from "../unbroken.ts";

export interface Board {
  standings: Standings;
  /** "64B/100, 2 cores": what tells this group from the others; empty where there is one. */
  label: string;
  /** Makes element ids of this group different from those of the others. */
  suffix: string;
}

const made = new WeakMap<ScenarioView<ReportFigures>, Board[]>();

/**
 * A board per group that has the figure by which its scenario is ranked, if only a withheld one, and whose case is
 * ranked; none where nothing ranks the scenario. Made once, however many pages ask.
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
  const own = groups.filter((group) => isRankedCase(group, ranked));
  // The table of the other groups is then the one without a suffix.
  const first = own.length < groups.length ? 1 : 0;
  // A group without the figure keeps its number, so that the addresses of the others stay.
  return own.flatMap((group, index) =>
    !hasFigure(group, ranked) ? [] : [{
      standings: standingsOf(group, ranked, rows),
      label: groups.length > 1
        ? unbroken([group.case, group.limits].filter((part) => part !== "").join(", "))
        : "",
      suffix: index + first === 0 ? "" : `-${index + 1}`,
    }]
  );
}

function isRankedCase(group: Group, { cases }: Ranked): boolean {
  return cases === undefined || cases.includes(group.case);
}

function hasFigure({ series }: Group, { metric, statistic }: Ranked): boolean {
  return series.some(({ points }) =>
    points.some((point) => point.value(metric, statistic) !== undefined)
  );
}

/** The groups that have no board. */
export function unrankedGroups({ ranked, groups }: ScenarioView<ReportFigures>): Group[] {
  return groups.filter((group) =>
    ranked === undefined || !isRankedCase(group, ranked) || !hasFigure(group, ranked)
  );
}
