/** The pages about more than one report, in a real Chromium and to the letter. */
import { equal, match, ok } from "node:assert/strict";
import type { Browser } from "playwright-core";
import { CORRECTIONS, RULES } from "../pipeline/report.ts";
import { pathOf } from "../site/build.ts";
import { loadReports, type Report } from "../site/model/report.ts";
import { faultOfXml } from "../site/model/testing.ts";
import { openOutput } from "../site/output.ts";
import { type PageFunction, siteData } from "../site/page.ts";
import assets from "../site/pages/assets.page.ts";
import compare from "../site/pages/compare.page.tsx";
import index from "../site/pages/index.page.tsx";
import method from "../site/pages/method.page.tsx";
import published from "../site/pages/published.page.tsx";
import trends from "../site/pages/trends.page.tsx";
import { serveSite } from "../site/serve.ts";
import { launchBrowser } from "./find_browser.ts";
import { lookAt, makeLookers } from "./look_at_page.ts";
import { makeReport } from "./make_report.ts";
import { makeTrends } from "./make_trends.ts";

const HOSTILE = `<img src=x onerror="globalThis.owned=1">'"&amp;${"long".repeat(30)}`;
const PATHS = ["method/", "published/", "compare/", "trends/", "trends/synthetic-counter/"];
const PAGES: readonly PageFunction[] = [index, method, published, compare, trends, assets];

/** The pages of some reports, by file. */
async function render(reports: readonly Report[]): Promise<Map<string, string | Uint8Array>> {
  const data = siteData(reports);
  const files = new Map<string, string | Uint8Array>();
  for (const page of PAGES) {
    const made = page(data);
    const outputs = Symbol.iterator in made || Symbol.asyncIterator in made ? made : [made];
    for await (const { url, content } of outputs) files.set(pathOf(url), content);
  }
  return files;
}

function htmlOf(files: ReadonlyMap<string, string | Uint8Array>, path: string): string {
  return String(files.get(`${path}index.html`));
}

async function withFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Reports of one host, of two others, one without a value to follow, and of somebody else who was read again. */
async function manyReports(folder: string): Promise<Report[]> {
  const reports = await makeTrends({
    dataFolder: `${folder}/weeks`,
    count: 9,
    slowerFrom: 3,
    movedFrom: 7,
    troubled: true,
  });
  const [empty] = await makeTrends({ dataFolder: `${folder}/empty`, count: 1 });
  if (empty === undefined) throw new Error("the empty report was not read");
  empty.name = "empty";
  empty.manifest = { ...empty.manifest, name: "empty", created: "2025-03-01" };
  empty.environment.fingerprint = { ...empty.environment.fingerprint, kernel: "0.0.2" };
  empty.tables.summary = [];
  await makeReport({
    dataFolder: `${folder}/other`,
    name: "theirs",
    hostile: HOSTILE,
    implementations: 3,
    loads: 2,
    trials: 2,
    created: "2025-06-01",
  });
  const { reports: [theirs] } = await loadReports(`${folder}/other`);
  if (theirs === undefined) throw new Error("the report was not read");
  theirs.manifest = { ...theirs.manifest, origin: "imported", citation: HOSTILE };
  theirs.environment = { ...theirs.environment, known: false, fingerprint: {} };
  theirs.tables.claims = (["holds", "refuted", "not established"] as const).map((
    verdict,
    index,
  ) => ({
    id: `c${index}`,
    statement: `${HOSTILE} ${verdict}`,
    expression: "1 == 1",
    value: 1.25,
    low: 1,
    high: 1.5,
    relation: ">=",
    threshold: 1,
    verdict,
    reason: HOSTILE,
    unit: "1",
  }));
  for (const row of theirs.tables.measurements) if (row.metric === "goodput") row.value /= 3;
  return [...reports, theirs, empty];
}

Deno.test("the pages hold no missing value, no inline style, no id twice and no dead fragment", () =>
  withFolder(async (folder) => {
    const files = await render(await manyReports(folder));
    for (const path of PATHS) {
      const html = htmlOf(files, path);
      for (const word of ["undefined", "NaN", "Infinity", "[object", "null"]) {
        ok(!html.includes(word), `${path} holds "${word}"`);
      }
      ok(!/\sstyle=|<style|<[^>]*\son\w+=/.test(html.replaceAll(/"[^"]*"/g, '""')), path);
      ok(!html.includes("<img"), path);
      const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((found) => found[1]);
      equal(new Set(ids).size, ids.length, `${path} has an id twice`);
      for (const [, fragment] of html.matchAll(/href="#([^"]*)"/g)) {
        ok(ids.includes(fragment), `${path} refers to #${fragment}`);
      }
    }
  }));

Deno.test("the same reports give the same bytes", () =>
  withFolder(async (folder) => {
    const reports = await manyReports(folder);
    const [first, second] = [await render(reports), await render(reports)];
    for (const [path, content] of first) equal(String(second.get(path)), String(content), path);
  }));

Deno.test("every rule and every correction can be linked to", () =>
  withFolder(async (folder) => {
    const html = htmlOf(await render(await manyReports(folder)), "method/");
    for (const { name } of RULES) ok(html.includes(` id="rule-${name}"`), name);
    for (const { name } of CORRECTIONS) ok(html.includes(` id="correction-${name}"`), name);
  }));

Deno.test("what the pages answer is what was put into the reports", () =>
  withFolder(async (folder) => {
    const files = await render(await manyReports(folder));
    const answer = (path: string) =>
      /<p class="answer">(.*?)<\/p>/.exec(htmlOf(files, path))?.[1]?.replaceAll("\u00a0", " ") ??
        "";
    match(answer("published/"), /^Of 3 claims in 1 report, 1 holds, 1 is refuted and 1 is not/);
    match(
      answer("trends/synthetic-counter/"),
      /^Rust Birch: goodput \(1 core, 4.connections\) down 20 % .* 26 January 2026/,
    );
    match(answer("compare/"), /^week-09 against week-08: of \d+ values, /);
    match(htmlOf(files, "compare/"), /What week-07 and week-08 differ in/);
    match(
      htmlOf(files, "published/"),
      /Goodput: the printed values are 3.0 times the corrected ones/,
    );
    match(
      String(files.get("trends/synthetic-counter/trends.csv")),
      /^host,scenario,implementation/,
    );
  }));

Deno.test("each chart of a trend is a picture with its dates, which its page offers", () =>
  withFolder(async (folder) => {
    const files = await render(await makeTrends({ dataFolder: folder, count: 3 }));
    const html = htmlOf(files, "trends/synthetic-counter/");
    const ids = [...html.matchAll(/<figure[^>]* id="chart-([^"]*)"/g)].map(([, id]) => id ?? "");
    ok(ids.length > 1);
    for (const id of ids) {
      const svg = String(files.get(`trends/synthetic-counter/${id}.svg`));
      equal(faultOfXml(svg), undefined, id);
      match(svg, /trends of 3.reports, 5.January 2026 to 19.January 2026/);
      match(svg, / · (higher|lower) is better · /);
      ok(html.includes(`<a href="${id}.svg">`), id);
    }
  }));

Deno.test("without any report the pages say so", async () => {
  const files = await render([]);
  match(htmlOf(files, "published/"), /No report of others is here yet/);
  match(htmlOf(files, "compare/"), /No two reports here share a scenario/);
  match(htmlOf(files, "trends/"), /No scenario can be followed over two reports of one host yet/);
  match(htmlOf(files, "method/"), /No value of the reports here needed it/);
});

Deno.test("where reports are too few to look for a change, none is not said", () =>
  withFolder(async (folder) => {
    const largest = async (count: number) =>
      /<td class="wide">(.*?)<\/td>/.exec(
        htmlOf(
          await render(await makeTrends({ dataFolder: `${folder}/${count}`, count })),
          "trends/",
        ),
      )?.[1];
    equal(await largest(2), "not looked for: too few reports of one host");
    equal(await largest(9), "none");
  }));

Deno.test("where no two reports make a line, the page has what they differ in", () =>
  withFolder(async (folder) => {
    const reports = await makeTrends({ dataFolder: folder, count: 2, movedFrom: 1 });
    const html = htmlOf(await render(reports), "trends/synthetic-counter/");
    match(html, /No two reports of this scenario are of one host, tool and load/);
    match(html, /Why no two make a line/);
    match(
      html,
      /<th scope="row">kernel<\/th><td class="wide">[^<]+<\/td><td class="wide">0\.0\.1</,
    );
    ok(!html.includes("<figure") && !html.includes('id="trend-'));
  }));

Deno.test("reports without a figure to follow are no trend, and the page says why", () =>
  withFolder(async (folder) => {
    const reports = await makeTrends({ dataFolder: folder, count: 2 });
    for (const { tables } of reports) tables.summary = [];
    const files = await render(reports);
    const html = htmlOf(files, "trends/synthetic-counter/");
    match(html, /No figure of this scenario is followed, so there is no trend\./);
    match(
      html.replace(/<\/?a[^>]*>/g, ""),
      /No figure of week-01 and week-02 is followed: they have no goodput mean and no latency p99/,
    );
    match(html, /No figure of <a [^>]*href="\.\.\/\.\.\/reports\/week-01\/">week-01<\/a> and/);
    ok(!html.includes("trends.csv") && !files.has("trends/synthetic-counter/trends.csv"));
    match(htmlOf(files, "trends/"), /No scenario can be followed over two reports of one host yet/);
    match(htmlOf(files, "trends/"), /not looked for: no figure is followed/);
  }));

Deno.test("where only one report of a line has a figure, that is why there is no trend", () =>
  withFolder(async (folder) => {
    const reports = await makeTrends({ dataFolder: folder, count: 2 });
    for (const { tables } of reports.slice(1)) tables.summary = [];
    const html = htmlOf(await render(reports), "trends/synthetic-counter/");
    match(html, /No two reports of one host, tool and load have a figure that is followed/);
  }));

Deno.test("trends say what of a scenario is not drawn, and that the CSV has it", () =>
  withFolder(async (folder) => {
    const reports = await makeTrends({ dataFolder: folder, count: 9, slowerFrom: 4 });
    const html = async () => htmlOf(await render(reports), "trends/synthetic-counter/");
    match(
      await html(),
      /<p>Each is drawn at the load where the newest report has the best figure\. All are in <a href="trends\.csv">/,
    );
    match(
      await html(),
      /on[^<]*\. \d+.changes of level are of cases or loads that are not drawn\.</,
    );
    for (const { tables, manifest } of reports) {
      for (const entry of manifest.scenarios) {
        entry.ranked_by = { metric: "goodput", statistic: "mean", cases: ["case 9"] };
      }
      tables.summary = Array.from(
        { length: 10 },
        (_, index) =>
          tables.summary.filter(({ load }) => load === 4).map((row) => ({
            ...row,
            case: `case ${index}`,
          })),
      ).flat();
    }
    const many = await html();
    match(many, /<p>Of 10.cases 8 are drawn: those that rank the scenario, then those whose level/);
    const drawn = [...many.matchAll(/<h3 id="chart-trend[^>]*>[^<]*goodput \((case \d)/gi)];
    equal(drawn[0]?.[1], "case 9");
    equal(new Set(drawn.map(([, name]) => name)).size, 8);
  }));

Deno.test("a scenario with one report says how to make more", () =>
  withFolder(async (folder) => {
    const html = htmlOf(
      await render(await makeTrends({ dataFolder: folder, count: 1 })),
      "trends/synthetic-counter/",
    );
    match(html, /There is one report of this scenario on one host/);
    match(html, /How to make more reports/);
    ok(!html.includes("<figure"));
  }));

Deno.test({
  name: "the pages about more than one report in a real browser",
  // Playwright keeps timers and pipes of its own until its browser has closed.
  sanitizeOps: false,
  sanitizeResources: false,
  fn: (t) =>
    withFolder(async (folder) => {
      using output = await openOutput(`${folder}/site`);
      for (const [path, content] of await render(await manyReports(folder))) {
        await output.write(path, content);
      }
      await output.finish();
      const stop = new AbortController();
      const server = await serveSite(`${folder}/site`, 0, stop.signal);
      let browser: Browser | undefined;
      try {
        browser = await launchBrowser();
        const lookers = await makeLookers(browser, server.url);
        for (const path of PATHS) await t.step(`/${path}`, () => lookAt(lookers, path));
      } finally {
        await browser?.close();
        stop.abort();
        await server.finished;
      }
    }),
});
