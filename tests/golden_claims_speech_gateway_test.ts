/** The sentences of the published speech-gateway benchmark, and the verdicts that must come out of its tables. */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { judgeClaims, unexpectedVerdicts } from "../pipeline/claims/mod.ts";
import { claimsOf, contextOf } from "./published/claims_context.ts";
import { alterations } from "./published/claims_faults.ts";
import { disagreements, flaggedIn, type Golden, partsOf } from "./published/claims_golden.ts";
import { tablesOf } from "./published/tables.ts";

const REPORT = "published-speech-gateway";
/** Where its authors took a result back. */
const ERRATUM = "published-speech-gateway-erratum";
const claims = await claimsOf(REPORT);
const context = await contextOf(REPORT);
const { claims: rows } = await tablesOf(REPORT);
const { claims: later } = await tablesOf(ERRATUM);

/** Worked out by hand from the text and its sweep tables. */
const GOLDEN: Golden = {
  ...{ "T-ratio-Rust": "match", "T-ratio-Java": "match", "T-ratio-Bun": "match" },
  ...{ "T-ratio-Go": "match", "T-ratio-Scala": "match", "T-ratio-Elixir": "match" },
  ...{ "T-ratio-CPython-GIL": "match", "T-ratio-CPython-t-mt": "match" },
  ...{ "T-lift-Rust": "match", "T-lift-Java": "match", "T-lift-Go": "match" },
  ...{ "T-lift-Scala": "match", "T-lift-Elixir": "match" },
  ...{ "T-lift-CPython": "match", "T-lift-CPython-t": "match" },
  ...{ T01: "mismatch", T02: "mismatch", T03: "mismatch", T04: "match", T05: "match" },
  ...{ T06: "match", T07: "match", T08: "match", T09: "match", T10: "incomplete" },
  ...{ T11: "resolution", T12: "derived", T13: "retracted", T14: "mismatch" },
};

const FLAGGED = ["T01", "T02", "T03", "T10", "T11", "T13", "T14"];

/** What the tables do not hold, and a claim's note therefore says. */
const BEYOND = {
  T12: "how far a program has to be from the others to be an outlier",
  T13:
    "why the result was taken back: the tables of the later report show the lower capacity alone",
};

const all = [...rows, ...later];
const reasonOf = (id: string) => all.find((row) => row.id === id)?.reason ?? "";

Deno.test("speech-gateway: the claims that do not hold are those that were found by hand, no more and no fewer", () => {
  deepEqual(flaggedIn(all, GOLDEN), FLAGGED);
});

Deno.test("speech-gateway: each claim gets the verdict and the reason that were worked out by hand", async () => {
  deepEqual(disagreements(all, GOLDEN), []);
  deepEqual(unexpectedVerdicts(claims, rows), []);
  deepEqual(unexpectedVerdicts(await claimsOf(ERRATUM), later), []);
});

Deno.test("speech-gateway: every claim belongs to one that was judged by hand", async () => {
  const filed = [...claims, ...await claimsOf(ERRATUM)];
  const known = new Set(Object.keys(GOLDEN).flatMap((id) => partsOf(filed, id)));
  deepEqual(filed.filter((claim) => !known.has(claim)), []);
});

Deno.test("speech-gateway: what is not in the tables is said beside the claim", async () => {
  const filed = [...claims, ...await claimsOf(ERRATUM)];
  for (const id of Object.keys(BEYOND)) {
    ok(filed.some((claim) => claim.id === id && claim.note !== undefined), id);
  }
});

Deno.test("speech-gateway: the refuted figures are what was worked out by hand", () => {
  match(reasonOf("T01"), /^differs: 2625 is stated as 2600$/);
  match(reasonOf("T02"), /^differs: 15 % is stated as 18 %$/);
  match(reasonOf("T03"), /^differs: 1\.154x is stated as 1\.7x$/);
  match(reasonOf("T10"), /^differs: 3 is stated as 0$/);
  match(reasonOf("T13"), /^differs: 4350 is stated as 4450$/);
  equal(all.find(({ id }) => id === "T14")?.value, 9);
});

Deno.test("speech-gateway: what was taken back later is refuted by the later report, not by the page itself", () => {
  deepEqual(partsOf(rows, "T13"), []);
  const [claim] = claims.filter(({ id }) => id === "T01");
  const expression = 'capacity("cpp-uwebsockets", limits="1 core, 2 GiB") states 4450';
  const own = judgeClaims([{ ...claim as typeof claims[0], expression }], context);
  deepEqual(own.map(({ verdict }) => verdict), ["holds"]);
});

Deno.test("speech-gateway: all 86 printed verdicts agree, and one that is changed is found", () => {
  const agreement = claims.filter(({ id }) => id === "T09");
  equal(rows.find(({ id }) => id === "T09")?.value, 86);
  const notes = new Map(context.printedNotes);
  const [address] = [...notes].find(([, note]) => note === "pass, edge") ?? [];
  notes.set(address ?? "", "fail, newest p50");
  const judged = judgeClaims(agreement, {
    ...context,
    printedNotes: notes,
  });
  deepEqual(judged.map(({ value, verdict }) => [value, verdict]), [[85, "refuted"]]);
});

Deno.test("speech-gateway: without the point that refutes it a capacity is as stated", () => {
  const fewer = (context.states ?? []).filter(({ load }) => load !== 2625);
  const changed = { ...context, states: fewer };
  const judged = judgeClaims(claims.filter(({ id }) => id === "T01"), changed);
  deepEqual(judged.map(({ verdict }) => verdict), ["holds"]);
});

Deno.test("speech-gateway: labels are complete once no point fails a gate that they leave out", () => {
  const states = (context.states ?? []).map((row) => ({
    ...row,
    limited_by: row.limited_by.filter((gate) => !gate.startsWith("newest_p95")),
  }));
  const judged = judgeClaims(claims.filter(({ id }) => id === "T10"), { ...context, states });
  deepEqual(judged.map(({ verdict }) => verdict), ["holds"]);
});

Deno.test("speech-gateway: a stated number that is changed is refuted, and one put right holds", () => {
  const altered = alterations(claims, rows);
  const changed = new Set(altered.wrong.map(({ id }) => id));
  const kept = rows.filter(({ id, verdict }) => verdict === "holds" && !changed.has(id));
  deepEqual(kept.filter(({ relation }) => relation === "states").map(({ id }) => id), ["T07"]);
  for (const row of judgeClaims(altered.wrong, context)) equal(row.verdict, "refuted", row.id);
  for (const row of judgeClaims(altered.right, context)) equal(row.verdict, "holds", row.id);
});

Deno.test("speech-gateway: a claim whose operand is changed is refuted, and its sentence is named", () => {
  const changed = claims.map((claim) =>
    claim.id === "T06"
      ? { ...claim, expression: claim.expression.replace("elixir-phoenix", "scala-pekko") }
      : claim
  );
  const judged = judgeClaims(changed, context);
  deepEqual(flaggedIn([...judged, ...later], GOLDEN), [...FLAGGED, "T06"].sort());
  const [sentence, ...others] = unexpectedVerdicts(changed, judged);
  match(sentence ?? "", /claim "T06" .* should be "holds" and is "refuted", differs: 27\.27 %/);
  deepEqual(others, []);
});
