import { deepEqual, equal } from "node:assert/strict";
import type { Row } from "../row.ts";
import { benchmarksOf } from "./benchmarks.ts";
import { benchmarkRows, evidenceOf } from "./testing.ts";

/** Drogon's echo: 12.4 M/s by CPU time, 56,320/s by the clock on the wall. */
const DROGON = {
  benchmark: "BM_DrogonWsEcho_64B/100",
  realNs: 1_774_803,
  cpuNs: 8061,
  itemsRate: 12.4e6,
};

const wallOf = (rows: readonly Row[]) =>
  benchmarksOf(evidenceOf(rows)).map(({ itemsRate }) =>
    itemsRate?.wallPerSecond === undefined ? undefined : Math.round(itemsRate.wallPerSecond)
  );

Deno.test("benchmarksOf() takes a rate by CPU time to the wall clock where one thread has both times", () => {
  deepEqual(wallOf(benchmarkRows(DROGON)), [56_320]);
});

Deno.test("benchmarksOf() knows no rate by the wall clock of threads that share their times, nor without both", () => {
  const shared = benchmarkRows(DROGON).map((row) => ({
    ...row,
    labels: { ...row.labels, threads: "2" },
  }));
  deepEqual(wallOf(shared), [undefined]);
  for (const clock of ["wall", "cpu"]) {
    const without = benchmarkRows(DROGON).filter((row) =>
      row.metric !== "iteration_time" || row.clock !== clock
    );
    deepEqual(wallOf(without), [undefined]);
  }
});

Deno.test("benchmarksOf() reads medians off the repetitions of a benchmark", () => {
  const rows = [8061, 9000, 8100].flatMap((cpuNs, repetition) =>
    benchmarkRows({ ...DROGON, cpuNs, repetition })
  );
  const [benchmark, ...more] = benchmarksOf(evidenceOf(rows));
  equal(benchmark?.cpuSeconds, 8100 * 1e-9);
  deepEqual(more, []);
});
