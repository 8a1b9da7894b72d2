import assert from "node:assert/strict";
import { correct } from "../corrections/mod.ts";
import type { RawHistogram, Run } from "../formats/format.ts";
import { readRuns } from "../formats/read.ts";
import { histogramsOf } from "./trial_histograms.ts";

const RAW: RawHistogram = {
  metric: "latency",
  loop: "closed",
  valuesSeconds: [0.001, 0.002],
  counts: [3, 1],
  source: "a#L1",
};

function runOf(...histograms: RawHistogram[]): Run {
  return { format: "k6-points", run: 1, labels: {}, measurements: [], findings: [], histograms };
}

Deno.test("the histograms of a trial are told apart by metric, loop and labels", () => {
  const tagged = { ...RAW, labels: { tag: "read" } };
  const waiting = { ...RAW, metric: "time_to_first_byte" as const };
  const found = histogramsOf([runOf(RAW, tagged), runOf(waiting)]);
  assert.deepEqual(found.map((each) => [each.metric, each.labels, each.histogram.count]), [
    ["latency", {}, 4],
    ["latency", { tag: "read" }, 4],
    ["time_to_first_byte", {}, 4],
  ]);
});

Deno.test("two of the same are left out: nobody knows whether they are the same requests", () => {
  const waiting = { ...RAW, metric: "time_to_first_byte" as const };
  const found = histogramsOf([runOf(RAW, waiting), runOf(RAW)]);
  assert.deepEqual(found.map((each) => each.metric), ["time_to_first_byte"]);
});

Deno.test("a histogram of nothing, or of what is no latency, is left out", () => {
  assert.deepEqual(histogramsOf([runOf({ ...RAW, counts: [0, 0] })]), []);
  assert.deepEqual(histogramsOf([runOf({ ...RAW, valuesSeconds: [-1, 1e300] })]), []);
});

/** One connection: 99 answers in 1 ms and a stall of 0.9 s, with the samples that wrk adds for it. */
const WRK = "# wallclock wrk-latency-histogram 2\n" +
  "# unit: us, loop: closed-backfilled, count: 188\n" +
  "# runtime: 1000000 us, requests: 100, connections: 1\n1000 99\n" +
  Array.from({ length: 89 }, (_, index) => `${11_000 + index * 10_000} 1\n`).join("").replace(
    "891000 1\n",
    "891000 1\n901000 1\n",
  );

Deno.test("after the corrections the histogram is the one that the shown percentiles are read from", async () => {
  const rows = WRK.split("\n").slice(3, -1);
  const count = rows.reduce((sum, row) => sum + Number(row.split(" ")[1]), 0);
  const text = WRK.replace("count: 188", `count: ${count}`) + "# end\n";
  const runs = await readRuns(new TextEncoder().encode(text), { file: "wrk.histogram.txt" });
  assert.equal(histogramsOf(runs)[0]?.loop, "closed-backfilled");
  const corrected = correct(runs);
  const found = histogramsOf(corrected);
  assert.deepEqual(found.map((each) => [each.loop, each.histogram.count]), [["closed", 100]]);
  const shown = corrected.flatMap((run) => run.measurements).filter((each) =>
    each.metric === "latency" && each.status === "ok" && each.statistic.startsWith("p")
  );
  assert.ok(shown.length >= 4);
  for (const { statistic, value, loop } of shown) {
    assert.equal(loop, "closed");
    const merged = found[0]?.histogram.percentile(Number(statistic.slice(1))) ?? NaN;
    assert.ok(merged >= value && merged <= value * 1.001, `${statistic} ${value} ${merged}`);
  }
});

Deno.test("labels in another order are the same labels", () => {
  const tags = { ...RAW, labels: { tag: "read", url: "/a" } };
  assert.deepEqual(histogramsOf([runOf(tags, { ...RAW, labels: { url: "/a", tag: "read" } })]), []);
});
