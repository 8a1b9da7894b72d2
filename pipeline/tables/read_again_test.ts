import { deepEqual, throws } from "node:assert/strict";
import type { Row } from "../row.ts";
import { type ClaimRow, readClaims, writeClaims } from "./claims.ts";
import { type ComparisonRow, readComparisons, writeComparisons } from "./comparisons.ts";
import { type FindingRow, readFindings, writeFindings } from "./findings.ts";
import { readMeasurements, writeMeasurements } from "./measurements.ts";
import { TABLES } from "./mod.ts";
import { readSummary, type Summary, writeSummary } from "./summary.ts";

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

Deno.test("measurements are read as they were written but for the labels, which the table has not", () => {
  const row: Row = {
    ...{ ...CELL, load_unit: "connections", implementation: "i1", trial: 3, value: 1.5, unit: "s" },
    ...{ clock: "wall", loop: "open", correction: "c2", status: "superseded", labels: {} },
    ...{ findings: ["r1", "r2"], source: "=raw/a.txt#L3" },
  };
  const bare: Row = {
    ...row,
    load: null,
    clock: "",
    loop: "",
    status: "ok",
    findings: [],
    trial: 4,
  };
  deepEqual(readMeasurements(writeMeasurements([row, bare]), "measurements.csv"), [row, bare]);
  for (const [word, by] of [["wall", "Wall"], ["open", "opened"], ["superseded", "replaced"]]) {
    const text = writeMeasurements([bare, row]).replace(word as string, by as string);
    throws(
      () => readMeasurements(text, "m.csv"),
      new RegExp(`m\\.csv:3: \\w+ is "${by}", expected one of .*${word}`),
    );
  }
});

Deno.test("summaries are read as they were written, each column as itself", () => {
  const row: Summary = {
    ...{ ...CELL, load_unit: "connections", implementation: "i1", unit: "s", clock: "wall" },
    ...{ loop: "open", n: 3, median: 1, mean: 2, low: 4, high: 5, cv: 6, min: 7, max: 8 },
    ...{ rank_low: 9, rank_high: 10, status: "lower bound", findings: ["r1", "r2"], merged: 11 },
  };
  const bare: Summary = {
    ...{ ...row, load: null, mean: null, low: null, high: null, cv: null, rank_low: null },
    ...{ rank_high: null, findings: [], merged: null },
  };
  deepEqual(readSummary(writeSummary([row, bare]), "summary.csv"), [row, bare]);
});

Deno.test("a number that no row is without is no 0 where it is empty: file, line and column are named", () => {
  const cases = [
    ["measurements", ["trial", "value"]],
    ["summary", ["n", "median", "min", "max"]],
    ["comparisons", ["ratio"]],
    ["states", ["load", "passes", "fails"]],
  ] as const;
  const known: Readonly<Record<string, string>> = { state: "failed", status: "ok" };
  for (const [table, numbers] of cases) {
    const { columns, read } = TABLES[table];
    const text = (empty: string) =>
      [
        columns.map(({ name }) => name).join(","),
        columns.map(({ name, type }) =>
          name === empty ? "" : known[name] ?? (type === "string" ? "" : "1")
        ).join(","),
        "",
      ].join("\n");
    read(text(""), "t.csv");
    for (const name of numbers) {
      throws(() => read(text(name), "t.csv"), new RegExp(`t\\.csv:2: ${name} may not be empty`));
    }
  }
});
