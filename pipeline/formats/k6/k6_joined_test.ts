import { deepEqual, equal, match, ok } from "node:assert/strict";
import { fixture, isShown, rules } from "../../../tests/formats/testing.ts";
import type { Run } from "../format.ts";
import { readK6Csv } from "./k6_csv.ts";
import { readK6Points } from "./k6_points.ts";

/** Seven seconds lie between the two, and the newer k6 ran first. */
const NEW = fixture("k6_points/v1_8.json");
const OLD = fixture("k6_points/v0_33.json");
const CSV = fixture("k6_csv/v1_8.csv");
const OLD_CSV = fixture("k6_csv/v0_33.csv");

const streamOf = (text: string) => new Blob([text]).stream();
const points = (text: string) => readK6Points(streamOf(text), { file: "f" });
const csv = (text: string) => readK6Csv(streamOf(text), { file: "f" });

/** What runs say, without the lines that they say it of. */
function saidIn(runs: readonly Run[]) {
  return runs.map(({ labels, measurements, findings, histograms }) => ({
    labels,
    measurements: measurements.map(({ source: _, ...rest }) => rest),
    findings: findings.map(({ rule }) => rule),
    histograms: histograms?.map(({ source: _, ...rest }) => rest),
  }));
}

/** The file without the lines of a metric, as of a script that does not use it. */
function without(text: string, metric: string): string {
  return text.split("\n").filter((line) => !line.includes(`"${metric}"`)).join("\n");
}

/** The file as of a run that was so many hours later. */
function later(text: string, hours: number): string {
  return text.replace(/T04:18:/g, `T${String(4 + hours).padStart(2, "0")}:18:`);
}

const POINT = (metric: string, second: number) =>
  `{"metric":"${metric}","type":"Point","data":{"time":"2026-11-21T03:${
    String(Math.floor(second / 60)).padStart(2, "0")
  }:${(second % 60).toFixed(3).padStart(6, "0")}Z","value":1,"tags":{}}}\n`;
const vus = (...seconds: number[]) => seconds.map((second) => POINT("vus", second)).join("");

function isRated(run: Run | undefined): boolean {
  return isShown(run, "duration", "total") || isShown(run, "throughput", "mean");
}

Deno.test("k6: joined files are read as each is alone, whatever metrics one has before the other", async () => {
  for (const [a, b] of [[NEW, OLD], [OLD, NEW], [NEW, NEW]] as const) {
    deepEqual(saidIn(await points(a + b)), saidIn([...await points(a), ...await points(b)]));
  }
  for (const metric of ["http_reqs", "data_sent", "iterations", "vus", "http_req_duration"]) {
    for (const [a, b] of [[NEW, OLD], [OLD, NEW], [NEW, later(NEW, 1)]] as const) {
      const parts = [without(a, metric), b];
      const alone = await Promise.all(parts.map(points));
      deepEqual(saidIn(await points(parts.join(""))), saidIn(alone.flat()), metric);
    }
  }
  const alone = [...await csv(CSV), ...await csv(OLD_CSV), ...await csv(CSV)];
  deepEqual(saidIn(await csv(CSV + OLD_CSV + CSV)), saidIn(alone));
});

Deno.test("k6: where nothing tells which of two lines a run begins with, no rate is computed", async () => {
  const runs = await points(without(NEW, "http_reqs") + NEW);
  equal(runs.length, 2);
  for (const run of runs) {
    deepEqual(rules(run), ["truncated-input"]);
    match(
      run.findings[0]?.message ?? "",
      /^files were joined, and it is not sure that .* line \d+;/,
    );
    ok(!isRated(run));
  }
});

Deno.test("k6: a file that has no metric of the one before it is a run of its own behind a gap", async () => {
  const browser = later(NEW, 2).trimEnd().split("\n").map((line) => {
    const { metric, ...rest } = JSON.parse(line);
    return JSON.stringify({ metric: `browser_${metric}`, ...rest }) + "\n";
  }).join("");
  const runs = await points(NEW + browser);
  equal(runs.length, 2);
  ok(runs.every((run) => !isRated(run) && rules(run).includes("truncated-input")));
  // Without a gap the metrics are those that one script came to late.
  equal((await points(vus(39, 40).replaceAll("T03:00", "T04:18") + NEW)).length, 1);
});

Deno.test("k6: a file that was cut within a line before another leaves that one whole", async () => {
  const [whole] = saidIn(await points(OLD));
  for (const part of [0.2, 0.5, 0.8]) {
    const cut = NEW.slice(0, Math.floor(NEW.length * part) - 7);
    const runs = await points(cut + OLD);
    deepEqual(
      runs.map((run) => rules(run).includes("truncated-input")),
      [true, false],
      cut.slice(-40),
    );
    deepEqual(saidIn(runs)[1]?.measurements, whole?.measurements);
  }
  const cut = CSV.slice(0, CSV.lastIndexOf("http_reqs") + 22);
  const runs = await csv(cut + OLD_CSV);
  deepEqual(runs.map((run) => rules(run).includes("truncated-input")), [true, false]);
  deepEqual(saidIn(runs)[1], saidIn(await csv(OLD_CSV))[0]);
});

Deno.test("k6: users whose times go back or stand still for long are those of two runs, without a rate", async () => {
  const one = vus(0, 1, 2, 3, 4, 5);
  for (const text of [one + one, one + vus(40, 41)]) {
    const [run, ...others] = await points(text);
    deepEqual(others, []);
    deepEqual(rules(run), ["truncated-input"]);
    equal(run?.findings[0]?.source, "f#L7");
    ok(!isRated(run));
  }
  const table = (...seconds: number[]) =>
    "metric_name,timestamp,metric_value\n" +
    seconds.map((second) => `vus,${1_600_000_000 + second},1\n`).join("");
  for (const seconds of [[0, 100, 200, 100, 200], [0, 20, 40, 60, 91]]) {
    const [run] = await csv(table(...seconds));
    deepEqual(rules(run), ["truncated-input"]);
    ok(!isRated(run));
  }
  ok(isRated((await csv(table(0, 30, 60, 90, 89, 119)))[0]));
});

Deno.test("k6: samples that come late, and users that k6 counts a little late, are of one run", async () => {
  const late = vus(0, 1, 2) + POINT("ws_session_duration", 0) + POINT("http_reqs", 1) +
    vus(3, 2, 5, 30);
  const [run, ...others] = await points(late);
  deepEqual(others, []);
  deepEqual(rules(run), []);
  ok(isRated(run));
});
