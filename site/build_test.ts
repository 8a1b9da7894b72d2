import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { createDocument } from "@mixmark-io/domino";
import { Failure } from "../common/failure.ts";
import { makeReport } from "../tests/make_report.ts";
import { buildSite, pathOf } from "./build.ts";

const HOSTILE = `"><script>alert(1)</script>&amp;'"\u202e<img src=x onerror=alert(2)>`;

/** Every file below a folder, by path. */
async function readAll(folder: string, prefix = ""): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for await (const entry of Deno.readDir(`${folder}/${prefix}`)) {
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory) {
      for (const [name, bytes] of await readAll(folder, `${path}/`)) files.set(name, bytes);
    } else files.set(path, await Deno.readFile(`${folder}/${path}`));
  }
  return files;
}

async function withFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function pages(files: Map<string, Uint8Array>): [string, string][] {
  return [...files].filter(([path]) => path.endsWith(".html"))
    .map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]);
}

async function gzipped(bytes: Uint8Array): Promise<number> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  return (await new Response(stream.pipeThrough(new CompressionStream("gzip"))).arrayBuffer())
    .byteLength;
}

/** Addresses within the site that a page refers to, as paths of files with their fragment. */
function references(page: string, html: string): { path: string; fragment: string }[] {
  const found: { path: string; fragment: string }[] = [];
  for (const [, , address = ""] of html.matchAll(/\s(href|src)="([^"]*)"/g)) {
    const url = new URL(address.replaceAll("&amp;", "&"), `http://site/${page}`);
    equal(url.host, "site", `${page} refers to ${address}, off the site`);
    found.push({ path: pathOf(url.pathname), fragment: url.hash.slice(1) });
  }
  return found;
}

Deno.test("buildSite() gives the same bytes for the same reports, and every link resolves", () =>
  withFolder(async (folder) => {
    const dataFolder = `${folder}/data`;
    await makeReport({ dataFolder });
    await makeReport({
      dataFolder,
      name: "older",
      implementations: 3,
      loads: 1,
      trials: 1,
      created: "2025-01-02",
      state: "superseded",
      troubled: false,
    });
    const first = await buildSite({ dataFolder, out: `${folder}/a`, base: "/" });
    const second = await buildSite({ dataFolder, out: `${folder}/b`, base: "/" });
    deepEqual(first, second);
    deepEqual([first.reports, first.problems], [2, []]);
    const files = await readAll(`${folder}/a`);
    const again = await readAll(`${folder}/b`);
    deepEqual([...files.keys()].sort(), [...again.keys()].sort());
    for (const [path, bytes] of files) deepEqual(bytes, again.get(path), path);

    const ids = new Map(
      pages(files).map(([path, html]) => [
        path,
        new Set([...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1])),
      ]),
    );
    for (const [path, html] of pages(files)) {
      for (const { path: target, fragment } of references(path, html)) {
        ok(files.has(target), `${path} refers to ${target}, which is not there`);
        if (fragment !== "" && ids.has(target)) {
          ok(ids.get(target)?.has(fragment), `${path} refers to #${fragment} of ${target}`);
        }
      }
      const all = [...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]);
      equal(new Set(all).size, all.length, `${path} has an id twice`);
    }
  }));

Deno.test("pages hold no missing value, no inline style and no inline script", () =>
  withFolder(async (folder) => {
    const dataFolder = `${folder}/data`;
    await makeReport({ dataFolder });
    await makeReport({ dataFolder, name: "close", close: true, trials: 3, implementations: 6 });
    await buildSite({ dataFolder, out: `${folder}/out`, base: "/" });
    const files = await readAll(`${folder}/out`);
    for (const [path, html] of pages(files)) {
      for (const word of ["undefined", "NaN", "Infinity", "[object", "null"]) {
        ok(!html.includes(word), `${path} holds "${word}"`);
      }
      ok(!/\sstyle=|<style|\son\w+=/.test(html), `${path} has inline style or script`);
      equal([...html.matchAll(/<script\b[^>]*>([^<]*)/g)].every((match) => match[1] === ""), true);
      match(html, /^<!doctype html>\n<html lang="en">/);
    }
    const scenario = files.get("reports/synthetic/synthetic-counter/index.html") as Uint8Array;
    const size = await gzipped(scenario);
    ok(size < 100_000, `15 implementations x 9 loads x 5 trials take ${size} bytes compressed`);
    const close = new TextDecoder().decode(
      files.get("reports/close/synthetic-counter/index.html"),
    );
    match(close, />rank</);
    match(close, /95.% intervals below figures/);
    match(close, />no difference shown</);
  }));

Deno.test("failed, missing and withheld implementations stay visible with their reason", () =>
  withFolder(async (folder) => {
    const dataFolder = `${folder}/data`;
    await makeReport({ dataFolder });
    await buildSite({ dataFolder, out: `${folder}/out`, base: "/" });
    for (
      const path of [
        "reports/synthetic/index.html",
        "reports/synthetic/synthetic-counter/index.html",
      ]
    ) {
      const html = await Deno.readTextFile(`${folder}/out/${path}`);
      match(html, /racket is not on this host/, path);
      match(html, /apt-get install racket/, path);
      match(html, /contract: GET \/ answered 500/, path);
      match(html, /≥/, path);
      match(html, /all-answers-failed/, path);
    }
    const scenario = await Deno.readTextFile(
      `${folder}/out/reports/synthetic/synthetic-counter/index.html`,
    );
    match(scenario, /class="number withheld"/);
    match(scenario, /A rank is an interval/);
    match(scenario, /The noise floor is/);
  }));

Deno.test("what a later report takes back is said on every page that shows it", () =>
  withFolder(async (folder) => {
    const dataFolder = `${folder}/data`;
    const small = { dataFolder, implementations: 2, loads: 2, trials: 2, troubled: false };
    const first = await makeReport({ ...small, name: "first", created: "2025-01-01" });
    await Deno.writeTextFile(`${first}/report.md`, "We say that it is\nahead of the next.\n");
    await makeReport({ ...small, name: "second", created: "2025-02-01" });
    await makeReport({
      ...small,
      name: "third",
      created: "2025-03-01",
      errata: [
        {
          report: "first",
          state: "retracted",
          implementation: "birch",
          load: 2,
          reason: "Mixed up.",
        },
        { report: "second", state: "superseded", reason: "Too few trials." },
        {
          report: "first",
          state: "retracted",
          words: "it is ahead of the next",
          reason: "It is not.",
        },
      ],
    });
    await buildSite({ dataFolder, out: `${folder}/out`, base: "/" });
    const read = (path: string) => Deno.readTextFile(`${folder}/out/reports/${path}index.html`);
    const marks = (html: string) => [...html.matchAll(/class="mark-retracted"/g)].length;
    const report = await read("first/");
    match(report, /Retracted in part by .*Mixed up\./);
    match(report, /id="erratum-1">Words of the text retracted by .*, “it is ahead .*It is not\./);
    match(
      report,
      /that <s>it is\nahead of the next<\/s> <span class="mark-retracted">\(<a href="#e/,
    );
    ok(report.indexOf('id="erratum-1"') > report.indexOf('id="text"'), "above the text itself");
    const scenario = await read("first/synthetic-counter/");
    match(scenario, /Retracted in part by .*Mixed up\./);
    ok(!scenario.includes("Words of the text"));
    match(await read("third/"), /id="corrects".*Corrects results and words of .*Mixed up\./);
    ok(!(await read("third/synthetic-counter/")).includes("Corrects results"));
    // Its rows among the peaks and the scores, where that is its best load, and its row among all results.
    equal(marks(scenario), 3);
    // Among its load points, and where its values stand.
    equal(marks(await read("first/synthetic-counter/birch/")), 2);
    const other = await read("first/synthetic-counter/alder/");
    ok(!other.includes("Mixed up"));
    const second = await read("second/synthetic-counter/");
    match(second, /Superseded by .*Too few trials\./);
    equal(marks(second), 0);
    const front = await Deno.readTextFile(`${folder}/out/index.html`);
    match(front, /superseded<small><a [^>]*\/third\/">by a later report<\/a>: Too few trials\./);
    match(front, /Newest report: <a href="reports\/third\/">/);
  }));

Deno.test("hostile text of a report comes out as text", () =>
  withFolder(async (folder) => {
    const dataFolder = `${folder}/data`;
    await makeReport({ dataFolder, hostile: HOSTILE, implementations: 4, loads: 3, trials: 2 });
    await buildSite({ dataFolder, out: `${folder}/out`, base: "/" });
    for (const [path, html] of pages(await readAll(`${folder}/out`))) {
      const document = createDocument(html) as unknown as Document;
      for (const element of Array.from(document.querySelectorAll("*"))) {
        const own = element.tagName.toLowerCase();
        ok(own !== "img" && own !== "iframe", `${path} has an element <${own}>`);
        if (own === "script") equal(element.textContent, "", path);
        for (const { name } of Array.from(element.attributes)) ok(!name.startsWith("on"), path);
      }
      ok(document.title.includes(HOSTILE) || !/^reports\/.+\//.test(path), `${path}: its title`);
    }
  }));

Deno.test("a report that is not normalized is named with its remedy; the others get their pages", () =>
  withFolder(async (folder) => {
    const dataFolder = `${folder}/data`;
    await makeReport({ dataFolder, implementations: 2, loads: 2, trials: 1 });
    const bare = await makeReport({
      dataFolder,
      name: "bare",
      implementations: 2,
      loads: 2,
      trials: 1,
    });
    await Deno.remove(`${bare}/summary.csv`);
    const result = await buildSite({ dataFolder, out: `${folder}/out`, base: "/" });
    equal(result.reports, 1);
    match(result.problems[0] ?? "", /bare.*deno task normalize bare/);
    await rejects(Deno.stat(`${folder}/out/reports/bare/index.html`), Deno.errors.NotFound);
  }));

Deno.test("a report folder with another name, or a folder for a file, is named; the others get pages", () =>
  withFolder(async (folder) => {
    const dataFolder = `${folder}/data`;
    const small = { dataFolder, implementations: 2, loads: 2, trials: 1 };
    await makeReport(small);
    await Deno.rename(await makeReport({ ...small, name: "second" }), `${dataFolder}/copied`);
    const odd = await makeReport({ ...small, name: "odd" });
    await Deno.remove(`${odd}/report.json`);
    await Deno.mkdir(`${odd}/report.json`);
    const result = await buildSite({ dataFolder, out: `${folder}/out`, base: "/" });
    equal(result.reports, 1);
    const [copied = "", folderForFile = ""] = result.problems;
    match(copied, /copied\/report\.json: expected the name of its folder, copied, found second; /);
    match(folderForFile, /odd\/report\.json: it is a folder, where a file belongs; /);
  }));

Deno.test("a report that turns out to be damaged has no page, and no other page speaks of it", () =>
  withFolder(async (folder) => {
    const dataFolder = `${folder}/data`;
    const small = { dataFolder, implementations: 2, loads: 2, trials: 1 };
    await makeReport({ ...small, name: "first", created: "2025-01-01" });
    const errata = [{ report: "first", state: "retracted" as const, reason: "Mixed up." }];
    const damaged = await makeReport({ ...small, name: "second", errata });
    await Deno.writeTextFile(`${damaged}/trials.ndjson`, "{}\n");
    const result = await buildSite({ dataFolder, out: `${folder}/out`, base: "/" });
    equal(result.reports, 1);
    match(result.problems.join("\n"), /^.*second\/trials\.ndjson:1: .*restore the file$/);
    for (const [path, html] of pages(await readAll(`${folder}/out`))) {
      ok(!/Mixed up|reports\/second/.test(html), path);
    }
  }));

Deno.test("without any report the front page says how to make one", () =>
  withFolder(async (folder) => {
    await buildSite({ dataFolder: `${folder}/none`, out: `${folder}/out`, base: "/" });
    match(await Deno.readTextFile(`${folder}/out/index.html`), /deno task report/);
  }));

Deno.test("a raw file that was altered stops the build with its name before a page is written", () =>
  withFolder(async (folder) => {
    const dataFolder = `${folder}/data`;
    const report = await makeReport({ dataFolder, implementations: 1, loads: 1, trials: 1 });
    await Deno.writeTextFile(`${report}/raw/synthetic-counter.alder.1.1/wrk.txt`, "better");
    await rejects(
      buildSite({ dataFolder, out: `${folder}/out`, base: "/" }),
      (error) => error instanceof Failure && error.message.includes("alder.1.1/wrk.txt"),
    );
    await rejects(Deno.stat(`${folder}/out`), Deno.errors.NotFound);
  }));

Deno.test("the 404 page works at any address below the site's folder", () =>
  withFolder(async (folder) => {
    await buildSite({ dataFolder: `${folder}/none`, out: `${folder}/out`, base: "/wallclock/" });
    const html = await Deno.readTextFile(`${folder}/out/404.html`);
    match(html, /href="\/wallclock\/wallclock\.css"/);
    match(html, /href="\/wallclock\/"/);
  }));

Deno.test("pathOf() gives the file of an address", () => {
  equal(pathOf("/"), "index.html");
  equal(pathOf("/reports/a%20b/"), "reports/a b/index.html");
  equal(pathOf("/404.html"), "404.html");
});
