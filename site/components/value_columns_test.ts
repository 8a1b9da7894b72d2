import { deepEqual, equal, ok } from "node:assert/strict";
import { unrankedGroups } from "../model/boards.ts";
import { loadReport } from "../model/report.ts";
import { type Point, type ScenarioView, scenarioViews } from "../model/scenario.ts";
import { valueColumns } from "./value_columns.ts";

const DATA = decodeURIComponent(new URL("../../data", import.meta.url).pathname);

async function othersOf(report: string) {
  const [view] = scenarioViews(await loadReport(report, `${DATA}/${report}`));
  if (view === undefined) throw new Error(`${report} has no scenario`);
  const points = unrankedGroups(view).flatMap(({ series }) =>
    series.flatMap((each) => each.points)
  );
  return { view, points };
}

function titlesOf(view: ScenarioView, points: readonly Point[]): string[] {
  return valueColumns(view, points).map(({ title }) => title);
}

Deno.test("figures by CPU time stand in a column of their own, after those by the wall clock", async () => {
  const { view, points } = await othersOf("published-echo");
  const columns = valueColumns(view, points).filter(({ metric }) => metric === "bytes_rate");
  deepEqual(columns.map(({ title }) => title), [
    "bytes per second",
    "bytes per second, by CPU time",
  ]);
  const clocks = columns.map(({ valueOf }) =>
    new Set(points.flatMap((point) => valueOf(point)?.summary.clock ?? []))
  );
  deepEqual(clocks, [new Set(["wall"]), new Set(["cpu"])]);
});

Deno.test("where not all figures have room, those with a direction come first, whatever their name begins with", async () => {
  const { view, points } = await othersOf("token-stream-2026-11");
  deepEqual(titlesOf(view, points), [
    "throughput",
    "goodput",
    "latency, p50",
    "latency, p95",
    "latency, p99",
    "time to first byte, p50",
    "time to first event, p50",
    "time to last event, p50",
    "time between events, p50",
    "longest time between events of a stream, p50",
    "CPU of the server",
    "resident memory of the server, max",
  ]);
});

Deno.test("no row of a table of values is all dashes", async () => {
  for (
    const report of [
      "published-echo",
      "published-speech-gateway",
      "published-static-files",
      "published-token-stream",
      "token-stream-2026-11",
    ]
  ) {
    const { view, points } = await othersOf(report);
    ok(points.length > 0, report);
    const columns = valueColumns(view, points);
    const empty = points.filter((point) =>
      columns.every(({ valueOf }) => valueOf(point) === undefined)
    );
    deepEqual(empty.map(({ cell }) => cell), [], report);
  }
});

Deno.test("a mean that stands beside other figures of its metric says that it is one", async () => {
  const { view, points } = await othersOf("published-static-files");
  deepEqual(titlesOf(view, points), [
    "CPU of the server",
    "resident memory of the server, mean",
    "resident memory of the server, max",
    "requests per cpu percent",
  ]);
  equal(valueColumns(view, []).length, 0);
});
