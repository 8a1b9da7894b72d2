import { deepEqual, equal, ok } from "node:assert/strict";
import { implementationViews } from "../model/implementation.ts";
import { loadReport, type Report } from "../model/report.ts";
import { siteData } from "../page.ts";
import { formatQuantity } from "../format.ts";
import { curveCharts, sampledTrials } from "./curve_figures.tsx";

const REPORT = await reportOf("published-token-stream");

function reportOf(name: string): Promise<Report> {
  const folder = decodeURIComponent(new URL(`../../data/${name}`, import.meta.url).pathname);
  return loadReport(name, folder);
}

/** Mean of %CPU over the samples of each stress run, as recomputed from pidstat's text. */
const STRESS_CPU: Readonly<Record<string, number>> = {
  "bun-hono": 61.82,
  "bun-http": 66.01,
  "go-http": 82.63,
  "go-gin": 81.8,
  "go-fiber": 78.5,
  "rust-axum": 102.45,
  "rust-actix": 107.61,
  "rust-http": 120.78,
};

Deno.test("each published proxy has pidstat's curves of both runs, and they agree with its tables", async () => {
  const scenario = siteData([REPORT]).reports[0]?.scenarios[0];
  ok(scenario !== undefined);
  const seen: string[] = [];
  for (const view of implementationViews(scenario)) {
    const { name } = view.implementation;
    const sampled = await sampledTrials(view, REPORT.folder, () => undefined);
    if (sampled.length === 0) continue;
    seen.push(name);
    deepEqual(sampled.map(({ trial }) => trial.case), ["baseline", "stress"], name);
    const stress = sampled[1];
    const cpu = stress?.samples.find(({ metric }) => metric === "cpu")?.values ?? [];
    equal(cpu.length, 70, name);
    const mean = 100 * cpu.reduce((sum, value) => sum + value, 0) / cpu.length;
    ok(Math.abs(mean - (STRESS_CPU[name] ?? NaN)) < 0.01, `${name}: ${mean} %`);
    const memory = stress?.samples.find(({ metric }) => metric === "memory_rss")?.values ?? [];
    const stated = REPORT.tables.summary.find((row) =>
      row.implementation === name && row.case === "stress" && row.metric === "memory_rss" &&
      row.statistic === "max"
    );
    equal(Math.max(...memory), stated?.median, name);
  }
  deepEqual(seen.sort(), Object.keys(STRESS_CPU).sort());
});

Deno.test("a published curve says the maximum of the tables, and no core that the host has not", async () => {
  // Its load tool's time was counted twice when it ended: 33.5 cores on a host of 2.
  const report = await reportOf("token-stream-2026-11");
  const scenario = siteData([report]).reports[0]?.scenarios[0];
  ok(scenario !== undefined);
  let seen = 0;
  for (const view of implementationViews(scenario)) {
    for (const sampled of await sampledTrials(view, report.folder, () => undefined)) {
      const [cpu] = curveCharts(sampled, report);
      const { id, implementation, case: name, trial } = sampled.trial;
      const stated = ["cpu", "generator_cpu", "backend_cpu"].flatMap((metric) =>
        report.tables.measurements.filter((row) =>
          row.implementation === implementation && row.case === name && row.trial === trial &&
          row.metric === metric && row.statistic === "max"
        ).map(({ value }) => formatQuantity(value, "cores", "cpu"))
      );
      deepEqual(cpu?.title.match(/[\d.]+\scores/g), stated, id);
      ok(!cpu?.notes.join(" ").includes("artefact"), id);
      seen++;
    }
  }
  ok(seen >= 30, `${seen} trials`);
});

Deno.test("a trial at the peak is drawn, and where nothing ranks a case its highest load", async () => {
  const trial = (load: number, name: string) => ({
    ...REPORT.trials.find(({ id }) =>
      id === "token-stream.go-http.stress.1"
    ) as Report["trials"][number],
    load,
    id: name,
  });
  const trials = [trial(1, "low"), trial(64, "peak"), trial(256, "high")];
  const shown = async (load: number | undefined) =>
    (await sampledTrials({ trials }, REPORT.folder, () => load)).map((each) => each.trial.id);
  deepEqual(await shown(64), ["peak"]);
  deepEqual(await shown(undefined), ["high"]);
});

Deno.test("cases that rank a program are drawn before those that do not", async () => {
  // Whatever order they ran in.
  const trials = REPORT.trials.filter(({ implementation }) => implementation === "go-http")
    .toReversed();
  const cases = async (ranked?: string) =>
    (await sampledTrials(
      { trials },
      REPORT.folder,
      (cell) => cell.case === ranked ? null : undefined,
    ))
      .map((each) => each.trial.case);
  deepEqual(await cases(), ["baseline", "stress"]);
  deepEqual(await cases("stress"), ["stress", "baseline"]);
});

Deno.test("a raw file that is not there leaves no curve, and no error", async () => {
  const trials = REPORT.trials.filter(({ id }) => id === "token-stream.go-http.stress.1")
    .map((trial) => ({ ...trial, raw: trial.raw.map((raw) => ({ ...raw, path: "raw/pidstat" })) }));
  equal(trials.length, 1);
  deepEqual(await sampledTrials({ trials }, REPORT.folder, () => undefined), []);
});
