import { deepEqual, equal, ok } from "node:assert/strict";
import {
  argumentOf,
  type Benchmark,
  benchmarksOf,
  clockTwinsOf,
  inflationOf,
  marginalCostsOf,
  twinDifferencesOf,
} from "./benchmarks.ts";
import { loadReport } from "./report.ts";
import { benchmarkLike } from "../charts/benchmarks/testing.ts";

const PUBLISHED = decodeURIComponent(
  new URL("../../data/published-echo", import.meta.url).pathname,
);

Deno.test("the benchmarks of a report have their times, their rate by the wall clock and what was printed", async () => {
  const report = await loadReport("published-echo", PUBLISHED);
  const benchmarks = benchmarksOf(report, "echo");
  const drogon = benchmarks.find(({ name }) => name === "BM_DrogonWsText_64B/10") as Benchmark;
  equal(drogon.part, "ws-external");
  equal(drogon.title, "Drogon");
  equal(drogon.clock, "cpu");
  equal(drogon.printedRate, 1.29e6);
  ok(Math.abs((inflationOf(drogon) ?? 0) / 37 - 1) < 0.01, String(inflationOf(drogon)));
  const idle = benchmarks.find(({ name }) => name === "BM_AsyncioTcpEcho_64B/1000") as Benchmark;
  equal(inflationOf(idle), undefined, "what is withheld has no rate to be compared with");
  deepEqual(clockTwinsOf(benchmarks), []);
  equal(twinDifferencesOf(benchmarks), undefined);
});

Deno.test("a name is taken apart into family and argument", () => {
  const of = (name: string) => argumentOf({ name } as Benchmark);
  deepEqual(of("BM_TcpEcho_64B/100"), { family: "TcpEcho_64B", argument: 100 });
  deepEqual(of("BM_AsioTcpEcho_64B/1000 (sync)"), { family: "AsioTcpEcho_64B", argument: 1000 });
  equal(of("BM_TcpLadder_64B/connections:8"), undefined);
});

Deno.test("marginal cost is the slope between the sizes, whatever an iteration costs beside", () => {
  const benchmarks = [10, 100, 1000].map((count) =>
    benchmarkLike({ name: `BM_TcpConnectEcho_64B/${count}`, seconds: 50e-6 + count * 8e-6, count })
  );
  const [cost, ...others] = marginalCostsOf(benchmarks);
  deepEqual(others, []);
  ok(Math.abs((cost?.seconds ?? 0) / 8e-6 - 1) < 1e-9);
  deepEqual(cost?.sizes, { small: 10, large: 1000 });
  ok(Math.abs((cost?.fixedSeconds ?? 0) / 50e-6 - 1) < 1e-9);
});

Deno.test("twins by clock are held together by implementation, part and name", () => {
  const cpu = benchmarkLike({ clock: "cpu", seconds: 1.02e-3 });
  const wall = benchmarkLike({ seconds: 1e-3 });
  const elsewhere = benchmarkLike({ seconds: 9e-3, part: "ws-bun" });
  const [twins, ...others] = clockTwinsOf([cpu, wall, elsewhere]);
  deepEqual(others, []);
  ok(Math.abs((twins?.difference ?? 0) - (1 / 1.02 - 1)) < 1e-9);
});

Deno.test("the two names of one program differ by a middle and by a largest share", () => {
  const twins = [1, 1.01, 1.03].flatMap((factor, index) => {
    const name = `BM_TcpEcho_64B/${index}`;
    return [
      benchmarkLike({ name, seconds: 1e-3 * factor }),
      benchmarkLike({ name, seconds: 1e-3, implementation: "epoll-twin", twinOf: "epoll" }),
    ];
  });
  const found = twinDifferencesOf([
    ...twins,
    benchmarkLike({ seconds: 5e-3, implementation: "asio-sync" }),
  ]);
  equal(found?.count, 3);
  ok(Math.abs((found?.median ?? 0) - 0.01) < 1e-9);
  ok(Math.abs((found?.largest ?? 0) - 0.03) < 1e-9);
});
