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

const typedIn = (markdown: string, summaries: Parameters<typeof typedNumbers>[1]) =>
  readPassages(markdown).passages.flatMap((passage) => typedNumbers(passage, summaries));
const found = (markdown: string) => typedIn(markdown, SUMMARIES);
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
    "nginx 2.033.1, 2.033.1-rc.2, TLS/2.03, HTTPS/2.03, the 2033rd request, 2033-11, 2033-11-21T20:33Z",
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

Deno.test("code, other blocks and decoded signs move no typed number from its own place", () => {
  const cases: [source: string, offsets: number[]][] = [
    ["```\n40 ms\n```\n\n40 ms", [15]],
    ["    40 ms\n\n40 ms", [11]],
    ["a\n\n[b]: 40ms.md\n\n40 ms [b]", [17]],
    ["&#52;0 ms\n\nSo 40 ms", [0, 14]],
    ["So &#52;0 ms\n\nSo 40 ms", [2, 17]],
    ['So [a](b.md "41 ms") and 40 ms', [25, 3]],
    ["**[x](40ms.md)** 40 ms", [17]],
    ["[x](40.md) 40 ms", [11]],
    ["[x] 40 ms", [4]],
    ["a\\\n40 ms", [3]],
    ["`40` and `40 ms` are 40 ms", [21]],
    ["# 2033 times\n\n2033 requests", [2, 14]],
    ["# 2033\n\n2033 of them", [2, 8]],
    ["40 `ms 1` and 41 `ms`", [14]],
  ];
  for (const [source, offsets] of cases) {
    deepEqual(found(source).map(({ offset }) => offset), offsets, source);
  }
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

Deno.test("a figure is found by each of its columns, under every prefix of its unit", () => {
  const [passage] = readPassages("1111 1222 1333 1444 1555 1666 1777 188 1999 12").passages;
  const row = summaryOf({
    ...{ median: 1111, mean: 1222, merged: 1333, low: 1444, high: 1555, min: 1666, max: 1777 },
    n: 188,
  });
  ok(passage !== undefined);
  deepEqual(
    typedNumbers(passage, [row]).map((
      { text, reason },
    ) => [text, /be the (\w+) of/.exec(reason)?.[1]]),
    [
      ...[["1111", "median"], ["1222", "mean"], ["1333", "merged"], ["1444", "low"]],
      ...[["1555", "high"], ["1666", "min"], ["1777", "max"], ["188", "n"]],
    ],
  );
  // How many trials there were is no rate.
  equal(typedIn("It was 188 req/s.", [row])[0]?.reason, "has a unit");
  const cases: [unit: string, value: number, found: string[]][] = [
    ["s", 12.3456, ["12.35", "12346", "12345600", "12345600000"]],
    ["B", 123456789012, ["123456789", "123457", "123.5", "120563271", "117738", "114.98"]],
    ["B/s", 123456789012, ["123456789", "123457", "123.5", "120563271", "117738", "114.98"]],
    ["1/s", 123456789012, ["123456789", "123457", "123.5"]],
    ["1", 4321.5, ["4321.5", "432150", "4.32"]],
    ["1", 4321500, ["4.32"]],
    ["cores", 2.3456, ["2.35", "234.6"]],
  ];
  for (const [unit, value, texts] of cases) {
    const summaries = [summaryOf({ unit, median: value, min: 0, max: 0 })];
    const read = readPassages(`${texts.join(" and ")} and 999.9`).passages[0];
    ok(read !== undefined);
    deepEqual(typedNumbers(read, summaries).map(({ text }) => text), texts, unit);
  }
});

Deno.test("a figure with a unit is one of that unit and prefix, or of a core in percent", () => {
  const cases: [unit: string, value: number, text: string, isFigure: boolean][] = [
    ["1/s", 316_500, "316.5 k", true],
    ["1/s", 316_500, "316.5 M", false],
    ["1/s", 316.5, "316.5 k", false],
    ["s", 0.3165, "316.5 ms", true],
    ["s", 316.5, "316.5 ms", false],
    ["s", 0.4, "0.4 s", false],
    ["s", 0.41, "0.41 s", true],
    ["cores", 0.826, "82.6 %", true],
    ["cores", 0.826, "0.826 cores", true],
    ["cores", 0.826, "0.826 s", false],
    ["1", 0.826, "82.6 %", true],
    ["J", 3210, "3.21 kJ", true],
  ];
  for (const [unit, value, text, isFigure] of cases) {
    const [number] = typedIn(`It was ${text}.`, [summaryOf({ unit, median: value })]);
    equal(number?.text, text);
    equal(
      number?.reason.includes("seems to be the median"),
      isFigure,
      `${text} of ${value} ${unit}`,
    );
  }
});

Deno.test("an expression for a cell names its counter, case, load and limits", () => {
  const cell = { median: 4711, case: "64B", limits: "1 core", load: 8, load_unit: "connections" };
  const reason = (more: Parameters<typeof summaryOf>[0]) =>
    typedIn("It was 4711.", [summaryOf(more)])[0]?.reason ?? "";
  match(
    reason({ ...cell, clock: "wall" }),
    /throughput mean of ruchy, 64B, 1 core, at 8 connections, wall, 4711 1\/s, {{ throughput\("ruchy", "64B", load=8, limits="1 core", statistic="mean"\) }}$/,
  );
  match(
    reason({ ...cell, metric: "counter:a:b", load: null, load_unit: "", limits: "" }),
    / of ruchy, 64B, 4711 1\/s, {{ counter\("a:b", "ruchy", "64B", statistic="mean"\) }}$/,
  );
});

Deno.test("a load is told by its word, in whole, as its scenario spells it", () => {
  const at = (load_unit: string) => [summaryOf({ median: 128, load: 128, load_unit })];
  const left = (text: string, load_unit: string) =>
    typedIn(text, at(load_unit)).map(({ text }) => text);
  deepEqual(left("At 128 virtual users", "virtual-users"), []);
  deepEqual(left("128 users and 128 times", "users"), ["128 times"]);
  deepEqual(left("128 of the users, 128 other users", "users"), ["128", "128"]);
  deepEqual(left("a 128-user run with 128 concurrent users", "users"), []);
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
