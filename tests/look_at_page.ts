/** What must hold of every page of the site in a real browser, looked at in as few visits as that takes. */
import { equal, ok } from "node:assert/strict";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { axe, layOutAll, misfits } from "./browser_checks.ts";

/** From a small phone to a large screen. */
export const WIDTHS = [320, 390, 760, 1280, 1920, 3840] as const;

/** Steps of the keyboard that are followed one by one; pages have hundreds of links. */
const STEPS = 25;

/** Milliseconds by which a page's script comes late. */
const SCRIPT_LATE = 250;

/** Two contexts for all pages: with JavaScript, and without. */
export interface Lookers {
  withScript: BrowserContext;
  withoutScript: BrowserContext;
  url: string;
}

/** Fails with all that was found. */
export function none(found: readonly string[], where = "the page"): void {
  equal(found.length, 0, `${where}:\n${found.join("\n")}`);
}

/** Opens the contexts; closing the browser closes them. */
export async function makeLookers(browser: Browser, url: string): Promise<Lookers> {
  const viewport = { width: 1280, height: 900 };
  return {
    withScript: await browser.newContext({ viewport }),
    withoutScript: await browser.newContext({ viewport, javaScriptEnabled: false }),
    url,
  };
}

/** Notes on a page what should not happen: errors, warnings, failed requests, requests off the site. */
export function watch(page: Page, url: string): string[] {
  const trouble: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) trouble.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => trouble.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => {
    // What the browser gives up itself when a test goes elsewhere is no fault of the page.
    const error = request.failure()?.errorText;
    if (error !== "net::ERR_ABORTED") trouble.push(`failed: ${request.url()}: ${error}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) {
      trouble.push(`off the site: ${request.url()}`);
    }
  });
  return trouble;
}

/** Looks at a page in every way; throws an AssertionError with all that is wrong with it. */
export async function lookAt({ withScript, withoutScript, url }: Lookers, path: string) {
  const page = await withScript.newPage();
  const trouble = watch(page, url);
  // The page is shown before its script comes, as it is on a slow line: what the script adds must move nothing.
  await page.route("**/wallclock.js", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, SCRIPT_LATE));
    await route.continue();
  });
  const response = await page.goto(url + path, { waitUntil: "load" });
  equal(response?.status(), 200);
  const shift = await layoutShift(page);
  ok(shift < 0.001, `the page moves by ${shift} while it loads`);
  await layOutAll(page);
  none(await axe(page), "light");
  await page.emulateMedia({ colorScheme: "dark" });
  none(await axe(page, "contrast"), "dark");
  await tabThrough(page);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    none(await misfits(page), `at ${width} px`);
  }
  equal(await page.evaluate("globalThis.owned"), undefined);
  none(trouble);
  await page.close();
  await readWithoutScript(withoutScript, url, path);
}

/** How much of the page moved after it was first shown (Cumulative Layout Shift). */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate(() =>
    new Promise<number>((resolve) => {
      let sum = 0;
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
      });
      observer.observe({ type: "layout-shift", buffered: true });
      // Entries that are buffered are given in the next turns; two frames end what a load may still move.
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum), 30)));
    })
  );
}

/** The keyboard goes from place to place, each is shown as the place where it is, and none holds it. */
async function tabThrough(page: Page): Promise<void> {
  const visited: string[] = [];
  for (let step = 0; step < STEPS; step++) {
    await page.keyboard.press("Tab");
    const now = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return undefined;
      const all = [...document.querySelectorAll("*")];
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      return {
        place: `${all.indexOf(element)} ${element.localName} ${element.textContent?.slice(0, 20)}`,
        isMarked: outlineStyle !== "none" && parseFloat(outlineWidth) > 0,
        isOnScreen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
      };
    });
    if (now === undefined) break;
    ok(!visited.includes(now.place), `the keyboard comes back to ${now.place}`);
    ok(now.isMarked, `nothing shows that the keyboard is at ${now.place}`);
    ok(now.isOnScreen, `the keyboard is at ${now.place}, which is not on the screen`);
    visited.push(now.place);
  }
  ok(visited.length > 0, "the keyboard reaches nothing");
}

/** Everything that a page says it says without JavaScript, and what only a script could do is not there. */
async function readWithoutScript(
  context: BrowserContext,
  url: string,
  path: string,
): Promise<void> {
  const page = await context.newPage();
  const trouble = watch(page, url);
  await page.goto(url + path, { waitUntil: "load" });
  ok(await page.locator("h1").isVisible());
  ok((await page.locator("main").innerText()).length > 60);
  equal(await page.locator(".tools").count(), 0);
  const closed = page.locator("details.case:not([open]) > summary");
  while (await closed.count() > 0) await closed.first().click();
  for (const chart of await page.locator("figure.chart").all()) {
    ok(await chart.locator(".plot").first().isVisible());
  }
  none(trouble);
  await page.close();
}
