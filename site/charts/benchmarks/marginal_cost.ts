/** What one more round trip takes, by two sizes: the figure that set-up and counts cannot change. */
import { formatIn, formatQuantity, scaleFor } from "../../format.ts";
import { marginalCostsOf } from "../../model/benchmarks.ts";
import type { Chart } from "../chart.ts";
import { headText } from "../numbers.ts";
import { type BenchmarkChartInput, colourOf, dotChart, labelOf, trialsOf } from "./chart.ts";

/** The smallest messages: there the library's own cost is the largest part. */
const FAMILY = /ConnectEcho_64B$/;

/** Marginal and average cost of an item, of benchmarks whose iteration sets a connection up. */
export function marginalCostChart(input: BenchmarkChartInput): Chart | undefined {
  const costs = marginalCostsOf(
    input.benchmarks.filter(({ twinOf, name }) =>
      twinOf === undefined && FAMILY.test(name.split("/")[0] ?? "")
    ),
  ).filter(({ seconds }) => seconds > 0).sort((a, b) => a.seconds - b.seconds);
  const [first, last] = [costs[0], costs.at(-1)];
  if (first === undefined || last === undefined || first === last) return undefined;
  const colour = colourOf(input);
  const averages = costs.map(({ fixedSeconds, seconds, sizes }) =>
    fixedSeconds / sizes.small + seconds
  );
  const { small, large } = first.sizes;
  const scale = scaleFor("s", "iteration_time", [
    ...averages,
    ...costs.map((each) => each.seconds),
  ]);
  return dotChart(
    {
      id: "marginal-cost",
      title: `One more round trip takes ${formatQuantity(first.seconds, "s", "iteration_time")} (${
        labelOf(first.benchmark)
      }) to ${formatQuantity(last.seconds, "s", "iteration_time")} (${labelOf(last.benchmark)})`,
      cells: costs.flatMap(({ from }) => from.flatMap(({ realTime }) => realTime ?? [])),
      subtitle: [
        "Time of a round trip of 64 B",
        scale.unit,
        `● one more, (t of ${large} - t of ${small}) / ${
          large - small
        }; ○ average of ${small} with the connection's set-up`,
        "lower is better",
        trialsOf(costs.map(({ benchmark }) => benchmark.realTime)),
      ],
      notes: [
        `How far the ring is to the right is the price of a connection, spread over ${small}.`,
      ],
      numbers: {
        head: [
          "Implementation",
          headText("one more", scale),
          headText(`average of ${small}`, scale),
          headText("set-up of a connection", scale),
        ],
        rows: costs.map((cost, index) => [
          labelOf(cost.benchmark),
          formatIn(scale, cost.seconds),
          formatIn(scale, averages[index] as number),
          formatIn(scale, cost.fixedSeconds),
        ]),
      },
    },
    costs.map((cost, index) => ({
      label: labelOf(cost.benchmark),
      dots: [
        { value: (averages[index] as number) / scale.divisor, hollow: true },
        { value: cost.seconds / scale.divisor },
      ],
      joined: true,
      text: formatIn(scale, cost.seconds),
      colour: colour(cost.benchmark.implementation),
    })),
    { logarithmic: false },
  );
}
