/** The sentences of the published echo benchmark, and the verdicts that must come out of its tables. */
import { deepEqual, equal, match } from "node:assert/strict";
import { judgeClaims, unexpectedVerdicts } from "../pipeline/claims/mod.ts";
import { claimsOf, contextOf } from "./published/claims_context.ts";
import { alterations } from "./published/claims_faults.ts";
import { disagreements, flaggedIn, type Golden, partsOf } from "./published/claims_golden.ts";
import { select, tablesOf } from "./published/tables.ts";

const REPORT = "published-echo";
const claims = await claimsOf(REPORT);
const context = await contextOf(REPORT);
const { claims: rows, measurements } = await tablesOf(REPORT);

/** Worked out by hand from the text, its raw rows and the source of its benchmarks. */
const GOLDEN: Golden = {
  ...{ A01: "match", A02: "match_within_rounding", A03: "match", A04: "match", A05: "match" },
  ...{ A06: "match", A07: "mismatch", A08: "match", A09: "match", A10: "invalid" },
  ...{ A11: "contradiction", A12: "misleading", A13: "derived", A14: "derived" },
  ...{ A15: "misleading", A16: "match", A17: "mismatch", A18: "match" },
  ...{ "A19.1": "match", "A19.2": "match", "A19.3": "match", "A19.4": "match" },
  ...{ "A19.5": "match", "A19.6": "match", "A19.7": "match", "A19.8": "match" },
  ...{ A20: "hidden_regression", "A21.1": "match", "A21.2": "match", "A21.3": "match" },
  ...{ "A21.4": "match", A22: "mismatch", A23: "mismatch", A24: "match_within_rounding" },
  ...{ A25: "match", A26: "within_noise", A27: "match", A28: "stale", A29: "cpu_time" },
  ...{ A30: "mislabelled" },
};

const FLAGGED = "A07 A10 A11 A12 A15 A17 A20 A22 A23 A26 A28 A29 A30";

Deno.test("echo: the claims that do not hold are those that were found by hand, no more and no fewer", () => {
  deepEqual(flaggedIn(rows, GOLDEN), FLAGGED.split(" "));
});

Deno.test("echo: each claim gets the verdict and the reason that were worked out by hand", () => {
  deepEqual(disagreements(rows, GOLDEN), []);
  deepEqual(unexpectedVerdicts(claims, rows), []);
});

Deno.test("echo: every claim belongs to one that was judged by hand", () => {
  const known = new Set(Object.keys(GOLDEN).flatMap((id) => partsOf(claims, id)));
  deepEqual(claims.filter((claim) => !known.has(claim)), []);
});

Deno.test("echo: what is flagged of a range that is half right is its wrong end", () => {
  const verdicts = partsOf(rows, "A22").map(({ id, verdict }) => [id, verdict]);
  deepEqual(verdicts, [["A22-least", "refuted"], ["A22-most", "holds"]]);
});

Deno.test("echo: the refuted figures are what was worked out by hand", () => {
  const shown = (id: string) => rows.find((row) => row.id === id)?.reason ?? "";
  match(shown("A07"), /^differs: 32\.99x is stated as 34x$/);
  match(shown("A12-100"), /^differs: 0\.005506M\/s is stated as 1\.21M\/s$/);
  match(shown("A15-wall"), /^differs: 3\.492 GiB\/s is stated as 8\.03 GiB\/s$/);
  match(shown("A22-least"), /^differs: 12\.24 % is stated as 20 %$/);
  match(shown("A28-64"), /^differs: 6\.66 MiB\/s is stated as 4\.76 MiB\/s$/);
  match(shown("A29-64"), /^differs: 3\.412 MiB\/s is stated as 6\.66 MiB\/s$/);
});

Deno.test("echo: no figure of the rows that did no work is shown in a verdict", () => {
  for (const row of rows.filter(({ reason }) => reason.startsWith("withheld"))) {
    deepEqual([row.value, row.low, row.high], [null, null, null], row.id);
  }
});

Deno.test("echo: what no measurement shows was read in the benchmarks' source, and is filed with its place", () => {
  const read = claims.filter(({ expression }) => expression.includes('"source/'));
  deepEqual(read.map(({ id }) => id), ["A10-server", "A15-buffers", "A30"]);
  const facts = measurements.filter((row) => row.case.startsWith("source/"));
  deepEqual(facts.filter((row) => !row.source.startsWith("raw/benchmark_source.csv#L")), []);
  deepEqual(facts.filter((row) => !row.metric.startsWith("counter:")), []);
});

Deno.test("echo: the rates typed from the console table are those of the raw files", () => {
  const typed = select(measurements, { metric: "counter:stated_items_rate" })
    .filter((row) => row.case.startsWith("tcp-stated-raw/"));
  equal(typed.length, 6);
  for (const { case: name, value } of typed) {
    const cell = { case: name.replace("tcp-stated-raw", "tcp"), metric: "items_rate" };
    deepEqual(select(measurements, { ...cell, clock: "cpu" }).map((row) => row.value), [value]);
  }
});

Deno.test("echo: a stated number that is changed is refuted, and one put right holds", () => {
  const altered = alterations(claims, rows);
  equal(altered.wrong.length, rows.filter(({ verdict }) => verdict === "holds").length);
  equal(altered.right.length, rows.filter(({ reason }) => /^differs/.test(reason)).length);
  for (const row of judgeClaims(altered.wrong, context)) equal(row.verdict, "refuted", row.id);
  for (const row of judgeClaims(altered.right, context)) equal(row.verdict, "holds", row.id);
});

Deno.test("echo: a claim whose operand is changed is refuted, and its sentence is named", () => {
  const claim = claims.find(({ id }) => id === "A03");
  const expression = claim?.expression.replace("DrogonWsText_64B/100", "DrogonWsText_64B/10") ?? "";
  const changed = claims.map((each) => each === claim ? { ...each, expression } : each);
  const judged = judgeClaims(changed, context);
  deepEqual(flaggedIn(judged, GOLDEN), ["A03", ...FLAGGED.split(" ")]);
  deepEqual(disagreements(judged, GOLDEN), [
    'A03: match, and is "refuted: differs: 10.545x is stated as 1.70x"',
  ]);
  const [sentence, ...others] = unexpectedVerdicts(changed, judged);
  match(sentence ?? "", /claim "A03" \(Drogon is 1\.70x faster, 64B x100\) should be "holds"/);
  deepEqual(others, []);
});

Deno.test("echo: an expectation that the tables do not bear is named", () => {
  const hopeful = claims.map(({ expected: _expected, ...claim }) => claim);
  const flagged = rows.filter(({ verdict }) => verdict !== "holds");
  equal(unexpectedVerdicts(hopeful, rows).length, flagged.length);
});

Deno.test("echo: without the rules that undermine it the quotient of CPU rates is as stated", () => {
  const [claim] = partsOf(claims, "A15").filter(({ undermined_by }) => undermined_by !== undefined);
  const bare = { ...claim ?? claims[0] as typeof claims[0], undermined_by: [] };
  deepEqual(judgeClaims([bare], context).map(({ verdict, reason }) => [verdict, reason]), [
    ["holds", "as stated"],
  ]);
});
