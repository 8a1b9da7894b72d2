/** How many times as much the most cores sustain as the fewest do. */
import * as Plot from "@observablehq/plot";
import { formatNumber } from "../../format.ts";
import type { Chart } from "../chart.ts";
import { NARROW, type Size, WIDE } from "../plot.ts";
import { drawNamedRows } from "./named_rows.ts";
import type { CapacityInput } from "./palette.ts";
import { liftOf, type Scaling, scalingsOf } from "./per_core.ts";

interface Lift {
  scaling: Scaling;
  lift: number;
}

/** Lift from the fewest cores to the most, largest first. */
export function liftChart(input: CapacityInput): Chart | undefined {
  const lifts = scalingsOf(input.view).flatMap((scaling): Lift[] => {
    const lift = liftOf(scaling);
    return lift === undefined ? [] : [{ scaling, lift }];
  }).sort((a, b) => b.lift - a.lift);
  const [most, least] = [lifts[0], lifts.at(-1)];
  if (most === undefined || least === undefined || lifts.length < 2) return undefined;
  const cores = coresOf(lifts);
  const between = cores.length === 2 ? `from ${cores[0]} to ${cores[1]} cores` : "with more cores";
  const title = `Capacity rises ${between} by a factor of ${
    liftText(least.lift)
  } (${least.scaling.title}) to ${liftText(most.lift)} (${most.scaling.title})`;
  const subtitle = `Capacity as a multiple of that on ${
    cores[0] === 1 ? "1 core" : `${cores[0]} cores`
  } · higher is better`;
  const label = `${title}. ${subtitle}.`;
  return {
    id: "lift",
    title,
    subtitle,
    notes: ["The line at the right end would be a capacity that grows as the cores do."],
    get wide() {
      return drawLifts(input, lifts, cores, WIDE, label);
    },
    get narrow() {
      return drawLifts(input, lifts, cores, NARROW, label);
    },
  };
}

function coresOf(lifts: readonly Lift[]): number[] {
  const cores = lifts.flatMap(({ scaling }) => scaling.steps.map((step) => step.cores));
  return [...new Set(cores)].sort((a, b) => a - b);
}

/** "1.60". */
export function liftText(lift: number): string {
  return formatNumber(lift, 2);
}

function drawLifts(
  input: CapacityInput,
  lifts: readonly Lift[],
  cores: readonly number[],
  size: Size,
  label: string,
): string {
  const ideal = (cores.at(-1) as number) / (cores[0] as number);
  const all = lifts.map(({ lift }) => lift);
  return drawNamedRows(
    {
      input,
      rows: lifts.map(({ scaling: { name, title }, lift }) => ({
        name,
        title,
        text: liftText(lift),
        lift,
      })),
      x: {
        domain: [Math.min(1, ...all), Math.max(ideal, ...all)],
        ticks: size.narrow ? 3 : 6,
        tickFormat: (tick: number) => formatNumber(tick, Number.isInteger(tick) ? 0 : 1),
      },
      padding: 0.35,
      under: [Plot.ruleX([ideal], { stroke: "var(--ink)", strokeWidth: 1 })],
      marksOf: ({ name, lift }, { colour, coloured }, className) => [
        Plot.barX([lift], {
          x1: 1,
          x2: () => lift,
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
