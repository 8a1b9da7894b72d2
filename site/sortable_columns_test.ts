import { deepEqual, ok } from "node:assert/strict";
import { createDocument } from "@mixmark-io/domino";
import { loadReport } from "./model/report.ts";
import { siteData } from "./page.ts";
import comparePage from "./pages/compare.page.tsx";
import publishedPage from "./pages/published.page.tsx";
import reportPages from "./pages/report.page.tsx";
import scenarioPages from "./pages/scenario.page.tsx";

const REPORTS = [
  "published-echo",
  "published-http-counter",
  "published-speech-gateway",
  "published-static-files",
  "static-files-2026-11",
  "token-stream-2026-11",
];

/** What stands where there is no figure. */
const NONE = ["–", "withheld", "not known", "none", "retracted", "superseded"];

/** A figure, as the page's script reads it; behind it a percent sign, the end of a range, or a second count. */
const FIGURE = /^[≥≤×+\s]*[−-]?\d+(?:,\d{3})*(?:\.\d+)?(?:\s%|–\d+|, \d+)?$/;

const LOADS = ["connections", "load", "sessions", "virtual users", "workers"];

/** Columns of loads, the first of numbers where a table has one, by which a filter would not find rows. */
function hiddenLoads(html: string): string[] {
  const document: Document = createDocument(html);
  return listOf(document.querySelectorAll("table[data-filter]"))
    .flatMap((table) => table.querySelector("th.number") ?? [])
    .filter((head) => !head.hasAttribute("data-load"))
    .map(({ textContent }) => textContent.toLowerCase())
    .filter((text) => LOADS.includes(text));
}

/** The parser's lists are no iterables. */
function listOf<T>(list: ArrayLike<T>): T[] {
  return Array.from(list);
}

/** The cells of sortable columns of figures that no order of figures has a place for. */
function misfitsOf(html: string): string[] {
  const found: string[] = [];
  const document: Document = createDocument(html);
  for (const table of listOf(document.querySelectorAll("table[data-sortable]"))) {
    const heads = listOf(table.querySelectorAll("thead th"));
    for (const row of listOf(table.querySelectorAll("tbody tr"))) {
      for (const [index, cell] of listOf(row.children).entries()) {
        const head = heads[index];
        if (!head?.classList.contains("number") || head.hasAttribute("data-mixed")) continue;
        const text = listOf(cell.childNodes).filter(({ nodeName }) => nodeName !== "SMALL")
          .map(({ textContent }) => textContent).join("").trim();
        if (cell.hasAttribute("data-value")) {
          ok(Number.isFinite(Number(cell.getAttribute("data-value"))), cell.outerHTML);
        } else if (!FIGURE.test(text) && !NONE.includes(text)) {
          found.push(`${table.id}, ${head.textContent}: ${text}`);
        }
      }
    }
  }
  return found;
}

Deno.test("columns that are sorted by figures have figures of one unit, or a number beside their words", async () => {
  const reports = [];
  for (const name of REPORTS) {
    const folder = new URL(`../data/${name}`, import.meta.url).pathname;
    reports.push(await loadReport(name, decodeURIComponent(folder)));
  }
  const data = siteData(reports);
  let sorted = 0;
  for (const pages of [reportPages, scenarioPages, comparePage, publishedPage]) {
    for await (const { content } of pages(data)) {
      const html = String(content);
      deepEqual(misfitsOf(html), []);
      deepEqual(hiddenLoads(html), []);
      sorted += html.split("data-sortable").length - 1;
    }
  }
  ok(sorted > 50, `${sorted} tables`);
  const faulty = `<table data-sortable><thead><tr><th class="number">p</th></tr></thead>
    <tbody><tr><td class="number">below 0.001</td></tr><tr><td>3 ms</td></tr></tbody></table>`;
  deepEqual(misfitsOf(faulty).length, 2);
});
