/** How many times as much the most cores sustain as the fewest do. */
import * as Plot from "@observablehq/plot";
import { formatNumber } from "../../format.ts";
import { type Chart, seriesClass } from "../chart.ts";
import { draw, NARROW, type Size, textWidth, WIDE } from "../plot.ts";
import { fitTitles } from "../rows.ts";
import { type CapacityInput, capacityStyles, searchLink } from "./palette.ts";
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
  const style = capacityStyles(input);
  const ideal = (cores.at(-1) as number) / (cores[0] as number);
  const top = Math.max(ideal, ...lifts.map(({ lift }) => lift));
  const labelSpace = Math.min(
    size.narrow ? 130 : 260,
    Math.max(...lifts.map(({ scaling }) => textWidth(scaling.title, size.fontSize))) + 16,
  );
  const labels = fitTitles(lifts.map(({ scaling }) => scaling), labelSpace - 10, size);
  return draw(
    {
      height: lifts.length * 27 + 44,
      marginTop: 8,
      marginBottom: 36,
      marginLeft: labelSpace,
      marginRight: 52,
      x: {
        domain: [Math.min(1, ...lifts.map(({ lift }) => lift)), top],
        ticks: size.narrow ? 3 : 6,
        tickFormat: (tick: number) => formatNumber(tick, Number.isInteger(tick) ? 0 : 1),
        tickSize: 4,
        grid: true,
        label: null,
      },
      y: { domain: lifts.map(({ scaling }) => scaling.name), axis: null, padding: 0.35 },
      marks: [
        Plot.ruleX([ideal], { stroke: "var(--ink)", strokeWidth: 1 }),
        ...lifts.flatMap(({ scaling: { name, title }, lift }): Plot.Markish[] => {
          const { colour, coloured } = style(name);
          const className = seriesClass(name);
          return [
            Plot.barX([lift], {
              x1: 1,
              x2: () => lift,
              y: () => name,
              fill: colour,
              fillOpacity: coloured ? 0.6 : 0.35,
              className,
            }),
            Plot.text([lift], {
              frameAnchor: "right",
              y: () => name,
              text: () => liftText(lift),
              textAnchor: "start",
              dx: 10,
              fill: "var(--ink)",
              fontVariant: "tabular-nums",
              className,
            }),
            Plot.text([name], {
              frameAnchor: "left",
              y: () => name,
              text: () => labels.get(name) ?? title,
              textAnchor: "end",
              dx: -10,
              fill: coloured ? "var(--ink)" : "var(--muted)",
              ...searchLink(input, name),
              className,
            }),
          ];
        }),
      ],
    },
    size,
    label,
  );
}
