import { deepEqual, equal } from "node:assert/strict";
import { rampAverage } from "./ramp_average.ts";
import { check, loadRows } from "./testing.ts";

/** The SSE proxy benchmark's stress runs, from its k6 summaries. */
const stress = (implementation: string, throughput: number, iteration: number) =>
  loadRows({
    implementation,
    case: "stress",
    throughput,
    latency: { mean: iteration },
    more: {
      "virtual_users min": 1,
      "virtual_users max": 199,
      "iteration_time mean": iteration,
    },
  });

Deno.test("ramp-average prints the mean of virtual users of a ramp to 199", () => {
  const rows = [...stress("bun-hono", 1609.6417, 0.044043), ...stress("axum", 1187.067, 0.059912)];
  equal(
    check(rampAverage, rows)[0]?.message,
    "the figures average a ramp of 1 to 199 virtual users, 70.9 to 71.1 on average (2 trials)",
  );
});

Deno.test("ramp-average says nothing of a constant load, be it one user short at its end", () => {
  const more = { "virtual_users min": 9, "virtual_users max": 10 };
  deepEqual(check(rampAverage, loadRows({ throughput: 1489.5, more })), []);
});
