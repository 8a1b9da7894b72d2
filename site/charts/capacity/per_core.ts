/** Sessions per core: how much of the capacity of one core a second one brings along. */
import * as Plot from "@observablehq/plot";
import { capital, formatNumber } from "../../format.ts";
import type { Chart } from "../chart.ts";
import { NONE } from "../numbers.ts";
import { NARROW, type Size, WIDE } from "../plot.ts";
import { drawNamedRows } from "./named_rows.ts";
import type { CapacityInput } from "./palette.ts";
import { type Bound, boundOfRatio } from "../../model/bounds.ts";
import { bestOf, type CapacityView, type Search, sessionsOf } from "./view.ts";
import { boundText, goneNotes, titleOfAll } from "./words.ts";

/** An implementation and what it sustains with each number of cores, fewest first. */
export interface Scaling {
  name: string;
  title: string;
  steps: { cores: number; sessions: number; search: Search }[];
}

/** Every implementation that sustains a load, most sessions per core first. */
export function scalingsOf({ groups }: CapacityView): Scaling[] {
  const found = new Map<string, Scaling>();
  for (const group of groups) {
    if (group.cores === undefined) continue;
    for (const search of bestOf(group)) {
      const sessions = sessionsOf(search);
      if (sessions === 0) continue;
      const { name, title } = search;
      const own = found.get(name) ?? { name, title, steps: [] };
      own.steps.push({ cores: group.cores, sessions, search });
      found.set(name, own);
    }
  }
  return [...found.values()].sort((a, b) => perCore(b) - perCore(a));
}

/** Sessions per core with the fewest cores. */
export function perCore({ steps: [first] }: Scaling): number {
  return first === undefined ? 0 : first.sessions / first.cores;
}

/** What more cores bring. */
export interface Lift {
  /** 1.6 where the most cores sustain 1.6 times what the fewest do. */
  factor: number;
  /** At most that where all loads on the fewest cores passed, at least where all on the most did. */
  bound: Bound;
}

/** Undefined of one number of cores. */
export function liftOf({ steps }: Scaling): Lift | undefined {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined || first === last) return undefined;
  return {
    factor: last.sessions / first.sessions,
    bound: boundOfRatio(isBound(last.search), isBound(first.search), "higher"),
  };
}

function isBound({ capacity }: Search): boolean {
  return capacity?.status === "lower bound";
}

/** Sessions per core, with each number of cores; undefined where there is one number. */
export function perCoreChart(input: CapacityInput): Chart | undefined {
  const { view } = input;
  const scalings = scalingsOf(view);
  const [best, worst] = [scalings[0], scalings.at(-1)];
  if (best === undefined || worst === undefined || best === worst) return undefined;
  const cores = [...new Set(scalings.flatMap(({ steps }) => steps.map((step) => step.cores)))]
    .sort((a, b) => a - b);
  // With one number of cores it would be the ladder once more.
  if (cores.length < 2) return undefined;
  const groups = view.groups.filter((group) => group.cores !== undefined);
  const title = titleOfAll(
    groups,
    `a core carries from ${stepText(worst.steps[0])} (${worst.title}) to ${
      stepText(best.steps[0])
    }\u00a0${view.unit} (${best.title}), each with the fewest cores of which it has a capacity`,
  );
  const subtitle = [
    `Sessions per core: ${cores.map((each) => `${signOf(each, cores)} on ${each}`).join(", ")}`,
    "higher is better",
  ].join(" · ").replace("Sessions", capital(view.unit));
  const label = `${title}. ${subtitle}.`;
  return {
    id: "per-core",
    title,
    subtitle,
    notes: [
      ...goneNotes(groups),
      "The highest load that passes over the cores of its limits. Two signs apart say what further cores lose.",
    ],
    cells: [],
    get wide() {
      return drawScalings(input, scalings, cores, WIDE, label);
    },
    get narrow() {
      return drawScalings(input, scalings, cores, NARROW, label);
    },
  };
}

/** "≥ 1250": sessions for each core. */
function stepText(step: Scaling["steps"][number] | undefined): string {
  return step === undefined
    ? NONE
    : `${boundText(step.search)}${formatNumber(step.sessions / step.cores)}`;
}

/** "●" of the fewest cores, "○" of more. */
function signOf(cores: number, all: readonly number[]): string {
  return cores === all[0] ? "●" : "○";
}

function drawScalings(
  input: CapacityInput,
  scalings: readonly Scaling[],
  cores: readonly number[],
  size: Size,
  label: string,
): string {
  const rows = scalings.map(({ name, title, steps }) => {
    const dots = steps.map((step) => ({ cores: step.cores, each: step.sessions / step.cores }));
    const text = steps.map(stepText).join(" → ");
    return { name, title, dots, text };
  });
  const most = Math.max(...rows.flatMap(({ dots }) => dots.map(({ each }) => each)));
  return drawNamedRows(
    {
      input,
      rows,
      x: {
        domain: [0, most * 1.04],
        ticks: size.narrow ? 1 : 7,
        tickFormat: (tick: number) => formatNumber(tick),
      },
      marksOf: ({ name, dots }, { colour }, className) => {
        const ends = dots.map(({ each }) => each);
        return [
          Plot.ruleY([name], {
            x1: () => Math.min(...ends),
            x2: () => Math.max(...ends),
            y: () => name,
            stroke: colour,
            strokeWidth: 2,
            className,
          }),
          Plot.dot(dots, {
            x: "each",
            y: () => name,
            r: 5,
            fill: (dot: { cores: number }) => dot.cores === cores[0] ? colour : "var(--paper)",
            stroke: colour,
            strokeWidth: 1.8,
            className,
          }),
        ];
      },
    },
    size,
    label,
  );
}
