import { deepEqual, equal, match, ok } from "node:assert/strict";
import { loadReport } from "../model/report.ts";
import { siteData } from "../page.ts";
import { pagesOf, withReports } from "../testing.ts";
import reports from "./report.page.tsx";

const DATA = decodeURIComponent(new URL("../../data", import.meta.url).pathname);

async function pageOf(name: string): Promise<string> {
  const report = await loadReport(name, `${DATA}/${name}`);
  return String((await pagesOf(reports, siteData([report]))).get(`/reports/${name}/`));
}

Deno.test("a report shows its answer, the chart and the cards before its text, and the other cases after it", async () => {
  const html = await pageOf("static-files-2026-11");
  const places = [
    '<p class="answer">',
    'id="chart-peaks-static-files"',
    '<dl class="cards">',
    'id="text"',
    'id="summary-static-files"',
    'id="chart-peaks-static-files-2"',
    'id="claims"',
  ].map((part) => html.indexOf(part));
  ok(!places.includes(-1), String(places));
  deepEqual(places, places.toSorted((a, b) => a - b));
  equal(html.split('id="chart-peaks-static-files"').length, 2);
});

Deno.test("what describes a report to those who have a link to it is its answer, and whether it still stands", async () => {
  const described = (html: string) =>
    html.match(/<meta name="description" content="([^"]*)">/)?.[1]?.replace(/\s/g, " ") ?? "";
  const own = await loadReport("static-files-2026-11", `${DATA}/static-files-2026-11`);
  const later = {
    ...own,
    name: "later",
    manifest: { ...own.manifest, name: "later", supersedes: own.name },
  };
  const pages = await pagesOf(reports, siteData([later, own]));
  const textOf = (name: string) => described(String(pages.get(`/reports/${name}/`)));
  match(
    textOf("later"),
    /^22 November 2026\. Static files: nginx is ahead with 58 k req\/s .* Case 1000x1KB, 1 core\.$/,
  );
  match(textOf(own.name), /^Superseded\. 22 November 2026\. Static files: nginx /);
});

Deno.test("a search leads with the ladder of the fewest cores and keeps the others below the text", async () => {
  const html = await pageOf("published-speech-gateway");
  const places = ["chart-ladder-1-", '<dl class="cards">', 'id="text"', "chart-ladder-2-"].map((
    part,
  ) => html.indexOf(part));
  ok(!places.includes(-1), String(places));
  deepEqual(places, places.toSorted((a, b) => a - b));
  equal(html.split('id="chart-ladder-1-speech-gateway"').length, 2);
  equal(html.split('<dl class="cards">').length, 2);
});

Deno.test("where nothing is ranked a report leads with the finding and the chart of its first section", async () => {
  const html = (await pageOf("published-echo")).replaceAll("<wbr>", "").replaceAll("\u00a0", " ");
  const finding =
    "Divided by CPU time, rates of Echo_64B/100 come out 3.4 to 220 times too high, those of Trantor most";
  const places = [
    `: ${finding}.</p>`,
    `<h2 id="chart-reported-rates-echo-title">${finding}</h2>`,
    'id="text"',
    "One connection sends messages of 64 B",
  ].map((part) => html.indexOf(part));
  ok(!places.includes(-1), String(places));
  deepEqual(places, places.toSorted((a, b) => a - b));
  equal(html.split('id="chart-reported-rates-echo"').length, 2);
});

Deno.test("the contents of a report name its text, the headings of that and its scenario", async () => {
  const html = await pageOf("static-files-2026-11");
  const nav = html.slice(html.indexOf('<nav class="contents"'));
  const entries = [...nav.slice(0, nav.indexOf("</nav>")).matchAll(/href="#([^"]*)"/g)];
  deepEqual(entries.slice(0, 7).map(([, id]) => id), [
    "text",
    "text-before-and-after",
    "text-how-much-faster",
    "text-cpu-and-memory-of-the-same-run",
    "text-other-workloads-with-50-workers",
    "summary-static-files",
    "claims",
  ]);
});

Deno.test("a number or claim of the text has a sign where it rests on a figure that was taken back", async () => {
  const own = await loadReport("static-files-2026-11", `${DATA}/static-files-2026-11`);
  const textWith = async (implementation: string, metric: string) => {
    const erratum = { report: own.name, state: "retracted" as const, reason: "Too low." };
    const errata = [{ ...erratum, implementation, metric }];
    const manifest = { ...own.manifest, name: "later", created: "2026-12-01", errata };
    const data = siteData([{ ...own, name: "later", manifest }, own]);
    const html = String((await pagesOf(reports, data)).get(`/reports/${own.name}/`));
    return html.replace(/<[^>]*>/g, "").replace(/\s+/g, " ");
  };
  const text = await textWith("nginx", "throughput");
  match(text, /† as published; a later report takes back nginx\./);
  match(
    text,
    /nginx reaches \S+ times† the rate of the Rust server \[nginx\]†, Node.js \S+ times that/,
  );
  const stands = await textWith("nginx", "generator_cpu");
  equal(stands.includes("†"), false);
});

Deno.test("a report without a text has no place for one", () =>
  withReports([{ name: "a", implementations: 2, loads: 1, trials: 1 }], async (data) => {
    const [view] = data.reports;
    delete view?.report.prose;
    const html = String((await pagesOf(reports, data)).get("/reports/a/"));
    ok(!html.includes('"#text"') && !html.includes('id="text"'));
    ok(html.includes('id="chart-peaks-synthetic-counter"'));
  }));
