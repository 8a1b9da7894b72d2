import { deepEqual, equal, match, ok } from "node:assert/strict";
import { readPassages } from "./passages.ts";
import { summaryOf } from "./testing.ts";
import { readDigits } from "./typed_figures.ts";
import { figureGiven, typedNumbers } from "./typed_numbers.ts";

const SUMMARIES = [
  summaryOf({ median: 2033.4, min: 2001, max: 2055, n: 10, load: 64, load_unit: "connections" }),
  summaryOf({ metric: "latency", statistic: "p99", unit: "s", median: 0.015404 }),
  summaryOf({ metric: "memory_rss", unit: "B", median: 18_400_000, statistic: "max" }),
  summaryOf({ metric: "error_ratio", unit: "1", median: 0.0468 }),
  summaryOf({ metric: "cpu", unit: "cores", median: 0.8263 }),
];

const found = (markdown: string) =>
  readPassages(markdown).passages.flatMap((passage) => typedNumbers(passage, SUMMARIES));
const typed = (markdown: string) => found(markdown).map(({ text }) => text);

Deno.test("a number with a unit is typed, however the two are set", () => {
  const cases: [string, string[]][] = [
    ["It took 40 ms, or 40ms, or 1.5 s.", ["40 ms", "40ms", "1.5 s"]],
    ["9 µs, 9 μs, 9 us and 12 ns", ["9 µs", "9 μs", "9 us", "12 ns"]],
    ["316,500 req/s and 316 k req/s", ["316,500 req/s", "316 k req/s"]],
    ["27 M, 316k, 3 million and 316 thousand", ["27 M", "316k", "3 million", "316 thousand"]],
    ["5000 requests per second", ["5000 requests per second"]],
    ["8.6 MB, 8 MiB, 2 GB, 64 bytes, 3.13 GiB/s", [
      "8.6 MB",
      "8 MiB",
      "2 GB",
      "64 bytes",
      "3.13 GiB/s",
    ]],
    ["47 %, 47%, 47 percent, 20.8 percentage points", [
      "47 %",
      "47%",
      "47 percent",
      "20.8 percentage points",
    ]],
    ["12.1x, 1.42X, 12 ×, 12.1 times as fast, a 5-fold gain", [
      "12.1x",
      "1.42X",
      "12 ×",
      "12.1 times",
      "5-fold",
    ]],
    ["on 2 cores, for 3 J, at 3.1 GHz", ["2 cores", "3 J", "3.1 GHz"]],
    ["a 10-second pause of ~40 ms, sub-40 ms, .5 ms", ["10-second", "40 ms", "40 ms", ".5 ms"]],
    ["40&nbsp;ms, 40\nms, **40** ms, 4*0* ms, [40](a.md) ms", [
      "40\u00a0ms",
      "40 ms",
      "40 ms",
      "40 ms",
      "40 ms",
    ]],
    ["&#52;0 ms and ４０ ms", ["40 ms", "40 ms"]],
    ["40 `ms`", ["40 ms"]],
    ['[link](a.md "it took 40 ms")', ["40 ms"]],
    ["| a | b |\n|---|---|\n| 1 | 40 ms |", ["40 ms"]],
    ["# 12.1 times faster\n\n> 40 ms\n\n- 40 ms", ["12.1 times", "40 ms", "40 ms"]],
    ["<b>40 ms</b> <!-- 41 ms -->", ["40 ms", "41 ms"]],
    ["10.1.2 ms", ["2 ms"]],
  ];
  for (const [markdown, expected] of cases) deepEqual(typed(markdown), expected, markdown);
});

Deno.test("a ratio in words is typed where it compares, and not where it counts repetitions", () => {
  const cases: [string, string[]][] = [
    ["It is twice as fast and needs ten times the memory.", ["twice", "ten times"]],
    ["Ruchy ran ten times faster, a hundred times.", ["ten times", "a hundred times"]],
    ["a tenfold gain, fifty percent, ten milliseconds", [
      "tenfold",
      "fifty percent",
      "ten milliseconds",
    ]],
    ["It uses half the memory, half as much, a third of it.", [
      "half the",
      "half as",
      "a third of",
    ]],
    ["Throughput doubled, and latency halved by an order of magnitude.", [
      "doubled",
      "halved",
      "order of magnitude",
    ]],
    ["½ of it, thirty-five percent", ["thirty-five percent", "½"].reverse()],
    ["Each was run three times, then repeated twice per host.", []],
    ["It was measured 3 times.", []],
    ["In the first half of the run, double quotes at half load.", []],
    ["Three servers, two cases, one core each, ten runs.", []],
  ];
  for (const [markdown, expected] of cases) deepEqual(typed(markdown), expected, markdown);
});

Deno.test("a bare number is typed where it is a figure of the tables, under any usual scaling", () => {
  const cases: [string, string[]][] = [
    ["Go reached 2033, 2,033 or 2030.", ["2033", "2,033", "2030"]],
    ["In thousands that is 2.03.", ["2.03"]],
    ["Its latency of 15.4 was 15,404 in millionths.", ["15.4", "15,404"]],
    ["RSS 18.4, or 17.55 in binary", ["18.4", "17.55"]],
    ["a share of 4.68 in a hundred, a load of 82.6", ["4.68", "82.6"]],
    ["The lowest was 2001 and the highest 2055.", ["2001", "2055"]],
    // Two digits say too little, and other digits are other numbers.
    ["Values of 15, 2034.9, 15.5, 2000 and 18.5", []],
  ];
  for (const [markdown, expected] of cases) deepEqual(typed(markdown), expected, markdown);
});

Deno.test("years, dates, versions, ordinals, names and small counts may be typed", () => {
  const free = [
    "In 2033 and since 2001, on 21 November 2033, 2033-11-21 and November 2033; the 2030s, 12:30.",
    "Node.js 22, nginx 1.27.0, v2.033, HTTP/1.1, HTTP/2, TLS/1.3, k6, p99, x86-64, 127.0.0.1.",
    "The 1st, 2nd, 3rd and 99th percentile of three servers, 15 runs, 64 connections, 7 load levels.",
    "RFC 2033, port 2033, status 2033, page 2033, #2033 and § 2033",
    "# 2033. A heading\n\n2033. An item of a list",
    "`2033 req/s` and [a link](http://example.org/40ms?a=2033)\n\n    40 ms\n\n```\n40 ms\n```",
    "<https://example.org/2033/40%20ms>",
    "a 2x2 table",
  ];
  for (const markdown of free) deepEqual(typed(markdown), [], markdown);
});

Deno.test("a typed number names the figure it was taken from, and the expression for it", () => {
  const [number] = found("It held 2.03 k req/s.");
  match(
    number?.reason ?? "",
    /seems to be the median of throughput mean of ruchy, at 64 connections, 2033\.4 1\/s, {{ throughput\("ruchy", load=64, statistic="mean"\) }}$/,
  );
  // The same digits in another unit are another figure.
  equal(found("It held 2.03 MB.")[0]?.reason, "has a unit");
  match(found("It used 82.6 %.")[0]?.reason ?? "", /the median of cpu mean of ruchy/);
});

Deno.test("typed numbers know their place in the source", () => {
  const markdown = "# Head\n\nSome *text*, [a](b.md) link\nand **40** ms.\n\n- item\n- 12 s\n";
  const places = found(markdown).map(({ offset }) => markdown.slice(offset, offset + 2));
  deepEqual(places, ["40", "12"]);
});

Deno.test("a load that was applied names its cells, and sessions are a result", () => {
  const connections = { median: 128, unit: "1", load: 128, load_unit: "connections" };
  const sessions = { median: 4450, unit: "1", load: 4450, load_unit: "sessions" };
  const summaries = [
    summaryOf({ metric: "connections", ...connections }),
    summaryOf({ metric: "sessions", ...sessions }),
  ];
  const [passage] = readPassages(
    "At 128 connections, 128 concurrent connections or 128 of them, 4450 sessions.",
  ).passages;
  ok(passage !== undefined);
  deepEqual(typedNumbers(passage, summaries).map(({ text }) => text), ["128", "4450"]);
});

Deno.test("readDigits() counts the digits that say something", () => {
  deepEqual(readDigits("12.10"), { value: 12.1, significant: 4, half: 0.005 });
  deepEqual(readDigits("316,500"), { value: 316_500, significant: 4, half: 50 });
  deepEqual(readDigits("0.050"), { value: 0.05, significant: 2, half: 0.0005 });
  deepEqual(readDigits("1.5e3"), { value: 1500, significant: 2, half: 50 });
});

Deno.test("a given is refused where four digits and its unit are a figure's", () => {
  ok(figureGiven("2033 req/s", SUMMARIES) !== undefined);
  ok(figureGiven("15.40 ms", SUMMARIES) !== undefined);
  equal(figureGiven("15.4 ms", SUMMARIES), undefined);
  equal(figureGiven("2033 ms", SUMMARIES), undefined);
  equal(figureGiven("kernel 2033", SUMMARIES), undefined);
});

Deno.test("a typed number is told at its own place, with links, code, headings and numbers like it before it", () => {
  const source = "# On 40 ms\n\nFirst [40 ms](40.md) and `40 ms` and **40** ms.\n\n" +
    "- <http://a/40> 40 ms\n- [a][b] 41 ms, again 41 ms\n\n[b]: 40.md\n\n| a |\n|---|\n| 40 ms |\n";
  const places = found(source).map(({ text, offset }) => `${text} ${offset}`);
  const from = (text: string, start: number) => source.indexOf(text, start);
  const first = from("First", 0);
  const list = from("- <", 0);
  const second = from("- [a]", 0);
  deepEqual(places, [
    `40 ms ${from("40 ms", 0)}`,
    `40 ms ${from("40 ms", first)}`,
    `40 ms ${from("**40**", first) + 2}`,
    `40 ms ${from("> 40 ms", list) + 2}`,
    `41 ms ${from("41 ms", second)}`,
    `41 ms ${from("again", second) + 6}`,
    `40 ms ${from("| 40 ms", second) + 2}`,
  ]);
});
