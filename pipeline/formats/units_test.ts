import { equal } from "node:assert/strict";
import fc from "fast-check";
import { parseBinaryBytes, parseUnitSeconds, scaleDecimal, shiftDecimal } from "./units.ts";

Deno.test("parseUnitSeconds() keeps the printed precision in every unit", () => {
  equal(parseUnitSeconds("638.00us"), 0.000638);
  equal(parseUnitSeconds("1.26ms"), 0.00126);
  equal(parseUnitSeconds("12.29s"), 12.29);
  equal(parseUnitSeconds("1.63m"), 97.8);
  equal(parseUnitSeconds("0.85m"), 51);
  equal(parseUnitSeconds("2.00h"), 7200);
  for (const text of ["1.26", "ms", "-nan", "-1.00us", "1.26ms ", "1e3us", "1,2ms"]) {
    equal(parseUnitSeconds(text), undefined, text);
  }
});

Deno.test("parseBinaryBytes() takes K as 1024 bytes", () => {
  equal(parseBinaryBytes("492.00B"), 492);
  equal(parseBinaryBytes("0.88KB"), 901.12);
  equal(parseBinaryBytes("354.83MB"), 372066222.08);
  equal(parseBinaryBytes("1.00TB"), 1024 ** 4);
  equal(parseBinaryBytes("1.00kB"), undefined);
});

Deno.test("scaleDecimal() of a decimal by a power of ten is the decimal with its point moved", () => {
  const digits = fc.integer({ min: 0, max: 1e9 });
  const decimals = fc.integer({ min: 0, max: 6 });
  const power = fc.integer({ min: 0, max: 9 });
  fc.assert(fc.property(digits, decimals, power, (digits, decimals, power) => {
    const text = (digits / 10 ** decimals).toFixed(decimals);
    equal(scaleDecimal(text, Number(`1e-${power}`)), Number(`${text}e-${power}`));
    equal(scaleDecimal(text, 10 ** power), Number(`${text}e${power}`));
  }));
});

Deno.test("shiftDecimal() is the number that is printed with its point moved, whole or not", () => {
  equal(shiftDecimal(0.143, -3), 0.000143);
  equal(shiftDecimal(1e-7, -2), 1e-9);
  equal(shiftDecimal(Number.MAX_SAFE_INTEGER, -9), 9007199.254740991);
  const value = fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true }))
    .filter((number) => !Object.is(number, -0));
  fc.assert(
    fc.property(value, fc.integer({ min: -25, max: 12 }), (number, power) => {
      const [digits, exponent = "0"] = String(number).split("e");
      equal(shiftDecimal(number, power), Number(`${digits}e${Number(exponent) + power}`));
    }),
    { numRuns: 5000 },
  );
});
