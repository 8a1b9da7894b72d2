/** The site that the browser test looks at, served to a Chromium, and a page of it watched for trouble. */
import { equal } from "node:assert/strict";
import type { Page } from "playwright-core";
import { layOutAll } from "./browser_checks.ts";
import { watch } from "./look_at_page.ts";
import { makeReport } from "./make_report.ts";
import { type BuiltSite, serveBuiltSite } from "./serve_built_site.ts";
import { readAll } from "./site_folders.ts";

const HOSTILE = `<img src=x onerror="globalThis.owned=1">'"&amp;${"long".repeat(30)}`;
export const SCENARIO = "reports/synthetic/synthetic-counter/";
export const GATEWAY = "reports/published-speech-gateway/speech-gateway/";
/** Every kind of page, and those that are hard to lay out. */
export const PAGES = [
  "",
  "404.html",
  "reports/synthetic/",
  SCENARIO,
  "reports/close/synthetic-counter/",
  "reports/close/synthetic-counter/alder/",
  "reports/",
  "reports/single/synthetic-counter/",
  "reports/hostile/",
  "reports/hostile/synthetic-counter/",
  "reports/hostile/synthetic-counter/birch/",
  "compare/",
  "data/",
  "data/single/",
  "method/",
  "published/",
  "reports/published-echo/echo/",
  "reports/published-speech-gateway/",
  GATEWAY,
  `${GATEWAY}cpp-uwebsockets/`,
  "reports/published-static-files/static-files/",
  "reports/published-token-stream/token-stream/",
  "trends/",
];
/** Reports of others, as they lie in data/: a search, stages of load, a harness, a fixed amount of work. */
const PUBLISHED = [
  "published-echo",
  "published-speech-gateway",
  "published-static-files",
  "published-token-stream",
];

const DATA = decodeURIComponent(new URL("../data", import.meta.url).pathname);

async function copyFolder(from: string, to: string): Promise<void> {
  for (const [path, bytes] of await readAll(from)) {
    const target = `${to}/${path}`;
    await Deno.mkdir(target.slice(0, target.lastIndexOf("/")), { recursive: true });
    await Deno.writeFile(target, bytes);
  }
}

/** Runs a body with a site of synthetic and published reports. */
export function withSite(body: (site: BuiltSite) => Promise<void>): Promise<void> {
  return serveBuiltSite(makeReports, body);
}

async function makeReports(dataFolder: string): Promise<void> {
  await makeReport({ dataFolder });
  await makeReport({ dataFolder, name: "close", close: true, implementations: 8, loads: 4 });
  await makeReport({ dataFolder, name: "single", implementations: 8, loads: 1, trials: 1 });
  await makeReport({
    dataFolder,
    name: "hostile",
    hostile: HOSTILE,
    implementations: 5,
    loads: 3,
    trials: 2,
    state: "retracted",
  });
  for (const name of PUBLISHED) await copyFolder(`${DATA}/${name}`, `${dataFolder}/${name}`);
}

/** Opens a page and gathers what should not happen: errors, requests that fail or leave the site. */
export async function open(
  { browser, url }: BuiltSite,
  path: string,
): Promise<{ page: Page; trouble: string[]; close: () => Promise<void> }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const trouble = watch(page, url);
  const response = await page.goto(url + path, { waitUntil: "load" });
  equal(response?.status(), 200);
  await layOutAll(page);
  return { page, trouble, close: () => context.close() };
}
