import { deepEqual, equal } from "node:assert/strict";
import { failureOf } from "./report.ts";

Deno.test("report ends with 2 where bench was asked for what there is not, whatever an earlier run left", () => {
  for (const isComplete of [false, true]) {
    const failure = failureOf(2, isComplete);
    deepEqual([failure?.status, failure?.message], [
      2,
      "nothing was measured; the line above says why",
    ]);
  }
});

Deno.test("report builds what was measured to the end, though some programs failed, and nothing less", () => {
  equal(failureOf(0, true), undefined);
  equal(failureOf(1, true), undefined);
  equal(failureOf(1, false)?.status, 1);
});
