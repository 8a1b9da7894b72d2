import { deepEqual, equal } from "node:assert/strict";
import { rateContradictsCount } from "./rate_contradicts_count.ts";
import { check, loadRows, rowOf, withheldBy } from "./testing.ts";

const run = { requests: 3_321_980, duration: 60 };

Deno.test("rate-contradicts-count withholds a rate ten times what requests and seconds give, and the count", () => {
  const rows = loadRows({
    ...run,
    throughput: 552_979.3,
    latency: { mean: 16.84e-3 },
    more: { "goodput mean": 552_979.3 },
  });
  deepEqual(withheldBy(rateContradictsCount, rows), [
    "requests total",
    "throughput mean",
    "goodput mean",
  ]);
  equal(
    check(rateContradictsCount, rows)[0]?.message,
    "552,979/s x 60 s are 33,178,758 requests, but 3,321,980 were counted: 899 % more (5 % is warned of, 15 % withheld)",
  );
});

Deno.test("rate-contradicts-count says nothing of a rate that fits, as wrk prints it", () => {
  deepEqual(check(rateContradictsCount, loadRows({ ...run, throughput: 55_297.93 })), []);
});

Deno.test("rate-contradicts-count warns between 5 and 15 % either way and withholds beyond", () => {
  const at = (times: number) =>
    check(
      rateContradictsCount,
      loadRows({ requests: 1000, duration: 10, throughput: 100 * times }),
    ).map(({ severity }) => severity);
  deepEqual([at(1.04), at(1.06), at(1.14), at(1.16)], [[], ["warn"], ["warn"], ["withhold"]]);
  deepEqual([at(0.96), at(0.94), at(0.86), at(0.84)], [[], ["warn"], ["warn"], ["withhold"]]);
});

Deno.test("rate-contradicts-count allows a mean of sampled seconds to miss one of them", () => {
  const at = (requests: number) =>
    check(
      rateContradictsCount,
      loadRows({
        requests,
        duration: 1.08,
        throughput: 17,
        more: { "throughput stdev": 0 },
      }),
    ).length;
  deepEqual([at(17), at(2), at(1e15)], [0, 0, 1]);
  const unsampled = loadRows({ requests: 17, duration: 1.08, throughput: 17 });
  equal(check(rateContradictsCount, unsampled)[0]?.severity, "warn");
});

Deno.test("rate-contradicts-count asks the iterations of k6, whose duration is made of the requests", () => {
  const rowsOf = (secondsByIterations: string) => [
    ...loadRows({ requests: 9054, throughput: 15_075.67 }),
    rowOf({
      metric: "duration",
      statistic: "total",
      value: 9054 / 15_075.67,
      labels: { derived: "http_reqs count / rate", secondsByIterations },
    }),
  ];
  deepEqual(withheldBy(rateContradictsCount, rowsOf("6.0057")), [
    "requests total",
    "throughput mean",
    "duration total",
  ]);
  deepEqual(check(rateContradictsCount, rowsOf("0.60057")), []);
});

Deno.test("rate-contradicts-count leaves a rate alone that was computed from count and time", () => {
  const rows = loadRows({ requests: 100, duration: 10 });
  const labels = { derivedFrom: "answers / (duration + wait)" };
  const rateWith = (labels: Record<string, string>) =>
    rowOf({ metric: "throughput", statistic: "mean", value: 5, labels });
  deepEqual(check(rateContradictsCount, [...rows, rateWith(labels)]), []);
  equal(check(rateContradictsCount, [...rows, rateWith({})]).length, 1);
});

Deno.test("rate-contradicts-count says nothing where rate, count or time is missing, or the count was computed", () => {
  const all = loadRows({ requests: 100, duration: 10, throughput: 50 });
  equal(check(rateContradictsCount, all).length, 1);
  for (const missing of ["requests", "duration", "throughput"]) {
    deepEqual(check(rateContradictsCount, all.filter(({ metric }) => metric !== missing)), []);
  }
  const computed = all.map((row) =>
    row.metric === "requests" ? { ...row, labels: { derived: "throughput x duration" } } : row
  );
  deepEqual(check(rateContradictsCount, computed), []);
});
