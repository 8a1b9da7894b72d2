/** One program with and without io_uring: a ratio for each benchmark, with what their intervals leave open. */
import { formatNumber } from "../../format.ts";
import type { Benchmark } from "../../model/benchmarks.ts";
import { noiseFloorOfBenchmarks } from "../../model/benchmarks.ts";
import { intervalOf } from "../../model/values.ts";
import type { Chart } from "../chart.ts";
import { type BenchmarkChartInput, colourOf, dotChart, trialsOf } from "./chart.ts";

const RING = ", io_uring";

/** Rates with io_uring / rates without, of the benchmarks by the wall clock. */
export function ioUringChart(input: BenchmarkChartInput): Chart | undefined {
  const wall = input.benchmarks.filter(({ clock, rate }) => clock === "wall" && rate !== undefined);
  const pairs = wall.flatMap((ring) => {
    if (!ring.part.endsWith(RING)) return [];
    const plain = wall.find((each) =>
      each.implementation === ring.implementation && each.name === ring.name &&
      each.part === ring.part.slice(0, -RING.length)
    );
    return plain === undefined ? [] : [{ ring, plain, ratio: medianRatio(ring, plain) }];
  });
  const [first] = pairs;
  if (first === undefined) return undefined;
  const colour = colourOf(input);
  const apart = (each: typeof first) => {
    const interval = ratioInterval(each.ring, each.plain);
    return interval !== undefined && (interval.low > 1 || interval.high < 1);
  };
  const told = pairs.filter(apart);
  const floor = noiseFloorOfBenchmarks(input.benchmarks);
  const ratios = pairs.map(({ ratio }) => ratio);
  return dotChart(
    {
      id: "io-uring",
      title: `With io_uring ${first.ring.title} has ${formatNumber(Math.min(...ratios), 2)} to ${
        formatNumber(Math.max(...ratios), 2)
      } times its rates without; no difference is shown in ${
        formatNumber(pairs.length - told.length)
      } of ${formatNumber(pairs.length)}`,
      subtitle: [
        "Rate with UV_USE_IO_URING=1 / rate with 0",
        "right of 1 io_uring is faster",
        trialsOf(pairs.map(({ ring }) => ring.rate)),
      ],
      notes: [
        "Lines are 95\u00a0% intervals, the worst case of both: one of twenty may miss by chance.",
        "libuv hands changes of what it watches to io_uring; it reads and writes sockets as before.",
        ...(floor === undefined ? [] : ["The shaded band is the noise floor."]),
      ],
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
      ...(floor === undefined ? {} : { band: { low: 1 - floor, high: 1 + floor } }),
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
