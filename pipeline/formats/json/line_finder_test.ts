import assert from "node:assert/strict";
import fc from "fast-check";
import { lineFinder } from "./line_finder.ts";

Deno.test("lineFinder() counts the line ends before an offset", () => {
  const text = fc.array(fc.constantFrom("a", "\n"), { minLength: 1, maxLength: 40 }).map((each) =>
    `${each.join("")}z`
  );
  fc.assert(fc.property(text, fc.nat(40), (text, offset) => {
    const at = Math.min(offset, text.length);
    assert.equal(lineFinder(text)(at), text.slice(0, at).split("\n").length);
  }));
});

Deno.test("lineFinder() gives the end of a text to its last line that is not blank", () => {
  assert.equal(lineFinder("a\nb\n\n\n")(5), 2);
  assert.equal(lineFinder("")(0), 1);
});
