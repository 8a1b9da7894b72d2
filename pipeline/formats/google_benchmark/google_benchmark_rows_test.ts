import assert from "node:assert/strict";
import fc from "fast-check";
import { cpuSecondsOf } from "../../../common/testing.ts";
import { readHeader, readRow } from "./google_benchmark_rows.ts";

Deno.test("readHeader() knows the columns of counters, even where their names hold blanks", () => {
  const header = readHeader(
    "Benchmark                  Time             CPU   Iterations  Frob Size     CYCLES items_per_second",
  );
  assert.deepEqual(header?.columns, ["Frob Size", "CYCLES", "items_per_second"]);
});

Deno.test("readHeader() splits a header that somebody has narrowed at its blanks", () => {
  const header = readHeader("Benchmark              Time           CPU Iterations    Bar   Bat");
  assert.deepEqual([header?.columns, header?.isOld], [["Bar", "Bat"], true]);
});

Deno.test("readHeader() keeps what a log puts before every line", () => {
  assert.equal(readHeader("12: Benchmark   Time             CPU   Iterations")?.prefix, "12: ");
  assert.equal(readHeader("| Benchmark | Original | Iterations |"), undefined);
});

Deno.test("readRow() reads a name with blanks and numbers from the right", () => {
  const row = readRow(
    "double - 15-digits * 10^22   /repeats:3_min      43 ns      42 ns   16000000",
    undefined,
  );
  assert.equal(row?.name, "double - 15-digits * 10^22   /repeats:3_min");
  assert.deepEqual(row?.realTime, { value: 43e-9, printed: "43 ns" });
  const delay = readRow("wait 5 ns 6 ns     100 ns     99 ns     10", undefined);
  assert.deepEqual([delay?.name, delay?.iterations?.value], ["wait 5 ns 6 ns", 10]);
});

Deno.test("readRow() reads times in exponents and any unit", () => {
  const row = readRow("BM_Slow   1.6911e+10 ns   1.2000e+10 ns            1", undefined);
  assert.deepEqual([row?.realTime?.value, row?.cpuTime?.value], [16.911, 12]);
  assert.equal(
    readRow("BM_s     0.143 ms        0.142 ms        10000", undefined)?.realTime?.value,
    0.000143,
  );
});

Deno.test("readRow() reads counters with blanks in their names, then the label", () => {
  const row = readRow(
    "BM_x    1.29 ns     1.24 ns     1000 Frob Size=12 error,%=23.8419u items_per_second=39.1k/s of 64 kB",
    undefined,
  );
  assert.deepEqual(row?.counters.map(([name, { value }]) => [name, value]), [
    ["Frob Size", 12],
    ["error,%", 23.8419e-6],
  ]);
  assert.deepEqual([row?.itemsRate?.value, row?.label], [39_100, "of 64 kB"]);
});

Deno.test("readRow() takes bytes of a rate for multiples of 1024, items for multiples of 1000", () => {
  const old = readRow(
    "BM_m   4 ns    4 ns   100 bytes_per_second=7.27G/s items_per_second=250M/s",
    undefined,
  );
  assert.deepEqual([old?.bytesRate?.value, old?.itemsRate?.value], [7.27 * 1024 ** 3, 250e6]);
  assert.equal(old?.isBefore183, true);
  const own = readRow("BM_m   4 ns    4 ns   100 bytes/s=28.2311G/s", undefined);
  assert.deepEqual([own?.bytesRate?.value, own?.isBefore183], [28.2311e9, false]);
});

Deno.test("readRow() reads the rate columns of old releases, both in multiples of 1024", () => {
  const row = readRow(
    "BM_memcpy/8     9 ns     9 ns   87500000   883.032MB/s 33.2742k items/s a label",
    undefined,
  );
  assert.equal(row?.bytesRate?.value, 883.032 * 1024 ** 2);
  assert.equal(row?.itemsRate?.value, 33.2742 * 1024);
  assert.equal(row?.label, "a label");
});

Deno.test("readRow() reads rates whose times were cut away, with blanks and footnotes", () => {
  const row = readRow("TrantorTcpFixture/64       bytes_per_second=149 MiB/s*", undefined);
  assert.equal(row?.bytesRate?.value, 149 * 1024 ** 2);
  assert.equal(row?.realTime, undefined);
});

Deno.test("readRow() reads a table whose units stand in its header", () => {
  const header = readHeader("Benchmark           Time(ns)    CPU(ns) Iterations");
  const row = readRow("BM_StringCopy/8           17         16   43750000", header);
  assert.deepEqual([row?.name, row?.cpuTime?.value, row?.iterations?.value], [
    "BM_StringCopy/8",
    16e-9,
    43750000,
  ]);
  assert.equal(readRow("BM_StringCopy/8           17         16   43750000", undefined), undefined);
});

Deno.test("readRow() tells errors, skips, BigO, RMS and ratios from times", () => {
  const kindOf = (line: string) => readRow(line, undefined)?.kind;
  assert.equal(kindOf("BM_e      ERROR OCCURRED: 'it's broken'"), "error");
  assert.equal(
    readRow("BM_e      ERROR OCCURRED: 'it's broken'", undefined)?.message,
    "it's broken",
  );
  assert.equal(kindOf("BM_s      SKIPPED: 'no device'"), "skipped");
  assert.equal(kindOf("BM_c_BigO           42.00 (1)        3.74 (1)  "), "big-o");
  assert.equal(kindOf("BM_c_BigO            5.90 NlgN       5.90 NlgN"), "big-o");
  assert.equal(kindOf("BM_c_RMS               0 %             3 %    "), "rms");
  assert.equal(
    readRow("BM_c_cv            5.16 %          5.31 %             2", undefined)?.isRatio,
    true,
  );
});

Deno.test("readRow() reads no row out of prose, Markdown tables or other tools", () => {
  for (
    const line of [
      "| BM_AsyncioWs_64B/10 | 423083 ns | 256023 ns | 2765 |",
      "It takes 5 ns on one CPU and 7 ns on the other.",
      "BenchmarkFoo-8    1000000      1234 ns/op     56 B/op     2 allocs/op",
      "time:   [1.2 us 1.3 us 1.4 us]",
      "[ 68%] Built target ryml-bm-parse",
      "-----------------------------------",
      "",
    ]
  ) assert.equal(readRow(line, undefined), undefined, line);
});

Deno.test("readRow() takes no time over a line made to be slow", async () => {
  const seconds = await cpuSecondsOf(() => {
    for (const line of [" ".repeat(4096), "1 ".repeat(2048), "a=".repeat(2048), "9".repeat(4096)]) {
      readRow(line, undefined);
      readHeader(`${line}Iterations`);
    }
  });
  assert.ok(seconds < 0.5, `${seconds} s`);
});

/** As FormatTime of console_reporter.cc prints a time. */
function formatTime(time: number): string {
  if (time < 1) return time.toFixed(3).padStart(10);
  if (time < 10) return time.toFixed(2).padStart(10);
  if (time < 100) return time.toFixed(1).padStart(10);
  return time > 9999999999
    ? time.toExponential(4).replace(/e\+(\d)$/, "e+0$1")
    : time.toFixed(0).padStart(10);
}

Deno.test("readRow() reads back every row that the console reporter prints", () => {
  const name = fc.stringMatching(/^[A-Za-z_<>:, ]{1,20}[a-z](\/\d{1,6}){0,2}$/)
    .map((text) => text.trim())
    .filter((text) => text !== "");
  const time = fc.double({ min: 0, max: 1e12, noNaN: true });
  const unit = fc.constantFrom("ns", "us", "ms", "s");
  const count = fc.integer({ min: 1, max: 2 ** 31 });
  fc.assert(
    fc.property(name, time, time, unit, count, count, (name, real, cpu, unit, iterations, rate) => {
      const line = `${name.padEnd(30)} ${formatTime(real)} ${unit.padEnd(4)} ${formatTime(cpu)} ${
        unit.padEnd(4)
      } ${String(iterations).padStart(10)} items_per_second=${rate}/s`;
      const row = readRow(line, undefined);
      assert.equal(row?.name, name);
      assert.equal(row?.realTime?.printed, `${formatTime(real).trim()} ${unit}`);
      assert.equal(row?.cpuTime?.printed, `${formatTime(cpu).trim()} ${unit}`);
      assert.equal(row?.iterations?.value, iterations);
      assert.equal(row?.itemsRate?.value, rate);
    }),
  );
});
