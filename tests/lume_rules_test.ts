/**
 * What keeps the two drivers of the site at the same bytes: rules for page modules and for site/_config.ts, and a
 * driver that does with the modules what Lume 3 does, against site/build.ts.
 */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { buildSite } from "../site/build.ts";
import { pageModules } from "../site/build/page_modules.ts";
import { loadReports } from "../site/model/report.ts";
import { type PageModule, type SiteData, siteData } from "../site/page.ts";
import { makeReport } from "./make_report.ts";
import { readAll, withFolder } from "./site_folders.ts";

const PAGES = new URL("../site/pages/", import.meta.url);

/** Keys that mean something to Lume, in a page's data or as a helper of its plugins. */
const RESERVED = [
  ..."alternates basename children comp components content date draft id lang layout mergedKeys"
    .split(" "),
  ..."ondemand page paginate renderOrder search tags templateEngine type unlisted url".split(" "),
  ..."_data _includes _components _cache".split(" "),
];

/** What is wrong with the exports of a page module, a sentence each. */
function faultsOf(name: string, module: Record<string, unknown>): string[] {
  const found: string[] = [];
  const { default: page, ...others } = module;
  const kind = typeof page === "function" ? page.constructor.name : typeof page;
  if (kind !== "GeneratorFunction" && kind !== "AsyncGeneratorFunction") {
    found.push(`${name} exports a ${kind} by default; Lume asks only a generator for pages`);
  }
  if (typeof page === "function" && page.length > 1) {
    found.push(`${name} takes a second argument: Lume's helpers, which no other driver has`);
  }
  for (const [key, value] of Object.entries(others)) {
    if (key !== "scope" || value !== "report") {
      found.push(`${name} exports ${key}, which Lume takes for data of the page`);
    }
  }
  return found;
}

/** What is wrong with what a page module yields. */
function faultsOfPage(page: Record<string, unknown>): string[] {
  const found: string[] = [];
  const { url, content, ...others } = page;
  const where = String(url);
  const more = Object.keys(others);
  if (more.length > 0) {
    found.push(`${where} comes with ${more.join(", ")}; only url and content may be given`);
  }
  if (typeof url !== "string" || !isPlainAddress(url)) {
    found.push(`${where} is no absolute, encoded address without "index.html"`);
  }
  if (!(content instanceof Uint8Array) && (typeof content !== "string" || content === "")) {
    found.push(`${where} is neither bytes nor a text; Lume leaves an empty text out`);
  }
  if (typeof content === "string" && /(\.html|\/)$/.test(where) && !/^<!doctype\s/i.test(content)) {
    found.push(`${where} has no doctype; Lume would add one`);
  }
  return found;
}

function isPlainAddress(url: string): boolean {
  const segments = url.split("/").slice(1);
  return url.startsWith("/") && !url.endsWith("/index.html") &&
    segments.slice(0, -1).every((segment) => segment !== "") &&
    segments.every((segment) =>
      segment !== "." && segment !== ".." &&
      encodeURIComponent(decodeURIComponent(segment)) === segment
    );
}

/**
 * What Lume 3 does with page modules: exports are data, data of the site beneath them; only a generator is asked
 * for pages; a page without content is left out; addresses are encoded, and decoded for the path of the file.
 */
async function driveLikeLume(
  modules: readonly Record<string, unknown>[],
  site: Record<string, unknown>,
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const { default: content, ...exported } of modules) {
    const data = { ...site, ...exported };
    const kind = typeof content === "function" ? content.constructor.name : "";
    // Any other function is rendered as one page at the address of its module: never what is meant here.
    if (!kind.endsWith("GeneratorFunction")) continue;
    for await (
      const made of (content as PageModule["default"])(
        data as unknown as SiteData,
      ) as AsyncIterable<Record<string, unknown>>
    ) {
      const page = { ...data, ...made };
      if (!page.content) continue;
      // getPageUrl() of Lume, then what _config.ts does before pages are rendered.
      const url = decodeURI(encodeURI(page.url as string));
      const path = decodeURI(url.endsWith("/") ? `${url}index.html` : url).slice(1);
      ok(!files.has(path), `${path} is there twice`);
      files.set(
        path,
        typeof page.content === "string"
          ? new TextEncoder().encode(page.content)
          : page.content as Uint8Array,
      );
    }
  }
  return files;
}

async function namedModules(): Promise<[string, Record<string, unknown>][]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(PAGES)) {
    if (!name.endsWith("_test.ts") && !name.endsWith("_test.tsx")) names.push(name);
  }
  const modules = names.sort().map(async (name): Promise<[string, Record<string, unknown>]> => [
    name,
    await import(new URL(name, PAGES).href),
  ]);
  return await Promise.all(modules);
}

/** Reports of every state, of which one replaces another and one takes some results back. */
async function makeReports(dataFolder: string): Promise<void> {
  const small = { dataFolder, implementations: 3, loads: 2, trials: 2 };
  await makeReport({ ...small, name: "first", created: "2025-01-02" });
  await makeReport({
    ...small,
    name: "second",
    created: "2025-02-03",
    seed: 2,
    implementations: 8,
  });
  const errata = [
    { report: "first", state: "superseded" as const, reason: "The second is longer." },
    {
      report: "second",
      state: "retracted" as const,
      reason: "Its host was busy.",
      implementation: "birch",
    },
  ];
  await makeReport({ ...small, name: "third", seed: 3, errata });
}

Deno.test("every page module keeps to the rules of both drivers", async () => {
  const modules = await namedModules();
  ok(modules.length > 5);
  for (const [name] of modules) match(name, /^[a-z_]+\.page\.tsx?$/);
  deepEqual(modules.flatMap(([name, module]) => faultsOf(name, module)), []);
});

Deno.test("the site's data has no key that Lume keeps for itself", () => {
  const keys = Object.keys(siteData([], "/", "https://example.org/"));
  deepEqual(keys.filter((key) => RESERVED.includes(key)), []);
  ok(keys.includes("reports") && keys.includes("address"));
});

Deno.test("each kind of fault in a page module is seen", () => {
  const page = function* () {};
  equal(faultsOf("a", { default: page }).length, 0);
  equal(faultsOf("a", { default: page, scope: "report" }).length, 0);
  equal(faultsOf("a", { default: () => ({ url: "/", content: "x" }) }).length, 1);
  equal(faultsOf("a", { default: "text" }).length, 1);
  equal(faultsOf("a", { default: function* (_data: unknown, _helpers: unknown) {} }).length, 1);
  equal(faultsOf("a", { default: page, layout: "base.vto" }).length, 1);
  const content = "<!doctype html>\n";
  equal(faultsOfPage({ url: "/a%20b/", content }).length, 0);
  equal(faultsOfPage({ url: "/a.bin", content: new Uint8Array() }).length, 0);
  for (const url of ["a/", "/a b/", "/a//b/", "/../a/", "/a/index.html", undefined]) {
    equal(faultsOfPage({ url, content }).length, 1, String(url));
  }
  equal(faultsOfPage({ url: "/", content, tags: ["a"] }).length, 1);
  equal(faultsOfPage({ url: "/a.txt", content: "" }).length, 1);
  equal(faultsOfPage({ url: "/", content: "<p>" }).length, 1);
});

Deno.test("Lume's way and build.ts give the same bytes, in one thread and in several", () =>
  withFolder(async (folder) => {
    const dataFolder = `${folder}/data`;
    await makeReports(dataFolder);
    const { reports, problems } = await loadReports(dataFolder);
    deepEqual(problems, []);
    const data = siteData(reports);
    const modules = (await namedModules()).map(([, module]) => module);
    const faults: string[] = [];
    for (const module of await pageModules()) {
      for await (
        const page of await module.default(data) as AsyncIterable<Record<string, unknown>>
      ) {
        faults.push(...faultsOfPage(page));
      }
    }
    deepEqual(faults, []);
    const likeLume = await driveLikeLume(modules, { ...data });
    for (const threads of [1, 2]) {
      const out = `${folder}/out${threads}`;
      await buildSite({ dataFolder, out, base: "/", threads });
      const built = await readAll(out);
      built.delete(".wallclock-site");
      deepEqual([...built.keys()].sort(), [...likeLume.keys()].sort());
      for (const [path, bytes] of built) deepEqual(bytes, likeLume.get(path), path);
    }
  }));

Deno.test("_config.ts imports Lume in one exact version and nothing else from outside", async () => {
  const text = await Deno.readTextFile(new URL("../site/_config.ts", import.meta.url));
  const imports = [...text.matchAll(/\bfrom "([^"]+)"|\bimport\("([^"]+)"/g)].map(([, a, b]) =>
    a ?? b
  );
  const outside = imports.filter((specifier) => !specifier?.startsWith("."));
  equal(outside.length, 1);
  match(outside[0] ?? "", /^https:\/\/deno\.land\/x\/lume@v3\.\d+\.\d+\/mod\.ts$/);
});

Deno.test("_config.ts gives Lume the pages alone, and uses nothing that writes pages anew", async () => {
  const text = await Deno.readTextFile(new URL("../site/_config.ts", import.meta.url));
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
  match(code, /src: "site\/pages"/);
  match(code, /extensions: \["\.ts", "\.tsx"\], pageSubExtension: "\.page"/);
  match(code, /Object\.entries\(siteData\(/);
  // Plugins, and processors that run on finished pages, may take the HTML apart and put it together otherwise.
  for (
    const call of [/\.use\(/, /\.process\(/, /\.document\b/, /\.filter\(/, /\.add\(/, /\.copy\(/]
  ) {
    ok(!call.test(code), String(call));
  }
});
