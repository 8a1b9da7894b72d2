/** The sentences of the published token-stream benchmark, and the verdicts that must come out of its tables. */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { judgeClaims, unexpectedVerdicts } from "../pipeline/claims/mod.ts";
import { claimsOf, contextOf } from "./published/claims_context.ts";
import { alterations } from "./published/claims_faults.ts";
import { disagreements, flaggedIn, type Golden, partsOf } from "./published/claims_golden.ts";
import { select, tablesOf } from "./published/tables.ts";

const REPORT = "published-token-stream";
const claims = await claimsOf(REPORT);
const context = await contextOf(REPORT);
const { claims: rows, measurements } = await tablesOf(REPORT);

/** Worked out by hand from the text and the raw files of k6 and pidstat. */
const GOLDEN: Golden = {
  ...{ S01: "match", S02: "match", S03: "match", S04: "match", S05: "mismatch" },
  ...{ S06: "mismatch", S07: "match", S08: "mismatch", S09: "mismatch", S10: "mismatch" },
  ...{ S11: "match", S12: "match", S13: "mismatch", S14: "omitted_metric", S15: "confounded" },
  ...{ S16: "derived", S17: "derived", S18: "match", S19: "match", S20: "not_reproduced" },
  ...{ S21: "double_rounding" },
};

const FLAGGED = ["S05", "S06", "S08", "S09", "S10", "S13", "S14", "S15", "S20", "S21"];

/** What the tables do not hold, and a claim's note therefore says. */
const BEYOND = {
  S09: 'how far apart "tightly" may be',
  S11: "of which load the early runs were",
  S17: "a figure that the text does not print",
};

const reasonOf = (id: string) => rows.find((row) => row.id === id)?.reason ?? "";

Deno.test("token-stream: the claims that do not hold are those that were found by hand, no more and no fewer", () => {
  deepEqual(flaggedIn(rows, GOLDEN), FLAGGED);
});

Deno.test("token-stream: each claim gets the verdict and the reason that were worked out by hand", () => {
  deepEqual(disagreements(rows, GOLDEN), []);
  deepEqual(unexpectedVerdicts(claims, rows), []);
});

Deno.test("token-stream: every claim belongs to one that was judged by hand", () => {
  const known = new Set(Object.keys(GOLDEN).flatMap((id) => partsOf(claims, id)));
  deepEqual(claims.filter((claim) => !known.has(claim)), []);
});

Deno.test("token-stream: what is not in the tables is said beside the claim", () => {
  for (const id of Object.keys(BEYOND)) {
    ok(claims.some((claim) => claim.id === id && claim.note !== undefined), id);
  }
});

Deno.test("token-stream: the refuted figures are what was worked out by hand", () => {
  match(reasonOf("S05"), /^differs: 25\.18 % is stated as 21 %$/);
  match(reasonOf("S06"), /^differs: 91\.64 MiB is stated as ~85 MiB$/);
  match(reasonOf("S08"), /^differs: 7\.698 % is stated as 13 %$/);
  match(reasonOf("S09"), /^differs: 1\.906x is stated as 1x$/);
  match(reasonOf("S10"), /^differs: 70\.89 is stated as 200$/);
  match(reasonOf("S15"), /8,009 B an answer and rust-axum 8,751 B/);
  match(reasonOf("S20"), /^differs: 7 is stated as 1$/);
});

Deno.test("token-stream: of the 56 cells of the table of results all but one are the raw files' digits", () => {
  const cells = [...partsOf(rows, "S19"), ...partsOf(rows, "S21")];
  const failures = select(measurements, { case: "stress", metric: "error_ratio" });
  equal(cells.length + failures.length, 56);
  deepEqual(
    cells.filter(({ reason }) => reason !== "as stated").map(({ id, reason }) => [id, reason]),
    [
      ["S21", "differs: 115.3496 ms is stated as 115.4 ms"],
    ],
  );
});

Deno.test("token-stream: the order on the other machine is filed with its place", () => {
  const other = select(measurements, { case: "baseline-other-machine" });
  equal(other.length, 8);
  deepEqual(other.filter((row) => !row.source.startsWith("raw/other_machine.csv#L")), []);
});

Deno.test("token-stream: a stated number that is changed is refuted, and one put right holds", () => {
  const altered = alterations(claims, rows);
  // Half as much again of 0 is 0; a sign or a tilde before the number is not looked for.
  const wrong = altered.wrong.filter(({ id }) => id !== "S18");
  const changed = new Set(wrong.map(({ id }) => id));
  const kept = rows.filter(({ id, verdict }) => verdict === "holds" && !changed.has(id));
  deepEqual(kept.map(({ id }) => id), ["S03", "S07-bun-hono", "S11", "S11-axum", "S18"]);
  for (const row of judgeClaims(wrong, context)) equal(row.verdict, "refuted", row.id);
  for (const row of judgeClaims(altered.right, context)) {
    equal(row.verdict, row.id === "S10" ? "not established" : "holds", row.id);
  }
});

Deno.test("token-stream: a claim whose operand is changed is refuted, and its sentence is named", () => {
  const changed = claims.map((claim) =>
    claim.id === "S03"
      ? { ...claim, expression: claim.expression.replace("go-http", "rust-axum") }
      : claim
  );
  const judged = judgeClaims(changed, context);
  deepEqual(flaggedIn(judged, GOLDEN), ["S03", ...FLAGGED]);
  const [sentence, ...others] = unexpectedVerdicts(changed, judged);
  match(sentence ?? "", /claim "S03" .* should be "holds" and is "refuted", differs: 35\.6 %/);
  deepEqual(others, []);
});

Deno.test("token-stream: what undermines a number that is as stated is the audit's finding", () => {
  const bare = claims.filter(({ id }) => id === "S15").map((each) => ({
    ...each,
    undermined_by: [],
  }));
  deepEqual(judgeClaims(bare, context).map(({ verdict }) => verdict), ["holds"]);
});
