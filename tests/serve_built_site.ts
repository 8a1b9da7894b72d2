/** A site that a test makes reports for, built, served and looked at by a Chromium. */
import { deepEqual } from "node:assert/strict";
import type { Browser } from "playwright-core";
import { buildSite } from "../site/build.ts";
import { serveSite } from "../site/serve.ts";
import { launchBrowser } from "./find_browser.ts";

export interface BuiltSite {
  browser: Browser;
  /** The built pages. */
  folder: string;
  url: string;
  /** Room for files. */
  scratch: string;
}

/** Builds a site of the reports that `makeReports` puts into a folder, serves it, and closes everything in the end. */
export async function serveBuiltSite(
  makeReports: (dataFolder: string) => Promise<void>,
  body: (site: BuiltSite) => Promise<void>,
): Promise<void> {
  const scratch = await Deno.makeTempDir();
  const stop = new AbortController();
  let browser: Browser | undefined;
  let finished: Promise<void> = Promise.resolve();
  try {
    const dataFolder = `${scratch}/data`;
    const folder = `${scratch}/site`;
    await makeReports(dataFolder);
    const { problems } = await buildSite({ dataFolder, out: folder, base: "/" });
    deepEqual(problems, []);
    const server = await serveSite(folder, 0, stop.signal);
    finished = server.finished;
    browser = await launchBrowser();
    await body({ browser, folder, url: server.url, scratch });
  } finally {
    await browser?.close();
    stop.abort();
    await finished;
    await Deno.remove(scratch, { recursive: true });
  }
}
