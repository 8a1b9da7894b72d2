import { deepEqual, equal } from "node:assert/strict";
import { alignColumns, plain } from "./text_table.ts";

Deno.test("columns are as wide as their longest field, numbers end at one line", () => {
  deepEqual(
    alignColumns(
      [{ name: "implementation" }, { name: "req/s", right: true }, { name: "verdict" }],
      [
        ["axum", "41,904", "faster"],
        ["µhttp", "397,669", ""],
      ],
    ),
    [
      "implementation    req/s  verdict",
      "axum             41,904  faster",
      "µhttp           397,669",
    ],
  );
});

Deno.test("a column without any field is left out with its heading", () => {
  deepEqual(
    alignColumns([{ name: "case" }, { name: "load", right: true }], [["", "1"], ["", "64"]]),
    ["load", "   1", "  64"],
  );
});

Deno.test("numbers of a terminal have spaces and signs that can be searched for", () => {
  equal(plain("\u22124\u00a0%"), "-4 %");
});
