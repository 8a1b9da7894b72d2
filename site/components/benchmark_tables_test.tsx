import { deepEqual, equal, match, ok } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { Summary } from "../../pipeline/report.ts";
import { cellAddress } from "../links.ts";
import { type SiteData, siteData } from "../page.ts";
import scenarioPage from "../pages/scenario.page.tsx";
import { pagesOf, withReports } from "../testing.ts";
import { BenchmarkTables } from "./benchmark_tables.tsx";

const SMALL = { name: "a", implementations: 3, loads: 1, trials: 3, troubled: false };

/** A report whose programs did these cases; what they did is made up, and the same in each. */
function withCases(
  cases: readonly string[],
  body: (data: SiteData) => Promise<void>,
): Promise<void> {
  return withReports([SMALL], async (made) => {
    const { report } = made.reports[0] as SiteData["reports"][number];
    const { tables, manifest } = report;
    const summary = cases.flatMap((name) =>
      tables.summary.flatMap((row): Summary[] => {
        const own = { ...row, case: name, load: null, load_unit: "" };
        const isRate = row.metric === "goodput";
        if (isRate && name.includes("BM_")) return [{ ...own, metric: "items_rate" }];
        return row.metric === "latency" && name.includes("Latency") ? [own] : [];
      })
    );
    const processes = tables.summary.filter(({ metric }) => metric === "cpu")
      .map((row) => ({ ...row, case: "tcp", load: null, load_unit: "" }));
    const scenarios = manifest.scenarios.map(({ ranked_by: _, ...entry }) => entry);
    await body(siteData([{
      ...report,
      manifest: { ...manifest, scenarios },
      tables: { ...tables, summary: [...summary, ...processes], measurements: [], comparisons: [] },
    }]));
  });
}

function rowsOf(html: string): string[] {
  return [...html.matchAll(/<th scope="row">(.*?)<\/th>/g)]
    .map(([, name = ""]) => name.replaceAll("/<wbr>", "/"));
}

Deno.test("a table a figure and family, a row a benchmark, by the wall clock where both clocks were taken", () =>
  withCases([
    "tcp/BM_TcpEcho_64B/10",
    "tcp/BM_TcpEcho_64B/10/real_time",
    "tcp/BM_TcpEcho_64B/100",
    "tcp, io_uring/BM_TcpEcho_64B/100",
    "ws-go/BM_WsLatency_64B/10/real_time",
  ], (data) => {
    const [view] = data.reports[0]?.scenarios ?? [];
    ok(view !== undefined);
    const html = renderToString(
      <BenchmarkTables
        view={view}
        to={(target) => target}
        reasons={() => []}
        correctionOf={({ case: name, implementation }) =>
          name === "tcp, io_uring/BM_TcpEcho_64B/100" && implementation === "birch"
            ? { state: "retracted", report: "later", reason: "", source: "" }
            : undefined}
      />,
    );
    const tables = html.split(/(?=<table )/).slice(1);
    deepEqual(
      tables.map((table) => /id="([^"]+)"/.exec(table)?.[1]),
      ["results", "benchmarks-2", "benchmarks-3", "benchmarks-4"],
    );
    const [tcp = "", ws = "", p50 = "", p99 = ""] = tables;
    deepEqual(rowsOf(tcp), ["TcpEcho_64B/10/real_time", "TcpEcho_64B/100"]);
    deepEqual([ws, p50, p99].map(rowsOf), Array(3).fill(["WsLatency_64B/10/real_time"]));
    match(tcp, /Items per second of Tcp…, in k\sitems\/s: a row a benchmark/);
    match(p99, /Latency, p99 of Ws…, in /);
    // Three programs and a twin, in two parts; the first benchmark is of one part alone.
    equal(tcp.match(/<th +scope="col" class="number">/g)?.length, 8);
    equal(tcp.match(/<td class="number">/g)?.length, 12);
    equal(tcp.match(/<td class="number absent">/g)?.length, 4);
    equal(html.match(/retracted by a later report/g)?.length, 1);
    const addressOf = (name: string) => {
      const point = view.groups.find((group) => group.case === name)?.series[0]?.points[0];
      return point === undefined ? "none" : cellAddress("a", point.cell);
    };
    ok(html.includes(`href="${addressOf("tcp/BM_TcpEcho_64B/10/real_time")}"`));
    ok(!html.includes(`href="${addressOf("tcp/BM_TcpEcho_64B/10")}"`));
    return Promise.resolve();
  }));

Deno.test("many benchmarks stand side by side on the scenario's page, few below one another", async () => {
  const pageOf = async (count: number) => {
    const cases = Array.from({ length: count }, (_, index) => `tcp/BM_TcpEcho_64B/${index + 1}`);
    let html = "";
    await withCases(cases, async (data) => {
      html = String((await pagesOf(scenarioPage, data)).values().next().value);
    });
    return html;
  };
  const many = await pageOf(126);
  match(many, /Items per second, in/);
  equal(many.split('id="results"').length, 2);
  match(many, /<table id="results"[^>]*><caption[^>]*>(?:<span ?>)?Items per second/);
  match(
    many,
    /<table id="programs"[^>]*><caption[^>]*>(?:<span ?>)?A row per implementation and case/,
  );
  const few = await pageOf(3);
  match(
    few,
    /<table id="results"[^>]*><caption[^>]*>(?:<span ?>)?A row per implementation and case/,
  );
  ok(!few.includes('id="programs"'));
});
