import { deepEqual, equal } from "node:assert/strict";
import { divideUnits, multiplyUnits, nameOfUnit, sameUnit } from "./units.ts";

Deno.test("a product cancels what it has over and under, and nothing else", () => {
  equal(multiplyUnits("s", "1/s"), "1");
  equal(multiplyUnits("B/s", "s"), "B");
  equal(multiplyUnits("B", "1/s"), "B/s");
  equal(multiplyUnits("1/s", "cores"), "cores/s");
});

Deno.test("a unit reads the same whatever the order of its words", () => {
  deepEqual([multiplyUnits("s", "B"), multiplyUnits("B", "s")], ["B*s", "B*s"]);
  equal(divideUnits(divideUnits("B", "s"), "cores"), divideUnits(divideUnits("B", "cores"), "s"));
});

Deno.test("times a number, or over one, a unit stays as it was written", () => {
  const unit = "1/s per cores";
  equal(multiplyUnits("1", unit), unit);
  equal(multiplyUnits(unit, "1"), unit);
  equal(divideUnits(unit, "1"), unit);
});

Deno.test("units are the same where their ratio is a number", () => {
  equal(sameUnit("1/s per cores", "1/s/cores"), true);
  equal(sameUnit("1/s/cores", "1/s"), false);
  equal(nameOfUnit(divideUnits("B/s", "B/s")), "a plain number");
});
