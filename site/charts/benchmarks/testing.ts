/** Benchmarks for tests. */
import type { Summary } from "../../../pipeline/report.ts";
import type { Benchmark } from "../../model/benchmarks.ts";

/** A benchmark that takes `seconds` of real time and half of that on the CPU, in nine trials. */
export function benchmarkLike(
  { implementation = "epoll", part = "tcp", name = "BM_TcpEcho_64B/100", ...given }:
    & Partial<Pick<Benchmark, "implementation" | "part" | "name" | "clock" | "twinOf">>
    & { seconds: number; count?: number },
): Benchmark {
  const { seconds, count = 100, clock = "wall", twinOf } = given;
  const summary = (
    metric: string,
    unit: string,
    own: Summary["clock"],
    median: number,
  ): Summary => ({
    scenario: "echo",
    implementation,
    case: `${part}/${name}${clock === "wall" ? "/real_time" : ""}`,
    limits: "",
    load: null,
    load_unit: "",
    metric,
    statistic: "mean",
    unit,
    clock: own,
    loop: "",
    n: 9,
    median,
    mean: median,
    low: median * 0.99,
    high: median * 1.01,
    cv: 0.01,
    min: median * 0.98,
    max: median * 1.02,
    rank_low: null,
    rank_high: null,
    status: "ok",
    findings: [],
    merged: null,
  });
  const realTime = summary("iteration_time", "s", "wall", seconds);
  return {
    cell: realTime,
    implementation,
    title: implementation,
    ...(twinOf === undefined ? {} : { twinOf }),
    part,
    name,
    clock,
    realTime,
    cpuTime: summary("iteration_time", "s", "cpu", seconds / 2),
    rate: summary("items_rate", "1/s", "wall", count / seconds),
    ...(clock === "cpu" ? { printedRate: 2 * count / seconds } : {}),
  };
}
