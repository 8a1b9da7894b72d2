import { deepEqual, equal } from "node:assert/strict";
import type { Row } from "../../pipeline/report.ts";
import { makeReport } from "../../tests/make_report.ts";
import { formatChange } from "../components/published/change.ts";
import { siteData } from "../page.ts";
import { correctedOf, examplesOf, inflation } from "./corrected.ts";
import { correctionEntries, ruleGroups } from "./method.ts";
import { loadReports, type Report } from "./report.ts";

/** A report of one trial, to which the rows that `change` makes of its first are added. */
async function withRows(
  rows: readonly Partial<Row>[],
  body: (report: Report) => void | Promise<void>,
): Promise<void> {
  const dataFolder = await Deno.makeTempDir();
  try {
    await makeReport({ dataFolder, implementations: 1, loads: 1, trials: 1, troubled: false });
    const { reports: [report] } = await loadReports(dataFolder);
    if (report === undefined) throw new Error("the synthetic report was not read");
    const [first] = report.tables.measurements;
    const plain = { ...first as Row, correction: "", status: "ok" as const, unit: "1/s" };
    report.tables.measurements = rows.map((row) => ({ ...plain, ...row }));
    await body(report);
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
}

const RATE = { metric: "items_rate", statistic: "mean" };
const TIME = { metric: "iteration_time", statistic: "mean", unit: "s" };

function rate(part: string, before: number, after: number, status: Row["status"] = "ok") {
  return [
    { ...RATE, case: part, value: before, clock: "cpu" as const, status: "superseded" as const },
    {
      ...RATE,
      case: part,
      value: after,
      clock: "wall" as const,
      correction: "cpu-to-wall",
      status,
    },
    { ...TIME, case: part, value: 0.25 / before, clock: "cpu" as const },
    { ...TIME, case: part, value: 0.25 / after, clock: "wall" as const },
  ];
}

Deno.test("correctedOf() pairs a value with what it was made from and with the times it took", () =>
  withRows([...rate("a", 500, 5), ...rate("b", 20, 10)], (report) => {
    const corrected = correctedOf(report).get("cpu-to-wall") ?? [];
    deepEqual(corrected.map(inflation), [100, 2]);
    deepEqual(corrected[0]?.terms.map(({ name, row }) => [name, row.clock, row.value]), [
      ["CPU time", "cpu", 0.25 / 500],
      ["real time", "wall", 0.25 / 5],
    ]);
    deepEqual(corrected.map(formatChange), ["÷\u00a0100", "÷\u00a02.0"]);
  }));

Deno.test("a value that two corrections made is paired with the one before it", () =>
  withRows([
    { metric: "latency", statistic: "p99", value: 4, status: "superseded" },
    {
      metric: "latency",
      statistic: "p99",
      value: 3.9,
      status: "superseded",
      correction: "percentiles-from-histogram",
    },
    { metric: "latency", statistic: "p99", value: 1, correction: "backfill-removed" },
  ], (report) => {
    const corrected = correctedOf(report);
    deepEqual(
      [...corrected].map(([name, all]) => [name, all.map(({ before }) => before.value)]),
      [["percentiles-from-histogram", [4]], ["backfill-removed", [3.9]]],
    );
  }));

Deno.test("a worked example is never a withheld value, nor one that stayed as it was", () =>
  withRows([
    ...rate("withheld", 9e9, 3, "withheld"),
    ...rate("same", 7, 7),
    ...rate("least", 12, 10),
    ...rate("middle", 30, 10),
    ...rate("most", 900, 10),
  ], (report) => {
    const corrected = correctedOf(report).get("cpu-to-wall") ?? [];
    equal(corrected.length, 5);
    deepEqual(examplesOf(corrected).map(({ after }) => after.case), ["most", "middle", "least"]);
    const same = corrected.filter(({ after }) => after.case === "same");
    deepEqual(examplesOf(same), same);
    deepEqual(same.map(formatChange), ["none"]);
  }));

Deno.test("corrections are shown at work on what others published before what we measured", () =>
  withRows(rate("a", 500, 5), (ours) => {
    const theirs = {
      ...ours,
      name: "theirs",
      manifest: { ...ours.manifest, name: "theirs", origin: "imported" as const },
    };
    const entries = correctionEntries(siteData([ours, theirs]).reports);
    const entry = entries.find(({ name }) => name === "cpu-to-wall");
    equal(entry?.examples[0]?.report.name, "theirs");
    equal(entry?.count, 1);
    deepEqual(entries.find(({ name }) => name === "backfill-removed")?.examples, []);
  }));

Deno.test("a correction is shown where it changed a value most, whoever's that is", () =>
  withRows(rate("a", 7, 7), (unchanged) =>
    withRows(rate("a", 5, 10), (ours) => {
      const manifest = { ...unchanged.manifest, name: "theirs", origin: "imported" as const };
      const theirs = { ...unchanged, name: "theirs", manifest };
      const [entry] = correctionEntries(siteData([theirs, ours]).reports)
        .filter(({ name }) => name === "cpu-to-wall");
      deepEqual(entry?.examples.map(({ report, after }) => [report.name, after.value]), [
        [ours.name, 10],
      ]);
    })));

Deno.test("ruleGroups() says of a rule where it spoke, and how often", async () => {
  const dataFolder = await Deno.makeTempDir();
  try {
    await makeReport({ dataFolder, implementations: 5, loads: 5, trials: 2 });
    const { reports } = await loadReports(dataFolder);
    const findings = reports[0]?.tables.findings ?? [];
    const groups = ruleGroups(siteData(reports).reports);
    const entry = groups.find(({ severity }) => severity === "withhold")?.rules
      .find(({ rule }) => rule.name === "littles-law");
    const expected = findings.filter(({ rule }) => rule === "littles-law").length;
    deepEqual(entry?.spoke.map(({ count }) => count), [expected]);
    equal(expected > 0, true);
    const silent = groups.flatMap(({ rules }) => rules)
      .find(({ rule }) => rule.name === "nagle-plateau");
    deepEqual(silent?.spoke, []);
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
});
