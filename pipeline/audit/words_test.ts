import { deepEqual, equal } from "node:assert/strict";
import {
  formatBytes,
  formatCount,
  formatInteger,
  formatList,
  formatNumber,
  formatRate,
  formatShare,
  formatTime,
} from "./words.ts";

Deno.test("numbers have three digits and their unit", () => {
  deepEqual([397_669, 31.42, 0.0791, 99.96, 0, 2e18].map(formatNumber), [
    "397,669",
    "31.4",
    "0.0791",
    "100",
    "0",
    "2.00e+18",
  ]);
  equal(formatInteger(1_234_567.4), "1,234,567");
  equal(formatRate(56_344.28), "56,344/s");
  deepEqual([27.5, 0.0791, 79e-6, 4.5e-8, 0.9999].map(formatTime), [
    "27.5 s",
    "79.1 ms",
    "79 µs",
    "45 ns",
    "1 s",
  ]);
  deepEqual([64, 65_536, 3_145_728, 115_964_116_992, 2 ** 41].map(formatBytes), [
    "64 B",
    "64 KiB",
    "3 MiB",
    "108 GiB",
    "2 TiB",
  ]);
  equal(formatShare(0.0278), "2.78 %");
});

Deno.test("lists and plurals read as sentences do", () => {
  deepEqual([1, 2].map((count) => formatCount(count, "trial")), ["1 trial", "2 trials"]);
  deepEqual([[], ["a"], ["a", "b"], ["a", "b", "c"]].map((names) => formatList(names)), [
    "",
    "a",
    "a and b",
    "a, b and c",
  ]);
  equal(formatList(["a", "b", "c", "d"], 3), "a, b and 2 more");
  equal(formatList([..."abcdef"]), "a, b, c, d, e and f");
  equal(formatList([..."abcdefg"]), "a, b, c, d, e and 2 more");
});
