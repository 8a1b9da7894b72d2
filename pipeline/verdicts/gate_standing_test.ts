import { deepEqual, equal } from "node:assert/strict";
import { SPEECH_GATEWAY_SLO } from "../../tests/published/speech_gateway_slo.ts";
import type { Result } from "../standing.ts";
import type { StateRow } from "../tables/states.ts";
import { standingOfPoints } from "./gate_standing.ts";
import { capacitiesOf, withStates } from "./point_states.ts";

function point(load: number, limited_by: string[] = []): StateRow {
  const fails = limited_by.length === 0 ? 0 : 1;
  return {
    ...{ scenario: "s", implementation: "a", case: "", limits: "1 core", load },
    ...{
      load_unit: "sessions",
      state: fails === 0 ? "passed" : "failed",
      passes: 1 - fails,
      fails,
    },
    ...{ limited_by, errors_allowed: null, note: "" },
  };
}

/** The state of these points where a later report took back one figure, or a whole cell, at these loads. */
function statesOf(rows: StateRow[], taken: Partial<Result>, loads: readonly number[]) {
  const cells = (result: Result) =>
    loads.includes(result.load ?? 0) && taken.metric === result.metric &&
      taken.statistic === result.statistic
      ? { state: "retracted" as const, report: "later", reason: "", source: "" }
      : undefined;
  const standing = standingOfPoints(SPEECH_GATEWAY_SLO, cells);
  const [capacity] = capacitiesOf(rows, standing);
  return {
    states: withStates(rows, standing).map(({ state }) => state),
    capacity: capacity?.passes,
  };
}

Deno.test("a point that passes counts no more where a figure that a gate judged was taken back", () => {
  const rows = [point(100), point(200), point(300, ["newest_p95=400>350"])];
  const p50 = { metric: "latency_newest", statistic: "p50" };
  deepEqual(statesOf(rows, p50, []), { states: ["passed", "passed", "failed"], capacity: 200 });
  deepEqual(statesOf(rows, p50, [200]), {
    states: ["passed", "retracted", "failed"],
    capacity: 100,
  });
  equal(statesOf(rows, { metric: "errors", statistic: "total" }, [200]).capacity, 100);
  equal(statesOf(rows, { metric: "duration", statistic: "total" }, [200]).capacity, 100);
  equal(statesOf(rows, { metric: "cpu", statistic: "mean" }, [200]).capacity, 200);
  equal(statesOf(rows, {}, [200]).capacity, 100, "all of the cell");
});

Deno.test("a point that fails by another gate, or for want of a server, still fails", () => {
  const p50 = { metric: "latency_newest", statistic: "p50" };
  const above = (...limited_by: string[]) =>
    statesOf([point(100), point(200, limited_by), point(300)], p50, [200]);
  deepEqual(above("newest_p50=204>200").states, ["passed", "retracted", "passed"]);
  deepEqual(above("newest_p50=204>200", "newest_p95=400>350").capacity, 100);
  deepEqual(above("crash").capacity, 100);
  deepEqual(above("zero-partials/no-samples").capacity, 100);
  deepEqual(above("err_rate~4.7e-03>1e-5").capacity, 100);
});
