import { deepEqual, throws } from "node:assert/strict";
import { findBraces, parseDirective } from "./expressions.ts";

const contents = (text: string) => findBraces(text).map(({ content }) => content.trim());

Deno.test("findBraces() finds what stands on one line, and no brace of a string closes it", () => {
  deepEqual(contents('a {{ p99("x") }} b {{y}} c'), ['p99("x")', "y"]);
  deepEqual(contents('{{ p99("}}") }}'), ['p99("}}")']);
  deepEqual(contents('{{ p99("a \\" }} b") }}'), ['p99("a \\" }} b")']);
  deepEqual(contents('{{ a" }} and {{ b }}'), ['a"', "b"]);
  deepEqual(contents("{{ a\n }} {{ b }}"), ["b"]);
  deepEqual(contents("{{ a ` }} {{ b"), []);
  deepEqual(contents("}}{{a}}{{b}}{{}}"), ["a", "b", ""]);
  deepEqual(contents('{{ p("") }} and "x" }}'), ['p("")']);
  deepEqual(contents('{{ a " }}\n" }}'), ['a "']);
});

Deno.test("parseDirective() tells expressions, claims and givens apart", () => {
  deepEqual(parseDirective(' a("x|y") / b | times | withheld '), {
    kind: "expression",
    expression: 'a("x|y") / b',
    formatters: ["times", "withheld"],
  });
  deepEqual(parseDirective('claim "R08" | verdict'), {
    kind: "claim",
    id: "R08",
    formatters: ["verdict"],
  });
  deepEqual(parseDirective('given "40 ms" "the \\"delayed ACK\\" timer | Linux"'), {
    kind: "given",
    text: "40 ms",
    why: 'the "delayed ACK" timer | Linux',
  });
  deepEqual(parseDirective('given  " 40 ms "  " why "'), {
    kind: "given",
    text: "40 ms",
    why: "why",
  });
  deepEqual(parseDirective("a|times"), {
    kind: "expression",
    expression: "a",
    formatters: ["times"],
  });
  for (const expression of ['p99("given")', 'givens("x")', 'p99("a claim")', "a given b"]) {
    deepEqual(parseDirective(expression), { kind: "expression", expression, formatters: [] });
  }
  deepEqual(parseDirective("claims"), { kind: "expression", expression: "claims", formatters: [] });
});

Deno.test("parseDirective() refuses what is cut short, with the form it should have", () => {
  throws(() => parseDirective("  "), /nothing stands between/);
  throws(() => parseDirective("| times"), /nothing stands between/);
  throws(() => parseDirective('given "40 ms"'), /given is written {{ given "40 ms" "why/);
  throws(() => parseDirective('given "40 ms" "why" | times'), /given is written/);
  throws(() => parseDirective("claim R08"), /claim is written {{ claim "id" }}/);
});
