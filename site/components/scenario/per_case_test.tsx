import { deepEqual, doesNotMatch, equal, match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { boardsOf } from "../../model/boards.ts";
import { loadReport } from "../../model/report.ts";
import { siteData } from "../../page.ts";
import scenarioPages from "../../pages/scenario.page.tsx";
import { PerCase } from "./per_case.tsx";

async function dataOf(name: string) {
  const folder = new URL(`../../../data/${name}`, import.meta.url).pathname;
  return siteData([await loadReport(name, decodeURIComponent(folder))]);
}

const DATA = await dataOf("published-static-files");
const BOARDS = DATA.reports.flatMap(({ scenarios }) => scenarios.flatMap(boardsOf));

function htmlOf(count: number): string {
  return renderToString(
    <PerCase boards={BOARDS.slice(0, count)} id="case" finding={({ label }) => `Of ${label}`}>
      {({ label }) => <p>All of {label}</p>}
    </PerCase>,
  );
}

Deno.test("of two cases both stand open, each below its name", () => {
  const html = htmlOf(2);
  doesNotMatch(html, /<details/);
  equal(html.match(/<h3 id="case/g)?.length, 2);
  equal(html.match(/All of/g)?.length, 2);
});

Deno.test("of more cases the first is open, and the others say what they hold", () => {
  const html = htmlOf(3);
  deepEqual(html.match(/<details[^>]*>/g)?.map((tag) => tag.includes(" open")), [
    true,
    false,
    false,
  ]);
  equal(html.match(/<h3>/g)?.length, 3);
  equal(html.match(/<span class="finding">Of /g)?.length, 3);
  match(html, /<\/summary><div id="case[-\d]*"><p>All of /);
});

Deno.test("a page of cases says before its sections what each answers, and has a link to where it stands", async () => {
  for (const data of [DATA, await dataOf("static-files-2026-11")]) {
    const [page = ""] = [...scenarioPages(data)].map(({ content }) => String(content));
    const [opening = ""] = page.split("<section");
    const links = [...opening.matchAll(/<a +href="#(case[-\d]*)">Case /g)];
    equal(links.length, page.match(/<table id="peak[-\d]*"/g)?.length);
    for (const [, id] of links) match(page, new RegExp(`<div id="${id}">`));
  }
});
