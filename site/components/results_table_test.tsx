import { deepEqual, equal } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { boardsOf } from "../model/boards.ts";
import { loadReport } from "../model/report.ts";
import { scenarioViews } from "../model/scenario.ts";
import { PeakTable } from "./peak_table.tsx";
import { ResultsTable } from "./results_table.tsx";
import { propsOf, series } from "./testing.ts";

const PAIR = {
  a: series("a", 100),
  b: series("b", 90),
  ratio: 1,
  low: 0.9,
  high: 1.1,
  verdict: "no difference shown",
} as const;

Deno.test("a table is offered a filter only where its rows are more than a look takes in", () => {
  const filtered = (rows: number) => {
    const [a, b, ...more] = Array.from({ length: rows }, (_, at) => series(`s${at}`, 100 + at));
    if (a === undefined || b === undefined) throw new Error("a table of two at least");
    const props = propsOf({ a, b, ratio: 1, low: 0.9, high: 1.1, verdict: "no difference shown" });
    props.board.group.series.push(...more);
    const html = renderToString(<ResultsTable {...props} />);
    equal(html.match(/<tr id=/g)?.length, rows);
    return html.includes("data-filter");
  };
  equal(filtered(2), false);
  equal(filtered(12), false);
  equal(filtered(13), true);
});

Deno.test("a table of results has the tail that is known, and mean latency where nothing else is", async () => {
  const headsOf = async (report: string, name: string) => {
    const folder = decodeURIComponent(new URL(`../../data/${report}`, import.meta.url).pathname);
    const [view] = scenarioViews(await loadReport(report, folder));
    const board = view === undefined
      ? undefined
      : boardsOf(view).find(({ standings: { group } }) => group.case === name)?.standings;
    if (board === undefined) throw new Error(`${report} has no case ${name}`);
    const props = { ...propsOf(PAIR), board };
    return [ResultsTable, PeakTable].map((Table) =>
      [...renderToString(<Table {...props} />).matchAll(/<th scope="col"[^>]*>([^<]*)</g)].map((
        [, head],
      ) => head)
        .filter((head) => /^p\d|latency/.test(head ?? ""))
    );
  };
  deepEqual(await headsOf("published-token-stream", "baseline"), [["p50", "p95"], ["p95"]]);
  deepEqual(await headsOf("published-static-files", "concurrent-before"), [["mean latency"], []]);
  deepEqual(await headsOf("token-stream-2026-11", "baseline"), [["p50", "p99"], ["p99"]]);
});
