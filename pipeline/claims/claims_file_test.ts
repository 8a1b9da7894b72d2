import { deepEqual, equal, throws } from "node:assert/strict";
import { readClaimsFile } from "./claims_file.ts";

const CLAIM = { id: "C1", statement: "It is so.", expression: "1 == 1" };
const read = (...claims: unknown[]) => readClaimsFile(JSON.stringify({ claims }));

Deno.test("claims are read in their order", () => {
  const all = {
    ...CLAIM,
    id: "C2",
    undermined_by: ["short-run"],
    expected: "refuted",
    source: "p. 2",
  };
  deepEqual(read(CLAIM, all).map((claim) => claim.id), ["C1", "C2"]);
  equal(read().length, 0);
});

Deno.test("a mistake names the file, the claim and the field", () => {
  throws(() => read(CLAIM, CLAIM), /claims.json: claim "C1" is there twice/);
  throws(() => read({ ...CLAIM, expected: "true" }), /claims.json: claim "C1", expected: /);
  throws(() => read({ ...CLAIM, verdict: "holds" }), /claim "C1": Unrecognized key: "verdict"/);
  throws(() => read({ ...CLAIM, id: "a b" }), /claim "a b", id: an id has letters/);
  throws(() => read({ ...CLAIM, id: undefined }), /claims.json: claim 1, id: /);
  throws(() => read({ ...CLAIM, expression: "1".repeat(5000) }), /claim "C1", expression: /);
  throws(() => readClaimsFile("{"), /claims.json: not JSON/);
  throws(() => readClaimsFile("[]"), /claims.json: the document: /);
});
