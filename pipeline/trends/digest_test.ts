import { deepEqual, equal, ok } from "node:assert/strict";
import type { ReportData } from "../compare/report_data.ts";
import { madeUpReport, SCENARIO } from "../compare/testing.ts";
import { trendDigest } from "./digest.ts";
import { type TrendReport, trendsOf } from "./trends_of.ts";

function reports(): ReportData[] {
  return Array.from({ length: 9 }, (_, day) =>
    madeUpReport({
      name: `day-${day}`,
      created: `2026-03-0${day + 1}`,
      factor: (name) => name === "birch" && day >= 5 ? 0.8 : 1,
    }));
}

/** A report whose tables and trials must not be looked at, with its digest after a way through JSON. */
async function kept(report: ReportData): Promise<TrendReport> {
  const { name, manifest, environment } = report;
  const digest = await trendDigest(report, SCENARIO);
  return {
    ...{ name, manifest, environment },
    trendDigests: JSON.parse(JSON.stringify([digest])),
    get trials(): ReportData["trials"] {
      throw new Error("the trials were read");
    },
    get tables(): ReportData["tables"] {
      throw new Error("the tables were read");
    },
  };
}

Deno.test("digests give the trends that the reports give, without their tables", async () => {
  const all = reports();
  for (const trial of all[3]?.trials ?? []) trial.programs = [{ name: "gcc", version: "15.1.0" }];
  const [fifth] = all.slice(5);
  const last = all.at(-1);
  if (fifth !== undefined && last !== undefined) {
    last.manifest.errata = [{
      report: fifth.name,
      state: "retracted",
      implementation: "cedar",
      reason: "It was another program.",
    }];
  }
  const expected = await trendsOf(all, SCENARIO);
  deepEqual(await trendsOf(await Promise.all(all.map(kept)), SCENARIO), expected);
  const tables = expected.lines.flatMap((line) => line.tables);
  ok(tables.length > 0 && tables.every(({ floor }) => floor !== undefined));
  const trends = tables.flatMap((table) => table.trends);
  ok(trends.some(({ changes }) => changes.length > 0));
  ok(trends.some(({ points }) => points.some(({ programs }) => programs.length > 0)));
  ok(trends.some(({ points }) => points.length < all.length));
});

Deno.test("a metric that a digest has not is read from the report", async () => {
  const metrics = [{ metric: "duration", statistic: "total" }];
  const all = reports();
  const digested = await Promise.all(
    all.map(async (report) => ({ ...report, trendDigests: [await trendDigest(report, SCENARIO)] })),
  );
  const { lines: [line] } = await trendsOf(digested, SCENARIO, { metrics });
  equal(line?.tables[0]?.metric, "duration");
  deepEqual(
    await trendsOf(digested, SCENARIO, { metrics }),
    await trendsOf(all, SCENARIO, { metrics }),
  );
});

Deno.test("another scenario of the same reports, its twins, and trials that failed are no part of a trend", async () => {
  const all = reports();
  const expected = await trendsOf(all, SCENARIO);
  for (const report of all) {
    const { manifest, tables, trials } = report;
    const [scenario] = manifest.scenarios;
    const named = <T extends { scenario: string }>(each: T) => ({ ...each, scenario: "other" });
    if (scenario !== undefined) manifest.scenarios.unshift({ ...scenario, name: "other" });
    // There birch is a twin, far from what it is called after.
    manifest.implementations.push(
      ...manifest.implementations.map((each) =>
        each.name === "birch" ? { ...named(each), twin_of: "cedar" } : named(each)
      ),
    );
    tables.measurements.push(
      ...tables.measurements.map((row) => ({ ...named(row), value: 3 * row.value })),
    );
    tables.summary.push(
      ...tables.summary.map((row) => ({ ...named(row), median: 3 * row.median })),
    );
    const gcc = [{ name: "gcc", version: manifest.name }];
    const [first] = trials;
    report.trials = [
      ...trials,
      ...trials.map((trial) => ({ ...named(trial), programs: gcc, warmup_seconds: 9 })),
      ...(first === undefined ? [] : [{ ...first, programs: gcc, state: "failed" as const }]),
    ];
  }
  const { lines, notes } = await trendsOf(all, SCENARIO);
  deepEqual(lines.map((line) => line.tables), expected.lines.map((line) => line.tables));
  deepEqual(notes, expected.notes);
  equal(lines[0]?.hash, expected.lines[0]?.hash);
});
