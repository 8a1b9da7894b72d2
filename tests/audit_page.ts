/** What the tests of the page for raw files share: a site, the page, and what is asked of it. */
import { equal } from "node:assert/strict";
import type { BrowserContextOptions, Page } from "playwright-core";
import { makeK6Points } from "../benchmarks/make_k6_points.ts";
import { makeReport } from "./make_report.ts";
import { type BuiltSite, serveBuiltSite } from "./serve_built_site.ts";

const LARGE_BYTES = 200e6;

/** Runs a body with a site of one small report. */
export function withSite(body: (site: BuiltSite) => Promise<void>): Promise<void> {
  return serveBuiltSite(async (dataFolder) => {
    await makeReport({ dataFolder, implementations: 1, loads: 1, trials: 1 });
  }, body);
}

export interface Opened {
  page: Page;
  /** Errors, and every request after the page had loaded. */
  trouble: string[];
  close(): Promise<void>;
}

/** Opens the page, and gathers what should not happen from then on. */
export async function open(
  { browser, url }: BuiltSite,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const trouble: string[] = [];
  // The browser asks for the tab's icon whenever it likes, also after its server has ended.
  const icon = `${url}icon.svg`;
  page.on("console", (message) => {
    if (message.location().url === icon) return;
    if (["error", "warning"].includes(message.type())) trouble.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => trouble.push(`error: ${error.message}`));
  let loaded = false;
  page.on("request", (request) => {
    const address = request.url();
    if (address.startsWith("blob:") || address === icon) return;
    if (loaded || !address.startsWith(url)) trouble.push(`request: ${address}`);
  });
  await page.goto(`${url}audit/`, { waitUntil: "load" });
  loaded = true;
  return { page, trouble, close: () => context.close() };
}

/** Waits until so many files have been read, and gives what the status says. */
export async function whenRead(page: Page, files: number, timeout = 60_000): Promise<string> {
  await page.locator(`#file-${files - 1}`).waitFor({ state: "attached", timeout });
  return await page.locator("#status").innerText();
}

/** The bytes of a table that the page saves. */
export async function saved(page: Page, table: "findings" | "measurements"): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(`#take-${table}`).click(),
  ]);
  equal(download.suggestedFilename(), `${table}.csv`);
  return await Deno.readTextFile(await download.path());
}

/** Starts to note the longest time, in ms, that the page answers nothing; the call that follows reads it. */
async function watchGaps(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const noted = globalThis as unknown as { longest: number };
    noted.longest = 0;
    let last = performance.now();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const now = performance.now();
      noted.longest = Math.max(noted.longest, now - last);
      last = now;
      setTimeout(() => port2.postMessage(0), 5);
    };
    port2.postMessage(0);
  });
  return () => page.evaluate(() => (globalThis as unknown as { longest: number }).longest);
}

/** Seconds that reading took, and the longest silence of the page in ms. */
export async function readLarge(page: Page, path: string): Promise<[seconds: number, gap: number]> {
  const longestGap = await watchGaps(page);
  const started = performance.now();
  await page.locator("#files").setInputFiles(path);
  await whenRead(page, 1);
  return [(performance.now() - started) / 1000, await longestGap()];
}

/** Points of k6, the same ten megabytes again and again. */
export async function writeLarge(path: string): Promise<void> {
  const pieces = [...makeK6Points({ bytes: 10e6, uniqueUrls: false, seed: 1 })];
  const part = new TextEncoder().encode(pieces.join(""));
  using file = await Deno.open(path, { write: true, create: true });
  for (let written = 0; written < LARGE_BYTES; written += part.length) {
    for (let at = 0; at < part.length;) at += await file.write(part.subarray(at));
  }
}
