import { deepEqual, equal } from "node:assert/strict";
import { Failure } from "../../common/failure.ts";
import { problemLine, problemOf, tablesRemedy } from "./problem.ts";

Deno.test("problemOf() parts a failure into what was found and its remedy, and says the file once", () => {
  const file = "data/a/summary.csv";
  const problem = problemOf(
    new Failure(`${file}: no header; it has; run it again`),
    file,
    "a table",
  );
  deepEqual(problem, {
    file,
    expected: "a table",
    found: "no header; it has",
    remedy: "run it again",
  });
  equal(
    problemLine(problem),
    "data/a/summary.csv: expected a table, found no header; it has; run it again",
  );
  const plain = problemOf(new Failure("data/b: is a folder"), file, "a table");
  deepEqual([plain.found, plain.remedy], ["data/b: is a folder", "restore the original"]);
});

Deno.test("tables of a published report are restored, those of another are made anew", () => {
  equal(
    tablesRemedy({ name: "a", state: "published" }),
    "restore it as it was published; a correction is a new report",
  );
  equal(tablesRemedy({ name: "a", state: "draft" }), "run `deno task normalize a`");
});
