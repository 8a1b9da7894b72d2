/** The sentences of the published static files benchmark, and the verdicts that must come out of its tables. */
import { deepEqual, equal, match } from "node:assert/strict";
import { judgeClaims, unexpectedVerdicts } from "../pipeline/claims/mod.ts";
import { claimsOf, contextOf } from "./published/claims_context.ts";
import { alterations } from "./published/claims_faults.ts";
import { disagreements, flaggedIn, type Golden, partsOf } from "./published/claims_golden.ts";
import { tablesOf } from "./published/tables.ts";

const REPORT = "published-static-files";
const claims = await claimsOf(REPORT);
const context = await contextOf(REPORT);
const { claims: rows } = await tablesOf(REPORT);

/** Worked out by hand from the printed figures. */
const GOLDEN: Golden = {
  ...{ R01: "match_within_rounding", R02: "match", R03: "match", R04: "misleading" },
  ...{ R05: "match", R06: "match_within_rounding", R07: "match", R08: "mismatch" },
  ...{ R09: "match_within_rounding", R10: "match_within_rounding", R11: "match" },
  ...{ R12: "contradiction", R13: "mismatch", R14: "too_short" },
};

const FLAGGED = "R04 R08 R12 R13 R14";

/** What the text asks of itself, which nobody judged by hand. */
const GATE = "gate";

const reasonOf = (id: string) => rows.find((row) => row.id === id)?.reason ?? "";

Deno.test("static files: the claims that do not hold are those that were found by hand, no more and no fewer", () => {
  deepEqual(flaggedIn(rows, GOLDEN), FLAGGED.split(" "));
});

Deno.test("static files: each claim gets the verdict and the reason that were worked out by hand", () => {
  deepEqual(disagreements(rows, GOLDEN), []);
  deepEqual(unexpectedVerdicts(claims, rows), []);
});

Deno.test("static files: every claim but the gate belongs to one that was judged by hand", () => {
  const known = new Set(Object.keys(GOLDEN).flatMap((id) => partsOf(claims, id)));
  deepEqual(claims.filter((claim) => !known.has(claim)).map(({ id }) => id), [GATE]);
});

Deno.test("static files: the gate of 10 is not established over a baseline that moved", () => {
  const gate = rows.find(({ id }) => id === GATE);
  equal(gate?.verdict, "not established");
  match(reasonOf(GATE), /^drifted baseline: .*435 to 371 \(-14\.7 %\), ruchy .*\(\+13\.6 %\)/);
  match(reasonOf("R04"), /ruchy is 10\.3 times it; the number is as stated$/);
});

Deno.test("static files: the refuted figures are what was worked out by hand", () => {
  match(reasonOf("R08"), /^differs: 53\.26 % is stated as 47 %$/);
  match(reasonOf("R12"), /^differs: 8\.081x is stated as 16\.02x$/);
  match(reasonOf("R13-ruchy"), /^differs: 40\.97 is stated as 50$/);
  match(reasonOf("R13-python"), /^differs: 23\.55 is stated as 50$/);
});

Deno.test("static files: a stated number that is changed is refuted, and one put right holds", () => {
  const altered = alterations(claims, rows);
  equal(altered.wrong.length, rows.filter(({ verdict }) => verdict === "holds").length);
  equal(altered.right.length, rows.filter(({ reason }) => /^differs/.test(reason)).length);
  for (const row of judgeClaims(altered.wrong, context)) equal(row.verdict, "refuted", row.id);
  for (const row of judgeClaims(altered.right, context)) equal(row.verdict, "holds", row.id);
});

Deno.test("static files: a claim whose operand is changed is refuted, and its sentence is named", () => {
  const claim = claims.find(({ id }) => id === "R02");
  const expression = claim?.expression.replace(
    '"ruchy", "concurrent-before"',
    '"ruchy", "sequential"',
  );
  const changed = claims.map((each) =>
    each === claim ? { ...each, expression: expression ?? "" } : each
  );
  const judged = judgeClaims(changed, context);
  deepEqual(flaggedIn(judged, GOLDEN), ["R02", ...FLAGGED.split(" ")]);
  const [sentence, ...others] = unexpectedVerdicts(changed, judged);
  match(
    sentence ?? "",
    /claim "R02" \(Concurrent BEFORE: 9\.10x\) should be "holds" and is "refuted"/,
  );
  deepEqual(others, []);
});

Deno.test("static files: an expectation that the tables do not bear is named", () => {
  const hopeful = claims.map(({ expected: _expected, ...claim }) => claim);
  const flagged = rows.filter(({ verdict }) => verdict !== "holds");
  equal(unexpectedVerdicts(hopeful, rows).length, flagged.length);
});

Deno.test("static files: without the drift of the baseline the gate would be passed", () => {
  const steady = context.summary.map((figure) => ({
    ...figure,
    findings: figure.findings.filter((rule) => rule !== "drifted-baseline"),
  }));
  const gate = claims.filter(({ id }) => id === GATE);
  deepEqual(judgeClaims(gate, { ...context, summary: steady }).map((row) => row.verdict), [
    "holds",
  ]);
});
