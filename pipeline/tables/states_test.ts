import { deepEqual, equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { readStates, type StateRow, writeStates } from "./states.ts";

const ROW: StateRow = {
  scenario: "s",
  implementation: "a",
  case: "",
  limits: "1 core",
  load: 100,
  load_unit: "sessions",
  state: "failed",
  passes: 0,
  fails: 1,
  limited_by: [],
  errors_allowed: null,
  note: "",
};

Deno.test("readStates() gives back each gate that writeStates() wrote, whatever its text holds", () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom(";", "\\", "=", ">", ",", '"', "\n", "a") }),
  );
  fc.assert(
    fc.property(fc.array(text), (limited_by) => {
      const rows = [{ ...ROW, limited_by }];
      deepEqual(readStates(writeStates(rows), "states.csv"), rows);
    }),
    { numRuns: 500, examples: [[[""]], [["", ""]], [["a;b", "c\\"]], [["\\;", ";"]]] },
  );
});

Deno.test("writeStates() joins gates as they are where they hold no semicolon", () => {
  const limited_by = ["newest_p50=204>200", "err_rate=1.0e-4>1e-5"];
  const [, line] = writeStates([{ ...ROW, limited_by }]).split("\n");
  equal(
    line,
    "s,a,,1 core,100,sessions,failed,0,1,newest_p50=204>200;err_rate=1.0e-4>1e-5,,",
  );
});

Deno.test("readStates() gives back each column as itself, and refuses a state that there is not", () => {
  const row: StateRow = {
    ...{ ...ROW, case: "c", state: "passed", passes: 3, fails: 2, limited_by: ["a", "b"] },
    ...{ errors_allowed: 7, note: "n" },
  };
  deepEqual(readStates(writeStates([row, ROW]), "states.csv"), [row, ROW]);
  throws(
    () => readStates(writeStates([row, ROW]).replace("failed", "broken"), "states.csv"),
    /states\.csv:3: load "100", state "broken", expected one of .*failed/,
  );
});
