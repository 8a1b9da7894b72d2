import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Benchmark } from "../../model/benchmarks.ts";
import { benchmarkLike } from "./testing.ts";
import type { BenchmarkChartInput, BenchmarkChartMaker } from "./chart.ts";
import type { Chart } from "../chart.ts";
import { clockTwinsChart } from "./clock_twins.ts";
import { connectionsChart } from "./connections.ts";
import { cpuAndWallChart } from "./cpu_and_wall.ts";
import { inflationChart } from "./inflation.ts";
import { ioUringChart } from "./io_uring.ts";
import { marginalCostChart } from "./marginal_cost.ts";
import { reportedRatesChart } from "./reported_rates.ts";

const MAKERS: Readonly<Record<string, BenchmarkChartMaker>> = {
  clockTwinsChart,
  connectionsChart,
  cpuAndWallChart,
  inflationChart,
  ioUringChart,
  marginalCostChart,
  reportedRatesChart,
};

/** Three programs, one of them twice, by both clocks; the second is a tenth slower than the first. */
function benchmarks(): Benchmark[] {
  const programs = [
    { implementation: "epoll", part: "tcp", seconds: 10e-6 },
    { implementation: "epoll-twin", part: "tcp", seconds: 10.2e-6, twinOf: "epoll" },
    { implementation: "libuv", part: "tcp", seconds: 11e-6 },
    { implementation: "libuv", part: "tcp, io_uring", seconds: 11.1e-6 },
    { implementation: "beast", part: "ws-bun", seconds: 30e-6 },
  ];
  return programs.flatMap(({ seconds, ...program }) => [
    ...(["cpu", "wall"] as const).flatMap((clock) =>
      [10, 100, 1000].flatMap((count) => [
        benchmarkLike({
          ...program,
          clock,
          count,
          name: `BM_TcpEcho_64B/${count}`,
          seconds: count * seconds * (clock === "cpu" ? 1.01 : 1),
        }),
        benchmarkLike({
          ...program,
          clock,
          count,
          name: `BM_TcpConnectEcho_64B/${count}`,
          seconds: 60e-6 + count * seconds,
        }),
      ])
    ),
    ...[1, 8, 64].map((connections) =>
      benchmarkLike({
        ...program,
        count: 1024,
        name: `BM_TcpLadder_64B/connections:${connections}`,
        seconds: 1024 * seconds / Math.sqrt(connections),
      })
    ),
  ]);
}

const INPUT: BenchmarkChartInput = {
  benchmarks: benchmarks(),
  slots: new Map([["epoll", 0], ["libuv", 1], ["beast", 2]]),
};

Deno.test("every chart of benchmarks says its finding and is drawn in two sizes", () => {
  for (const [name, make] of Object.entries(MAKERS)) {
    const chart = make(INPUT) as Chart;
    ok(chart !== undefined, name);
    ok(chart.title.length > 10 && !chart.title.endsWith("."), `${name}: ${chart.title}`);
    for (const svg of [chart.wide, chart.narrow]) {
      match(svg, /^<svg [^>]*role="img"/, name);
      ok(!/NaN|undefined|Infinity/.test(svg), name);
    }
  }
});

Deno.test("every chart of benchmarks names the cells that it draws, each a benchmark's", () => {
  const known = new Set(benchmarks().map(({ cell }) => cell.case));
  for (const [name, make] of Object.entries(MAKERS)) {
    const cells = make(INPUT)?.cells ?? [];
    ok(cells.length > 1, name);
    ok(cells.every((cell) => known.has(cell.case)), name);
  }
});

Deno.test("titles and rows hold the figures that the benchmarks have", () => {
  const made = (make: BenchmarkChartMaker) => make(INPUT) as Chart;
  match(made(reportedRatesChart).title, /2\.0 to 2\.0 times too high/);
  match(
    made(marginalCostChart).title,
    /takes 10(\.0)?.µs \(epoll\) to 30(\.0)?.µs \(beast · bun\)/,
  );
  match(made(cpuAndWallChart).title, /50.% to 50.%/);
  match(
    made(clockTwinsChart).title,
    /differ by 0\.5.% by the median, a program and its twin by 2\.0.%; 30 of 30 .* of a twin, 2\.0.%$/,
  );
  match(made(clockTwinsChart).notes.join(" "), /largest difference of a twin, over all 15.bench/);
  match(
    made(ioUringChart).title,
    /With io_uring libuv has 0\.99 to 0\.99 times .*, 0\.99 by the median of 9.benchmarks$/,
  );
  match(
    made(connectionsChart).title,
    /^By median 4 of 4.programs make the most of many connections: 8\.0 times the rate of one, at 64$/,
  );
  equal(made(connectionsChart).wide.includes("epoll-twin"), false);
});

Deno.test("the title of printed rates names its benchmark, and its note only medians that there are", () => {
  const { title, notes } = reportedRatesChart(INPUT) as Chart;
  match(title, /^Divided by CPU time, rates of Echo_64B\/100 come out /);
  match(notes.join(" "), /^Medians over trials/);
  const single = INPUT.benchmarks.map((each) => ({
    ...each,
    ...(each.rate === undefined ? {} : { rate: { ...each.rate, n: 1 } }),
  }));
  const notesOfSingle = reportedRatesChart({ ...INPUT, benchmarks: single })?.notes.join(" ") ?? "";
  match(notesOfSingle, /^The axis is logarithmic\.$/);
});

Deno.test("with io_uring loads stand in their order, 16 connections behind 8", () => {
  const more = INPUT.benchmarks.flatMap((each) =>
    each.name.endsWith("connections:8")
      ? [{ ...each, name: each.name.replace(":8", ":16") }, each]
      : [each]
  );
  const chart = ioUringChart({ ...INPUT, benchmarks: more }) as Chart;
  const names = (chart.numbers?.rows ?? []).map(([name]) => String(name));
  deepEqual(
    names.filter((name) => name.includes("connections:")).map((name) => name.split(":").at(-1)),
    ["1", "8", "16", "64"],
  );
});

Deno.test("with io_uring no difference is counted: that takes a test for all benchmarks together", () => {
  const slower = INPUT.benchmarks.map((each) =>
    each.part === "tcp, io_uring" && each.name === "BM_TcpEcho_64B/100" && each.clock === "wall"
      ? benchmarkLike({ ...each, seconds: 2e-3 })
      : each
  );
  const { title, notes } = ioUringChart({ ...INPUT, benchmarks: slower }) as Chart;
  match(title, /has 0\.55 to .* by the median of 9.benchmarks$/);
  ok(!/shown|differ/.test(title), title);
  match(notes.join(" "), /such a line shows no difference by itself/);
});

Deno.test("what is left open with io_uring is not called a 95 % interval, which is narrower", () => {
  const { numbers, notes } = ioUringChart(INPUT) as Chart;
  deepEqual(numbers?.head.at(-1), "worst case of both 95\u00a0% intervals");
  match(
    notes.join(" "),
    /^Lines are the worst case of both rates’ 95.% intervals, wider than a 95.% interval of the/,
  );
});

Deno.test("who makes the most of many connections is not who has the highest rate with them", () => {
  const steeper = INPUT.benchmarks.map((each) =>
    each.part === "ws-bun" && each.name.endsWith("connections:64")
      ? benchmarkLike({ ...each, seconds: 1024 * 30e-6 / 12, count: 1024 })
      : each
  );
  match(
    connectionsChart({ ...INPUT, benchmarks: steeper })?.title ?? "",
    /^By median beast · bun makes the most of many connections: 12 times the rate of one, at 64; all others 8\.0 times$/,
  );
});

Deno.test("who gains as much from many connections as the first, to the digits that are shown, is named with it", () => {
  const gains: Readonly<Record<string, [seconds: number, times: number]>> = {
    epoll: [10e-6, 12.04],
    libuv: [11e-6, 11],
    beast: [30e-6, 11.98],
  };
  const near = INPUT.benchmarks.map((each) => {
    const [seconds, times] = gains[each.implementation] ?? [];
    return seconds !== undefined && times !== undefined && each.part !== "tcp, io_uring" &&
        each.name.endsWith("connections:8")
      ? benchmarkLike({ ...each, count: 1024, seconds: 1024 * seconds / times })
      : each;
  });
  match(
    connectionsChart({ ...INPUT, benchmarks: near })?.title ?? "",
    /^By median epoll and beast · bun make .*: 12 times the rate of one, at 8; all others 8\.0 to 11 times$/,
  );
});

Deno.test("a corrected rate beyond what twins differ by is not counted", () => {
  const apart = INPUT.benchmarks.map((each) =>
    each.clock === "cpu" && each.implementation === "beast" && each.name === "BM_TcpEcho_64B/10"
      ? benchmarkLike({ ...each, seconds: 1e-3, count: 10 })
      : each
  );
  match(clockTwinsChart({ ...INPUT, benchmarks: apart })?.title ?? "", /; 29 of 30 by no/);
});

Deno.test("without what a chart is about there is none", () => {
  for (const [name, make] of Object.entries(MAKERS)) {
    equal(make({ ...INPUT, benchmarks: [] }), undefined, name);
    equal(make({ ...INPUT, benchmarks: INPUT.benchmarks.slice(0, 1) }), undefined, name);
  }
});
