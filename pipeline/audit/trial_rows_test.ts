import { deepEqual, equal } from "node:assert/strict";
import { benchmarkRows, evidenceOf, factsOf, loadRows, rowOf } from "./testing.ts";
import { find, levelOf, rowsOfFacts, trialsOf } from "./trial_rows.ts";

Deno.test("trialsOf() puts the rows of a trial together, wherever they stand", () => {
  const first = loadRows({ connections: 1, throughput: 1, requests: 2 });
  const second = loadRows({ connections: 2, throughput: 3 });
  const late = rowOf({ metric: "cpu", statistic: "mean", value: 1 }, {
    load: 1,
    load_unit: "connections",
  });
  const trials = trialsOf(evidenceOf([...first, ...second, late]));
  deepEqual(trials.map(({ rows }) => rows.map((row) => row.metric)), [
    ["connections", "requests", "throughput", "cpu"],
    ["connections", "throughput"],
  ]);
});

Deno.test("trialsOf() tells repetitions, tables and tags apart", () => {
  const repetitions = [0, 1].flatMap((repetition) =>
    benchmarkRows({ benchmark: "BM_A/1", realNs: 1, cpuNs: 1, repetition })
  );
  equal(trialsOf(evidenceOf(repetitions)).length, 2);
  const tagged = ["A", "B"].map((tag) =>
    rowOf({ metric: "latency", statistic: "p99", value: 1, labels: { tag } })
  );
  equal(trialsOf(evidenceOf(tagged)).length, 2);
});

Deno.test("find() passes over values that are withheld, replaced or of a part of the samples", () => {
  const row = (value: number, more: Parameters<typeof rowOf>[0] | object = {}) =>
    rowOf({ metric: "latency", statistic: "p99", value, ...more });
  const rows = [
    row(1, { status: "withheld" }),
    row(2, { status: "superseded" }),
    row(3, { labels: { tags: "name:x" } }),
    row(4),
  ];
  const [trial] = trialsOf(evidenceOf(rows));
  equal(trial && find(trial, "latency", "p99")?.value, 4);
});

Deno.test("levelOf() is the cell's load, or the connections that the tool states", () => {
  const level = (load: number | null) => {
    const [trial] = trialsOf(evidenceOf(loadRows({ load, connections: 8 })));
    return trial && levelOf(trial);
  };
  deepEqual([level(16), level(null)], [16, 8]);
});

Deno.test("rowsOfFacts() finds the rows of a trial below its case, and its repetitions", () => {
  const rows = [
    ...benchmarkRows({ benchmark: "BM_A/1", realNs: 1, part: "tcp/", repetition: 0 }),
    ...benchmarkRows({ benchmark: "BM_A/1", realNs: 1, part: "tcp/", repetition: 1 }),
    ...benchmarkRows({ benchmark: "BM_A/1", realNs: 1, part: "ws/" }),
  ];
  const evidence = evidenceOf(rows);
  equal(rowsOfFacts(evidence, factsOf({ case: "tcp" })).length, 2);
  equal(rowsOfFacts(evidence, factsOf({ case: "" })).length, 3);
  equal(rowsOfFacts(evidence, factsOf({ case: "tcp", trial: 2 })).length, 0);
});
