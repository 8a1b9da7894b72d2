/** How many times as much the most cores sustain as the fewest do. */
import * as Plot from "@observablehq/plot";
import { formatBehind, formatList, formatNumber } from "../../format.ts";
import { boundWords } from "../../model/bounds.ts";
import type { Chart } from "../chart.ts";
import { NARROW, type Size, WIDE } from "../plot.ts";
import { drawNamedRows } from "./named_rows.ts";
import type { CapacityInput } from "./palette.ts";
import { type Lift, liftOf, type Scaling, scalingsOf } from "./per_core.ts";
import { goneNotes, titleOfAll } from "./words.ts";

interface Lifted extends Lift {
  scaling: Scaling;
}

/** Lift from the fewest cores to the most, largest first. */
export function liftChart(input: CapacityInput): Chart | undefined {
  const all = scalingsOf(input.view).flatMap((scaling): Lifted[] => {
    const lift = liftOf(scaling);
    return lift === undefined ? [] : [{ scaling, ...lift }];
  }).sort((a, b) => b.factor - a.factor);
  const lifts = all.filter(({ bound }) => bound !== "?");
  const unknown = all.filter(({ bound }) => bound === "?").map(({ scaling }) => scaling.title);
  const [most, least] = [lifts[0], lifts.at(-1)];
  if (most === undefined || least === undefined || lifts.length < 2) return undefined;
  const cores = coresOf(lifts);
  const between = cores.length === 2 ? `from ${cores[0]} to ${cores[1]} cores` : "with more cores";
  const groups = input.view.groups.filter((group) => group.cores !== undefined);
  const title = titleOfAll(
    groups,
    `capacity rises ${between} by a factor of ${liftWords(least)} (${least.scaling.title}) to ${
      liftWords(most)
    } (${most.scaling.title})`,
  );
  const subtitle = `Capacity as a multiple of that on ${
    cores[0] === 1 ? "1 core" : `${cores[0]} cores`
  } · higher is better`;
  const label = `${title}. ${subtitle}.`;
  return {
    id: "lift",
    title,
    subtitle,
    notes: [
      ...goneNotes(groups),
      "The line at the right end would be a capacity that grows as the cores do.",
      ...(lifts.some(({ bound }) => bound !== "")
        ? ["≤ and ≥ mark what is at most, or at least: there every load that was tried passes."]
        : []),
      ...(unknown.length > 0
        ? [`Not known of ${formatList(unknown)}: there it passes every load on either cores.`]
        : []),
    ],
    cells: [],
    get wide() {
      return drawLifts(input, lifts, cores, WIDE, label);
    },
    get narrow() {
      return drawLifts(input, lifts, cores, NARROW, label);
    },
  };
}

function coresOf(lifts: readonly Lifted[]): number[] {
  const cores = lifts.flatMap(({ scaling }) => scaling.steps.map((step) => step.cores));
  return [...new Set(cores)].sort((a, b) => a - b);
}

/** "1.60", "≤ 1.80"; "not known" where both are lower bounds. */
export function liftText({ factor, bound }: Lift): string {
  if (bound === "?") return "not known";
  return `${bound === "" ? "" : `${bound}\u00a0`}${formatBehind(bound, factor, 2)}`;
}

/** "1.60", "at most 1.80". */
function liftWords({ factor, bound }: Lift): string {
  return `${boundWords(bound)}${formatBehind(bound, factor, 2)}`;
}

function drawLifts(
  input: CapacityInput,
  lifts: readonly Lifted[],
  cores: readonly number[],
  size: Size,
  label: string,
): string {
  const ideal = (cores.at(-1) as number) / (cores[0] as number);
  const all = lifts.map(({ factor }) => factor);
  return drawNamedRows(
    {
      input,
      rows: lifts.map(({ scaling: { name, title }, ...lift }) => ({
        name,
        title,
        text: liftText(lift),
        factor: lift.factor,
      })),
      x: {
        domain: [Math.min(1, ...all), Math.max(ideal, ...all)],
        ticks: size.narrow ? 3 : 6,
        tickFormat: (tick: number) => formatNumber(tick, Number.isInteger(tick) ? 0 : 1),
      },
      padding: 0.35,
      under: [Plot.ruleX([ideal], { stroke: "var(--ink)", strokeWidth: 1 })],
      marksOf: ({ name, factor }, { colour, coloured }, className) => [
        Plot.barX([factor], {
          x1: 1,
          x2: () => factor,
          y: () => name,
          fill: colour,
          fillOpacity: coloured ? 0.6 : 0.35,
          className,
        }),
      ],
    },
    size,
    label,
  );
}
