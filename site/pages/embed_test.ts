import { equal, match, ok } from "node:assert/strict";
import { loadReport } from "../model/report.ts";
import { standaloneSvg } from "../charts/standalone.ts";
import { faultOfXml } from "../model/testing.ts";
import { siteData } from "../page.ts";
import { pagesOf, withReports } from "../testing.ts";
import { EmbedChart } from "../components/embed_chart.tsx";
import { linkFrom } from "../links.ts";
import { renderToString } from "preact-render-to-string";
import embeds from "./embed.page.ts";
import scenarios from "./scenario.page.tsx";

const HOSTILE = `"><script>alert(1)</script>&amp;'\u00a0="`;
const REPORT = { implementations: 3, loads: 3, trials: 3, created: "2026-02-01" };

Deno.test("each chart of a scenario is a picture that needs nothing from elsewhere", () =>
  withReports([
    { ...REPORT, name: "a" },
    { ...REPORT, name: "b", hostile: HOSTILE, state: "draft" },
  ], async (data) => {
    const files = await pagesOf(embeds, data);
    ok(files.has("/reports/a/synthetic-counter/throughput.svg"));
    ok(files.has("/reports/a/synthetic-counter/peaks.svg"));
    for (const [url, content] of files) {
      const svg = String(content);
      equal(faultOfXml(svg), undefined, url);
      match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      match(svg, /prefers-color-scheme: dark/);
      match(svg, /<title id="title">/);
      match(svg, /1.February 2026/);
      match(svg, /https:\/\/a\.example\/w\/reports\/[ab]\//);
      ok(!/<script|<a\b|<image|<foreignObject|@import|url\(/.test(svg), url);
      for (const [, name] of svg.matchAll(/var\((--[\w-]+)\)/g)) {
        ok(svg.includes(`${name}:`), `${url} uses ${name}, which it does not bring along`);
      }
    }
    match(String(files.get("/reports/b/synthetic-counter/peaks.svg")), /, draft,/);
  }, "https://a.example/w/"));

Deno.test("what is offered for copying is markup whose texts are escaped", () => {
  const html = renderToString(EmbedChart({
    report: "a",
    scenario: "s",
    id: "peaks",
    title: HOSTILE,
    address: "https://a.example/w/",
    to: linkFrom("/reports/a/s/"),
  }));
  match(html, /<a href="peaks\.svg">/);
  match(html, /src=&quot;https:\/\/a\.example\/w\/reports\/a\/s\/peaks\.svg&quot;/);
  match(html, /alt=&quot;&amp;quot;&amp;gt;&amp;lt;script/);
});

Deno.test("a picture of its own, and the chart that opens a page, say of which case they are", async () => {
  const name = "published-static-files";
  const folder = decodeURIComponent(new URL(`../../data/${name}`, import.meta.url).pathname);
  const data = siteData([await loadReport(name, folder)]);
  const pictures = new Map([...embeds(data)].map(({ url, content }) => [url, String(content)]));
  const subtitleOf = (file: string) =>
    />(Static files[^<]*)</.exec(pictures.get(`/reports/${name}/static-files/${file}`) ?? "")?.[1];
  match(subtitleOf("peaks.svg") ?? "", /^Static files, concurrent-after · Best /);
  match(subtitleOf("peaks-2.svg") ?? "", /^Static files, concurrent-before · Best /);
  const [page] = [...scenarios(data)];
  const opening = /<p class="subtitle">([^<]*)/.exec(String(page?.content))?.[1];
  match(opening ?? "", /^concurrent-after · /);
});

Deno.test("a picture of its own says its title and its caveats whole, however long they are", () => {
  const long = (word: string) => Array.from({ length: 60 }, (_, at) => `${word}${at}`).join(" ");
  const svg = standaloneSvg({
    id: "peaks",
    title: long("title"),
    subtitle: "ms",
    notes: [long("first"), long("second")],
    cells: [],
    wide: '<svg width="720" height="10"></svg>',
    narrow: "",
  }, { of: "Counter", title: "A report", address: "https://a.example/" });
  for (const word of ["title59 ", "first59 ", "second59 "]) {
    ok(`${svg.slice(svg.indexOf("<rect")).replaceAll("</text>", " ")}`.includes(word), word);
  }
});
