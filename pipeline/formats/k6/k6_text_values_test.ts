import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { readDuration, readLineValues } from "./k6_text_values.ts";

/** Durations as k6's summary.js prints them. */
function humanizeDuration(milliseconds: number): string {
  const cut = (value: number, decimals: number) => {
    const multiple = 10 ** decimals;
    return String(parseFloat((Math.trunc(multiple * value) / multiple).toFixed(decimals)));
  };
  if (milliseconds === 0) return "0s";
  if (milliseconds < 0.001) return `${Math.trunc(milliseconds * 1e6)}ns`;
  if (milliseconds < 1) return `${cut(milliseconds * 1000, 2)}µs`;
  if (milliseconds < 1000) return `${cut(milliseconds, 2)}ms`;
  const seconds = `${cut((milliseconds % 60_000) / 1000, milliseconds > 60_000 ? 0 : 2)}s`;
  const minutes = Math.trunc(milliseconds / 60_000);
  if (minutes < 1) return seconds;
  const hours = Math.trunc(minutes / 60);
  return `${hours < 1 ? "" : `${hours}h`}${minutes % 60}m${seconds}`;
}

Deno.test("readDuration() reads what k6 prints, to the printed digit", () => {
  const cases: [string, number][] = [
    ["0s", 0],
    ["106ns", 106e-9],
    ["694µs", 0.000694],
    ["4.45ms", 0.00445],
    ["1.54s", 1.54],
    ["1m45s", 105],
    ["2h0m3s", 7203],
    ["71.10ms", 0.0711],
    ["0.07s", 0.07],
  ];
  for (const [text, seconds] of cases) equal(readDuration(text), seconds, text);
});

Deno.test("readDuration() reads µs in whichever code page it came", () => {
  for (
    const text of [
      "12.3µs",
      "12.3μs",
      "12.3us",
      "12.3┬╡s",
      "12.3Âµs",
      "12.3Вµs",
      "12.3碌s",
      "12.3?s",
    ]
  ) {
    equal(readDuration(text), 0.0000123, text);
  }
});

Deno.test("readDuration() reads no duration whose end is cut off", () => {
  for (const text of ["313.52m", "313.52", "1m4", "2m", "12.5µ", "1h", "", "s", "ms"]) {
    equal(readDuration(text), undefined, text);
  }
});

Deno.test("readDuration(print(x)) is x within the digits that are printed", () => {
  fc.assert(fc.property(fc.double({ min: 1e-6, max: 1e8, noNaN: true }), (milliseconds) => {
    const printed = humanizeDuration(milliseconds);
    const read = readDuration(printed) ?? NaN;
    const unit = milliseconds < 0.001
      ? 1e-9
      : milliseconds < 1
      ? 1e-8
      : milliseconds < 1000
      ? 1e-5
      : milliseconds > 60_000
      ? 1
      : 0.01;
    const excess = milliseconds / 1000 - read;
    equal(excess > -1e-9 * read && excess < unit * 1.000001, true, `${milliseconds} as ${printed}`);
    // What was printed once is printed the same again.
    equal(readDuration(humanizeDuration(read * 1000)) !== undefined, true);
  }));
});

const values = (text: string) => {
  const found = readLineValues(text);
  return found === undefined ? undefined : {
    type: found.type,
    contains: found.contains,
    values: Object.fromEntries(found.values),
    isWhole: found.isWhole,
  };
};

Deno.test("readLineValues() reads counters of numbers and of bytes", () => {
  deepEqual(values("78657  1123.651211/s"), {
    type: "counter",
    contains: "default",
    values: { total: 78657, rate: 1123.651211 },
    isWhole: true,
  });
  deepEqual(values("9.1 GB 301 MB/s")?.values, { total: 9.1e9, rate: 301e6 });
  deepEqual(values("0 B     0 B/s")?.values, { total: 0, rate: 0 });
});

Deno.test("readLineValues() reads rates of both layouts and takes the share from the counts", () => {
  deepEqual(values("98.72% 2326 out of 2356")?.values, {
    rate: 2326 / 2356,
    trues: 2326,
    falses: 30,
  });
  deepEqual(values("75.00% ✓ 12        ✗ 4  ")?.values, { rate: 0.75, trues: 12, falses: 4 });
  deepEqual(values("75.00% Γ£ô 12 Γ£ù 4")?.values, { rate: 0.75, trues: 12, falses: 4 });
});

Deno.test("readLineValues() takes the printed share when the counts beside it are cut", () => {
  deepEqual(values("98.72% 2326 out of 235"), {
    type: "rate",
    contains: "default",
    values: { rate: 0.9872 },
    isWhole: false,
  });
});

Deno.test("readLineValues() reads gauges and any set of trend columns", () => {
  deepEqual(values("200    min=2        max=999")?.values, { last: 200, min: 2, max: 999 });
  deepEqual(values("avg=50.01ms p(95)=313.52ms p(99.9)=1m45s count=20")?.values, {
    mean: 0.05001,
    p95: 0.31352,
    "p99.9": 105,
    count: 20,
  });
});

Deno.test("readLineValues() reads the commas and parentheses of the oldest versions", () => {
  deepEqual(values("avg=19.57µs, max=14.9ms, p90=2.64µs")?.values, {
    mean: 0.00001957,
    max: 0.0149,
    p90: 0.00000264,
  });
  deepEqual(values("1000 (99.9/s)")?.values, { total: 1000, rate: 99.9 });
});

Deno.test("readLineValues() drops the word at which a line is cut", () => {
  deepEqual(values("avg=50.01ms p(95)=313.5"), {
    type: "trend",
    contains: "time",
    values: { mean: 0.05001, p95: 313.5 },
    isWhole: true,
  });
  deepEqual(readLineValues("avg=50.01ms p(95)=313.5")?.open, ["p95"]);
  deepEqual(values("200    min=2"), {
    type: "gauge",
    contains: "default",
    values: { last: 200 },
    isWhole: false,
  });
  deepEqual(values("62437  2075.84")?.values, { total: 62437 });
  deepEqual(values("6243")?.values, {});
});

Deno.test("readLineValues() reads nothing into prose", () => {
  for (const text of ["done", "see above", "-", "{}", ""]) {
    equal(readLineValues(text), undefined, text);
  }
});
