import assert from "node:assert/strict";
import fc from "fast-check";
import {
  lastDigitShare,
  parsePrintedNumber,
  secondsOf,
  significantDigits,
} from "./google_benchmark_numbers.ts";

Deno.test("secondsOf() gives the decimal that is printed, not one next to it", () => {
  assert.equal(secondsOf(126, "us"), 0.000126);
  assert.equal(secondsOf(0.143, "ms"), 0.000143);
  assert.equal(secondsOf(46533, "ns"), 0.000046533);
  assert.equal(secondsOf(1.6911e10, "ns"), 16.911);
  assert.equal(secondsOf(2, "s"), 2);
  assert.equal(secondsOf(2, "min"), undefined);
});

Deno.test("parsePrintedNumber() reads k M G as thousands and Ki Mi Gi as 1024", () => {
  assert.equal(parsePrintedNumber("27.3M/s", 1000), 27_300_000);
  assert.equal(parsePrintedNumber("39.1k/s", 1000), 39_100);
  assert.equal(parsePrintedNumber("6.66Mi/s", 1000), 6.66 * 1024 ** 2);
  assert.equal(parsePrintedNumber("13.2 MiB/s", 1024), 13.2 * 1024 ** 2);
  assert.equal(parsePrintedNumber("883.032MB/s", 1024), 883.032 * 1024 ** 2);
  assert.equal(parsePrintedNumber("4.2T/s", 1000), 4.2e12);
});

Deno.test("parsePrintedNumber() reads m u n as small: 1024m is about one", () => {
  assert.equal(parsePrintedNumber("1024m", 1000), 1.024);
  assert.equal(parsePrintedNumber("34.9876u", 1000), 34.9876e-6);
  assert.equal(parsePrintedNumber("106.12ns", 1000), 106.12e-9);
  assert.equal(parsePrintedNumber("512m", 1024), 0.5);
});

Deno.test("parsePrintedNumber() takes a percentage for no value and nan for no number", () => {
  assert.equal(parsePrintedNumber("0.31%", 1000), undefined);
  assert.equal(parsePrintedNumber("fast", 1000), undefined);
  assert.ok(Number.isNaN(parsePrintedNumber("-nan", 1000)));
});

/** As HumanReadableNumber prints it: six significant digits, the next prefix from 1.1 of it on. */
function print(value: number, isBinary: boolean): string {
  const base = isBinary ? 1024 : 1000;
  let scaled = value;
  let power = 0;
  while (scaled > 1.1 * base && power < 8) {
    scaled /= base;
    power++;
  }
  return `${Number(scaled.toPrecision(6))}${"kMGTPEZY"[power - 1] ?? ""}${
    isBinary && power > 0 ? "i" : ""
  }`;
}

Deno.test("parsePrintedNumber() reads what the library prints back to six digits", () => {
  fc.assert(fc.property(
    fc.double({ min: 1, max: 1e20, noNaN: true }),
    fc.boolean(),
    (value, isBinary) => {
      const found = parsePrintedNumber(print(value, isBinary), 1000) as number;
      assert.ok(Math.abs(found / value - 1) < 1e-5, `${value} came back as ${found}`);
    },
  ));
});

Deno.test("lastDigitShare() is how much one unit of the last printed digit weighs", () => {
  assert.equal(significantDigits("2.66M/s"), 3);
  assert.equal(significantDigits("0.0143 ms"), 3);
  assert.equal(lastDigitShare("2.00M/s", 3), 0.005);
  assert.equal(lastDigitShare("30k/s", 2), 1 / 30);
  assert.ok(Number.isNaN(lastDigitShare("0.000 ns", 3)));
});
