/** The site that the browser test looks at, served to a Chromium, and a page of it watched for trouble. */
import { equal } from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { buildSite } from "../site/build.ts";
import { serveSite } from "../site/serve.ts";
import { layOutAll } from "./browser_checks.ts";
import { launchBrowser } from "./find_browser.ts";
import { watch } from "./look_at_page.ts";
import { makeReport } from "./make_report.ts";
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

/** A site that is served, and what looks at it. */
export interface Site {
  browser: Browser;
  url: string;
}

const DATA = decodeURIComponent(new URL("../data", import.meta.url).pathname);

async function copyFolder(from: string, to: string): Promise<void> {
  for (const [path, bytes] of await readAll(from)) {
    const target = `${to}/${path}`;
    await Deno.mkdir(target.slice(0, target.lastIndexOf("/")), { recursive: true });
    await Deno.writeFile(target, bytes);
  }
}

/** Builds a site of synthetic and published reports, serves it, and closes everything in the end. */
export async function withSite(body: (site: Site) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  const stop = new AbortController();
  let browser: Browser | undefined;
  let finished: Promise<void> = Promise.resolve();
  try {
    const dataFolder = `${folder}/data`;
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
    await buildSite({ dataFolder, out: `${folder}/site`, base: "/" });
    const server = await serveSite(`${folder}/site`, 0, stop.signal);
    finished = server.finished;
    browser = await launchBrowser();
    await body({ browser, url: server.url });
  } finally {
    await browser?.close();
    stop.abort();
    await finished;
    await Deno.remove(folder, { recursive: true });
  }
}

/** Opens a page and gathers what should not happen: errors, requests that fail or leave the site. */
export async function open(
  { browser, url }: Site,
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
