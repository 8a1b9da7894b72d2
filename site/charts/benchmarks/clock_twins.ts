/** Whether the corrected rates are those that the wall clock gives: a dot for each pair of twins. */
import { formatNumber, formatShare } from "../../format.ts";
import { type ClockTwins, clockTwinsOf, noiseFloorOfBenchmarks } from "../../model/benchmarks.ts";
import type { Chart } from "../chart.ts";
import { type BenchmarkChartInput, colourOf, dotChart, labelOf, trialsOf } from "./chart.ts";

/** Corrected rates of the default clock against the same benchmarks with UseRealTime, beside the noise floor. */
export function clockTwinsChart(input: BenchmarkChartInput): Chart | undefined {
  const twins = clockTwinsOf(input.benchmarks);
  const groups = [...Map.groupBy(twins, ({ corrected }) => labelOf(corrected))];
  if (twins.length < 2) return undefined;
  const colour = colourOf(input);
  const floor = noiseFloorOfBenchmarks(input.benchmarks);
  const size = ({ difference }: ClockTwins) => Math.abs(difference);
  const within = floor === undefined ? 0 : twins.filter((each) => size(each) <= floor).length;
  const middle = [...twins].sort((a, b) => size(a) - size(b))[twins.length >> 1] as ClockTwins;
  return dotChart(
    {
      id: "clock-twins",
      title: floor === undefined
        ? `Corrected and asked-for rates differ by ${formatShare(size(middle))}, by the median`
        : `${formatNumber(within)} of ${
          formatNumber(twins.length)
        } corrected rates agree with their wall-clock twin within the noise floor, ${
          formatShare(floor)
        }`,
      subtitle: [
        "Rate corrected by cpu-to-wall / rate with UseRealTime - 1",
        "%",
        "a dot for each benchmark",
        "0 is agreement",
        trialsOf(twins.map(({ asked }) => asked.rate)),
      ],
      notes: floor === undefined
        ? ["Nothing ran twice, so the noise floor is not known."]
        : ["The shaded band is the noise floor: how far one program differs from itself."],
    },
    groups.map(([label, own]) => {
      const most = Math.max(...own.map(size));
      return {
        label,
        dots: own.map(({ difference }) => ({ value: difference * 100 })),
        text: `±${formatShare(most)}`,
        colour: colour(own[0]?.corrected.implementation ?? ""),
      };
    }),
    {
      logarithmic: false,
      reference: 0,
      ...(floor === undefined ? {} : { band: { low: -floor * 100, high: floor * 100 } }),
    },
  );
}
