import { deepEqual, equal, ok } from "node:assert/strict";
import { makeReport } from "../../tests/make_report.ts";
import { type ImplementationView, implementationViews } from "./implementation.ts";
import { loadReports } from "./report.ts";
import { scenarioViews } from "./scenario.ts";

async function views(): Promise<ImplementationView[]> {
  const dataFolder = await Deno.makeTempDir();
  try {
    await makeReport({ dataFolder, implementations: 3, loads: 2, trials: 2, troubled: false });
    const { reports: [report] } = await loadReports(dataFolder);
    if (report === undefined) throw new Error("the synthetic report was not read");
    // What a correction replaced is not in the summary and is shown all the same.
    const { measurements } = report.tables;
    const replaced = measurements.filter((row) =>
      row.implementation === "birch" && row.metric === "latency" && row.statistic === "p99"
    ).map((row) => ({ ...row, status: "superseded" as const, loop: "closed" as const }));
    measurements.push(...replaced, ...replaced.map((row) => ({ ...row, correction: "again" })));
    // A correction may keep unit, clock and loop, as the percentiles of single requests do.
    measurements.push(
      ...measurements.filter((row) =>
        row.implementation === "birch" && row.metric === "throughput" && row.statistic === "mean"
      ).map((row) => ({ ...row, status: "superseded" as const, correction: "" })),
    );
    return scenarioViews(report).flatMap(implementationViews);
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
}

Deno.test("implementationViews() has every cell, trial, process and raw file of an implementation", async () => {
  const all = await views();
  deepEqual(all.map((view) => view.implementation.name), ["alder", "alder-twin", "birch", "cedar"]);
  const birch = all[2] as ImplementationView;
  deepEqual(birch.cells.map(({ cell }) => cell.load), [1, 2]);
  equal(birch.trials.length, 4);
  equal(birch.raw.length, 8);
  ok(
    birch.raw.every(({ file, trials }) =>
      /^[0-9a-f]{64}$/.test(file.sha256) && trials.length === 1
    ),
  );
  deepEqual(
    birch.processes.map(({ process, trials }) => [process.role, trials.length]),
    [["generator", 2], ["generator", 2], ["server", 4]],
  );
  const [cell] = birch.cells;
  deepEqual(cell?.trials.map(({ number, trial }) => [number, trial?.id]), [
    [1, "synthetic-counter.birch.1.1"],
    [2, "synthetic-counter.birch.1.2"],
  ]);
});

Deno.test("what a correction replaced stands below what replaced it, each correction apart", async () => {
  const cell = (await views())[2]?.cells[0];
  const p99 = cell?.figures.filter(({ statistic }) => statistic === "p99") ?? [];
  deepEqual(p99.map(({ summary, kind }) => [summary !== undefined, kind]), [
    [true, "closed-backfilled"],
    [false, "closed"],
    [false, "closed, again"],
  ]);
  ok(p99.every(({ rows }) => rows.length === 2));
});

Deno.test("what was replaced stands apart from what replaced it, though nothing else tells them apart", async () => {
  const cell = (await views())[2]?.cells[0];
  const rates = cell?.figures.filter(({ metric }) => metric === "throughput") ?? [];
  deepEqual(
    rates.map(({ summary, rows }) => [summary !== undefined, rows[0]?.status, rows.length]),
    [
      [true, "ok", 2],
      [false, "superseded", 2],
    ],
  );
});
