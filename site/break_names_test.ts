import { deepEqual } from "node:assert/strict";
import { filePieces, namePieces } from "./break_names.ts";

Deno.test("names break behind slashes, those of files behind underscores too; no text is lost", () => {
  deepEqual(namePieces("tcp/BM_Echo_64B/100, items/s"), ["tcp/", "BM_Echo_64B/", "100, items/s"]);
  deepEqual(namePieces("k6.json, /metrics/rate"), ["k6.json, /metrics/", "rate"]);
  deepEqual(filePieces("ws_internal_asyncio.txt, line 4"), [
    "ws_",
    "internal_",
    "asyncio.txt, line 4",
  ]);
  for (const text of ["", "a_", "_a", "a__b/c", "no place"]) {
    deepEqual([namePieces(text).join(""), filePieces(text).join("")], [text, text]);
  }
});
