import { deepEqual, equal } from "node:assert/strict";
import { correct } from "../../corrections/mod.ts";
import { fixture, measured, rules } from "../../../tests/formats/testing.ts";
import { recognizeFormat } from "../mod.ts";
import { autocannonFormat } from "./autocannon.ts";
import { autocannonHistogramFormat as format } from "./autocannon_histogram.ts";

const TEXT = fixture("autocannon/v9_driven.histogram.txt");
const JSON_TEXT = fixture("autocannon/v9_driven.json");
const read = (text: string) => format.read(text, { file: "a.histogram.txt" });

Deno.test("autocannon's dump gives latencies to the microsecond, of as many answers as its JSON", () => {
  equal(recognizeFormat(TEXT), format);
  const [run] = read(TEXT);
  equal(run?.format, "autocannon-latency-histogram");
  deepEqual(rules(run), []);
  const [histogram] = run?.histograms ?? [];
  const { latency } = JSON.parse(JSON_TEXT);
  equal(histogram?.loop, "closed");
  equal(histogram?.counts.reduce((sum, count) => sum + count, 0), latency.totalCount);
  for (const [key, statistic] of [["p50", "p50"], ["p90", "p90"], ["p99", "p99"], ["max", "max"]]) {
    const exact: number = measured(run, "latency", statistic as string).value;
    equal(Math.floor(Math.round(exact * 1e6) / 1000), latency[key as string], statistic);
  }
});

Deno.test("the dump replaces the whole milliseconds of the JSON, withheld ones as well", () => {
  const runs = correct([
    ...autocannonFormat.read(JSON_TEXT, { file: "a.json" }),
    ...read(TEXT),
  ]);
  const latencies = runs.flatMap((run) =>
    run.measurements.filter((each) => each.metric === "latency").map((each) => ({
      ...each,
      format: run.format,
    }))
  );
  const shown = latencies.filter((each) => each.status !== "superseded");
  deepEqual(new Set(shown.map((each) => each.format)), new Set(["autocannon-latency-histogram"]));
  deepEqual(new Set(shown.map((each) => each.correction)), new Set(["percentiles-from-histogram"]));
  deepEqual(runs.flatMap((run) => run.histograms ?? []).length, 1);
});

Deno.test("autocannon's dump without its end mark gives no latency", () => {
  const [run] = read(TEXT.replace("# end\n", ""));
  deepEqual([run?.measurements, run?.histograms, rules(run)], [[], undefined, ["truncated-input"]]);
});
