import { equal, match } from "node:assert/strict";
import { clockFailure, readClocks } from "./clocks.ts";

Deno.test("clockFailure() is of a clock that was set either way, not of a gentle correction", () => {
  const before = { wall: 1e9, steady: 50 };
  equal(clockFailure(before, { wall: 1e9 + 60.03, steady: 110 }), undefined);
  equal(clockFailure(before, { wall: 1e9 + 3602, steady: 3650 }), undefined);
  match(clockFailure(before, { wall: 1e9 - 3590, steady: 60 })?.message ?? "", /3600\.0 s back/);
  match(clockFailure(before, { wall: 1e9 + 10.5, steady: 60 })?.message ?? "", /0\.5 s forward/);
  equal(clockFailure(readClocks(), readClocks()), undefined);
});
