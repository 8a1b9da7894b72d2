import { equal } from "node:assert/strict";
import fc from "fast-check";
import { heyFormat } from "./hey.ts";

/** Times of a summary in ten-thousandths of a second, hey's resolution; ascending where hey's are. */
interface Given {
  ticks: number[];
  totalTicks: number;
  good: number;
  bad: number;
  size: number;
}

const seconds = (ticks: number) => (ticks / 10_000).toFixed(4);

/** As hey's requester/print.go prints it, without the histogram and the details that are not read. */
function print({ ticks, totalTicks, good, bad, size }: Given): string {
  const [fastest, p50, average, p90, p99, slowest] = ticks as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const answers = good + bad;
  return [
    "",
    "Summary:",
    `  Total:\t${seconds(totalTicks)} secs`,
    `  Slowest:\t${seconds(slowest)} secs`,
    `  Fastest:\t${seconds(fastest)} secs`,
    `  Average:\t${seconds(average)} secs`,
    `  Requests/sec:\t${(answers / (totalTicks / 10_000)).toFixed(4)}`,
    "  ",
    `  Total data:\t${size * answers} bytes`,
    `  Size/request:\t${size} bytes`,
    "",
    "Latency distribution:",
    `  50% in ${seconds(p50)} secs`,
    `  90% in ${seconds(p90)} secs`,
    `  99% in ${seconds(p99)} secs`,
    "",
    "Status code distribution:",
    `  [200]\t${good} responses`,
    ...bad > 0 ? [`  [503]\t${bad} responses`] : [],
    "",
    "",
  ].join("\n");
}

Deno.test("hey's summary is read back as it was printed, to the last digit", () => {
  const given = fc.record({
    ticks: fc.array(fc.integer({ min: 1, max: 500_000 }), { minLength: 6, maxLength: 6 })
      .map((values) => values.sort((a, b) => a - b)),
    totalTicks: fc.integer({ min: 10_000, max: 6_000_000 }),
    good: fc.integer({ min: 1, max: 900_000 }),
    bad: fc.integer({ min: 0, max: 90_000 }),
    size: fc.integer({ min: 1, max: 5000 }),
  });
  fc.assert(fc.property(given, (each) => {
    const text = print(each);
    const [run, ...others] = heyFormat.read(text, { file: "a.txt" });
    equal(others.length, 0);
    const { ticks, totalTicks, good, bad, size } = each;
    const [fastest, p50, average, p90, p99, slowest] = ticks as number[];
    const printedRate = Number(/Requests\/sec:\t(\S+)/.exec(text)?.[1]);
    const expected: [string, string, number][] = [
      ["requests", "total", good + bad],
      ["duration", "total", totalTicks / 10_000],
      ["throughput", "mean", printedRate],
      ["bytes_received", "total", size * (good + bad)],
      ["errors_status", "total", bad],
      ["errors", "total", 0],
      ...([["min", fastest], ["p50", p50], ["mean", average], ["p90", p90], ["p99", p99], [
        "max",
        slowest,
      ]] as [string, number][])
        .map(([statistic, value]): [string, string, number] => [
          "latency",
          statistic,
          value / 10_000,
        ]),
    ];
    for (const [metric, statistic, value] of expected) {
      const found = run?.measurements.filter((one) =>
        one.metric === metric && one.statistic === statistic && one.status === "ok"
      );
      equal(found?.length, 1, `${metric} ${statistic} in\n${text}`);
      equal(found?.[0]?.value, value, `${metric} ${statistic}`);
    }
  }));
});
