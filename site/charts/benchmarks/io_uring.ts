/** One program with and without io_uring: a ratio for each benchmark, with what their intervals leave open. */
import { formatCount, formatNumber } from "../../format.ts";
import {
  type Benchmark,
  compareNames,
  medianOf,
  twinDifferencesOf,
} from "../../model/benchmarks.ts";
import { intervalOf } from "../../model/values.ts";
import type { Chart } from "../chart.ts";
import { NONE } from "../numbers.ts";
import { type BenchmarkChartInput, colourOf, dotChart, trialsOf } from "./chart.ts";

const RING = ", io_uring";

/**
 * Rates with io_uring / rates without, of the benchmarks by the wall clock. In how many a difference is shown is
 * for the pipeline to say: comparisons.csv has no pair of one implementation with itself, and a count of intervals
 * that leave out 1 would be another test than that of the report's text, with another answer.
 */
export function ioUringChart(input: BenchmarkChartInput): Chart | undefined {
  const wall = input.benchmarks.filter(({ clock, rate }) => clock === "wall" && rate !== undefined);
  const pairs = wall.flatMap((ring) => {
    if (!ring.part.endsWith(RING)) return [];
    const plain = wall.find((each) =>
      each.implementation === ring.implementation && each.name === ring.name &&
      each.part === ring.part.slice(0, -RING.length)
    );
    return plain === undefined ? [] : [{ ring, plain, ratio: medianRatio(ring, plain) }];
  }).sort((a, b) => compareNames(a.ring.name, b.ring.name));
  const [first] = pairs;
  if (first === undefined) return undefined;
  const colour = colourOf(input);
  const same = twinDifferencesOf(input.benchmarks);
  const ratios = pairs.map(({ ratio }) => ratio);
  return dotChart(
    {
      id: "io-uring",
      title: `With io_uring ${first.ring.title} has ${formatNumber(Math.min(...ratios), 2)} to ${
        formatNumber(Math.max(...ratios), 2)
      } times its rates without, ${formatNumber(medianOf(ratios), 2)} by the median of ${
        formatCount(pairs.length, "benchmark")
      }`,
      cells: pairs.flatMap(({ ring, plain }) => [ring.rate ?? [], plain.rate ?? []].flat()),
      subtitle: [
        "Rate with UV_USE_IO_URING=1 / rate with 0",
        "right of 1 io_uring is faster",
        trialsOf(pairs.map(({ ring }) => ring.rate)),
      ],
      notes: [
        "Lines are the worst case of both rates’ 95\u00a0% intervals, wider than a 95\u00a0% interval of " +
        "the ratio: of many some lie beside 1 by chance, so such a line shows no difference by itself.",
        "libuv hands changes of what it watches to io_uring; it reads and writes sockets as before.",
        ...(same === undefined
          ? []
          : ["The shaded band is the largest difference of a twin, over all benchmarks."]),
      ],
      numbers: {
        head: ["Benchmark", "rate with / without", "worst case of both 95\u00a0% intervals"],
        rows: pairs.map(({ ring, plain, ratio }) => {
          const interval = ratioInterval(ring, plain);
          return [
            ring.name,
            formatNumber(ratio, 2),
            interval === undefined
              ? NONE
              : `${formatNumber(interval.low, 2)} to ${formatNumber(interval.high, 2)}`,
          ];
        }),
      },
    },
    pairs.map(({ ring, plain, ratio }) => {
      const interval = ratioInterval(ring, plain);
      return {
        label: ring.name.replace(/^BM_[A-Z][a-z]+/, ""),
        dots: [{ value: ratio }],
        ...(interval === undefined ? {} : { interval }),
        text: formatNumber(ratio, 2),
        colour: colour(ring.implementation),
      };
    }),
    {
      logarithmic: false,
      reference: 1,
      ...(same === undefined ? {} : { band: { low: 1 - same.largest, high: 1 + same.largest } }),
      tickFormat: (tick) => formatNumber(tick, 2),
    },
  );
}

function medianRatio(a: Benchmark, b: Benchmark): number {
  return (a.rate?.median ?? NaN) / (b.rate?.median ?? NaN);
}

/** The worst case of both 95 % intervals: wider than the interval of the ratio itself. */
function ratioInterval(a: Benchmark, b: Benchmark): { low: number; high: number } | undefined {
  const above = a.rate === undefined ? undefined : intervalOf(a.rate);
  const below = b.rate === undefined ? undefined : intervalOf(b.rate);
  return above === undefined || below === undefined
    ? undefined
    : { low: above.low / below.high, high: above.high / below.low };
}
