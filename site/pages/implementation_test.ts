import { deepEqual, doesNotMatch, equal, match, ok } from "node:assert/strict";
import { cellId } from "../links.ts";
import { mainFigure } from "../components/load_points.tsx";
import type { CellFigure } from "../model/implementation.ts";
import { loadReport } from "../model/report.ts";
import { siteData } from "../page.ts";
import { pagesOf, withReports } from "../testing.ts";
import implementations from "./implementation.page.tsx";

const DATA = decodeURIComponent(new URL("../../data", import.meta.url).pathname);
const REPORT = { name: "a", implementations: 3, loads: 1, trials: 2 };

Deno.test("a program's page says how long it is where that was counted, and nothing of it where not", () =>
  withReports([REPORT], async (data) => {
    const [alder] = data.reports[0]?.report.manifest.implementations ?? [];
    equal(alder?.name, "alder");
    if (alder !== undefined) alder.code = { lines: 1234, files: 1 };
    const pages = await pagesOf(implementations, data);
    const pageOf = (name: string) => String(pages.get(`/reports/a/synthetic-counter/${name}/`));
    match(
      pageOf("alder"),
      /Size<.*1,234\u00a0lines in 1\u00a0file: empty lines, files of its build/s,
    );
    match(pageOf("birch"), /<h1[^>]*>[^<]*birch/i);
    doesNotMatch(pageOf("birch"), /Size<|not counted/);
  }));

Deno.test("a program's page says where its source is, with a link where an address is known", () =>
  withReports([REPORT], async (data) => {
    const [report] = data.reports.map((view) => view.report);
    const [alder] = report?.manifest.implementations ?? [];
    if (report === undefined || alder === undefined) throw new Error("there is no program");
    const sourceOf = async () => {
      const page = (await pagesOf(implementations, data)).get(
        "/reports/a/synthetic-counter/alder/",
      );
      return /Source<\/dt><dd>(.*?)<\/dd>/.exec(String(page))?.[1];
    };
    match(await sourceOf() ?? "", /^<code>.*alder<\/code> in the repository of the project$/);
    alder.source = "https://a.example/alder";
    equal(await sourceOf(), '<a href="https://a.example/alder">https://a.example/alder</a>');
    alder.source = "";
    equal(await sourceOf(), "not recorded");
    report.manifest = {
      ...report.manifest,
      origin: "imported",
      citation: "Them, https://a.example",
    };
    match(await sourceOf() ?? "", /not kept here: Them, <a href="https:\/\/a.example">/);
  }));

Deno.test("a program's page begins with its load points, each leading to its values below", () =>
  withReports([{ ...REPORT, loads: 3 }], async (data) => {
    const pages = await pagesOf(implementations, data);
    const html = String(pages.get("/reports/a/synthetic-counter/alder/"));
    const table = html.slice(html.indexOf('<h2 id="points">'), html.indexOf("</table>"));
    const links = [...table.matchAll(/<a href="#([^"]*)">/g)].map(([, id]) => id);
    deepEqual(links, [...html.matchAll(/<h3 id="(c~[^"]*)">/g)].map(([, id]) => id));
    equal(links.length, 3);
    equal(table.match(/goodput, mean/g)?.length, 1, "its figure and unit are named once, above");
    ok(!table.includes("Unit<"));
  }));

Deno.test("a program's curves over time and what the audit found stand between its load points and their values", async () => {
  const name = "published-token-stream";
  const report = await loadReport(name, `${DATA}/${name}`);
  const [first] = await Array.fromAsync(implementations(siteData([report])));
  const sections = [...String(first?.content).matchAll(/<h2 id="(\w+)">/g)].map(([, id]) => id);
  deepEqual(sections.slice(0, 4), ["points", "curves", "findings", "values"]);
});

Deno.test("a program's answer leads to the trials that say so, and many answers are listed by their case", async () => {
  const htmlOf = async (name: string, page: string) => {
    const report = await loadReport(name, `${DATA}/${name}`);
    const pages = await pagesOf(implementations, siteData([report]));
    return String(pages.get(`/reports/${name}/${page}/`));
  };
  const one = await htmlOf("published-http-counter", "http-counter/rust-axum");
  const [, cell = ""] =
    /<p class="answer">Its best [^<]* <a href="#([^"]*)">Its.trials</.exec(one) ??
      [];
  match(cell, /^c~/);
  ok(one.includes(`<h3 id="${cell}">`));
  const many = await htmlOf("static-files-2026-11", "static-files/nginx");
  doesNotMatch(many, /class="answer"/);
  const listed = many.match(/<dt>Case [^<]*<\/dt><dd>Its best [^<]* <a href="#c~/g);
  equal(listed?.length, 6);
  match(many, /A trial of 4 of 6.cases is drawn; what was sampled of the others is among the/);
  const alone = await htmlOf("published-http-counter", "http-counter/go-net-http");
  match(alone, /<p class="answer">Its throughput is 178/, "of one load none is the best");
});

Deno.test("a value says its file in its address, its line beside it, and neither twice", () =>
  withReports([REPORT], async (data) => {
    const pages = await pagesOf(implementations, data);
    const html = String(pages.get("/reports/a/synthetic-counter/alder/"));
    const values = html.slice(html.indexOf('<h2 id="values">'), html.indexOf('<h2 id="trials">'));
    const links = [...values.matchAll(/<td><a href="([^"]*)"( title="[^"]*")?>/g)];
    ok(links.length > 4);
    for (const [, href = "", title = ""] of links) {
      match(href, /\/data\/a\/raw\//);
      match(title, /^ title="line \d+"$/);
    }
    match(values, /<td class="place">[\w.]+, line \d+<\/td>/);
    // Its heading names a table: a caption of the same words would be a third of small tables.
    const [, id = ""] = /<h3 id="([^"]*)">/.exec(values) ?? [];
    equal(values.split(`aria-labelledby="${id}"`).length, 3, "the region and its table");
    ok(!values.includes("<caption"));
  }));

Deno.test("cells that one trial measured share a table, each with its raw files above all figures read from them", async () => {
  const name = "published-echo";
  const report = await loadReport(name, `${DATA}/${name}`);
  const pages = await pagesOf(implementations, siteData([report]));
  let seen = 0;
  for (const { name: program } of report.manifest.implementations) {
    const page = pages.get(`/reports/${name}/echo/${program}/`);
    if (page === undefined) continue;
    const html = String(page);
    for (const row of report.tables.measurements) {
      if (row.implementation !== program) continue;
      const [path = "", place = ""] = row.source.split("#");
      const from = html.indexOf(`<tbody id="${cellId(row)}">`);
      // Of trials that measured no other, each value leads to its file.
      if (from < 0) {
        ok(html.includes(`${path}" title="`), row.source);
        continue;
      }
      const cell = html.slice(from, html.indexOf("</tbody>", from));
      ok(cell.includes(`${path}">file</a>`), `${program}: ${row.source}`);
      ok(cell.includes(place.replace(/^L/, "line ")), `${program}: ${row.source}`);
      doesNotMatch(cell, /title="/);
      seen++;
    }
  }
  ok(seen > 100);
});

Deno.test("many values are closed until asked for, each load point within what opens, and few stand open", () =>
  withReports([{ ...REPORT, name: "few", loads: 2 }, { ...REPORT, loads: 9 }], async (data) => {
    const pages = await pagesOf(implementations, data);
    const valuesOf = (report: string) => {
      const html = String(pages.get(`/reports/${report}/synthetic-counter/alder/`));
      return html.slice(html.indexOf('<h2 id="values">'), html.indexOf('<h2 id="trials">'));
    };
    const many = valuesOf("a");
    equal(many.match(/<details class="case kept"[^>]*><summary>/g)?.length, 9);
    doesNotMatch(many, / open/);
    equal(many.match(/<\/summary><div id="c~[^"]*">/g)?.length, 9);
    match(many, /has them all too: <a href="[^"]*">data\/a\/<wbr>measurements.csv</);
    doesNotMatch(valuesOf("few"), /<details|measurements\.csv/);
  }));

Deno.test("what all load points share stands in the head of their table, not in each row", () =>
  withReports([{ ...REPORT, loads: 3 }], async (data) => {
    const pages = await pagesOf(implementations, data);
    const html = String(pages.get("/reports/a/synthetic-counter/alder/"));
    const table = html.slice(html.indexOf('id="point-list"'), html.indexOf("</table>"));
    match(table, /Load point<span class="unit">each with 1 core</);
    equal(table.split("1 core").length, 2);
    match(table, />1.connection</);
  }));

Deno.test("a program's page does not name it before each of its findings", async () => {
  const name = "published-echo";
  const report = await loadReport(name, `${DATA}/${name}`);
  const pages = await pagesOf(implementations, siteData([report]));
  const html = String(pages.get(`/reports/${name}/echo/asio-sync/`));
  const findings = html.slice(html.indexOf('id="findings"'), html.indexOf('id="values"'));
  match(findings, /cpu-clock-rate/);
  doesNotMatch(findings, /<dd>Asio, blocking/);
});

Deno.test("a program with one load point has no table of them", () =>
  withReports([REPORT], async (data) => {
    const pages = await pagesOf(implementations, data);
    const html = String(pages.get("/reports/a/synthetic-counter/alder/"));
    ok(html.includes('<h2 id="values">') && !html.includes('id="points"'));
  }));

Deno.test("a load point shows what ranks its scenario, by the clock that is trusted, else its first figure with a direction", () => {
  const figure = (metric: string, clock?: string) =>
    ({
      metric,
      statistic: "mean",
      summary: clock === undefined ? undefined : { clock, status: "ok" },
    }) as CellFigure;
  const ranked = { metric: "items", statistic: "mean" };
  const [time, items, byCpu, replaced] = [
    figure("time", "wall"),
    figure("items", "wall"),
    figure("items", "cpu"),
    figure("items"),
  ] as const;
  equal(mainFigure({ figures: [time, replaced, byCpu, items] }, ranked), items);
  equal(mainFigure({ figures: [replaced, time] }, ranked), time);
  equal(mainFigure({ figures: [time, items] }, undefined), time);
  equal(mainFigure({ figures: [replaced] }, ranked), undefined);
  const [duration, cpu, latency] = [
    figure("duration", "wall"),
    figure("cpu", ""),
    figure("latency", "wall"),
  ] as const;
  equal(mainFigure({ figures: [duration, cpu, latency] }, ranked), latency);
  equal(mainFigure({ figures: [duration, cpu] }, ranked), duration);
});

Deno.test("a load point of a search shows its state and the gates that failed", async () => {
  const name = "published-speech-gateway";
  const report = await loadReport(name, `${DATA}/${name}`);
  const pages = await pagesOf(implementations, siteData([report]));
  const html = String(pages.get(`/reports/${name}/speech-gateway/java-helidon/`));
  const table = html.slice(html.indexOf('id="point-list"'), html.indexOf("</table>"));
  const rows = [...table.matchAll(/<tr>.*?<\/tr>/gs)].map(([row]) =>
    row.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ")
  );
  const rowOf = (load: string) => rows.find((row) => row.includes(load)) ?? "";
  match(rowOf("2,625"), / ✓ passed 117 one trial ms 1 –/);
  match(rowOf("2,650"), / ✗ failed 300 .* newest p50 300 > 200 ms; newest p95 4,358 > 350 ms/);
  match(table, /latency of the newest frame of a batch, p50<span class="unit">95 % interval</);
  match(rowOf("source-code"), /^ source-code lines of code, total, lines – [\d ]+one trial 1 –/);
  ok(!table.includes("measured duration"));
  const answers = html.match(/<p class="answer">It sustains [^<]* <a href="#c~[^"]*">Its.trials</g);
  equal(answers?.length, 2, "it begins with what it sustains, for each of its limits");
  const other = String(pages.get(`/reports/${name}/speech-gateway/go-net-http/`));
  ok(other.includes("Gates that failed"));
});

Deno.test("a load point of which the figure was taken back is marked where all of them stand", () => {
  const errata = [{
    ...{ report: "a", state: "retracted" as const, reason: "Too low." },
    ...{ implementation: "alder", load: 1, metric: "goodput" },
  }];
  const later = { ...REPORT, name: "b", created: "2026-12-01", errata };
  return withReports([{ ...REPORT, loads: 2, created: "2026-11-01" }, later], async (data) => {
    const pages = await pagesOf(implementations, data);
    const list = /<table id="point-list".*?<\/table>/s.exec(
      String(pages.get("/reports/a/synthetic-counter/alder/")),
    )?.[0] ?? "";
    equal(list.match(/<tr><th scope="row">/g)?.length, 2);
    equal(list.match(/<\/a><small class="mark-retracted">/g)?.length, 1);
  });
});

Deno.test("a withheld value names the rule that withholds it, and leads to what that says", async () => {
  const name = "published-echo";
  const data = siteData([await loadReport(name, `${DATA}/${name}`)]);
  const pages = [...await pagesOf(implementations, data)].map(([, content]) => String(content));
  const cells = pages.flatMap((html) =>
    [...html.matchAll(/<td class="number withheld">(.*?)<\/td>/gs)]
      .map(([, cell = ""]) => ({ html, cell }))
  );
  ok(cells.length > 10);
  for (const { html, cell } of cells) {
    const [, place = "", rule = ""] =
      /^<a href="#([\w-]+)">withheld<\/a><small class="less">([\w-]+)<\/small>$/.exec(cell) ?? [];
    ok(place.endsWith(rule) && rule !== "", cell);
    equal(html.split(`id="${place}"`).length, 2, place);
  }
});
