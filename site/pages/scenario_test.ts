import { deepEqual, equal, ok } from "node:assert/strict";
import { loadReport } from "../model/report.ts";
import { siteData } from "../page.ts";
import { pagesOf } from "../testing.ts";
import scenarios from "./scenario.page.tsx";

const DATA = decodeURIComponent(new URL("../../data", import.meta.url).pathname);

async function pageOf(report: string, scenario: string): Promise<string> {
  const loaded = await loadReport(report, `${DATA}/${report}`);
  const pages = await pagesOf(scenarios, siteData([loaded]));
  return String(pages.get(`/reports/${report}/${scenario}/`));
}

/** That a page has these parts in this order. */
function inOrder(html: string, parts: readonly string[]): void {
  const places = parts.map((part) => html.indexOf(part));
  ok(!places.includes(-1), String(places));
  deepEqual(places, places.toSorted((a, b) => a - b));
}

Deno.test("the main chart stands below the first answer, and the other cases answer below it", async () => {
  inOrder(await pageOf("static-files-2026-11", "static-files"), [
    '<p class="answer">',
    'id="chart-throughput"',
    'href="#case-2">Case 100KB',
    'href="#case-6">',
    'id="peaks"',
  ]);
  inOrder(await pageOf("published-speech-gateway", "speech-gateway"), [
    'class="answer">On 1 core',
    'id="chart-ladder-1"',
    ">On 2 cores",
    'id="capacity"',
  ]);
});

Deno.test("where nothing is ranked the chart of the finding stands below it, and not again below", async () => {
  const html = await pageOf("published-echo", "echo");
  inOrder(html, [
    '<p class="answer">Divided by CPU time',
    'id="chart-reported-rates"',
    'id="coverage"',
    'id="chart-inflation"',
  ]);
  equal(html.split('id="chart-reported-rates"').length, 2);
});
