import { deepEqual, equal, throws } from "node:assert/strict";
import { Failure } from "../../common/failure.ts";
import { measurement, type Status } from "../measurement.ts";
import type { Cell, Row } from "../row.ts";
import { readStates, writeStates } from "../tables/states.ts";
import { capacitiesOf, judgePoints, withStates } from "./point_states.ts";
import { SPEECH_GATEWAY_SLO } from "../../tests/published/speech_gateway_slo.ts";

const objectives = new Map([["s", { ...SPEECH_GATEWAY_SLO, roundedToSeconds: 0.001 }]]);

function cell(load: number | null, more: Partial<Cell> = {}): Cell {
  return {
    ...{
      scenario: "s",
      implementation: "a",
      case: "",
      limits: "1 core",
      load,
      load_unit: "sessions",
    },
    ...more,
  };
}

/** The rows of one run: newest p50 in ms, the other gates passed, so many errors. */
function run(
  place: Cell,
  trial: number,
  newest: number,
  errors: number | null = 0,
  status: Status = "ok",
): Row[] {
  const values: [string, string, number][] = [
    ["latency_newest", "p50", newest / 1000],
    ["latency_newest", "p95", 0.2],
    ["latency_oldest", "p50", 1.1],
    ["latency_oldest", "p95", 1.2],
    ["duration", "total", 45],
    ...(errors === null ? [] : [["errors", "total", errors] as [string, string, number]]),
  ];
  return values.map(([metric, statistic, value]) => ({
    ...measurement({ metric, statistic, value, source: "raw/a#L1", status }),
    ...place,
    trial,
  }));
}

const judge = (rows: Row[]) => judgePoints({ rows, objectives, failedTrials: [] });

Deno.test("judgePoints() gives each point its state, its gates and its budget of errors", () => {
  const states = judge([
    ...run(cell(400), 1, 250, 9),
    ...run(cell(400), 2, 290),
    ...run(cell(100), 1, 150),
    ...run(cell(100), 2, 160),
    ...run(cell(200), 1, 199.5),
    ...run(cell(300), 1, 150),
    ...run(cell(300), 2, 210),
    ...run(cell(3000), 1, 150, 2),
    ...run(cell(null, { case: "stated" }), 1, 150),
    ...run(cell(100, { scenario: "without objective" }), 1, 150),
  ]);
  deepEqual(
    states.map((
      { load, state, passes, fails, limited_by, errors_allowed, note },
    ) => [load, state, passes, fails, limited_by.join(";"), errors_allowed, note]),
    [
      [100, "confirmed", 2, 0, "", 0, ""],
      [
        200,
        "passed",
        1,
        0,
        "",
        0,
        "newest_p50 passed by no more than the 1 ms to which it was rounded",
      ],
      [300, "borderline", 1, 1, "newest_p50=210>200", 0, ""],
      [400, "first solid fail", 0, 2, "newest_p50=290>200;err_rate~5.0e-04>1e-5", 0, ""],
      [3000, "failed", 0, 1, "err_rate~1.5e-05>1e-5", 1, ""],
    ],
  );
});

Deno.test("judgePoints() withholds a point that cannot be judged, and fails one without samples", () => {
  const [noErrors, noSamples] = judge([
    ...run(cell(100), 1, 150, null),
    ...run(cell(200), 1, 0, null, "withheld"),
  ]);
  deepEqual([noErrors?.state, noErrors?.note], ["withheld", "1 run not judged: errors"]);
  deepEqual([noSamples?.state, noSamples?.limited_by], ["failed", ["zero-partials/no-samples"]]);
});

Deno.test("judgePoints() counts a server that failed as a fail, and a host that failed as nothing", () => {
  const states = judgePoints({
    rows: run(cell(100), 1, 150),
    objectives,
    failedTrials: [
      { ...cell(100), kind: "port-taken" },
      { ...cell(200), kind: "crash" },
      { ...cell(200), kind: "crash" },
      { ...cell(300), kind: "load-tool" },
    ],
  });
  deepEqual(states.map(({ load, state, limited_by, note }) => [load, state, limited_by, note]), [
    [100, "passed", [], "1 run not judged: port-taken"],
    [200, "first solid fail", ["crash"], ""],
    [300, "withheld", [], "1 run not judged: load-tool"],
  ]);
});

Deno.test("capacitiesOf() gives one capacity to each implementation, case and limits", () => {
  const states = judge([
    ...run(cell(100), 1, 150),
    ...run(cell(200), 1, 250),
    ...run(cell(100, { limits: "2 cores" }), 1, 150),
    ...run(cell(100, { implementation: "b" }), 1, 150, null),
  ]);
  deepEqual(
    capacitiesOf(states).map((
      { implementation, limits, status, passes, fails },
    ) => [implementation, limits, status, passes, fails]),
    [
      ["a", "1 core", "bounded", 100, 200],
      ["a", "2 cores", "lower bound", 100, undefined],
    ],
  );
});

Deno.test("withStates() counts no point that was taken back: the next solid fail becomes the first", () => {
  const states = judge([
    ...run(cell(100), 1, 150),
    ...[1, 2].flatMap((trial) => run(cell(200), trial, 250)),
    ...[1, 2].flatMap((trial) => run(cell(300), trial, 250)),
  ]);
  const standing = ({ load }: Cell) => load === 200 ? "retracted" as const : undefined;
  deepEqual(withStates(states, standing).map(({ state }) => state), [
    "passed",
    "retracted",
    "first solid fail",
  ]);
  equal(capacitiesOf(states, standing)[0]?.fails, 300);
  deepEqual(withStates(states, () => undefined), states);
});

Deno.test("states.csv comes back as it was written, and a state that there is not is named", () => {
  const states = judge([
    ...run(cell(100, { implementation: "=1+1" }), 1, 199.5, 3),
    ...run(cell(200), 1, 150, null),
  ]);
  const text = writeStates(states);
  deepEqual(readStates(text, "states.csv"), states);
  throws(
    () => readStates(text.replace("withheld", "great"), "states.csv"),
    (error) =>
      error instanceof Failure &&
      /states\.csv:\d: load "200", state "great"/.test(error.message),
  );
});

Deno.test("judgePoints() names gates in the objective's order, whichever run failed first, each by its worst value", () => {
  const [state] = judge([
    ...run(cell(400), 1, 150, 9),
    ...run(cell(400), 2, 290),
    ...run(cell(400), 3, 250),
  ]);
  deepEqual(state?.limited_by, ["newest_p50=290>200", "err_rate~5.0e-04>1e-5"]);
});
