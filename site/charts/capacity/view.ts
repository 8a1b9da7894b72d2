/** What a search found out: of each implementation and its limits the points that were tried, and the capacity. */
import {
  capacitiesOf,
  type CapacityOf,
  cellKey,
  compareText,
  standingOfPoints,
  type StateRow,
  withStates,
} from "../../../pipeline/report.ts";
import { formatNumber } from "../../format.ts";
import type { ScenarioView } from "../../model/scenario.ts";
import type { ReportStanding } from "../../model/standing.ts";

/** One implementation under one set of limits. */
export interface Search {
  name: string;
  title: string;
  limits: string;
  /** Cores that the limits allow; undefined where they do not say. */
  cores: number | undefined;
  /** What the limits say beside the cores: "2 GiB". */
  rest: string;
  /** Ascending by load. */
  points: StateRow[];
  capacity: CapacityOf | undefined;
}

/** The searches under limits with the same number of cores. */
export interface CoreGroup {
  /** "1 core"; "limits not stated" where the limits name no cores. */
  label: string;
  cores: number | undefined;
  /** Most sessions first; what sustains none is last. */
  searches: Search[];
}

export interface CapacityView {
  scenario: ScenarioView;
  unit: string;
  /** Fewest cores first. */
  groups: CoreGroup[];
}

const CORES = /^(\d+(?:\.\d+)?) cores?(?:, (.*))?$/;

/** The searches of a scenario as its report and later ones leave them; undefined where there are none. */
export function capacityView(
  scenario: ScenarioView,
  standing: Pick<ReportStanding, "cells">,
): CapacityView | undefined {
  const { report, entry } = scenario;
  const stateOf = standingOfPoints(entry.slo, standing.cells);
  const own = report.tables.states.filter((row) => row.scenario === entry.name);
  if (own.length === 0) return undefined;
  const capacities = new Map(capacitiesOf(own, stateOf).map((each) => [searchKey(each), each]));
  const titles = new Map(
    report.manifest.implementations.filter((each) => each.scenario === entry.name)
      .map((each) => [each.name, each.title]),
  );
  const searches = [...Map.groupBy(withStates(own, stateOf), searchKey)].map(
    ([key, rows]): Search => {
      const { implementation, limits } = rows[0] as StateRow;
      const match = CORES.exec(limits);
      const points = [...rows].sort((a, b) => a.load - b.load);
      const capacity = capacities.get(key);
      return {
        name: implementation,
        title: titles.get(implementation) || implementation,
        limits,
        cores: match === null ? undefined : Number(match[1]),
        rest: match === null ? limits : match[2] ?? "",
        points,
        // Where the loads that passed are taken back, nobody knows of one; that none passes is not said.
        capacity: capacity?.status === "no pass" && points[0] !== undefined && isGone(points[0])
          ? undefined
          : capacity,
      };
    },
  );
  const groups = [...Map.groupBy(searches, ({ cores }) => cores)].map(
    ([cores, searches]): CoreGroup => ({
      label: cores === undefined
        ? "limits not stated"
        : `${cores} ${cores === 1 ? "core" : "cores"}`,
      cores,
      searches: searches.sort((a, b) =>
        sessionsOf(b) - sessionsOf(a) || compareText(a.title, b.title) ||
        compareText(a.limits, b.limits)
      ),
    }),
  ).sort((a, b) => (a.cores ?? Infinity) - (b.cores ?? Infinity));
  return { scenario, unit: entry.load_unit.replaceAll("-", " "), groups };
}

function searchKey(cell: Omit<StateRow, "load"> | CapacityOf): string {
  const { scenario, implementation, limits, load_unit } = cell;
  return cellKey({ scenario, implementation, case: cell.case, limits, load_unit, load: null });
}

/** Sessions that it sustains; 0 where no load passes. */
export function sessionsOf({ capacity }: Search): number {
  return capacity?.passes ?? 0;
}

/** The best search of each implementation of a group, in the group's order. */
export function bestOf({ searches }: CoreGroup): Search[] {
  const seen = new Set<string>();
  return searches.filter(({ name }) => !seen.has(name) && seen.add(name) !== undefined);
}

/** What later reports made of a point that no longer counts. */
const GONE: readonly StateRow["state"][] = ["superseded", "retracted"];

function isGone({ state }: StateRow): boolean {
  return GONE.includes(state);
}

/** The state that stands for a search without a capacity. */
export function stateWithout({ points }: Pick<Search, "points">): StateRow["state"] | undefined {
  return (points.findLast(isGone) ?? points.at(-1))?.state;
}

/** Titles of what has no capacity in a group because later reports take its points back or replace them. */
export function goneFrom({ searches }: CoreGroup): string[] {
  const left = new Set(
    searches.filter(({ capacity }) => capacity !== undefined).map(({ name }) => name),
  );
  const gone = searches.filter(({ name, points }) => !left.has(name) && points.some(isGone));
  return [...new Set(gone.map(({ title }) => title))];
}

/** The point at which a search first fails. */
export function firstFail({ points, capacity }: Search): StateRow | undefined {
  return points.find((point) => point.load === capacity?.fails);
}

/** The names of what ends a search and is no percentile: too many errors, or a run that measured nothing. */
export const ERRORS_NAME = "errors";
export const NO_SAMPLES_NAME = "no samples";

/** What the pipeline calls a failure that is no gate of the objective. */
const OTHERS: Readonly<Record<string, string>> = {
  "err_rate": ERRORS_NAME,
  "zero-partials/no-samples": NO_SAMPLES_NAME,
};

/** "newest p50" of `newest_p50=204>200`; the words themselves of anything else. */
export function gateName(failure: string): string {
  const name = /^([\w.-]+?)[=~]/.exec(failure)?.[1];
  if (name === undefined) return OTHERS[failure] ?? failure;
  return OTHERS[name] ?? name.replaceAll("_", " ");
}

/** "newest p50 1,271 > 350 ms" of `newest_p50=1271>350`; errors stand as so many in a million answers. */
export function gateText(failure: string): string {
  const [, gate, sign, value, most] = /^([\w.-]+?)([=~])([\d.e+-]+)>([\d.e+-]+)$/.exec(failure) ??
    [];
  const words = gateName(failure);
  if (value === undefined || most === undefined) return words;
  if (gate !== "err_rate") {
    return `${words} ${asPrinted(value)}\u00a0>\u00a0${asPrinted(most)}\u00a0ms`;
  }
  const [errors, allowed] = [value, most].map((ratio) => formatNumber(Number(ratio) * MILLION));
  const about = sign === "~" ? "about " : "";
  return `${words} ${about}${errors} > ${allowed} in ${formatNumber(MILLION)}`;
}

const MILLION = 1e6;

/** The number of a text with its decimals, thousands set apart. */
function asPrinted(text: string): string {
  return formatNumber(Number(text), /\.(\d+)$/.exec(text)?.[1]?.length ?? 0);
}

/** "C++, 1 core, 2 GiB": an implementation with the limits that a chart of one number of cores leaves open. */
export function searchTitle({ title, rest }: Search, searches: readonly Search[]): string {
  const several = searches.filter((each) => each.title === title).length > 1;
  return several && rest !== "" ? `${title}, ${rest}` : title;
}
