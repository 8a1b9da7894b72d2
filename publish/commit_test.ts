import { equal } from "node:assert/strict";
import { rewrittenIn } from "./commit.ts";

Deno.test("rewrittenIn() names the path that is there already, as a person reads it", () => {
  equal(rewrittenIn("A\tdata/x/report.json\nM\tdata/x/report.md\n"), "data/x/report.md");
  equal(rewrittenIn("D\tdata/x/claims.csv\n"), "data/x/claims.csv");
  equal(rewrittenIn("A\tdata/x/report.json\n"), undefined);
});
