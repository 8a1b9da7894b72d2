/** What surrounds the pages, in a site as it is built: nothing is missing from lists, and lists tell the truth. */
import { deepEqual, equal, match, ok, throws } from "node:assert/strict";
import { sha256 } from "../common/files.ts";
import { TABLE_NAMES, TABLES } from "../pipeline/report.ts";
import { makeReport } from "../tests/make_report.ts";
import { buildSite, pathOf, siteAddress } from "./build.ts";

async function filesBelow(folder: string, prefix = ""): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(`${folder}/${prefix}`)) {
    if (isDirectory) found.push(...await filesBelow(folder, `${prefix}${name}/`));
    else found.push(prefix + name);
  }
  return found;
}

/** Builds a site with its whole address and hands over its folder and files. */
async function withSite(body: (out: string, files: string[]) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const dataFolder = `${folder}/data`;
    await makeReport({ dataFolder, name: "one", implementations: 3, loads: 2, trials: 2 });
    await makeReport({ dataFolder, name: "two", implementations: 2, loads: 1, trials: 1 });
    const out = `${folder}/out`;
    await buildSite({ dataFolder, out, base: "/w/", address: "https://a.example/w/" });
    await body(out, await filesBelow(out));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("the sitemap lists every page but the one for missing pages, and no other", () =>
  withSite(async (out, files) => {
    const text = await Deno.readTextFile(`${out}/sitemap.xml`);
    const listed = [...text.matchAll(/<loc>https:\/\/a\.example\/w\/(.*?)<\/loc>/g)]
      .map(([, path]) => pathOf(`/${path}`));
    const pages = files.filter((path) => path.endsWith(".html") && path !== "404.html");
    const lacking = pages.filter((page) => !listed.includes(page));
    ok(
      lacking.length === 0,
      `the sitemap lacks ${lacking}: list it in PAGES of site/model/page_addresses.ts, or in all_pages.ts if reports have it`,
    );
    const beyond = listed.filter((page) => !pages.includes(page));
    ok(beyond.length === 0, `${beyond} is no page: mend site/model/all_pages.ts`);
    equal(new Set(listed).size, listed.length, "site/model/all_pages.ts lists a page twice");
  }));

Deno.test("the data page lists every file but raw ones, each report's page all, with true checksums", () =>
  withSite(async (out, files) => {
    const index = await Deno.readTextFile(`${out}/data/index.html`);
    for (const name of ["one", "two"]) {
      const page = await Deno.readTextFile(`${out}/data/${name}/index.html`);
      // So many files are raw that their checksums are in a file of their own, which the page leads to.
      const checksums = await Deno.readTextFile(`${out}/data/${name}/SHA256SUMS`);
      for (const path of files.filter((path) => path.startsWith(`data/${name}/`))) {
        if (path.endsWith("index.html")) continue;
        const own = path.slice(`data/${name}/`.length);
        ok(page.includes(`href="${own}"`), `${name} lacks ${own}`);
        if (own === "SHA256SUMS") continue;
        const checksum = await sha256(await Deno.readFile(`${out}/${path}`));
        if (own.startsWith("raw/")) ok(checksums.includes(`${checksum}  ${own}\n`), own);
        else if (!own.endsWith(".zip")) ok(page.includes(checksum), own);
        equal(index.includes(checksum), !own.startsWith("raw/"), own);
      }
    }
  }));

Deno.test("the data page explains every column, and says how to load and to cite", () =>
  withSite(async (out) => {
    const index = await Deno.readTextFile(`${out}/data/index.html`);
    for (const table of TABLE_NAMES) {
      const section = index.split(`id="columns-${table}"`)[1]?.split("</table>")[0] ?? "";
      for (const { name } of TABLES[table].columns) {
        const cell = `<code>${name}</code> <small>[^<]+</small></th><td[^>]*>[^<]{6,}<`;
        match(section, new RegExp(cell));
      }
    }
    for (const tool of ["DuckDB", "pandas", ">R<", "Observable"]) ok(index.includes(tool), tool);
    match(index, /https:\/\/a\.example\/w\/data\/\w+\/summary\.csv/);
    match(index, /@misc\{wallclock-/);
    match(index, /\\url\{https:\/\/a\.example\/w\/reports\//);
  }));

Deno.test("every page leads to the feed; one that is given its site names itself and its image", () =>
  withSite(async (out, files) => {
    for (const path of files.filter((path) => path.endsWith(".html"))) {
      const html = await Deno.readTextFile(`${out}/${path}`);
      const [, feed = ""] = /<link rel="alternate" type="application\/atom\+xml"[^>]* href="(.*?)"/
        .exec(html) ?? [];
      const target = new URL(feed, `https://a.example/w/${path}`).pathname;
      equal(target, "/w/feed.xml", path);
      match(html, /<meta property="og:title" content="[^"]+"/);
    }
    const html = await Deno.readTextFile(`${out}/data/one/index.html`);
    match(html, /<link rel="canonical" href="https:\/\/a\.example\/w\/data\/one\/"/);
    const [, image = ""] = /og:image" content="https:\/\/a\.example\/w\/(.*?)"/.exec(html) ?? [];
    ok(files.includes(image), `there is no ${image}`);
  }));

Deno.test("a report that is as it was is neither drawn nor archived again", async () => {
  const name = "kept-between-builds";
  const folder = await Deno.makeTempDir();
  const kept = [`.cache/site/card.${name}`, `.cache/site/archive.${name}`];
  const times = () => kept.map((path) => Deno.statSync(path).mtime?.getTime());
  try {
    const options = { dataFolder: `${folder}/data`, out: `${folder}/out`, base: "/" };
    await makeReport({ ...options, name, implementations: 2, loads: 1, trials: 1 });
    await buildSite(options);
    const first = times();
    await buildSite({ ...options, out: `${folder}/again` });
    deepEqual(times(), first);
    for (const path of [`cards/${name}.png`, `data/${name}/${name}.zip`]) {
      deepEqual(
        await Deno.readFile(`${folder}/again/${path}`),
        await Deno.readFile(`${folder}/out/${path}`),
      );
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
    for (const path of kept) await Deno.remove(path);
  }
});

Deno.test("--base-url takes the address of a folder on the web", () => {
  equal(siteAddress("https://a.example"), "https://a.example/");
  equal(siteAddress("http://a.example/w"), "http://a.example/w/");
  for (
    const bad of ["a.example", "/w/", "ftp://a.example/", "https://a.example/?b", "https://u@b/"]
  ) {
    throws(() => siteAddress(bad), /--base-url takes an address/, bad);
  }
});
