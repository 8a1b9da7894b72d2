import { equal, ok } from "node:assert/strict";
import fc from "fast-check";
import {
  asPrinted,
  decimalsFor,
  formatAsDrawn,
  formatBehind,
  formatCount,
  formatDate,
  formatDuration,
  formatFactor,
  formatHost,
  formatIn,
  formatList,
  formatLoad,
  formatNumber,
  formatQuantity,
  formatRange,
  formatShare,
  scaleFor,
  withoutMonth,
} from "./format.ts";

const plain = (text: string) => text.replace(/\u00a0/g, " ");

Deno.test("a title goes without the month that the date behind it repeats, and keeps any other", () => {
  equal(
    withoutMonth("Echo on a laptop, November 2026", "2026-11-21T10:00:00Z"),
    "Echo on a laptop",
  );
  const others = ["Echo, October 2026", "Echo of November 2026", "November 2026", "Echo"];
  for (const title of others) equal(withoutMonth(title, "2026-11-21"), title);
  equal(withoutMonth("Echo, date not known", ""), "Echo, date not known");
});

Deno.test("a title has the digits of its chart: what has a spread is in no smaller unit", () => {
  const ms = { divisor: 1e-3, unit: "ms" };
  const say = (value: number, spread: number | null) =>
    plain(formatAsDrawn(ms, value, "s", "latency", spread));
  equal(say(0.000615, 0.0026), "0.61 ms");
  equal(say(0.000615, null), "615 µs");
  equal(say(1.712, 0.4), "1.7 s");
});

Deno.test("values are ordered as they read: 11.5 before an 11.51 that is printed as 12", () => {
  const ms = { divisor: 1e-3, unit: "ms" };
  equal(asPrinted(ms, 0.01151, 0.004), 12);
  equal(asPrinted(ms, 0.01154, 0.0014), 11.5);
  equal(asPrinted(ms, 1.7051, 0.9), 1705);
});

Deno.test("a host is named without the signs of its makers' marks", () => {
  const title = "2-core virtual machine, Intel(R) Xeon(R) Processor";
  equal(formatHost({ known: true, title }), "2-core virtual machine, Intel Xeon Processor");
  equal(formatHost({ known: true, title: "Node (k3s), AMD Ryzen™ 9" }), "Node (k3s), AMD Ryzen 9");
  equal(formatHost({ known: false, title }), "host not known");
});

Deno.test("scaleFor() scales rates, times and bytes by prefixes that people read", () => {
  equal(plain(scaleFor("1/s", "goodput", [316_506]).unit), "k req/s");
  equal(scaleFor("1/s", "goodput", [300, 900]).unit, "req/s");
  equal(plain(scaleFor("1/s", "items_rate", [3.4e6]).unit), "M items/s");
  equal(scaleFor("s", "latency", [9e-6, 0.13]).unit, "ms");
  equal(scaleFor("B", "memory_rss", [12 * 2 ** 20]).unit, "MiB");
  equal(scaleFor("B/s", "transfer_rate", [5 * 2 ** 30]).unit, "GiB/s");
  equal(scaleFor("cores", "cpu", [0.99]).unit, "cores");
  equal(scaleFor("1", "errors", [3]).unit, "");
  equal(scaleFor("s", "latency", []).divisor, 1);
});

Deno.test("decimalsFor() stops where the spread begins, at two to four digits in all", () => {
  equal(decimalsFor(48.13, 1.3), 1);
  equal(decimalsFor(48.13, 6.4), 0);
  equal(decimalsFor(50.35, 0.64), 1);
  equal(decimalsFor(48.13, 13), 0);
  equal(decimalsFor(48.13, 0.0013), 2);
  equal(decimalsFor(316.5, 400), 0);
  equal(decimalsFor(0.0093, null), 5);
  equal(decimalsFor(0, null), 2);
});

Deno.test("formatQuantity() writes value and unit with no break between", () => {
  equal(formatQuantity(316_506, "1/s", "goodput", 2_000), "316.5\u00a0k\u00a0req/s");
  equal(plain(formatQuantity(0.00103, "s", "latency")), "1.03 ms");
  equal(plain(formatQuantity(0.0000093, "s", "latency")), "9.30 µs");
  equal(plain(formatQuantity(3, "1", "errors")), "3");
  equal(plain(formatQuantity(28, "B", "")), "28 B");
  equal(plain(formatQuantity(0, "B", "")), "0 B");
  equal(plain(formatQuantity(28.5, "B", "")), "28.5 B");
});

Deno.test("formatRange() gives both ends the same digits", () => {
  equal(formatRange({ divisor: 1000, unit: "k req/s" }, 47_612, 48_921), "47.6–48.9");
  equal(formatRange({ divisor: 1, unit: "s" }, 2, 2), "2.00");
});

Deno.test("formatNumber() groups thousands and drops the sign of a rounded zero", () => {
  equal(formatNumber(411_965), "411,965");
  equal(formatNumber(1024), "1,024");
  equal(formatNumber(999), "999");
  equal(formatNumber(-12_345.678, 2), "−12,345.68");
  equal(formatNumber(-0.04, 1), "0.0");
  equal(formatNumber(-3.2, 1), "−3.2");
});

Deno.test("formatShare(), formatLoad(), formatCount() and formatList() read as prose", () => {
  equal(plain(formatShare(0.9412)), "94 %");
  equal(plain(formatShare(0.0081)), "0.8 %");
  equal(plain(formatLoad(1, "connections")), "1 connection");
  equal(plain(formatLoad(64, "virtual-users")), "64 virtual users");
  equal(formatLoad(null, ""), "");
  equal(plain(formatCount(5, "trial")), "5 trials");
  equal(formatList(["a", "b", "c"]), "a, b and c");
  equal(formatList(["a", "b, with c"]), "a and b, with c");
  equal(formatList(["a (b, c)", "d", "e"]), "a (b, c), d and e");
  equal(formatList(["a", "b, with c", "2 more"]), "a; b, with c; and 2 more");
  equal(formatList(["b, with c"]), "b, with c");
});

Deno.test("formatDate() and formatDuration() are the same in every time zone", () => {
  equal(formatDate("2026-11-21T23:30:00Z"), "21\u00a0November 2026");
  equal(formatDate("last spring"), "last spring");
  equal(formatDuration(65), "1 min 05 s");
  equal(formatDuration(9), "9 s");
  equal(formatDuration(7_512), "2 h 05 min");
});

Deno.test("formatIn() never prints NaN or Infinity for finite values", () => {
  fc.assert(fc.property(
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
    fc.option(fc.double({ noNaN: true, min: 0, max: 1e15 })),
    (value, spread) => {
      const text = formatIn(scaleFor("s", "latency", [value]), value, spread);
      ok(/^−?[\d,]+(\.\d+)?$/.test(text), text);
    },
  ));
});

Deno.test("what stands behind a bound is rounded so that the bound stays true", () => {
  equal(formatFactor(3.766), "3.8");
  equal(formatFactor(3.766, "≥"), "3.7");
  equal(formatFactor(43.59, "≥"), "43");
  equal(formatFactor(43.2, "≤"), "44");
  equal(formatFactor(9.97, "≥"), "9.9");
  equal(formatFactor(33 / 30, "≤"), "1.1");
  equal(plain(formatShare(0.9446, "≥")), "94 %");
  equal(plain(formatShare(-0.0324, "≤")), "−3.2 %");
  equal(plain(formatShare(-0.0326, "≥")), "−3.3 %");
  equal(formatBehind("≥", 1.798, 2), "1.79");
  fc.assert(fc.property(
    fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
    fc.integer({ min: 0, max: 3 }),
    (value, decimals) => {
      const shown = (bound: "≥" | "≤") =>
        Number(formatBehind(bound, value, decimals).replace("−", "-").replaceAll(",", ""));
      const least = 1e-12 * Math.abs(value);
      ok(shown("≥") <= value + least && shown("≤") >= value - least);
      ok(shown("≤") - shown("≥") < 1.001 * 10 ** -decimals);
    },
  ));
});
