/** How long a round trip takes, and how long the measuring thread was on the CPU meanwhile. */
import { formatIn, formatShare, scaleFor } from "../../format.ts";
import { argumentOf, type Benchmark } from "../../model/benchmarks.ts";
import type { Chart } from "../chart.ts";
import { headText } from "../numbers.ts";
import { type BenchmarkChartInput, colourOf, dotChart, labelOf, trialsOf } from "./chart.ts";

const FAMILY = /(?<!Connect)Echo_64B$/;

/** CPU time and real time of a round trip side by side, by the largest count of round trips. */
export function cpuAndWallChart(input: BenchmarkChartInput): Chart | undefined {
  const timed = input.benchmarks.flatMap((benchmark) => {
    const argument = argumentOf(benchmark);
    const { cpuTime, realTime, clock, twinOf } = benchmark;
    if (clock !== "wall" || twinOf !== undefined || cpuTime === undefined) return [];
    if (realTime === undefined || argument === undefined || !FAMILY.test(argument.family)) {
      return [];
    }
    const { argument: count } = argument;
    return [{ benchmark, count, cpu: cpuTime.median / count, wall: realTime.median / count }];
  });
  const largest = Math.max(...timed.map(({ count }) => count));
  const shown = timed.filter(({ count }) => count === largest).sort((a, b) => a.wall - b.wall);
  if (shown.length < 2) return undefined;
  const colour = colourOf(input);
  const scale = scaleFor("s", "iteration_time", shown.map(({ wall }) => wall));
  const shares = shown.map(({ cpu, wall }) => cpu / wall);
  const name = ({ benchmark }: { benchmark: Benchmark }) => labelOf(benchmark);
  const least = shown[shares.indexOf(Math.min(...shares))] as typeof shown[number];
  return dotChart(
    {
      id: "cpu-and-wall",
      title: `The measuring thread is on the CPU for ${formatShare(Math.min(...shares))} to ${
        formatShare(Math.max(...shares))
      } of a round trip, least with ${name(least)}`,
      cells: shown.flatMap(({ benchmark: { realTime, cpuTime } }) =>
        [realTime ?? [], cpuTime ?? []].flat()
      ),
      subtitle: [
        "Time of a round trip of 64 B",
        scale.unit,
        "○ on the CPU, ● by the wall clock",
        "lower is better",
        trialsOf(shown.map(({ benchmark }) => benchmark.realTime)),
      ],
      notes: ["A rate by CPU time leaves out the time from the ring to the dot."],
      numbers: {
        head: [
          "Implementation",
          headText("on the CPU", scale),
          headText("by the wall clock", scale),
          "CPU / wall",
        ],
        rows: shown.map((each) => [
          name(each),
          formatIn(scale, each.cpu),
          formatIn(scale, each.wall),
          formatShare(each.cpu / each.wall),
        ]),
      },
    },
    shown.map((each) => ({
      label: name(each),
      dots: [
        { value: each.cpu / scale.divisor, hollow: true },
        { value: each.wall / scale.divisor },
      ],
      joined: true,
      text: formatIn(scale, each.wall),
      colour: colour(each.benchmark.implementation),
    })),
    { logarithmic: false },
  );
}
