import assert from "node:assert/strict";
import fc from "fast-check";
import { Failure } from "../../common/failure.ts";
import { type Column, numberField, readCsv, unguard, writeCsv } from "./csv.ts";

interface Pair {
  text: string;
  number: number | null;
}

const COLUMNS: Column<Pair>[] = [
  { name: "text", type: "string", get: (pair) => pair.text },
  { name: "number", type: "number", get: (pair) => pair.number },
];

function read(text: string): Pair[] {
  return [...readCsv(text, ["text", "number"], "t.csv")].map(({ fields, line }) => ({
    text: unguard(fields[0] as string),
    number: numberField(fields[1] as string, "number", "t.csv", line),
  }));
}

Deno.test("readCsv() gives back what writeCsv() wrote, whatever the text holds", () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({
      unit: fc.constantFrom('"', ",", "\n", "\r", "'", "=", "+", "-", "@", "\t", "a", " "),
    }),
    fc.string({ unit: "grapheme" }),
  );
  const number = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0));
  fc.assert(
    fc.property(fc.array(fc.record({ text, number })), (pairs) => {
      assert.deepEqual(
        read(writeCsv(COLUMNS, pairs)).map((pair) => ({ ...pair, number: pair.number ?? null })),
        pairs.map((pair) => ({ ...pair, number: pair.number === null ? null : pair.number + 0 })),
      );
    }),
    { numRuns: 500 },
  );
});

Deno.test("writeCsv() keeps spreadsheets from reading text as a formula and leaves numbers alone", () => {
  const text = writeCsv(COLUMNS, [{ text: "=cmd|' /C calc'!A0", number: -1.5 }]);
  assert.equal(text, "text,number\n'=cmd|' /C calc'!A0,-1.5\n");
});

Deno.test("unguard() takes the guard of a formula away, and nothing of any other field", () => {
  const fields = ["'=1", "''=1", "=1", "'a", "-", "a'=1"];
  assert.deepEqual(fields.map(unguard), ["=1", "'=1", "=1", "'a", "-", "a'=1"]);
});

Deno.test("writeCsv() refuses a number that is not finite", () => {
  assert.throws(() => writeCsv(COLUMNS, [{ text: "", number: NaN }]), RangeError);
});

Deno.test("readCsv() names file and line of each kind of damage", () => {
  const cases: [string, RegExp][] = [
    ["", /t\.csv: empty/],
    ["text\n", /t\.csv:1: the header/],
    ["text,number\na,1\nb\n", /t\.csv:3: 1 fields, expected 2/],
    ['text,number\n"a,1\n', /t\.csv:2: a quote is never closed/],
    ['text,number\n"a"b,1\n', /t\.csv:2: text after a closing quote/],
    ['text,number\n"a\nb",1\nc,x\n', /t\.csv:4: number is "x"/],
    ['text,number\n"\na",1\nc,x\n', /t\.csv:4: number is "x"/],
    ["text,number\na,1\nb", /t\.csv:3: 1 fields, expected 2/],
    ["text,number\na, \n", /t\.csv:2: number is " "/],
    ["text,number\na,Infinity\n", /t\.csv:2: number is "Infinity"/],
    ["text,number\na,1,2\n", /t\.csv:2: 3 fields, expected 2/],
    ['text,number\n"a\n\nb",1\n\n', /t\.csv:5: 1 fields, expected 2/],
    ["number,text\n", /t\.csv:1: the header is "number,text", expected "text,number"/],
    ["text,number,more\n", /t\.csv:1: the header is "text,number,more"/],
  ];
  for (const [text, message] of cases) {
    assert.throws(() => read(text), (error: unknown) => {
      assert.ok(error instanceof Failure);
      assert.match(error.message, message);
      return true;
    });
  }
});

Deno.test("readCsv() reads CRLF line ends as well, and a last line without one", () => {
  assert.deepEqual(read("text,number\na,1\nb,2"), [
    { text: "a", number: 1 },
    { text: "b", number: 2 },
  ]);
  assert.deepEqual(read('text,number\r\n"a",1\r\nb,2\r\n'), [
    { text: "a", number: 1 },
    { text: "b", number: 2 },
  ]);
});
