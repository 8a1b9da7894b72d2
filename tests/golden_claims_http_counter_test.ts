/** The sentences of the published http-counter benchmark, and the verdicts that must come out of its tables. */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { judgeClaims, unexpectedVerdicts } from "../pipeline/claims/mod.ts";
import { claimsOf, contextOf } from "./published/claims_context.ts";
import { alterations } from "./published/claims_faults.ts";
import { disagreements, flaggedIn, type Golden, partsOf } from "./published/claims_golden.ts";
import { tablesOf } from "./published/tables.ts";

const REPORT = "published-http-counter";
const claims = await claimsOf(REPORT);
const context = await contextOf(REPORT);
const { claims: rows } = await tablesOf(REPORT);

/** Worked out by hand from the text, its tables and what wrk does. */
const GOLDEN: Golden = {
  ...{ H01: "match", H02: "match", H03: "approximate", H04: "match", H05: "match" },
  ...{ H06: "confounded", H07: "mismatch", H08: "violates", H09: "bug_in_server", H10: "match" },
};

const FLAGGED = ["H03", "H06", "H07", "H08", "H09"];

/** What the tables do not hold, and a claim's note therefore says. */
const BEYOND = {
  H03: "how far off a round word may be",
  H09: "that the authors turned the delay off later: the figures show the plateau, not its cause",
};

const reasonOf = (id: string) => rows.find((row) => row.id === id)?.reason ?? "";

Deno.test("http-counter: the claims that do not hold are those that were found by hand, no more and no fewer", () => {
  deepEqual(flaggedIn(rows, GOLDEN), FLAGGED);
});

Deno.test("http-counter: each claim gets the verdict and the reason that were worked out by hand", () => {
  deepEqual(disagreements(rows, GOLDEN), []);
  deepEqual(unexpectedVerdicts(claims, rows), []);
});

Deno.test("http-counter: every claim belongs to one that was judged by hand", () => {
  const known = new Set(Object.keys(GOLDEN).flatMap((id) => partsOf(claims, id)));
  deepEqual(claims.filter((claim) => !known.has(claim)), []);
});

Deno.test("http-counter: what is not in the tables is said beside the claim", () => {
  for (const id of Object.keys(BEYOND)) {
    ok(claims.some((claim) => claim.id === id && claim.note !== undefined), id);
  }
});

Deno.test("http-counter: figures and rules are those that were worked out by hand", () => {
  match(reasonOf("H03"), /^differs: 93\.55x is stated as 100x$/);
  match(reasonOf("H06"), /1 from 1, 2 from 16, .* 26 from 256 connections on/);
  match(reasonOf("H07"), /: 234 connections were opened, 256 asked for/);
});

Deno.test("http-counter: a stated number that is changed is refuted, and one put right holds", () => {
  const altered = alterations(claims, rows);
  deepEqual(altered.wrong.map(({ id }) => id), ["H01", "H02", "H04-peak", "H05", "H10"]);
  deepEqual(altered.right.map(({ id }) => id), ["H03"]);
  for (const row of judgeClaims(altered.wrong, context)) equal(row.verdict, "refuted", row.id);
  for (const row of judgeClaims(altered.right, context)) equal(row.verdict, "holds", row.id);
});

Deno.test("http-counter: a claim whose operand is changed is refuted, and its sentence is named", () => {
  const changed = claims.map((claim) =>
    claim.id === "H02"
      ? { ...claim, expression: claim.expression.replace("node-http", "rust-axum") }
      : claim
  );
  const judged = judgeClaims(changed, context);
  deepEqual(flaggedIn(judged, GOLDEN), ["H02", ...FLAGGED]);
  const [sentence, ...others] = unexpectedVerdicts(changed, judged);
  match(
    sentence ?? "",
    /claim "H02" \(Scheme's p99 is seven times .* should be "holds" and is "ref/,
  );
  deepEqual(others, []);
});

Deno.test("http-counter: a rank that is changed is refuted, within what single runs can show", () => {
  const rank = claims.filter(({ id }) => id === "H04");
  const places = [4, 5, 6].map((place) =>
    rank.map((claim) => ({ ...claim, expression: claim.expression.replace("== 5", `== ${place}`) }))
  );
  deepEqual(
    places.flatMap((each) => judgeClaims(each, context).map(({ verdict }) => verdict)),
    ["refuted", "holds", "refuted"],
  );
});

Deno.test("http-counter: without the rules that undermine them a peak and its connections are as stated", () => {
  const bare = claims.filter(({ id }) => id === "H06" || id === "H07")
    .map((claim) => ({ ...claim, undermined_by: [] }));
  deepEqual(judgeClaims(bare, context).map(({ verdict }) => verdict), ["holds", "holds"]);
});
