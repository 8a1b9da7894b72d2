/** What the library printed and what happened: a dumbbell for each implementation. */
import { formatFactor, formatIn, scaleFor } from "../../format.ts";
import { argumentOf, type Benchmark, inflationOf } from "../../model/benchmarks.ts";
import { type Chart, direction } from "../chart.ts";
import { headText } from "../numbers.ts";
import { type BenchmarkChartInput, colourOf, dotChart, labelOf, trialsOf } from "./chart.ts";

/** The benchmark that all are shown by: the first of these that every implementation has. */
const SHOWN = ["Echo_64B/100", "Echo_64B/1000", "Echo_64B/10"];

/** Items a second as printed, by CPU time, and by the wall clock. */
export function reportedRatesChart(input: BenchmarkChartInput): Chart | undefined {
  const inflated = input.benchmarks.filter((each) =>
    each.clock === "cpu" && each.twinOf === undefined && inflationOf(each) !== undefined
  );
  const { name, shown } = SHOWN.map((name) => ({
    name,
    shown: inflated.filter((each) => isNamed(each, name)),
  })).reduce((a, b) => b.shown.length > a.shown.length ? b : a);
  if (shown.length < 2) return undefined;
  const colour = colourOf(input);
  const factor = (each: Benchmark) => inflationOf(each) as number;
  const rates = shown.flatMap((each) => [each.printedRate as number, each.rate?.median as number]);
  const scale = scaleFor("1/s", "items_rate", rates);
  const sorted = [...shown].sort((a, b) => factor(b) - factor(a));
  const [most, least] = [sorted[0] as Benchmark, sorted.at(-1) as Benchmark];
  return dotChart(
    {
      id: "reported-rates",
      title: `Divided by CPU time, rates of ${name} come out ${formatFactor(factor(least))} to ${
        formatFactor(factor(most))
      } times too high, those of ${labelOf(most)} most`,
      cells: shown.flatMap(({ rate }) => rate ?? []),
      subtitle: [
        `Round trips a second of ${name}`,
        scale.unit,
        "○ as printed, ● by the wall clock",
        direction("higher"),
        trialsOf(shown.map(({ rate }) => rate)),
      ],
      notes: [
        shown.some(({ rate }) => (rate?.n ?? 0) > 1)
          ? "Medians over trials, on a logarithmic axis."
          : "The axis is logarithmic.",
      ],
      numbers: {
        head: [
          "Implementation",
          headText("as printed", scale),
          headText("by the wall clock", scale),
          "times too high",
        ],
        rows: sorted.map((each) => [
          labelOf(each),
          formatIn(scale, each.printedRate as number),
          formatIn(scale, each.rate?.median as number),
          formatFactor(factor(each)),
        ]),
      },
    },
    sorted.map((each) => ({
      label: labelOf(each),
      dots: [
        { value: (each.printedRate as number) / scale.divisor, hollow: true },
        { value: (each.rate?.median as number) / scale.divisor },
      ],
      joined: true,
      text: `${formatIn(scale, each.rate?.median as number)}, not ${
        formatIn(scale, each.printedRate as number)
      }`,
      colour: colour(each.implementation),
    })),
    { logarithmic: true },
  );
}

function isNamed(benchmark: Benchmark, name: string): boolean {
  const found = argumentOf(benchmark);
  return found !== undefined && !found.family.includes("Connect") &&
    `${found.family}/${found.argument}`.endsWith(name);
}
