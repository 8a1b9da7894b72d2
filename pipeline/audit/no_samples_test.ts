import { deepEqual, equal } from "node:assert/strict";
import { noSamples } from "./no_samples.ts";
import { check, factsOf, loadRows, withheldBy } from "./testing.ts";

Deno.test("no-samples names a trial that failed, though it has no row", () => {
  const trials = [
    factsOf({ id: "s.a.8.1", load: 8, state: "failed", failure: "start: no answer" }),
  ];
  const findings = check(noSamples, [], { trials });
  equal(findings[0]?.message, "trial s.a.8.1 failed: start: no answer");
  equal(findings[0]?.place?.load, 8);
});

Deno.test("no-samples withholds everything that a tool says of no request at all", () => {
  const rows = loadRows({ requests: 0, throughput: 0, duration: 10, latency: { mean: 0.001 } });
  deepEqual(withheldBy(noSamples, rows), [
    "requests total",
    "duration total",
    "throughput mean",
    "latency mean",
  ]);
});

Deno.test("no-samples leaves what other files of the trial say", () => {
  const rows = loadRows({ requests: 0, more: { "cpu mean": 0.5 } });
  for (const row of rows) if (row.metric === "cpu") row.source = "samples.ndjson#L1";
  deepEqual(withheldBy(noSamples, rows), ["requests total"]);
  // A format may name no line.
  for (const row of rows) row.source = row.metric === "cpu" ? "trial.2" : "trial.1";
  deepEqual(withheldBy(noSamples, rows), ["requests total"]);
});

Deno.test("no-samples says nothing of a trial with answers", () => {
  const trials = [factsOf()];
  deepEqual(check(noSamples, loadRows({ requests: 1, throughput: 0.1 }), { trials }), []);
});
