import { deepEqual } from "node:assert/strict";
import { type ClaimRow, readClaims, writeClaims } from "./claims.ts";
import { type ComparisonRow, readComparisons, writeComparisons } from "./comparisons.ts";
import { type FindingRow, readFindings, writeFindings } from "./findings.ts";

const CELL = { scenario: "s1", case: "c1", limits: "l1", load: 8, metric: "m1", statistic: "p99" };

Deno.test("claims are read as they were written, each column as itself", () => {
  const row: ClaimRow = {
    ...{ id: "R1", statement: "It is, they say.", expression: "a >= 2", value: 1.5, low: 1.25 },
    ...{ high: 1.75, relation: ">=", threshold: 2, verdict: "refuted", reason: "below", unit: "s" },
  };
  const unknown: ClaimRow = {
    ...row,
    id: "R2",
    value: null,
    low: null,
    high: null,
    threshold: null,
  };
  deepEqual(readClaims(writeClaims([row, unknown]), "claims.csv"), [row, unknown]);
});

Deno.test("comparisons are read as they were written, each column as itself", () => {
  const row: ComparisonRow = {
    ...{ ...CELL, load_unit: "connections", implementation_a: "a", implementation_b: "b" },
    ...{ ratio: 1.5, low: 1.25, high: 1.75, p_adjusted: 0.5, verdict: "faster" },
  };
  const unknown: ComparisonRow = {
    ...{ ...row, load: null, low: null, high: null, p_adjusted: null },
    verdict: "equivalent within 3 %",
  };
  deepEqual(readComparisons(writeComparisons([row, unknown]), "comparisons.csv"), [row, unknown]);
});

Deno.test("findings are read as they were written but for the unit of load, which the table has not", () => {
  const row: FindingRow = {
    ...{ rule: "r1", severity: "warn", ...CELL, load_unit: "", implementation: "i1", trial: 3 },
    ...{ message: "Why, and what.", source: "raw/a.txt#L3" },
  };
  const whole: FindingRow = { ...row, load: null, trial: null };
  deepEqual(readFindings(writeFindings([row, whole]), "findings.csv"), [row, whole]);
});
