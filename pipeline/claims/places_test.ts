import { deepEqual } from "node:assert/strict";
import { placesOf } from "./places.ts";
import { contextOf, once, rowOf } from "./testing.ts";

const spoken = { findings: ["nagle-plateau"] };

Deno.test("a rule speaks of each metric and statistic of a cell once, in however many trials", () => {
  const latency = once({ metric: "latency", unit: "s", ...spoken });
  const gap = once({ metric: "longest_event_gap", unit: "s", ...spoken });
  const rows = [latency, gap, { ...latency, statistic: "p99" }].flatMap((figure) =>
    [1, 2].map((trial) => rowOf(figure, { trial }))
  );
  deepEqual(
    placesOf(contextOf([], { rows }), "nagle-plateau").map((each) =>
      `${each.metric} ${each.statistic}`
    ),
    ["latency mean", "longest_event_gap mean", "latency p99"],
  );
});

Deno.test("a single row says all that there is, and the summary is asked where there is none", () => {
  const quiet = once();
  const summary = [once(spoken)];
  deepEqual(placesOf(contextOf(summary, { rows: [rowOf(quiet)] }), "nagle-plateau"), []);
  deepEqual(placesOf(contextOf(summary), "nagle-plateau"), summary);
});
