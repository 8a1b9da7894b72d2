import { deepEqual, equal, ok } from "node:assert/strict";
import { seededRandom } from "../../common/random.ts";
import type { Row } from "../row.ts";
import type { MeasuredCell } from "./cells.ts";
import { compareReports } from "./compare_reports.ts";
import type { ReportData } from "./report_data.ts";
import { madeUpReport, SCENARIO, summarized } from "./testing.ts";
import { seriesOf, valuesTogether } from "./together.ts";

const random = seededRandom("together");
function normal(): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

const FIVE = ["alder", "birch", "cedar", "dogwood", "elm"];

/** Each load a benchmark of one program: a trial runs all of them and its luck is theirs. */
function harnessReport(name: string, changed: number): ReportData {
  const report = madeUpReport({ name, implementations: FIVE, trials: 9, loads: [1] });
  const rows: Row[] = [];
  for (const row of report.tables.measurements) {
    if (row.metric !== "throughput") continue;
    const luck = 0.05 * normal();
    const own = row.implementation === "cedar" ? changed : 1;
    const file = `raw/${SCENARIO}.${row.implementation}.1.${row.trial}/benchmark.json`;
    for (let index = 0; index < 30; index++) {
      const value = own * 1000 * (index + 1) * Math.exp(luck + 0.02 * normal());
      rows.push({
        ...row,
        case: `BM_${index}`,
        value,
        source: `${file}#/benchmarks/${index}/items_per_second`,
      });
    }
  }
  const trials = report.trials.map((trial) => ({
    ...trial,
    raw: [{
      path: `raw/${SCENARIO}.${trial.implementation}.1.${trial.trial}/benchmark.json`,
      bytes: 1,
      sha256: "0".repeat(64),
    }],
  }));
  return summarized({ ...report, trials, tables: { ...report.tables, measurements: rows } });
}

const CHOICE = { metrics: [{ metric: "throughput", statistic: "mean" }] };

Deno.test("benchmarks that one trial ran share its luck: programs over all of them differ in 5 % of tables at most", async () => {
  const runs = 60;
  let [differing, found, blind] = [0, 0, 0];
  for (let run = 0; run < runs; run++) {
    const a = harnessReport(`a ${run}`, 1);
    const same = harnessReport(`b ${run}`, 1);
    const isDifferent = ({ verdict }: { verdict: string | null }) =>
      verdict === "faster" || verdict === "slower";
    const { tables } = await compareReports(a, same, CHOICE);
    if (tables[0]?.implementations.some(isDifferent)) differing++;
    equal(tables[0]?.implementations[0]?.cells, 30);
    // The seeded fault: without a word of which trial a row is of, each benchmark is evidence of its own.
    const without = (report: ReportData) => ({ ...report, trials: trialsWithoutFiles(report) });
    const fooled = await compareReports(without(a), without(same), CHOICE);
    if (fooled.tables[0]?.implementations.some(isDifferent)) blind++;
    const slow = await compareReports(a, harnessReport(`c ${run}`, 0.8), CHOICE);
    const verdicts = slow.tables[0]?.implementations.filter(isDifferent) ?? [];
    if (verdicts.some(({ implementation }) => implementation === "cedar")) found++;
  }
  ok(differing <= 0.05 * runs, `${differing} of ${runs} tables of equal programs differ`);
  ok(blind >= 0.5 * runs, `taken as independent, ${blind} of ${runs} differ`);
  ok(found >= 0.9 * runs, `a slowdown of 20 % was found ${found} times of ${runs}`);
});

function trialsWithoutFiles({ trials }: ReportData): ReportData["trials"] {
  return trials.map((trial) => ({ ...trial, raw: [] }));
}

Deno.test("valuesTogether() is the geometric mean of a trial's values, by hand", () => {
  const cells = [
    { values: [1, 4], trials: [1, 2] },
    { values: [9, 16], trials: [1, 2] },
  ];
  deepEqual(valuesTogether(cells).map((value) => Math.round(value * 1e9) / 1e9), [3, 8]);
  deepEqual(valuesTogether([{ values: [5, 7], trials: [1, 3] }]), [5, 7]);
  // The third trial lacks the second cell: it is 2 / 2 from the first's centre, and stands at the centre of both.
  const [, , third] = valuesTogether([
    { values: [1, 4, 2], trials: [1, 2, 3] },
    { values: [10, 10], trials: [1, 2] },
  ]);
  ok(Math.abs((third ?? 0) - Math.sqrt(20)) < 1e-9);
});

Deno.test("cells of one trial are one series, a limited cell and one of other trials are none of it", () => {
  const cell = (series: string, status: MeasuredCell["status"] = "ok") =>
    ({ values: [1, 1.1, 1.2], trials: [1, 2, 3], series, status }) as MeasuredCell;
  const pair = (implementation: string, a: MeasuredCell, b = a) => ({
    cell: { implementation },
    a,
    b: { ...b, values: [1.1, 1.2, 1.4] },
  });
  const found = seriesOf([
    pair("alder", cell("one")),
    pair("alder", cell("one")),
    pair("alder", cell("two")),
    pair("alder", cell("one", "lower bound")),
    pair("birch", cell("one")),
  ]);
  deepEqual(found.map(({ pairs, ratio }) => [pairs[0]?.cell.implementation, ratio.cells]), [
    ["alder", 2],
    ["alder", 1],
    ["birch", 1],
  ]);
});

Deno.test("a table of many trials makes no series of their cells", async () => {
  const [a, b] = ["a", "b"].map((name) => {
    const report = madeUpReport({ name, implementations: FIVE });
    const raw = [{ path: "raw/made_up.txt", bytes: 1, sha256: "0".repeat(64) }];
    return { ...report, trials: report.trials.map((trial) => ({ ...trial, raw })) };
  });
  const shared = await compareReports(a as ReportData, b as ReportData, CHOICE);
  const without = await compareReports(
    madeUpReport({ name: "a", implementations: FIVE }),
    madeUpReport({ name: "b", implementations: FIVE }),
    CHOICE,
  );
  deepEqual(shared.tables, without.tables);
});
