import { deepEqual, equal, match, ok } from "node:assert/strict";
import { compareReports } from "./compare_reports.ts";
import type { ReportData } from "./report_data.ts";
import type { ComparedCell } from "./table.ts";
import { madeUpReport, summarized } from "./testing.ts";

const CHOICE = { metrics: [{ metric: "throughput", statistic: "mean" }] };
const A = madeUpReport({ name: "a" });

async function cellsAgainst(b: ReportData, a = A, across = false): Promise<ComparedCell[]> {
  const { tables } = await compareReports(a, b, { ...CHOICE, across });
  return tables.flatMap(({ cells }) => cells);
}

/** What a change of the throughput rows of a fresh second report makes of the cells. */
function changed(change: (report: ReportData) => void): ReportData {
  const report = madeUpReport({ name: "b" });
  change(report);
  return summarized(report);
}

Deno.test("a program slowed by 10 % is found in every cell of it and in no other", async () => {
  for (const seed of ["x", "y", "z"]) {
    const b = madeUpReport({ name: "b", seed, factor: (name) => name === "birch" ? 0.9 : 1 });
    const cells = await cellsAgainst(b);
    equal(cells.length, 12);
    for (const { implementation, load, verdict, ratio, low, high } of cells) {
      const where = `${seed} ${implementation} ${load}: ${ratio}`;
      if (implementation !== "birch") {
        ok(verdict !== "faster" && verdict !== "slower", where);
        continue;
      }
      equal(verdict, "slower", where);
      ok(ratio !== null && Math.abs(ratio - 0.9) < 0.03, where);
      ok(low !== null && high !== null && low < ratio && ratio < high, where);
    }
  }
});

Deno.test("two reports that differ by noise alone have no differences", async () => {
  let found = 0;
  for (let run = 0; run < 40; run++) {
    const [a, b] = [`a ${run}`, `b ${run}`].map((seed) => madeUpReport({ name: "n", seed }));
    const cells = await cellsAgainst(b as ReportData, a as ReportData);
    found += cells.filter(({ verdict }) => verdict === "faster" || verdict === "slower").length;
  }
  // 480 cells in 40 families of Holm's correction, of which 5 % may err.
  ok(found <= 5, String(found));
});

Deno.test("faster and slower mean better and worse: a longer latency is slower", async () => {
  const b = madeUpReport({ name: "b", factor: (name) => name === "cedar" ? 1.2 : 1 });
  const { tables } = await compareReports(A, b);
  deepEqual(tables.map(({ metric, statistic }) => `${metric} ${statistic}`), [
    "throughput mean",
    "latency p99",
  ]);
  for (const { cells, metric } of tables) {
    for (const { implementation, verdict, ratio } of cells) {
      if (implementation !== "cedar") continue;
      equal(verdict, "faster", metric);
      ok((ratio ?? 1) > 1 === (metric === "throughput"));
    }
  }
});

Deno.test("a difference within the larger noise floor of the two reports is none", async () => {
  const faster = (name: string) => name === "birch" ? 1.08 : 1;
  const b = madeUpReport({ name: "b", factor: faster });
  const birch = (cells: ComparedCell[]) =>
    new Set(cells.filter((cell) => cell.implementation === "birch").map((cell) => cell.verdict));
  deepEqual(birch(await cellsAgainst(b)), new Set(["faster"]));
  // The twin of B is 15 % off, so B itself says that 8 % is nothing.
  for (const row of b.tables.measurements) {
    if (row.implementation === "alder-twin" && row.metric === "throughput") row.value *= 1.15;
  }
  const noisy = await compareReports(A, summarized(b), CHOICE);
  const [table] = noisy.tables;
  ok((table?.floor ?? 0) > 0.13 && (table?.floor_a?.floor ?? 1) < 0.05);
  ok(!birch(table?.cells ?? []).has("faster"));
});

Deno.test("a noise floor that one report or both lack is said to be unknown", async () => {
  const without = madeUpReport({ name: "b", twin: false });
  const one = await compareReports(A, without, CHOICE);
  match(one.notes.join("\n"), /noise floor of B is not known .* that of the other stands for both/);
  equal(one.tables[0]?.floor, one.tables[0]?.floor_a?.floor);
  const none = await compareReports(madeUpReport({ name: "a", twin: false }), without, CHOICE);
  match(none.notes.join("\n"), /of A and B is not known .* any difference beyond chance/);
  equal(none.tables[0]?.floor, undefined);
});

Deno.test("each report has its own noise floor, and the larger one counts", async () => {
  const noisy = madeUpReport({ name: "b", cv: 0.05 });
  const [forth] = (await compareReports(A, noisy, CHOICE)).tables;
  const [back] = (await compareReports(noisy, A, CHOICE)).tables;
  ok(forth?.floor_a !== undefined && forth.floor_b !== undefined);
  ok(forth.floor_a.floor < forth.floor_b.floor);
  deepEqual([back?.floor_a, back?.floor_b], [forth.floor_b, forth.floor_a]);
  equal(forth.floor, forth.floor_b.floor);
});

Deno.test("a twin whose original is limited by the load generator, or not there, says nothing of the noise", async () => {
  const limited = madeUpReport({ name: "b" });
  for (const row of limited.tables.summary) {
    if (row.implementation === "alder") row.status = "lower bound";
  }
  const gone = changed(({ tables }) => {
    tables.measurements = tables.measurements.filter((row) => row.implementation !== "alder");
  });
  for (const b of [limited, gone]) {
    equal((await compareReports(A, b, CHOICE)).tables[0]?.floor_b, undefined);
  }
});

Deno.test("a twin limited by the load generator says nothing of the noise", async () => {
  const b = madeUpReport({ name: "b" });
  for (const row of b.tables.summary) {
    if (row.implementation === "alder-twin") row.status = "lower bound";
  }
  const [table] = (await compareReports(A, b, CHOICE)).tables;
  equal(table?.floor_b, undefined);
  ok(table?.floor_a !== undefined);
});

Deno.test("one trial has a ratio and no verdict, and is not in the correction of the others", async () => {
  const b = changed(({ tables }) => {
    tables.measurements = tables.measurements.filter((row) =>
      row.implementation !== "birch" || row.trial === 1
    );
  });
  for (const cell of await cellsAgainst(b)) {
    if (cell.implementation !== "birch") ok(cell.verdict !== null && cell.p_adjusted !== null);
    else {
      deepEqual([cell.verdict, cell.reason, cell.b?.n], [null, "one trial", 1]);
      deepEqual([cell.low, cell.high, cell.p_adjusted], [null, null, null]);
      ok(Math.abs((cell.ratio ?? 0) - 1) < 0.1);
    }
  }
});

Deno.test("withheld, missing and zero cells are named and not compared", async () => {
  const b = changed(({ tables }) => {
    for (const row of tables.measurements) {
      if (row.implementation === "birch" && row.load === 8) row.status = "withheld";
      if (row.implementation === "birch" && row.load === 64 && row.trial === 2) row.value = 0;
    }
    tables.measurements = tables.measurements.filter((row) => row.implementation !== "cedar");
  });
  const reasons = new Map(
    (await cellsAgainst(b)).filter(({ verdict }) => verdict === null)
      .map((cell) => [`${cell.implementation} ${cell.load}`, [cell.reason, cell.ratio]]),
  );
  deepEqual(reasons.get("birch 8"), ["withheld in B", null]);
  deepEqual(reasons.get("birch 64"), ["a value of 0 or below has no ratio", null]);
  deepEqual(reasons.get("cedar 1"), ["only in A", null]);
  equal(reasons.size, 5);
});

Deno.test("superseded originals do not count beside what a correction made of them", async () => {
  const b = changed(({ tables }) => {
    tables.measurements = tables.measurements.flatMap((row) =>
      row.metric !== "throughput" ? [row] : [
        { ...row, value: row.value * 9, status: "superseded" as const },
        { ...row, correction: "goodput" },
      ]
    );
  });
  const cells = await cellsAgainst(b);
  ok(cells.every(({ b }) => b?.n === 5));
  ok(cells.every(({ ratio }) => Math.abs((ratio ?? 0) - 1) < 0.05));
});

Deno.test("nothing is shown to be better than a lower bound", async () => {
  const bound = (report: ReportData) => {
    for (const row of report.tables.summary) {
      if (row.implementation === "birch") row.status = "lower bound";
    }
    return report;
  };
  const slower = madeUpReport({ name: "b", factor: (name) => name === "birch" ? 0.8 : 1 });
  const verdicts = (cells: ComparedCell[]) =>
    new Set(cells.filter((cell) => cell.implementation === "birch").map((cell) => cell.verdict));
  deepEqual(verdicts(await cellsAgainst(slower)), new Set(["slower"]));
  deepEqual(verdicts(await cellsAgainst(bound(slower))), new Set(["no difference shown"]));
});

Deno.test("a metric of which neither more nor less is better has ratios and no verdicts", async () => {
  const { tables } = await compareReports(A, madeUpReport({ name: "b" }), {
    metrics: [{ metric: "duration", statistic: "total" }],
  });
  for (const { verdict, reason, ratio } of tables[0]?.cells ?? []) {
    equal(verdict, null);
    match(reason, /neither more nor less/);
    ok(ratio !== null);
  }
});

Deno.test("a shift that all implementations share is a note, and corrects nothing", async () => {
  const b = madeUpReport({ name: "b", factor: () => 1.04 });
  const { notes, tables } = await compareReports(A, b, CHOICE);
  match(
    notes.join("\n"),
    /all 3 implementations moved together; the host itself seems [345][.\d]* % faster in B/,
  );
  ok(tables[0]?.cells.every(({ verdict }) => verdict === "faster"));
  for (const still of [["alder"], ["alder", "birch"]]) {
    const some = madeUpReport({ name: "b", factor: (name) => still.includes(name) ? 1 : 1.04 });
    const { notes } = await compareReports(A, some, CHOICE);
    ok(!notes.join("").includes("moved together"), String(still));
  }
});

Deno.test("programs that differ forbid the cells of their implementation alone", async () => {
  const b = madeUpReport({ name: "b" });
  for (const trial of b.trials) {
    if (trial.implementation === "cedar") trial.programs = [{ name: "gcc", version: "15" }];
  }
  for (const { implementation, ratio, reason, across } of await cellsAgainst(b)) {
    equal(ratio === null, implementation === "cedar");
    equal(reason, implementation === "cedar" ? "gcc (counter, cedar): not the same" : "");
    equal(across, "");
  }
  for (const { implementation, ratio, across } of await cellsAgainst(b, A, true)) {
    ok(ratio !== null);
    equal(across, implementation === "cedar" ? "across programs: gcc" : "");
  }
});

Deno.test("what one report has alone is said, with the reason where the other knows it", async () => {
  const b = madeUpReport({ name: "b", implementations: ["alder", "birch"] });
  const [first] = A.manifest.implementations;
  b.manifest.implementations.push({
    ...first as NonNullable<typeof first>,
    name: "cedar",
    state: "missing",
    reason: "gcc is not on this host",
  });
  for (const trial of b.trials) trial.programs = [];
  b.manifest.scenarios.push({
    ...A.manifest.scenarios[0] as typeof b.manifest.scenarios[0],
    name: "other",
  });
  const notes = (await compareReports(A, b, CHOICE)).notes.join("\n");
  match(notes, /cedar \(counter\) is in A alone: in the other it is missing, gcc is not on/);
  match(notes, /Scenario other is in B alone\./);
  match(notes, /Versions of programs are not recorded for alder, alder-twin and birch/);
});

Deno.test("what one report has alone stands in one sentence, in the order of names; another reason in its own", async () => {
  const b = madeUpReport({ name: "b", implementations: ["alder", "elm", "dogwood", "birch"] });
  b.manifest.implementations.push(
    ...A.manifest.implementations.filter(({ name }) => name === "cedar").map((each) => ({
      ...each,
      state: "missing" as const,
      reason: "gcc is not on this host",
    })),
  );
  const { notes } = await compareReports(A, b, CHOICE);
  deepEqual(notes.filter((note) => note.includes("alone")), [
    "cedar (counter) is in A alone: in the other it is missing, gcc is not on this host.",
    "dogwood and elm (counter) are in B alone.",
  ]);
});

Deno.test("one scenario of several that A has alone, one program without versions, and a metric of neither are said", async () => {
  const a = madeUpReport({ name: "a" });
  const [scenario] = a.manifest.scenarios;
  a.manifest.scenarios.push({ ...scenario as NonNullable<typeof scenario>, name: "other" });
  for (const trial of a.trials) if (trial.implementation === "birch") trial.programs = [];
  const metrics = [...CHOICE.metrics, { metric: "memory_rss", statistic: "max" }];
  const { notes } = await compareReports(a, madeUpReport({ name: "b" }), {
    metrics,
    across: false,
  });
  const said = notes.join("\n");
  match(said, /Scenario other is in A alone\./);
  match(said, /Versions of programs are not recorded for birch: they may differ\./);
  match(said, /counter has no memory_rss max in either report\./);
});
