/** Round trips a second against the connections of one client. */
import { formatCount, formatFactor, formatIn, formatList, scaleFor } from "../../format.ts";
import type { Benchmark } from "../../model/benchmarks.ts";
import type { Chart } from "../chart.ts";
import { headText, NONE } from "../numbers.ts";
import { type BenchmarkChartInput, colourOf, dotChart, labelOf, trialsOf } from "./chart.ts";

const RUNG = /^BM_\w+Ladder_[^/]+\/connections:(\d+)$/;

/** The rates of one connection and of the best rung, an implementation a row. */
export function connectionsChart(input: BenchmarkChartInput): Chart | undefined {
  const rungs = input.benchmarks.flatMap((benchmark) => {
    const match = RUNG.exec(benchmark.name);
    const { clock, rate, twinOf } = benchmark;
    return match === null || clock !== "wall" || rate === undefined || twinOf !== undefined
      ? []
      : [{ benchmark, connections: Number(match[1]), rate: rate.median }];
  });
  const groups = Map.groupBy(rungs, ({ benchmark }) => labelOf(benchmark));
  const rows = [...groups].flatMap(([label, own]) => {
    const sorted = own.sort((a, b) => a.connections - b.connections);
    const [one, ...more] = sorted;
    if (one === undefined || one.connections !== 1 || more.length === 0) return [];
    const best = sorted.reduce((a, b) => b.rate > a.rate ? b : a);
    return [{ label, one, best, own: sorted }];
  }).sort((a, b) => b.best.rate - a.best.rate);
  if (rows.length < 2) return undefined;
  const gain = ({ best, one }: typeof rows[number]) => best.rate / one.rate;
  const colour = colourOf(input);
  const scale = scaleFor("1/s", "items_rate", rows.map(({ best }) => best.rate));
  const counts = [...new Set(rungs.map(({ connections }) => connections))].sort((a, b) => a - b);
  const name = ({ implementation }: Benchmark) => implementation;
  return dotChart(
    {
      id: "connections",
      // Not of what has the highest rate: that may have had most of it with one connection.
      title: gainSentence(
        rows.map((row) => ({ ...row, gain: gain(row), at: row.best.connections })),
      ),
      cells: rungs.flatMap(({ benchmark }) => benchmark.rate ?? []),
      subtitle: [
        "Round trips of 64 B a second",
        scale.unit,
        "○ one connection, ● more, up to 64",
        "higher is better",
        trialsOf(rungs.map(({ benchmark }) => benchmark.rate)),
      ],
      notes: ["One thread drives all connections of the client; the server has one core."],
      numbers: {
        head: [
          "Implementation",
          ...counts.map((count) => headText(formatCount(count, "connection"), scale)),
        ],
        rows: rows.map(({ label, own }) => [
          label,
          ...counts.map((count) => {
            const rung = own.find(({ connections }) => connections === count);
            return rung === undefined ? NONE : formatIn(scale, rung.rate);
          }),
        ]),
      },
    },
    rows.map(({ label, one, best, own }) => ({
      label,
      dots: own.map((rung) => ({ value: rung.rate / scale.divisor, hollow: rung === one })),
      text: `${formatIn(scale, best.rate)} at ${best.connections}`,
      colour: colour(name(one.benchmark)),
    })),
    { logarithmic: false },
  );
}

/** More who gain the same are counted, not named. */
const MOST_NAMED = 3;

/** "By median epoll and libuv make the most of many connections: 3.9 times the rate of one, at 32; all others 1.2 to 3.6 times". */
function gainSentence(rows: readonly { label: string; gain: number; at: number }[]): string {
  const sorted = rows.toSorted((a, b) => b.gain - a.gain);
  const texts = sorted.map(({ gain }) => formatFactor(gain));
  // Who reads the same is not behind.
  const first = sorted.filter((_, index) => texts[index] === texts[0]);
  const at = [...new Set(first.map(({ at }) => at))].sort((a, b) => a - b).map(String);
  const [high, low] = [texts[first.length], texts.at(-1)];
  const who = first.length > MOST_NAMED
    ? `${first.length} of ${formatCount(rows.length, "program")}`
    : formatList(first.map(({ label }) => label));
  const others = high === undefined || low === undefined
    ? ""
    : `; all others ${low === high ? low : `${low} to ${high}`} times`;
  return `By median ${who} ${first.length > 1 ? "make" : "makes"} the most of many connections: ${
    texts[0]
  } times the rate of one, at ${formatList(at)}${others}`;
}
