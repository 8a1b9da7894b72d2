import { deepEqual, ok } from "node:assert/strict";
import { pack, unpack } from "./packed.ts";

Deno.test("what was packed comes out again, smaller than it went in", () => {
  const files = Array.from({ length: 1000 }, (_, index) => ({
    path: `data/report/raw/a “b”, ≥ ${index}/wrk.txt`,
    bytes: index,
    modified: 1_795_333_047_458 + index,
  }));
  const packed = pack({ files });
  deepEqual(unpack(packed), { files });
  ok(packed.length * 4 < JSON.stringify({ files }).length);
});
