import { deepEqual, equal } from "node:assert/strict";
import type { Cell, ClaimRow, ClaimSource, Correction } from "../../pipeline/report.ts";
import { claimGroundsOf, countClaims, countsText, sumCounts } from "./claims.ts";

const cell = (implementation: string): Cell => ({
  ...{ scenario: "s", implementation, case: "", limits: "1 core", load: 8 },
  load_unit: "connections",
});
const correction = (state: Correction["state"]): Correction => ({
  ...{ state, report: "later", reason: "", source: "" },
});
const standing = {
  cells: ({ implementation }: Cell) =>
    implementation === "gone"
      ? correction("retracted")
      : implementation === "old"
      ? correction("superseded")
      : undefined,
};
const source = (...names: string[]): ClaimSource => ({ results: names.map(cell), bound: "" });
const claim = (id: string, verdict: ClaimRow["verdict"]) => ({ id, verdict }) as ClaimRow;
const wordsOf = (text: string) => text.replaceAll("\u00a0", " ");

const grounds = claimGroundsOf({
  claimSources: new Map([
    ["a", source("old", "gone", "gone", "fine")],
    ["b", source("fine")],
    ["c", { ...source("fine"), bound: "at least" }],
    ["d", source("old")],
  ]),
}, standing);

Deno.test("of a claim it is said once what became of its figures, and nothing where they stand", () => {
  deepEqual(grounds, {
    a: {
      bound: "",
      corrections: [
        { state: "retracted", report: "later" },
        { state: "superseded", report: "later" },
      ],
    },
    c: { bound: "at least", corrections: [] },
    d: { bound: "", corrections: [{ state: "superseded", report: "later" }] },
  });
  deepEqual(claimGroundsOf({}, standing), {});
});

Deno.test("claims by figures that were taken back are counted apart", () => {
  const claims = [claim("a", "holds"), claim("b", "holds"), claim("c", "holds")];
  const counts = countClaims([...claims, claim("d", "refuted")], grounds);
  deepEqual(counts.corrected, { "holds": 1, "refuted": 1, "not established": 0 });
  equal(
    wordsOf(countsText(counts)),
    "3 hold (1 of them by figures taken back or replaced since) and 1 is refuted (1 of them)",
  );
  equal(wordsOf(countsText(countClaims(claims.slice(1), grounds))), "2 hold");
  equal(sumCounts([{ counts }, { counts }]).corrected.holds, 2);
});
