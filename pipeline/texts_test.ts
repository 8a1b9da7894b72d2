import { deepEqual, equal } from "node:assert/strict";
import { dateSchema, isDate, textSchema, timeSchema, withPrintableTexts } from "./texts.ts";

Deno.test("a date is a day or a time of a year with four digits, or nothing", () => {
  for (
    const date of [
      "",
      "2026-01-31",
      "2028-02-29",
      "2026-01-31T12:00:00Z",
      "2026-01-31T12:00:00.123+01:00",
    ]
  ) {
    equal(dateSchema.safeParse(date).success, true, date);
  }
  const never = [
    "2026-02-30",
    "2025-02-29",
    "2026-06-31T12:00:00Z",
    "2026-13-01",
    "2026-01-31T25:00:00Z",
  ];
  for (const date of ["yesterday", "+275760-09-13", "2026", ...never]) {
    equal(dateSchema.safeParse(date).success, false, date);
  }
  deepEqual([isDate(""), isDate("2026-01-31")], [false, true]);
});

Deno.test("a time is no day", () => {
  deepEqual(
    ["", "2026-01-31T12:00:00Z", "2026-01-31", "junk"].map((text) =>
      timeSchema.safeParse(text).success
    ),
    [true, true, false, false],
  );
});

Deno.test("a text has no control characters but newline and tab", () => {
  for (const text of ["", "a\tb\nc", "µ 🔥 \u202e"]) {
    equal(textSchema.safeParse(text).success, true, JSON.stringify(text));
  }
  for (const text of ["\0", "\u001b[31m", "a\rb", "\u007f", "\u0085"]) {
    equal(textSchema.safeParse(text).success, false, JSON.stringify(text));
  }
});

Deno.test("withPrintableTexts() replaces control characters, however deep, and nothing else", () => {
  deepEqual(
    withPrintableTexts({ a: ["\u001b[31mfailed\n"], b: 1.5, c: null, d: { e: "x" } }),
    { a: ["\ufffd[31mfailed\n"], b: 1.5, c: null, d: { e: "x" } },
  );
});
