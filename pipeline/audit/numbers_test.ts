import { deepEqual, equal, ok } from "node:assert/strict";
import { digitsOf, maxOf, medianOf, minOf } from "./numbers.ts";

Deno.test("medianOf() is the middle one of an odd number and the mean of the middle two of an even one", () => {
  // Requests per second of three trials of axum at 8 connections, in the order they ran.
  equal(medianOf([41_904, 43_117, 42_388]), 42_388);
  equal(medianOf([41_904, 43_117, 42_388, 40_010]), 42_146);
  equal(medianOf([3, 9]), 6);
  equal(medianOf([7]), 7);
  ok(Number.isNaN(medianOf([])));
});

Deno.test("medianOf() sorts by size, not by spelling, and leaves the list as it was", () => {
  const values = [9, 80, 700];
  equal(medianOf(values), 80);
  const trials = [5, 1, 3];
  medianOf(trials);
  deepEqual(trials, [5, 1, 3]);
});

Deno.test("minOf() and maxOf() of no numbers are the bounds that any number is within", () => {
  deepEqual([minOf([]), maxOf([])], [Infinity, -Infinity]);
  deepEqual([minOf([2, -1, 4]), maxOf([2, -1, 4])], [-1, 4]);
});

Deno.test("digitsOf() counts the digits that are significant, not the zeros beside them", () => {
  deepEqual([397_669, 79e-6, 1.81e-3, -0.5, 100].map(digitsOf), [6, 2, 3, 1, 1]);
});
