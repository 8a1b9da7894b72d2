import { deepEqual, equal } from "node:assert/strict";
import { readLiteral } from "./literal.ts";

const read = (text: string) => {
  const { literal, end } = readLiteral(text, 0, false) ?? {};
  return [literal?.value, literal?.unit, text.slice(end)];
};

Deno.test("a number is read with its multiple and its unit, and up to where they end", () => {
  deepEqual(read("24k/s, or more"), [24_000, "1/s", ", or more"]);
  deepEqual(read("200 ms later"), [0.2, "s", " later"]);
  deepEqual(read("24k msg/s"), [24_000, "1/s", ""]);
});

Deno.test("of two multiples of one number the second is none", () => {
  deepEqual(read("3M ms"), [3e6, "1", " ms"]);
});

Deno.test("a word that goes on with the sentence is no unit, and any other is one", () => {
  deepEqual(read("12 within 3"), [12, "1", " within 3"]);
  deepEqual(read("784 lines"), [784, "lines", ""]);
  equal(readLiteral("lines", 0, false), undefined);
});
