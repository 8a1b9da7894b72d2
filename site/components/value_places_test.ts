import { deepEqual, equal } from "node:assert/strict";
import { commonPlaces, placesOf } from "./value_places.ts";

/** Of trials with one value each; undefined is one without. */
const of = (...sources: (string | undefined)[]) =>
  placesOf(sources.map((source) => source === undefined ? [] : [{ source }]));

Deno.test("where values stand is said once for each file, and the words around a number once", () => {
  equal(of("raw/a.1/wrk.txt#L9", "raw/a.2/wrk.txt#L9"), "wrk.txt, line 9");
  equal(of("raw/a.1/s.ndjson#L8", "raw/a.2/s.ndjson#L13"), "s.ndjson, lines 8, 13");
  equal(
    of("raw/a.1/b.json#/benchmarks/7/rate", "raw/a.2/b.json#/benchmarks/12/rate"),
    "b.json, /benchmarks/7, 12/rate",
  );
});

Deno.test("places that differ in more than a number stand side by side, files apart", () => {
  equal(of("raw/a.1/b.json#/a/7/rate", "raw/a.2/b.json#/b/7/rate"), "b.json, /a/7/rate; /b/7/rate");
  equal(of("raw/a.1/wrk.txt#L9", "raw/a.2/k6.json"), "wrk.txt, line 9; k6.json");
});

Deno.test("of places that differ each trial has its own, in the order of the trials", () => {
  equal(of("raw/a.1/s.txt#L8", "raw/a.2/s.txt#L13", "raw/a.3/s.txt#L13"), "s.txt, lines 8, 13, 13");
  equal(of("raw/a.1/s.txt#L8", undefined, "raw/a.3/s.txt#L13"), "s.txt, lines 8, –, 13");
  equal(of("raw/a.1/s.txt#L8", undefined, "raw/a.3/s.txt#L8"), "s.txt, line 8");
});

/** Of a figure with a value of each trial. */
const figure = (...sources: string[]) => sources.map((source) => [{ source }]);

Deno.test("figures of one part of a file say what they share once, and each its own rest", () => {
  deepEqual(
    commonPlaces([
      figure("raw/a.1/b.json#/benchmarks/7/time", "raw/a.2/b.json#/benchmarks/12/time"),
      figure("raw/a.1/b.json#/benchmarks/7/rate", "raw/a.2/b.json#/benchmarks/12/rate"),
    ]),
    { file: "b.json", common: "/benchmarks/7, 12", own: ["/time", "/rate"] },
  );
  deepEqual(
    commonPlaces([figure("raw/a.1/t.txt#L5"), figure("raw/a.1/t.txt#L5")]),
    { file: "t.txt", common: "line 5", own: ["", ""] },
  );
});

Deno.test("figures that share no more than their file say where in it each for itself", () => {
  deepEqual(
    commonPlaces([figure("raw/a.1/s.txt#L5", "raw/a.2/s.txt#L5"), figure("raw/a.1/s.txt#L6")]),
    { file: "s.txt", common: "", own: ["line 5", "line 6"] },
  );
  deepEqual(
    commonPlaces([[[], [{ source: "raw/a.2/s.json#/a/x" }]], [[], [{
      source: "raw/a.2/s.json#/a/y",
    }]]]),
    { file: "s.json", common: "/a", own: ["/x", "/y"] },
  );
});
