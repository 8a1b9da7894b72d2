import { equal, throws } from "node:assert/strict";
import { parseClaim } from "./parser.ts";
import { exactly, type Quantity } from "./quantity.ts";
import { judgeStated } from "./stated.ts";

function stated(quantity: Quantity, printed: string): string {
  const claimed = parseClaim(`f() states ${printed}`);
  if (claimed.relation !== "states") throw new Error("no number is stated");
  return judgeStated(quantity, claimed.stated, claimed.within, 1).reason;
}

Deno.test("a number is as stated where it rounds to the digits that are printed", () => {
  equal(stated(exactly(12.1252), "12.13x"), "as stated");
  // With fewer digits it would read as if it rounded to what is printed.
  equal(stated(exactly(12.1249), "12.13x"), "differs: 12.1249x is stated as 12.13x");
  equal(
    stated(exactly(0.1153496296, "s"), "115.4 ms"),
    "differs: 115.3496 ms is stated as 115.4 ms",
  );
  equal(stated(exactly(0.467391), "47 %"), "as stated");
  equal(stated(exactly(23636, "1/s"), "24K msg/s"), "as stated");
  equal(stated(exactly(0.0380228, "s"), "38 ms"), "as stated");
  // Half way rounds either way: people differ, and so do programs.
  equal(stated(exactly(0.125), "12 %"), "as stated");
  equal(stated(exactly(0.125), "13 %"), "as stated");
});

Deno.test("a number that was cut off instead of rounded differs", () => {
  equal(stated(exactly(0.0865), "8 %"), "differs: 8.65 % is stated as 8 %");
  equal(stated(exactly(1.719), "1.71x"), "differs: 1.719x is stated as 1.71x");
});

Deno.test("rounded inputs match where any of their values rounds to what is printed", () => {
  const rounded: Quantity = {
    ...exactly(12.1213),
    low: 12.104,
    high: 12.139,
    certainty: "rounded",
  };
  equal(stated(rounded, "12.13x"), "within rounding");
  equal(stated(rounded, "12.15x"), "differs: 12.121x is stated as 12.15x");
  equal(
    stated({ ...rounded, certainty: "sampled" }, "12.13x"),
    "differs: 12.121x is stated as 12.13x",
  );
});

Deno.test("a tilde drops the zeros at the end of a whole number, and a round word has its tolerance", () => {
  equal(stated(exactly(0.038, "s"), "~40 ms"), "as stated");
  equal(stated(exactly(0.038, "s"), "40 ms"), "differs: 38 ms is stated as 40 ms");
  equal(stated(exactly(91.6e6, "B"), "~85 MB"), "differs: 91.6 MB is stated as ~85 MB");
  equal(stated(exactly(96), "100 within 5 %"), "within 5 %");
  equal(stated(exactly(93.5), "100 within 5 %"), "differs: 93.5 is stated as 100");
  equal(stated(exactly(0.038, "s"), "40 ms within 3 ms"), "within 3 ms");
});

Deno.test("a share states cores, and other units do not state each other", () => {
  equal(stated(exactly(0.618, "cores"), "61.8 %"), "as stated");
  throws(() => stated(exactly(5, "1/s"), "5"), /the left side is 1\/s, the right a plain number/);
});
