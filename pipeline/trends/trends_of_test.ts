import { deepEqual, equal, match, ok } from "node:assert/strict";
import { compareReports } from "../compare/compare_reports.ts";
import type { ReportData } from "../compare/report_data.ts";
import { type MadeUp, madeUpReport, SCENARIO } from "../compare/testing.ts";
import type { Trend } from "./series.ts";
import { trendsOf } from "./trends_of.ts";

const dayOf = (index: number) => String(index + 1).padStart(2, "0");

/** A report a day. */
function reports(
  count: number,
  factor: (index: number, implementation: string) => number = () => 1,
  options: Partial<MadeUp> = {},
): ReportData[] {
  return Array.from({ length: count }, (_, index) =>
    madeUpReport({
      name: `day-${dayOf(index)}`,
      created: `2026-03-${dayOf(index)}T00:00:00Z`,
      factor: (implementation) => factor(index, implementation),
      ...options,
    }));
}

const CHOICE = { metrics: [{ metric: "throughput", statistic: "mean" }] };

async function seriesOf(from: readonly ReportData[], options = CHOICE): Promise<Trend[]> {
  const { lines } = await trendsOf(from, SCENARIO, options);
  equal(lines.length, 1);
  return lines[0]?.tables[0]?.trends ?? [];
}

Deno.test("a program slowed by 10 % is found at its report in every cell of it and in no other", async () => {
  const slowed = reports(16, (day, name) => day >= 8 && name === "birch" ? 0.9 : 1);
  for (const { implementation, load, changes, points, note } of await seriesOf(slowed)) {
    const where = `${implementation} ${load}`;
    equal(points.length, 16, where);
    equal(note, "");
    if (implementation !== "birch") {
      deepEqual(changes, [], where);
      continue;
    }
    equal(changes.length, 1, where);
    const [change] = changes;
    equal(change?.report, "day-09");
    deepEqual([change?.direction, change?.effect], ["down", "slower"]);
    ok(Math.abs((change?.ratio ?? 0) - 0.9) < 0.02, where);
  }
});

Deno.test("both directions are found; of a latency, up is slower", async () => {
  const twice = reports(18, (day) => day >= 6 && day < 12 ? 1.1 : 1);
  const metrics = [{ metric: "latency", statistic: "p99" }];
  for (const { changes } of await seriesOf(twice, { metrics })) {
    deepEqual(changes.map((each) => [each.report, each.direction, each.effect]), [
      ["day-07", "down", "faster"],
      ["day-13", "up", "slower"],
    ]);
  }
});

Deno.test("reports are taken in the order of their dates, whatever order they come in", async () => {
  const slowed = reports(12, (day) => day >= 6 ? 0.9 : 1);
  deepEqual(await seriesOf([...slowed].reverse()), await seriesOf(slowed));
});

Deno.test("a line breaks where the host changes, with the keys, and goes on with its own host", async () => {
  const mixed = reports(15, (day) => day % 5 === 4 ? 0.5 : 1);
  for (const [day, report] of mixed.entries()) {
    if (day % 5 === 4) report.environment.fingerprint.kernel = "6.2.0";
  }
  const { lines } = await trendsOf(mixed, SCENARIO, CHOICE);
  deepEqual(lines.map((line) => line.reports.length), [12, 3]);
  const [first, second] = lines;
  deepEqual([first?.after, first?.differing], ["", []]);
  equal(second?.after, "day-04");
  deepEqual(second?.differing.map(({ name, a, b }) => [name, a, b]), [[
    "kernel",
    "6.1.0",
    "6.2.0",
  ]]);
  ok(first?.tables[0]?.trends.every(({ changes }) => changes.length === 0));
  match(second?.tables[0]?.trends[0]?.note ?? "", /^too short: 3 reports, a change needs 6$/);
});

Deno.test("another tool or warm-up begins a line; a program goes on and is named at its point", async () => {
  const changed = reports(3);
  for (const trial of changed[1]?.trials ?? []) trial.tools = [{ name: "wrk", version: "4.1.0" }];
  for (const trial of changed[2]?.trials ?? []) trial.warmup_seconds = 3;
  equal((await trendsOf(changed, SCENARIO, CHOICE)).lines.length, 3);
  const programs = reports(3);
  for (const trial of programs[1]?.trials ?? []) {
    if (trial.implementation === "birch") trial.programs = [{ name: "gcc", version: "15.1.0" }];
  }
  for (const { implementation, points } of await seriesOf(programs)) {
    deepEqual(
      points.map((point) => point.programs),
      implementation === "birch"
        ? [[], ["gcc 14.2.0 -> 15.1.0"], ["gcc 15.1.0 -> 14.2.0"]]
        : [[], [], []],
    );
  }
});

Deno.test("a change below the noise floor is none; without twins the floor is not known", async () => {
  const small = (day: number, name: string) => day >= 8 && name === "birch" ? 0.97 : 1;
  const found = (trends: readonly Trend[]) =>
    trends.filter(({ changes }) => changes.length > 0).map((each) => each.implementation);
  const quiet = reports(16, small, { cv: 0.002 });
  deepEqual(new Set(found(await seriesOf(quiet))), new Set(["birch"]));
  for (const { tables } of quiet) {
    for (const row of [...tables.measurements, ...tables.summary]) {
      if (row.implementation !== "alder-twin") continue;
      if ("value" in row) row.value *= 1.05;
    }
  }
  deepEqual(found(await seriesOf(quiet)), []);
  const { lines } = await trendsOf(reports(2, small, { twin: false }), SCENARIO, CHOICE);
  equal(lines[0]?.tables[0]?.floor, undefined);
});

Deno.test("the noise floor of a line is that of two of its reports compared, and the largest of all", async () => {
  const given = reports(3);
  const floorOf = async (from: readonly ReportData[]) =>
    (await trendsOf(from, SCENARIO, CHOICE)).lines[0]?.tables[0]?.floor;
  const floors: (number | undefined)[] = [];
  for (const [a, b] of [[0, 1], [1, 2], [0, 2]] as const) {
    const pair = [given[a], given[b]] as [ReportData, ReportData];
    const { tables: [table] } = await compareReports(...pair, CHOICE);
    equal(await floorOf(pair), table?.floor);
    floors.push(table?.floor);
  }
  const all = await floorOf(given);
  equal(all, Math.max(...floors.map((floor) => floor ?? NaN)));
  ok(new Set(floors).size > 1, "the floors differ");
});

Deno.test("unknown hosts, replaced reports and taken-back results are left out", async () => {
  const given = reports(4);
  const [first, second, third, last] = given as [ReportData, ReportData, ReportData, ReportData];
  first.environment = { ...first.environment, known: false };
  last.manifest = {
    ...last.manifest,
    supersedes: second.name,
    errata: [{
      report: third.name,
      state: "retracted",
      scenario: SCENARIO,
      implementation: "birch",
      reason: "It was built without optimisation.",
    }],
  };
  const { lines, notes } = await trendsOf(given, SCENARIO, CHOICE);
  const birches =
    third.tables.summary.filter(({ implementation, metric, statistic }) =>
      implementation === "birch" && metric === "throughput" && statistic === "mean"
    ).length;
  deepEqual(notes, [
    "day-01 is left out: its host is not known.",
    "day-02 is left out: it is superseded.",
    `${birches} throughput mean values are left out of day-03: a later report took them back or replaced them.`,
  ]);
  deepEqual(lines[0]?.reports.map(({ name }) => name), ["day-03", "day-04"]);
  for (const { implementation, points } of lines[0]?.tables[0]?.trends ?? []) {
    equal(points.length, implementation === "birch" ? 1 : 2);
  }
});

Deno.test("a figure that was taken back is left out of its trend and of the noise floor, another of its cell is not", async () => {
  const tableWith = async (statistic: string) => {
    const given = reports(2);
    const [first, last] = given as [ReportData, ReportData];
    last.manifest.errata = [{
      ...{ report: first.name, state: "retracted", implementation: "alder-twin" },
      ...{ metric: CHOICE.metrics[0]?.metric, statistic, reason: "Its clock stood still." },
    }];
    const { lines } = await trendsOf(given, SCENARIO, CHOICE);
    const [alone] = (await trendsOf([last], SCENARIO, CHOICE)).lines;
    return { floor: lines[0]?.tables[0]?.floor, alone: alone?.tables[0]?.floor };
  };
  const other = await tableWith("p12");
  const taken = await tableWith(CHOICE.metrics[0]?.statistic ?? "");
  ok((other.floor ?? 0) > (other.alone ?? 0), "the floor is that of the first report");
  equal(taken.floor, taken.alone);
});

Deno.test("a line without a value says that nothing ranks it, where nothing does", async () => {
  const given = reports(2);
  for (const { tables } of given) {
    for (const row of tables.summary) row.status = "withheld";
  }
  const [first] = given as [ReportData];
  deepEqual((await trendsOf(given, SCENARIO)).notes, [
    "No figure of day-01 and day-02 is followed: they have no throughput mean and no latency p99 " +
    "that counts as a result.",
  ]);
  for (const entry of first.manifest.scenarios) delete entry.ranked_by;
  first.tables.summary = [];
  deepEqual((await trendsOf([first], SCENARIO)).notes, [
    "No figure of day-01 is followed: nothing ranks the scenario, and it has no latency p99 that " +
    "counts as a result.",
  ]);
});

Deno.test("a change to or from a worse level of lower bounds is not told, one to better bounds is", async () => {
  for (
    const [bounded, after] of [[false, 0.8], [false, 1.25], [true, 0.8], [true, 1.25]] as const
  ) {
    const given = reports(12, (day, name) => day >= 6 && name === "birch" ? after : 1);
    for (const [day, { tables }] of given.entries()) {
      // The generator was the limit of the second level, or of the first.
      for (const row of tables.summary) {
        if (row.implementation === "birch" && day >= 6 === bounded) row.status = "lower bound";
      }
    }
    const isTold = bounded === after > 1;
    for (const { implementation, changes, note } of await seriesOf(given)) {
      if (implementation !== "birch") continue;
      equal(changes.length, isTold ? 1 : 0, `${bounded} ${after}`);
      equal(note, isTold ? "" : "1 change not told: the load generator limited its worse level");
    }
  }
});

Deno.test("withheld values are gaps, bounds are marked, and a zero has no changes", async () => {
  const given = reports(8);
  for (const [day, { tables }] of given.entries()) {
    for (const row of tables.summary) {
      if (row.implementation === "alder" && day === 2) row.status = "withheld";
      if (row.implementation === "birch" && day === 2) row.status = "lower bound";
      if (row.implementation === "cedar" && day === 2) row.median = 0;
    }
  }
  for (const { implementation, points, note } of await seriesOf(given)) {
    if (implementation === "alder") {
      equal(points.length, 7);
      equal(note, "withheld in 1 report");
    }
    if (implementation === "birch") equal(points[2]?.status, "lower bound");
    if (implementation === "cedar") equal(note, "a value of 0 or below has no ratio");
  }
});
