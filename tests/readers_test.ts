/** The pages for readers who set their browser otherwise, or use it otherwise: keyboard, finger, large font, right to left. */
import { deepEqual, equal } from "node:assert/strict";
import type { Page } from "playwright-core";
import { axe, layOutAll, misfits } from "./browser_checks.ts";
import { SCENARIO, withSite } from "./browser_site.ts";
import { launchBrowser } from "./find_browser.ts";
import { none } from "./look_at_page.ts";

const ECHO = "reports/published-echo/echo/";
/** More steps of the keyboard than any row of these tables has. */
const STEPS = 60;

/** Goes by the keyboard from the first link of a table, or back from the last; what was shown nowhere when reached. */
function hiddenFrom(page: Page, table: string, back: boolean): Promise<string[]> {
  return page.locator(table).evaluate((element, back) => {
    const links = [...element.querySelectorAll<HTMLElement>("tbody a")];
    (back ? links.at(-1) : links[0])?.focus();
  }, back).then(async () => {
    const hidden: string[] = [];
    for (let step = 0; step < STEPS; step++) {
      await page.keyboard.press(back ? "Shift+Tab" : "Tab");
      hidden.push(
        ...await page.evaluate((table) => {
          const at = document.activeElement;
          const box = at?.closest(`${table} tbody`) && at.getClientRects()[0];
          if (!at || !box) return [];
          const { left, right, top, bottom } = box;
          const seen = [[left + 2, top + 2], [right - 2, top + 2], [left + 2, bottom - 2]]
            .concat([[right - 2, bottom - 2], [(left + right) / 2, (top + bottom) / 2]])
            .some(([x = 0, y = 0]) => at.contains(document.elementFromPoint(x, y)));
          return seen ? [] : [`${at.textContent} at ${Math.round(left)}, ${Math.round(top)}`];
        }, table),
      );
    }
    return hidden;
  });
}

Deno.test({
  name: "the pages for readers of other habits",
  // Playwright keeps timers and pipes of its own until its browser has closed.
  sanitizeOps: false,
  sanitizeResources: false,
  fn: (t) =>
    withSite(async ({ browser, url }) => {
      await t.step(
        "what the keyboard reaches in a table is not below what stays in view",
        async () => {
          const page = await browser.newPage();
          const found: string[] = [];
          for (const [path, table] of [[ECHO, "#best-tcp"], [SCENARIO, "#results"]] as const) {
            for (const [width, height] of [[390, 800], [1280, 900]] as const) {
              await page.setViewportSize({ width, height });
              for (const back of [false, true]) {
                await page.goto(url + path);
                await layOutAll(page);
                found.push(...await hiddenFrom(page, table, back));
              }
            }
          }
          none(found);
          await page.close();
        },
      );

      await t.step(
        "a finger hits the mark of a later report and not the name above it",
        async () => {
          const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
          await page.goto(url + SCENARIO);
          await layOutAll(page);
          // As of a report that was replaced in part.
          await page.locator("#results tbody th").evaluateAll((heads) => {
            for (const head of heads) {
              const mark = document.createElement("small");
              mark.className = "mark-superseded";
              mark.innerHTML = `<a href="../">superseded by a later report</a>`;
              head.append(mark);
            }
          });
          none((await axe(page)).filter((line) => line.startsWith("target-size")));
          await page.close();
        },
      );

      await t.step(
        "a page whose lines begin at the right is not scrolled for the skip link",
        async () => {
          const page = await browser.newPage();
          await page.goto(`${url}404.html`);
          const width = await page.evaluate(() => {
            document.documentElement.dir = "rtl";
            return document.documentElement.scrollWidth;
          });
          equal(width, 1280);
          await page.keyboard.press("Tab");
          const skip = await page.locator(".skip").boundingBox();
          deepEqual([skip?.y, (skip?.height ?? 0) > 20], [0, true]);
          await page.close();
        },
      );

      await t.step("a font of twice the size fits a phone", async () => {
        const large = await launchBrowser("--blink-settings=defaultFontSize=32");
        const page = await large.newPage({ viewport: { width: 390, height: 800 } });
        for (const path of [SCENARIO, ECHO, "compare/", "audit/"]) {
          await page.goto(url + path);
          await layOutAll(page);
          none((await misfits(page)).filter((line) => line.startsWith("page")), path);
        }
        await large.close();
      });
    }),
});
