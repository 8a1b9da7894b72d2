/** Whether the corrected rates are those that the wall clock gives: a dot for each pair of twins. */
import { formatCount, formatNumber, formatShare } from "../../format.ts";
import {
  type ClockTwins,
  clockTwinsOf,
  medianOf,
  twinDifferencesOf,
} from "../../model/benchmarks.ts";
import type { Chart } from "../chart.ts";
import { changeText } from "../dumbbells.ts";
import { spanTexts } from "../numbers.ts";
import { type BenchmarkChartInput, colourOf, dotChart, labelOf, trialsOf } from "./chart.ts";

/** Corrected rates of the default clock against the same benchmarks with UseRealTime, beside what twins differ by. */
export function clockTwinsChart(input: BenchmarkChartInput): Chart | undefined {
  const twins = clockTwinsOf(input.benchmarks);
  const groups = [...Map.groupBy(twins, ({ corrected }) => labelOf(corrected))];
  if (twins.length < 2) return undefined;
  const colour = colourOf(input);
  const same = twinDifferencesOf(input.benchmarks);
  const size = ({ difference }: ClockTwins) => Math.abs(difference);
  const middle = formatShare(medianOf(twins.map(size)));
  const within = ({ largest }: { largest: number }) =>
    formatNumber(twins.filter((each) => size(each) <= largest).length);
  return dotChart(
    {
      id: "clock-twins",
      // Of hundreds of benchmarks the largest difference says little: the middle one stands beside it.
      title: same === undefined
        ? `Corrected and asked-for rates differ by ${middle}, by the median`
        : `Corrected and asked-for rates differ by ${middle} by the median, a program and its twin by ${
          formatShare(same.median)
        }; ${within(same)} of ${
          formatNumber(twins.length)
        } by no more than the largest difference of a twin, ${formatShare(same.largest)}`,
      cells: twins.flatMap(({ corrected, asked }) =>
        [corrected.rate ?? [], asked.rate ?? []].flat()
      ),
      subtitle: [
        "Rate corrected by cpu-to-wall / rate with UseRealTime - 1",
        "%",
        "a dot for each benchmark",
        "0 is agreement, closer to 0 is better",
        trialsOf(twins.map(({ asked }) => asked.rate)),
      ],
      notes: same === undefined
        ? ["Nothing ran twice, so how far one program differs from itself is not known."]
        : [
          `The shaded band is the largest difference of a twin, over all ${
            formatCount(same.count, "benchmark")
          } that ran twice.`,
        ],
      numbers: {
        head: ["Implementation", "benchmarks", "least", "median", "greatest"],
        rows: groups.map(([label, own]) => [
          label,
          ...spanTexts(own.map(({ difference }) => difference), changeText),
        ]),
      },
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
      ...(same === undefined
        ? {}
        : { band: { low: -same.largest * 100, high: same.largest * 100 } }),
    },
  );
}
