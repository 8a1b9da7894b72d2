import assert from "node:assert/strict";
import { chooseTwins } from "./prepare_all.ts";

Deno.test("of each list of twins the first that can run is run twice", () => {
  assert.deepEqual(chooseTwins([["a", "b"], ["c"]], ["c", "b", "a"]), ["a", "c"]);
  assert.deepEqual(chooseTwins([["a", "b"], ["c"]], ["b", "d"]), ["b"]);
});

Deno.test("where nothing of the lists can run, the first that can has the twin; nothing has none", () => {
  assert.deepEqual(chooseTwins([["a"]], ["d", "e"]), ["d"]);
  assert.deepEqual(chooseTwins([["a"]], []), []);
});
