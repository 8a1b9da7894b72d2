import { deepEqual, equal, ok } from "node:assert/strict";
import { implementationViews } from "../model/implementation.ts";
import { loadReport, type Report } from "../model/report.ts";
import { siteData } from "../page.ts";
import { sampledTrials } from "./curve_figures.tsx";

const FOLDER = decodeURIComponent(
  new URL("../../data/published-token-stream", import.meta.url).pathname,
);
const REPORT = await loadReport("published-token-stream", FOLDER);

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

Deno.test("a raw file that is not there leaves no curve, and no error", async () => {
  const trials = REPORT.trials.filter(({ id }) => id === "token-stream.go-http.stress.1")
    .map((trial) => ({ ...trial, raw: trial.raw.map((raw) => ({ ...raw, path: "raw/pidstat" })) }));
  equal(trials.length, 1);
  deepEqual(await sampledTrials({ trials }, REPORT.folder, () => undefined), []);
});
