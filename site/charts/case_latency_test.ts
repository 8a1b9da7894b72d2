import { deepEqual, equal, match, ok } from "node:assert/strict";
import { boardsOf } from "../model/boards.ts";
import { loadReport, type Report } from "../model/report.ts";
import { siteData } from "../page.ts";
import { casePairs } from "./case_change.ts";
import { caseLatencyChart, latencyChangesOf } from "./case_latency.ts";
import { NARROW, WIDE } from "./plot.ts";

async function publishedReport(name: string): Promise<Report> {
  const folder = new URL(`../../data/${name}`, import.meta.url).pathname;
  return await loadReport(name, decodeURIComponent(folder));
}

function pairsOf(report: Report) {
  const data = siteData([report]);
  const view = data.reports[0]?.scenarios[0];
  if (view === undefined) throw new Error("the report has no scenario");
  return { pairs: casePairs(boardsOf(view)), slots: data.slots };
}

Deno.test("the published mean latencies before and after stand beside each other", async () => {
  const { pairs: [pair], slots } = pairsOf(await publishedReport("published-static-files"));
  ok(pair !== undefined);
  const changes = latencyChangesOf(pair);
  deepEqual(
    changes.map(({ from, to, change }) => [
      to.series.name,
      from.value.summary.median,
      to.value.summary.median,
      (100 * change).toFixed(1),
    ]),
    [
      ["python-http-server", 0.06573, 0.06348, "-3.4"],
      ["ruchy", 0.01155, 0.00911, "-21.1"],
    ],
  );
  const chart = caseLatencyChart({ pair, slots });
  match(
    chart?.title ?? "",
    /^From concurrent before to concurrent after the mean latency changes by −21.% \(ruchy serve\) to −3\.4.% \(Python http\.server\)$/,
  );
  match(chart?.subtitle ?? "", /^Mean latency in .* · ms · lower is better · single trials$/);
  match(chart?.notes.join(" ") ?? "", /^Means, as the report has no percentiles/);
  for (const [svg, size] of [[chart?.wide ?? "", WIDE], [chart?.narrow ?? "", NARROW]] as const) {
    equal(svg.match(/<circle/g)?.length, 4, "two signs for each of two");
    ok(svg.includes(`font-size="${size.fontSize}"`));
    ok(!/NaN|undefined|p50|p95|p99/.test(svg), "a mean is no percentile");
  }
});

Deno.test("where there are percentiles, a mean has no chart of its own", async () => {
  const report = await publishedReport("published-static-files");
  const summary = report.tables.summary.flatMap((row) =>
    row.metric === "latency" ? [row, { ...row, statistic: "p95" }] : [row]
  );
  const { pairs: [pair], slots } = pairsOf({ ...report, tables: { ...report.tables, summary } });
  ok(pair !== undefined);
  equal(caseLatencyChart({ pair, slots }), undefined);
  const stream = pairsOf(await publishedReport("published-token-stream"));
  const baseline = stream.pairs.find(({ from }) => from.standings.group.case === "baseline");
  ok(baseline !== undefined);
  equal(caseLatencyChart({ pair: baseline, slots: stream.slots }), undefined);
});

Deno.test("intervals are drawn through both ends, and said below the chart", async () => {
  const report = await publishedReport("published-static-files");
  const summary = report.tables.summary.map((row) =>
    row.metric === "latency" ? { ...row, n: 5, low: row.median * 0.9, high: row.median * 1.1 } : row
  );
  const { pairs: [pair], slots } = pairsOf({ ...report, tables: { ...report.tables, summary } });
  ok(pair !== undefined);
  const chart = caseLatencyChart({ pair, slots });
  match(chart?.notes.join(" ") ?? "", /rings and dots are 95.% intervals/);
  match(chart?.subtitle ?? "", /medians of up to 5.trials$/);
  const rules = [
    ...(chart?.wide ?? "").matchAll(
      /<g[^>]* stroke="var\(--ink\)"[^>]* stroke-width="1\.2"[^>]*>(.*?)<\/g>/gs,
    ),
  ].map(([, inner = ""]) => inner.match(/<line/g)?.length);
  deepEqual(rules, [2, 2]);
});
