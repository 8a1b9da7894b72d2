import { equal } from "node:assert/strict";
import fc from "fast-check";
import { cellId, dataFile, linkFrom, parseSource, reportPage, scenarioPage } from "./links.ts";

Deno.test("linkFrom() makes addresses relative to the page at hand", () => {
  const to = linkFrom("/reports/local/http-counter/");
  equal(to("/"), "../../../");
  equal(to("/reports/local/"), "../");
  equal(to("/reports/local/http-counter/"), "./");
  equal(to("/reports/local/http-counter/#peak"), "#peak");
  equal(to("/reports/local/#finding-x"), "../#finding-x");
  equal(to("/data/local/summary.csv"), "../../../data/local/summary.csv");
  equal(linkFrom("/")("/wallclock.css"), "wallclock.css");
  equal(linkFrom("/")("/"), "./");
});

Deno.test("page addresses encode what a hostile name could hold", () => {
  equal(reportPage('"><script>'), "/reports/%22%3E%3Cscript%3E/");
  equal(scenarioPage("local", "a b"), "/reports/local/a%20b/");
  equal(dataFile("local", "raw/a#b/wrk.txt"), "/data/local/raw/a%23b/wrk.txt");
});

Deno.test("parseSource() takes file and line apart", () => {
  equal(parseSource("raw/t/wrk.txt#L9").place, "line 9");
  equal(parseSource("raw/t/k6.json#/metrics/checks").place, "/metrics/checks");
  equal(parseSource("trials.ndjson").place, "");
});

Deno.test("cellId() tells cells apart, whatever their case and limits hold", () => {
  equal(
    cellId({ case: "", limits: "1 core", load: 8, load_unit: "connections" }),
    "c~~1.core~8.connections",
  );
  const text = fc.string({ unit: fc.constantFrom("a", "1", " ", ".", "-", "_", "~", "/", "é") });
  const load = fc.option(fc.nat({ max: 20 }));
  const cell = fc.record({ case: text, limits: text, load, load_unit: fc.constant("connections") });
  fc.assert(fc.property(cell, cell, (a, b) => {
    equal(cellId(a) === cellId(b), JSON.stringify(a) === JSON.stringify(b));
    // An id has no space, and stands in an address as it is.
    equal(new URL(`http://site/#${cellId(a)}`).hash.slice(1), cellId(a));
  }));
});
