import { deepEqual, equal, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import { Failure } from "../../common/failure.ts";
import { LONGEST_EXPRESSION } from "./lexer.ts";
import { readLiteral } from "./literal.ts";
import { parseClaim, parseExpression } from "./parser.ts";
import type { Expression, Part } from "./syntax.ts";

function write(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return `${expression.literal.digits}${expression.literal.suffix}`;
    case "minus":
      return `-${write(expression.of)}`;
    case "operation":
      return `(${write(expression.left)} ${expression.operator} ${write(expression.right)})`;
    case "call": {
      const named = [...expression.named].map(([name, part]) => `${name}=${writePart(part)}`);
      return `${expression.name}(${
        [...expression.positional.map(writePart), ...named].join(", ")
      })`;
    }
  }
}

function writePart(part: Part): string {
  switch (part.kind) {
    case "text":
      return `"${part.text.replace(/["\\]/g, "\\$&")}"`;
    case "flag":
      return String(part.value);
    case "expression":
      return write(part.expression);
    case "comparison":
      return `${write(part.left)} ${part.comparison} ${write(part.right)}`;
  }
}

Deno.test("products bind before sums, and both from the left", () => {
  equal(write(parseExpression("1 - 2 - 3 * 4 / 5")), "((1 - 2) - ((3 * 4) / 5))");
  equal(write(parseExpression("-f() * (1 + 2)")), "(-f() * (1 + 2))");
});

Deno.test("a call has text, numbers, lists, comparisons, and named arguments last", () => {
  const text = 'f("a \\" b", 2 * g(), h("*") >= 200ms, load=256, original=true)';
  equal(write(parseExpression(text)), text.replace("2 * g()", "(2 * g())"));
});

const names = fc.constantFrom("f", "throughput", "__proto__", "constructor", "toString");
const numbers = fc.constantFrom("1", "0.50", "12x", "47%", "200ms", "24k", "8.6MB", "3/s", "1e-3");
const trees = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small" },
    numbers,
    fc.tuple(names, fc.array(tie("tree"), { maxLength: 3 }))
      .map(([name, parts]) => `${name}(${parts.join(", ")})`),
    fc.tuple(tie("tree"), fc.constantFrom("+", "-", "*", "/"), tie("tree"))
      .map(([left, sign, right]) => `(${left} ${sign} ${right})`),
    tie("tree").map((inner) => `-${inner}`),
    fc.string({ maxLength: 8 }).map((text) =>
      `f("${text.replace(/["\\]/g, "\\$&").replaceAll("\n", " ")}", load=1)`
    ),
  ),
}));

Deno.test("what is written from a tree reads as the same tree", () => {
  fc.assert(fc.property(trees.tree, (text) => {
    equal(write(parseExpression(text)), text);
  }));
});

Deno.test("random text is read or refused with its column, never a crash", () => {
  const pieces = fc.constantFrom(
    ...[
      '"',
      "(",
      ")",
      ",",
      "=",
      "==",
      ">=",
      "*",
      "-",
      "~",
      "12",
      "%",
      "states",
      "within",
      "f",
      " ",
    ],
  );
  const texts = fc.oneof(
    fc.string(),
    fc.array(pieces, { maxLength: 30 }).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      for (const parse of [parseExpression, parseClaim]) {
        try {
          parse(text);
        } catch (error) {
          ok(error instanceof Failure && /^column \d+: /.test(error.message), String(error));
        }
      }
    }),
    { numRuns: 500 },
  );
});

Deno.test("nesting and length are bounded, long flat sums are not", () => {
  throws(() => parseExpression("(".repeat(2000)), /more than 40 parentheses/);
  throws(() => parseExpression("-".repeat(2000) + "1"), /more than 40/);
  throws(() => parseExpression("f(".repeat(1000)), /more than 40/);
  throws(() => parseExpression(" ".repeat(LONGEST_EXPRESSION + 1)), /4096 are allowed/);
  equal(parseExpression("1" + "+1".repeat(2000)).kind, "operation");
});

Deno.test("a mistake names its column and what should stand there", () => {
  throws(
    () => parseClaim('throughput("a"'),
    /column 15: the expression ends where a comma or a closing/,
  );
  throws(() => parseClaim("1 > 2 > 3"), /column 7: ">" stands where the end of the claim/);
  throws(() => parseClaim("1 + 2"), /column 6: .*one of >= > <= < == or the word states/);
  throws(() => parseClaim("f(a=1, 2) > 1"), /column 8: what has no name stands before/);
  throws(() => parseClaim("f(a=1, a=2) > 1"), /column 8: a= is there twice/);
  throws(() => parseClaim("f('a') > 1"), /column 3: text stands in double quotes/);
  throws(() => parseClaim("rust > 1"), /column 1: "rust" is a name/);
  throws(() => parseClaim("1 states x"), /column 10: .*the number that the text prints/);
  throws(() => parseClaim("1 states 2 from 2.5 digits"), /column 17: inputs have 1 to 15 digits/);
  throws(() => parseClaim(`${"9".repeat(400)} > 1`), /column 1: the number is too large/);
});

Deno.test("a stated number keeps its digits, tilde, sign and tolerance", () => {
  const claimed = parseClaim("f() states ~85 MB within 5 % from 3 digits");
  ok(claimed.relation === "states");
  equal(claimed.stated.digits, "~85");
  equal(claimed.stated.value, 85e6);
  equal(claimed.within?.value, 0.05);
  equal(claimed.inputDigits, 3);
  const signed = parseClaim("f() states -14.70 %");
  ok(signed.relation === "states");
  equal(signed.stated.digits, "-14.70");
  equal(signed.stated.value, -0.147);
});

Deno.test("suffixes are shares, times, bytes, rates, multiples, or units of their own", () => {
  const cases: [string, number, string][] = [
    ["47 %", 0.47, "1"],
    ["20.8 points", 0.208, "1"],
    ["1.70x", 1.7, "1"],
    ["200 ms", 0.2, "s"],
    ["5 min", 300, "s"],
    ["8.6 MB", 8.6e6, "B"],
    ["1 KiB", 1024, "B"],
    ["6.66 MiB/s", 6983516.16, "B/s"],
    ["24k/s", 24000, "1/s"],
    ["24K msg/s", 24000, "1/s"],
    ["27.7M items/s", 27.7e6, "1/s"],
    ["48 k", 48000, "1"],
    ["784 lines", 784, "lines"],
    ['333 "1/s per %"', 333, "1/s per %"],
    ["3 within", 3, "1"],
  ];
  const read = cases.map(([text]) => {
    const literal = readLiteral(text, 0, false)?.literal;
    return [text, literal?.value, literal?.unit];
  });
  deepEqual(read, cases);
});
