import { equal } from "node:assert/strict";
import { storedName } from "./inputs.ts";

Deno.test("storedName() gives a plain name that is never taken for a log", () => {
  const cases: [string, string][] = [
    ["/a/b/k6_summary.json", "k6_summary.json"],
    ["C:\\runs\\wrk out.txt", "wrk_out.txt"],
    ["../..", "raw"],
    [".hidden", "hidden"],
    ["wrk.log", "wrk.log.txt"],
    ["wrk.log.gz", "wrk.log.txt.gz"],
    ["a;$(b)`c`\u202e.txt", "a_b_c_.txt"],
  ];
  for (const [path, name] of cases) equal(storedName(path), name);
});
