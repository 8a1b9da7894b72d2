import { equal } from "node:assert/strict";
import { dataFile, linkFrom, parseSource, reportPage, scenarioPage } from "./links.ts";

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
