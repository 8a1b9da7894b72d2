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

Deno.test("ramp-average takes the tool's own mean of virtual users, or works it out of iterations and their time", () => {
  const ramp = { "virtual_users min": 1, "virtual_users max": 199 };
  const said = (figures: Parameters<typeof loadRows>[0]) =>
    check(rampAverage, loadRows({ throughput: 1000, ...figures }))[0]?.message;
  const users = "the figures average a ramp of 1 to 199 virtual users";
  const iterations = { ...ramp, "iterations total": 6000, "iteration_time mean": 0.5 };
  // Of two requests an iteration: the iterations count, 100 a second, not the requests.
  equal(said({ duration: 60, more: iterations }), `${users}, 50 on average`);
  equal(
    said({ duration: 60, more: { ...iterations, "virtual_users mean": 71 } }),
    `${users}, 71 on average`,
  );
  equal(said({ more: ramp }), users);
});

Deno.test("ramp-average says nothing of users that never fell below half of their number", () => {
  const more = { "virtual_users min": 10, "virtual_users max": 20 };
  deepEqual(check(rampAverage, loadRows({ throughput: 1489.5, more })), []);
});
