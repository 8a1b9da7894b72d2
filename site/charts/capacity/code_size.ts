/** How large each program is and how much it sustains, with the Pareto front. */
import { formatList, formatNumber } from "../../format.ts";
import type { Chart } from "../chart.ts";
import { frontNotes, frontWords, knownFront, paretoFront } from "../front.ts";
import { NARROW, WIDE } from "../plot.ts";
import { drawScatter, type ScatterPoint } from "../scatter.ts";
import { type CapacityInput, capacityStyles } from "./palette.ts";
import { bestOf, type CapacityView, type CoreGroup, type Search, sessionsOf } from "./view.ts";
import { boundText, goneNotes, isLowerBound, titleOfAll } from "./words.ts";

/** The counter that states a program's size. */
const LINES = "counter:lines_of_code";

/** Lines of code by implementation, as the report's tables have them. */
export function linesOfCode({ scenario: { report, entry } }: CapacityView): Map<string, number> {
  return new Map(
    report.tables.summary.filter(({ scenario, metric, status }) =>
      scenario === entry.name && metric === LINES && status !== "withheld"
    ).map(({ implementation, median }) => [implementation, median]),
  );
}

/** A program's lines of code (x) and what it sustains (y). */
export interface Sized {
  search: Search;
  x: number;
  y: number;
  /** Whether it sustains that or more. */
  bound: boolean;
}

/** Which way each of the two is better. */
export const BETTER = { x: "lower", y: "higher" } as const;

/** The programs of a group of which both are known. */
export function sizedOf(view: CapacityView, group: CoreGroup): Sized[] {
  const lines = linesOfCode(view);
  return bestOf(group).flatMap((search) => {
    const x = lines.get(search.name);
    const y = sessionsOf(search);
    return x === undefined || y === 0 ? [] : [{ search, x, y, bound: isLowerBound(search) }];
  });
}

/** Capacity with the fewest cores against lines of code. */
export function codeSizeChart(input: CapacityInput): Chart | undefined {
  const { view } = input;
  const [group] = view.groups;
  if (group === undefined) return undefined;
  const found = sizedOf(view, group);
  if (found.length < 3) return undefined;
  const known = knownFront(found, BETTER);
  const titleOf = ({ search }: Sized) => search.title;
  const [front, unknown] = [known.front.map(titleOf), known.unknown.map(titleOf)];
  const title = titleOfAll(
    [group],
    front.length === 0
      ? "it is not known which programs no smaller one surpasses"
      : `no smaller program sustains more than ${frontWords({ front, unknown })}`,
  );
  const subtitle =
    `Capacity on ${group.label} (higher is better) against lines of code (lower is better)`;
  const style = capacityStyles(input);
  const points = found.map(({ search: { name, title }, x, y }): ScatterPoint => ({
    name,
    title,
    x,
    y,
    style: style(name),
    href: input.hrefOf?.(name),
  }));
  const options = {
    x: { title: "lines of code", better: BETTER.x, logarithmic: false },
    y: { title: view.unit, better: BETTER.y, logarithmic: false },
    label: `${title}. ${subtitle}.`,
  };
  const lines = linesOfCode(view);
  const without = bestOf(group).filter(({ name }) => !lines.has(name)).map((each) => each.title);
  return {
    id: "code",
    title,
    subtitle,
    notes: [
      ...goneNotes([group]),
      ...frontNotes(
        paretoFront(found, BETTER).length,
        unknown,
        "every load that was tried passes there, or with one that is smaller",
      ),
      ...(without.length === 0 ? [] : [`No size is stated of ${formatList(without)}.`]),
    ],
    cells: [],
    numbers: {
      head: ["Implementation", "Lines of code", view.unit],
      rows: found.map(({ search, x, y }) => [
        search.title,
        formatNumber(x),
        `${boundText(search)}${formatNumber(y)}`,
      ]),
    },
    get wide() {
      return drawScatter(points, options, WIDE);
    },
    get narrow() {
      return drawScatter(points, options, NARROW);
    },
  };
}
