import { equal } from "node:assert/strict";
import { apartText } from "./implementation_pairs.tsx";

Deno.test("how many pairs differ is said as one would: the pair, none, some, all of them", () => {
  const said = (apart: number, pairs: number) => apartText(apart, pairs).replaceAll("\u00a0", " ");
  equal(said(1, 1), "the pair is shown to differ.");
  equal(said(0, 1), "the pair is not shown to differ.");
  equal(said(0, 10), "none of the 10 pairs is shown to differ.");
  equal(said(1, 6), "1 of 6 pairs is shown to differ.");
  equal(said(6, 6), "all 6 pairs are shown to differ.");
});
