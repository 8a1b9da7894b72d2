import { deepEqual, equal } from "node:assert/strict";
import { compareReports } from "./compare_reports.ts";
import { comparisonCsv, comparisonJson } from "./data_forms.ts";
import { madeUpReport } from "./testing.ts";

const CHOICE = { metrics: [{ metric: "throughput", statistic: "mean" }] };

/** A report whose birch the load generator limited. */
function limited(name: string) {
  const report = madeUpReport({ name });
  for (const row of report.tables.summary) {
    if (row.implementation === "birch") row.status = "lower bound";
  }
  return report;
}

Deno.test("the CSV has the status of either side, each in its own column", async () => {
  const text = comparisonCsv(
    await compareReports(limited("a"), madeUpReport({ name: "b" }), CHOICE),
  );
  const [header = [], ...lines] = text.trimEnd().split("\n").map((line) => line.split(","));
  const column = (line: readonly string[], name: string) => line[header.indexOf(name)];
  const statuses = lines.map((line) =>
    ["implementation", "status_a", "status_b"].map((name) => column(line, name)).join(" ")
  );
  deepEqual([...new Set(statuses)], [
    "alder ok ok",
    "alder-twin ok ok",
    "birch lower bound ok",
    "cedar ok ok",
  ]);
});

Deno.test("the JSON has null for what one report lacks: a key, a noise floor", async () => {
  const a = madeUpReport({ name: "a" });
  a.environment.fingerprint.governor = "performance";
  const b = madeUpReport({ name: "b", twin: false });
  b.environment.fingerprint.turbo = "off";
  const compared = await compareReports(a, b, { ...CHOICE, across: true });
  const { fingerprint, tables } = JSON.parse(comparisonJson(compared));
  deepEqual(
    fingerprint.differing.map(({ name, a, b }: Record<string, unknown>) => [name, a, b]),
    [["governor", "performance", null], ["turbo", null, "off"]],
  );
  const [table] = tables;
  equal(table.noise_floor_a, compared.tables[0]?.floor_a?.floor);
  equal(table.noise_floor_b, null);
  equal(table.noise_floor, table.noise_floor_a);
});
