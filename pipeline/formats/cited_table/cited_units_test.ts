import { deepEqual, throws } from "node:assert/strict";
import { METRICS } from "../../measurement.ts";
import { readCitedNumber } from "./cited_units.ts";

Deno.test("readCitedNumber() takes every metric in its own unit, also one that has no multiples here", () => {
  const units = new Set(["W", ...Object.values(METRICS).map(({ unit }) => unit)]);
  for (const unit of units) {
    deepEqual(readCitedNumber("18.5", unit, "m", unit, "a#L1"), { value: 18.5, unit });
  }
  throws(
    () => readCitedNumber("18.5", "hp", "power", "W", "a#L1"),
    /a#L1: "hp" is no unit of power; write one of W$/,
  );
});
