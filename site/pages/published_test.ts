import { deepEqual, doesNotMatch, match, ok } from "node:assert/strict";
import { TEXT_PARTS } from "../model/text_parts/mod.ts";
import { loadReport, type Report } from "../model/report.ts";
import { siteData } from "../page.ts";
import { pagesOf } from "../testing.ts";
import published from "./published.page.tsx";
import reportPages from "./report.page.tsx";
import scenarioPages from "./scenario.page.tsx";

const parts = Object.entries(TEXT_PARTS).flatMap(([report, all]) =>
  all.map((part) => ({ report, part }))
);
const places = parts.flatMap(({ part }) => part.here ?? []);

const reports = new Map<string, Report>();
for (const name of new Set([...Object.keys(TEXT_PARTS), ...places.map(({ report }) => report)])) {
  const folder = new URL(`../../data/${name}`, import.meta.url).pathname;
  reports.set(name, await loadReport(name, decodeURIComponent(folder)));
}
const DATA = siteData([...reports.values()]);

function contentOf(names: readonly string[]): string {
  const some = siteData(names.map((name) => reports.get(name) as Report));
  return [...published(some)].map(({ content }) => String(content)).join("");
}

Deno.test("what later reports take back or replace is said as on the pages of the report itself", () => {
  match(
    contentOf(["published-speech-gateway", "published-speech-gateway-erratum"]),
    /<p class="notice superseded">Superseded in part by <a [^>]*>Speech gateway, as corrected [^<]*</,
  );
});

Deno.test("every claim that a part of a text names is a claim of its report", () => {
  for (const { report, part } of parts) {
    const known = reports.get(report)?.tables.claims.map(({ id }) => id) ?? [];
    deepEqual((part.claims ?? []).filter((id) => !known.includes(id)), [], part.text);
  }
});

Deno.test("every place that a part of a text names is on a page", async () => {
  // The pages of our own reports are large and only linked to as a whole.
  const addressed = new Set(
    places.filter(({ address }) => address.includes("#")).map(({ report }) => report),
  );
  const data = { ...DATA, reports: DATA.reports.filter((each) => addressed.has(each.report.name)) };
  const found = new Set(
    DATA.reports.flatMap(({ report, scenarios }) =>
      scenarios.map(({ entry }) => `/reports/${report.name}/${entry.name}/`)
    ),
  );
  const pages = [...await pagesOf(reportPages, data), ...await pagesOf(scenarioPages, data)];
  for (const [url, content] of pages) {
    for (const [, id] of String(content).matchAll(/ id="([^"]+)"/g)) found.add(`${url}#${id}`);
  }
  ok(places.length > 0);
  deepEqual(places.map(({ address }) => address).filter((each) => !found.has(each)), []);
});

Deno.test("each part of a text is shown with claims, a place or a reason", () => {
  for (const { part: { text, claims = [], here = [], why = "" } } of parts) {
    ok(claims.length + here.length > 0 || why !== "", text);
  }
  const content = contentOf([...reports.keys()]);
  match(content, /What else the text of “Speech gateway, as published by/);
  match(content, /Which runtime\? \(8 rows\)<\/th>.*?#claim-T02/);
  match(content, /Bun’s fetch is no h2c client[^<]*<\/th><td class="wide">–<\/td>/);
});

Deno.test("a place in a report that the site does not have is left out", () => {
  const erratum = "published-speech-gateway-erratum";
  match(contentOf(["published-speech-gateway", erratum]), new RegExp(`${erratum}/#claim-T13`));
  doesNotMatch(contentOf(["published-speech-gateway"]), new RegExp(erratum));
});

Deno.test("the day of a text is said once beside where it is from", () => {
  const [report] = [...reports.values()].filter(({ manifest: { citation, created } }) =>
    created !== "" && citation.includes(created.slice(0, 10))
  );
  ok(report !== undefined);
  const sourceOf = (citation: string) => {
    const one = { ...report, manifest: { ...report.manifest, citation } };
    const [{ content = "" } = {}] = [...published(siteData([one]))];
    const [, line = ""] = /<p class="dateline">(.*?)<\/p>/.exec(String(content)) ?? [];
    return line.replaceAll(/<[^>]*>/g, "");
  };
  doesNotMatch(sourceOf(report.manifest.citation), / · /);
  match(sourceOf("a blog"), /^a blog · \d+\u00a0\w+ \d{4}$/);
});
