import { doesNotMatch, match, ok } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { loadReport, type Report } from "../../model/report.ts";
import { siteData } from "../../page.ts";
import scenarioPages from "../../pages/scenario.page.tsx";
import { CoverageTable } from "./coverage_table.tsx";

async function published(name: string): Promise<Report> {
  const folder = new URL(`../../../data/${name}`, import.meta.url).pathname;
  return await loadReport(name, decodeURIComponent(folder));
}

function pageOf(...reports: Report[]): string {
  const data = siteData(reports);
  const [first] = data.reports.filter(({ report }) => report === reports[0]);
  ok(first !== undefined);
  return [...scenarioPages({ ...data, reports: [first] })].map(({ content }) => String(content))
    .join("");
}

function tableOf(page: string, id: string): string {
  return new RegExp(`<table id="${id}".*?</table>`, "s").exec(page)?.[0] ?? "";
}

Deno.test("a program that measures itself says what was measured of whom before it holds rates together", async () => {
  const echo = await published("published-echo");
  const page = pageOf(echo);
  const coverage = tableOf(page, "coverage-list");
  match(coverage, /0<small>4 by CPU time<\/small><small>6 withheld<\/small>/);
  match(coverage, /<td class="number absent">–<\/td>/);
  ok(page.indexOf('id="coverage"') < page.indexOf('id="wall-clock"'));
  ok(page.indexOf('id="wall-clock"') < page.indexOf('id="clocks"'));
  match(tableOf(page, "best-tcp"), /each figure a single trial, so without an interval/);
  match(tableOf(page, "best-ws"), /<small>59.%<\/small>/);
  // Microseconds, milliseconds and rates stand in one column, each row with its unit.
  match(tableOf(page, "stage-list"), /(<th [^>]*data-mixed[^>]*>[^<]*<\/th>){3}/);
  match(page, /All are single trials: a few per cent between two say nothing\./);
  for (const row of echo.tables.summary) row.n = 3;
  doesNotMatch(pageOf(echo), /All are single trials/);
});

Deno.test("shares of a best rate that was taken back say so, and each figure of a gain is marked", async () => {
  const echo = await published("published-echo");
  const later = await published("published-token-stream");
  const errata = [{ report: echo.name, state: "retracted" as const, reason: "Too low." }];
  const pageWith = (erratum: { implementation?: string; metric?: string }) =>
    pageOf(echo, {
      ...later,
      manifest: { ...later.manifest, errata: errata.map((each) => ({ ...each, ...erratum })) },
    });
  const page = pageWith({ metric: "items_rate" });
  match(
    page,
    /<p>† as published; a later report takes back [^<]+\.<\/p><div[^>]*><table id="best-/,
  );
  match(tableOf(page, "best-tcp"), /<th scope="row">64B\/[^<]*†<\/th>/);
  doesNotMatch(tableOf(page, "stage-list"), /mark-/);
  const ofTimes = pageWith({ metric: "iteration_time" });
  doesNotMatch(tableOf(ofTimes, "best-tcp"), /†/);
  match(
    tableOf(ofTimes, "stage-list"),
    /<td class="number"><a [^>]*>[^<]*<\/a><small class="mark-re/,
  );
});

Deno.test("an implementation without a benchmark has a row and no link", () => {
  const html = renderToString(
    <CoverageTable
      of={{
        parts: ["tcp"],
        rows: [
          { name: "a", title: "A", of: new Map([["tcp", { wall: 2, cpu: 0, withheld: 0 }]]) },
          { name: "b", title: "B", of: new Map() },
        ],
      }}
      report="r"
      scenario="s"
      to={(target) => target}
    />,
  );
  match(html, /<a href="\/reports\/r\/s\/a\/">A<\/a><\/th><td class="number">2<\/td>/);
  match(html, /<th scope="row">B<\/th><td class="number absent">–<\/td>/);
});

Deno.test("who leads in a search is said without what a later report takes back, and where the order is not certain", async () => {
  const gateway = await published("published-speech-gateway");
  const leads = tableOf(pageOf(gateway), "lead-list");
  match(leads, /who is next; where ≥ .* or ≤ stands before a figure, their order is not certain/i);
  match(leads, /C\+\+ \(uWebSockets\)<\/a>/);
  const erratum = await published("published-speech-gateway-erratum");
  const now = tableOf(pageOf(gateway, erratum), "lead-list");
  match(
    now,
    /Without C\+\+ \(uWebSockets\) and Rust \(axum\) on 1 core, which a later report takes/,
  );
  doesNotMatch(now, /uWebSockets\)<\/a>/);
  const own = tableOf(pageOf(erratum, gateway), "lead-list");
  match(own, /Who is first by each aim and who is next<\/span>/);
  match(own, /4,350.sessions<small>passed twice or more<\/small>/);
});

Deno.test("a memory budget of single trials names no ties and establishes no order", async () => {
  const stream = await published("published-token-stream");
  const single = tableOf(pageOf(stream), "budgets-5");
  match(single, /single trials, so that no order is established/);
  doesNotMatch(single, /not shown to be behind/);
  match(single, /≤.16.MiB<\/th><td>none<\/td>/);
  match(single, /≤.64.MiB<\/th>.*?Go<\/a>.*?1\.42.*?37\.4/);
  for (const row of stream.tables.summary) row.n = 3;
  const several = tableOf(pageOf(stream), "budgets-5");
  match(several, /medians of up to 3.trials/);
  match(several, /not shown to be behind/);
});

Deno.test("first at a load says where not all have a value, so that a place is one of few", async () => {
  const few = /At 9.loads not all 15 have a value: a place there is one among those that have\./;
  match(pageOf(await published("published-http-counter")), few);
  doesNotMatch(pageOf(await published("static-files-2026-11")), /a place there is one among/);
});
