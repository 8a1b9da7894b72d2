import { deepEqual, equal, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import { type LenientJson, parseLenientJsonDocuments } from "./lenient_json.ts";

/** The one document of a text. */
function parseOne(text: string): LenientJson {
  const [document, ...others] = parseLenientJsonDocuments(text, "a.json");
  deepEqual(others, []);
  ok(document !== undefined);
  return document;
}

Deno.test("parseLenientJsonDocuments() reads what JSON.parse reads, to the same value", () => {
  fc.assert(fc.property(fc.json(), (json) => {
    const text = `{"a":${json}}`;
    deepEqual(parseOne(text), { value: JSON.parse(text), nonFinite: [], doubled: [] });
  }));
});

Deno.test("parseLenientJsonDocuments() reads the same value through its recovering parser", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const text = JSON.stringify({ a: value }, null, 2);
    const found = parseOne(text.replace(/\}$/, ",\n}"));
    deepEqual(found, { value: JSON.parse(text), nonFinite: [], doubled: [] });
  }));
});

Deno.test("parseLenientJsonDocuments() never gives a value of a cut document that the whole one has not", () => {
  const isPart = (part: unknown, whole: unknown): boolean => {
    if (typeof part !== "object" || part === null) return Object.is(part, whole);
    if (typeof whole !== "object" || whole === null) return false;
    return Object.entries(part).every(([key, value]) =>
      isPart(value, (whole as Record<string, unknown>)[key])
    );
  };
  const document = fc.jsonValue().map((value) => ({ rows: [value, 12345.678, 'é"\\', value] }));
  fc.assert(
    fc.property(document, fc.double({ min: 0, max: 0.999, noNaN: true }), (value, where) => {
      const text = JSON.stringify(value);
      const cut = text.slice(0, Math.floor(where * text.length));
      let found;
      try {
        found = parseOne(cut);
      } catch {
        return; // nothing could be read
      }
      equal(isPart(found.value, JSON.parse(text)), true);
      equal(found.truncatedAtLine, 1);
    }),
  );
});

Deno.test("parseLenientJsonDocuments() sets bare NaN and infinities to null and says where they were", () => {
  const text = `{"a": NaN, "b/c": [1, Infinity, -Infinity, -nan, inf, 1.#INF, 1e999], "d": 2}`;
  deepEqual(parseOne(text), {
    value: { a: null, "b/c": [1, null, null, null, null, null, null], d: 2 },
    nonFinite: ["/a", "/b~1c/1", "/b~1c/2", "/b~1c/3", "/b~1c/4", "/b~1c/5", "/b~1c/6"],
    doubled: [],
  });
});

Deno.test("parseLenientJsonDocuments() sets members that stand twice with different values to null", () => {
  const text =
    `{"a": [{"b/c": 1, "d": 2, "b/c": 3}], "e": {"f": 1}, "g": 4, "g": 4, "e": {"f": 2}}`;
  deepEqual(parseOne(text), {
    value: { a: [{ "b/c": null, d: 2 }], e: null, g: 4 },
    nonFinite: [],
    doubled: ["/a/0/b~1c", "/e"],
  });
});

Deno.test("parseLenientJsonDocuments() takes a quote and a colon within a text for no member", () => {
  const value = { command: "run '{\"a\": 1}'", b: ['"', ":"] };
  deepEqual(parseOne(JSON.stringify(value)), { value, nonFinite: [], doubled: [] });
});

Deno.test("parseLenientJsonDocuments() keeps the complete members of a cut document and names the open one", () => {
  const text = `{\n "context": {"n": 1},\n "rows": [\n  {"x": 1, "y": 2},\n  {"x": 3, "y": 4`;
  deepEqual(parseOne(text), {
    value: { context: { n: 1 }, rows: [{ x: 1, y: 2 }, { x: 3 }] },
    truncatedAtLine: 5,
    truncatedIn: "/rows/1",
    nonFinite: [],
    doubled: [],
  });
});

Deno.test("parseLenientJsonDocuments() drops a number that a terminal wrapped into two", () => {
  deepEqual(parseOne(`{"a": 1, "b": 623\n47, "c": 3}`).value, { a: 1 });
  deepEqual(parseOne(`{"a": 1, "b": 1.6.3}`).value, { a: 1 });
});

Deno.test("parseLenientJsonDocuments() takes the unescaped backslashes of a Windows path as they are", () => {
  deepEqual(
    parseOne(String.raw`{"exe": "C:\Users\bench.exe", "ok": "a\nb"}`).value,
    {
      exe: String.raw`C:\Users\bench.exe`,
      ok: "a\nb",
    },
  );
});

Deno.test("parseLenientJsonDocuments() keeps a member called __proto__ as data", () => {
  const found = parseOne(`{"__proto__": {"x": 1}, "a": NaN}`).value as object;
  equal(Object.getPrototypeOf(found), Object.prototype);
  deepEqual(Object.keys(found), ["__proto__", "a"]);
});

Deno.test("parseLenientJsonDocuments() throws file, line and remedy when nothing can be read", () => {
  for (const text of ["", "{", "hello\n", "[", "}", '"abc', "12e"]) {
    throws(
      () => parseOne(text),
      /^Failure: a\.json line 1: no JSON.*Give the file/,
    );
  }
});

Deno.test("parseLenientJsonDocuments() refuses nesting that would exhaust the stack", () => {
  throws(
    () => parseOne('{"a":'.repeat(1e5)),
    /line 1: .* nests more than 200 levels deep/,
  );
});

Deno.test("parseLenientJsonDocuments() reads documents behind one another, with lines between", () => {
  const text = `2024-01-01\n{"a": 1}\n{"a": NaN}\nnoise {x}\n[\n {"b": 2}, {"b"`;
  deepEqual(parseLenientJsonDocuments(text, "a.json").map((document) => document.value), [
    { a: 1 },
    { a: null },
    [{ b: 2 }, {}],
  ]);
});

Deno.test("parseLenientJsonDocuments() reads a document right behind another that has no line end", () => {
  for (const between of ["", " ", "\ufeff", "\n\ufeff"]) {
    const text = `{"a": 1}${between}[\n{"b": 2}]${between}{"c": {}}${between}`;
    deepEqual(parseLenientJsonDocuments(text, "a.json").map((document) => document.value), [
      { a: 1 },
      [{ b: 2 }],
      { c: {} },
    ]);
  }
});

Deno.test("parseLenientJsonDocuments() takes nothing out of a document that is broken for another", () => {
  const [first, ...others] = parseLenientJsonDocuments('{"a": 1, "b": [] {"c": 2}}', "a.json");
  deepEqual(others, []);
  equal(first?.truncatedAtLine, 1);
});

Deno.test("parseLenientJsonDocuments() throws a Failure when there is no document", () => {
  throws(() => parseLenientJsonDocuments("a\n{b\n", "a.json"), /a\.json line 1: no JSON/);
});
