/** How many times too high the printed rates are: a dot for each benchmark. */
import { formatFactor } from "../../format.ts";
import { inflationOf } from "../../model/benchmarks.ts";
import type { Chart } from "../chart.ts";
import { spanTexts } from "../numbers.ts";
import { type BenchmarkChartInput, colourOf, dotChart, labelOf } from "./chart.ts";

/** The inflation of every rate by CPU time, a row for each implementation. */
export function inflationChart(input: BenchmarkChartInput): Chart | undefined {
  const inflated = input.benchmarks.flatMap((each) => {
    const factor = inflationOf(each);
    return each.clock !== "cpu" || each.twinOf !== undefined || factor === undefined
      ? []
      : [{ each, factor }];
  });
  const groups = [...Map.groupBy(inflated, ({ each }) => labelOf(each))];
  if (groups.length < 2) return undefined;
  const colour = colourOf(input);
  const rows = groups.map(([label, own]) => ({
    label,
    dots: own.map(({ factor }) => ({ value: factor })),
    least: Math.min(...own.map(({ factor }) => factor)),
    most: Math.max(...own.map(({ factor }) => factor)),
    colour: colour(own[0]?.each.implementation ?? ""),
  })).sort((a, b) => b.most - a.most);
  const spread = rows.reduce((a, b) => b.most / b.least > a.most / a.least ? b : a);
  return dotChart(
    {
      id: "inflation",
      title: `One program's rates are inflated unlike one another: those of ${spread.label} ${
        formatFactor(spread.least)
      } to ${formatFactor(spread.most)} times`,
      cells: inflated.flatMap(({ each }) => each.rate ?? []),
      subtitle: [
        "Printed rate / rate by the wall clock",
        "a dot for each benchmark",
        "1 is honest",
      ],
      notes: [
        "Where the factor differs, the order of the printed rates is not the order of what happened.",
      ],
      numbers: {
        head: ["Implementation", "benchmarks", "least factor", "median", "greatest"],
        rows: rows.map(({ label, dots }) => [
          label,
          ...spanTexts(dots.map(({ value }) => value), formatFactor),
        ]),
      },
    },
    rows.map(({ label, dots, least, most, colour }) => ({
      label,
      dots,
      text: `${formatFactor(least)} to ${formatFactor(most)}`,
      colour,
    })),
    { logarithmic: true, reference: 1 },
  );
}
