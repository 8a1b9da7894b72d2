import { deepEqual, equal, match, ok } from "node:assert/strict";
import { seededRandom } from "../../common/random.ts";
import { compareReports } from "./compare_reports.ts";
import { type CellRatio, type LogRatio, ratiosOf } from "./compare_cells.ts";
import { formatComparison } from "./print.ts";
import { besideOthers, meanRatio, type ProgramRatios, sharedRatio } from "./shared.ts";
import { madeUpReport } from "./testing.ts";

const random = seededRandom("shared");
function normal(): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

const TRIALS = 20;
const LOADS = 2;
const CV = 0.1;

/** Cells of programs measured twice, on a host that changed by `host`; the first program by `own` as well. */
function cellsOf(programs: number, host: number, own: number) {
  const values = (level: number) =>
    Array.from({ length: TRIALS }, () => level * Math.exp(CV * normal()));
  const cells = Array.from({ length: programs * LOADS }, (_, index) => ({
    program: String(Math.floor(index / LOADS)),
    pair: { a: values(1), b: values(host * (index < LOADS ? own : 1)) },
  }));
  const ratios = ratiosOf(cells.map(({ pair }) => pair));
  return cells.map(({ program }, index) => ({ program, ratio: ratios[index] as CellRatio }));
}

type Cells = ReturnType<typeof cellsOf>;

function programsOf(cells: Cells): ProgramRatios[] {
  return [...Map.groupBy(cells, ({ program }) => program)].map(([name, own]) => ({
    name,
    series: own.flatMap(({ ratio: { log } }) => log === undefined ? [] : [{ log, cells: 1 }]),
  }));
}

/** The programs' mean ratios, beside the others. */
function judged(cells: Cells) {
  const programs = programsOf(cells);
  const means = programs.map(({ name, series }) => {
    const log = meanRatio(series) as LogRatio;
    return { program: name, ratio: { ratio: Math.exp(log.mean), log } };
  });
  return besideOthers(means, programs) ?? [];
}

Deno.test("a host that became a fifth slower is no difference of any program, and one that changed is", () => {
  const runs = 300;
  let [families, covered, found, blamed] = [0, 0, 0, 0];
  for (let run = 0; run < runs; run++) {
    const same = judged(cellsOf(5, 0.8, 1));
    if (same.some(({ pAdjusted }) => (pAdjusted ?? 1) < 0.05)) families++;
    covered += same.filter(({ low, high }) => (low ?? 2) < 1 && (high ?? 0) > 1).length;
    const [changed, ...rest] = judged(cellsOf(5, 0.8, 0.88));
    if ((changed?.pAdjusted ?? 1) < 0.05 && (changed?.ratio ?? 1) < 1) found++;
    if (rest.some(({ pAdjusted }) => (pAdjusted ?? 1) < 0.05)) blamed++;
  }
  ok(families <= 0.05 * runs, `${families} of ${runs} tables of equal programs differ`);
  ok(covered >= 0.93 * 5 * runs, `${covered} of ${5 * runs} intervals hold`);
  ok(found >= 0.85 * runs, `a slowdown of 12 % was found ${found} times of ${runs}`);
  ok(blamed <= 0.07 * runs, `${blamed} of ${runs} tables blame another program`);
});

Deno.test("the shared ratio is that of the host, whichever program changed", () => {
  for (const [host, own] of [[1, 1], [0.8, 1], [1.2, 0.5], [1.2, 3]] as const) {
    const shared = sharedRatio(programsOf(cellsOf(5, host, own)));
    ok(Math.abs(Math.exp(shared?.mean ?? 9) / host - 1) < 0.08, `${host} ${own}`);
  }
});

Deno.test("too few programs share nothing that could be told from their own changes", () => {
  const cells = cellsOf(3, 0.8, 1);
  equal(sharedRatio(programsOf(cells)), undefined);
  equal(besideOthers(cells, programsOf(cells)), undefined);
});

Deno.test("meanRatio() adds errors as those of independent estimates, by hand", () => {
  const one = { mean: 0.2, error: 0.3, df: 10 };
  const alone = { log: one, cells: 1 };
  const mean = meanRatio([alone, { log: { ...one, mean: 0.4 }, cells: 1 }]) as LogRatio;
  ok(Math.abs(mean.mean - 0.3) < 1e-12 && Math.abs(mean.error - 0.3 / Math.SQRT2) < 1e-12);
  // Two of the same error have their degrees of freedom together.
  ok(Math.abs(mean.df - 20) < 1e-9);
  deepEqual(meanRatio([]), undefined);
  // Three cells in one series count three times as much as one beside them.
  const weighed = meanRatio([alone, { log: { ...one, mean: 0.4 }, cells: 3 }]) as LogRatio;
  ok(Math.abs(weighed.mean - 0.35) < 1e-12);
  ok(Math.abs(weighed.error - 0.3 * Math.sqrt(1 + 9) / 4) < 1e-12);
});

const FIVE = ["alder", "birch", "cedar", "dogwood", "elm"];

Deno.test("of two reports the shared part is told, and a program is judged beside the others", async () => {
  const a = madeUpReport({ name: "a", implementations: FIVE });
  const b = madeUpReport({
    name: "b",
    implementations: FIVE,
    factor: (name) => name === "cedar" ? 0.72 : 0.8,
  });
  const comparison = await compareReports(a, b, {
    metrics: [{ metric: "throughput", statistic: "mean" }],
  });
  const [table] = comparison.tables;
  equal(table?.shared?.programs, 5);
  ok(Math.abs((table?.shared?.ratio ?? 0) - 0.8) < 0.01);
  for (const cell of table?.cells ?? []) {
    const isChanged = cell.implementation === "cedar";
    equal(cell.verdict === "slower", isChanged, `${cell.implementation} ${cell.verdict}`);
    ok(Math.abs((cell.beside ?? 0) - (isChanged ? 0.9 : 1)) < 0.05);
    ok((cell.ratio ?? 1) < 0.85);
  }
  deepEqual(
    table?.implementations.filter(({ verdict }) => verdict === "slower").map(({ implementation }) =>
      implementation
    ),
    ["cedar"],
  );
  equal(table?.implementations.length, 6);
  const text = formatComparison(comparison);
  match(text, /all 5 programs share 0\.[78]\d\d \(0\.\d{3} to 0\.\d{3}\), as a host's own change/);
  match(text, /^ {2}cedar +over 3 cells .* 0\.(89|90)\d +0\.\d{3} to 0\.9\d\d +<0\.0001 +slower$/m);
  match(text, /^18 cells: \d faster, 3 slower, /m);
  match(text, /^6 implementations over all cells: \d faster, 1 slower, /m);
  ok(!/moved together/.test(text));
});

Deno.test("a cell limited by the load generator says nothing of what is shared", async () => {
  const reports = ["a", "b"].map((name) => {
    const report = madeUpReport({
      name,
      implementations: FIVE,
      factor: (program) => name === "b" && program === "elm" ? 0.7 : 1,
    });
    for (const row of report.tables.summary) {
      if (row.implementation === "elm") row.status = "lower bound";
    }
    return report;
  });
  const { tables } = await compareReports(reports[0] as never, reports[1] as never);
  equal(tables[0]?.shared?.programs, 4);
  ok(Math.abs((tables[0]?.shared?.ratio ?? 0) - 1) < 0.01);
  equal(tables[0]?.implementations.some(({ implementation }) => implementation === "elm"), false);
});
