import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { type CsvLine, readCsvLines } from "./csv_lines.ts";

async function read(text: string, size = 1 << 16): Promise<CsvLine[]> {
  async function* chunks() {
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at < bytes.length; at += size) {
      yield await Promise.resolve(bytes.subarray(at, at + size));
    }
  }
  return await Array.fromAsync(readCsvLines(chunks()));
}

const quote = (field: string) =>
  /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;

Deno.test("readCsvLines() reads back what was written, wherever chunks are cut", async () => {
  const field = fc.string({
    unit: fc.constantFrom("a", "ü", ",", '"', "\n", " ", "é"),
    maxLength: 6,
  });
  const row = fc.array(field, { minLength: 2, maxLength: 4 }).filter((fields) =>
    fields.join("").trim() !== ""
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 40 }),
      async (rows, size) => {
        const text = rows.map((fields) => `${fields.map(quote).join(",")}\n`).join("");
        const found = await read(text, size);
        deepEqual(found.map((each) => each.fields), rows);
        deepEqual(found.map((each) => each.isWhole), rows.map(() => true));
      },
    ),
  );
});

Deno.test("readCsvLines() counts lines through quoted newlines, CRLF and blank lines", async () => {
  const found = await read('a,b\r\n\r\n"x\ny",1\r\nz,2\r\n');
  deepEqual(found.map((each) => [each.line, ...each.fields]), [[1, "a", "b"], [3, "x\ny", "1"], [
    5,
    "z",
    "2",
  ]]);
});

Deno.test("readCsvLines() tells of a quote that is not closed", async () => {
  const found = await read('a,b\n1,"x');
  equal(found[1]?.isWhole, false);
});

Deno.test("readCsvLines() gives up a record without an end and goes on behind its first line", async () => {
  const rows = "1,2\n".repeat(600_000);
  const found = await read(`a,b\n3,"x\n${rows}`);
  equal(found[1]?.isWhole, false);
  deepEqual([found.at(-1)?.fields, found.at(-1)?.line], [["1", "2"], 600_002]);
});

Deno.test("readCsvLines() gives up a line without an end in the time it takes to read it", async () => {
  const long = "y".repeat(30_000_000);
  const started = performance.now();
  const found = await read(`a,b\n1,2\n${long}\n3,4\n5,${long}`);
  ok(performance.now() - started < 10_000);
  deepEqual(found.map(({ fields, line, isWhole }) => [fields[0]?.slice(0, 3), line, isWhole]), [
    ["a", 1, true],
    ["1", 2, true],
    ["yyy", 3, false],
    ["3", 4, true],
    ["5", 5, false],
  ]);
  ok(found.every(({ fields }) => fields.join().length <= 100));
});
