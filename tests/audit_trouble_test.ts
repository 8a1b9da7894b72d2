/** The page for raw files in a real Chromium, where something goes wrong or takes too long. */
import { deepEqual, equal, match } from "node:assert/strict";
import type { Page, Worker } from "playwright-core";
import { open, saved, whenRead, withSite } from "./audit_page.ts";

async function workerOf(page: Page): Promise<Worker> {
  return page.workers()[0] ?? await page.waitForEvent("worker");
}

Deno.test({
  name: "the page for raw files in trouble",
  // Playwright keeps timers and pipes of its own until its browser has closed.
  sanitizeOps: false,
  sanitizeResources: false,
  fn: (t) =>
    withSite(async (site) => {
      await t.step("a table that cannot be made is said, and all goes on", async () => {
        const { page, trouble, close } = await open(site);
        await page.locator("#audit-example").click();
        await whenRead(page, 1);
        const worker = await workerOf(page);
        // As of a table that is longer than any string may be.
        await worker.evaluate(() => {
          const whole = globalThis.Blob;
          globalThis.Blob = class extends whole {
            constructor() {
              super();
              globalThis.Blob = whole;
              throw new RangeError("Invalid string length");
            }
          };
        });
        await page.locator("#take-measurements").click();
        await page.locator("#status", { hasText: "measurements.csv" }).waitFor();
        match(
          await page.locator("#status").innerText(),
          /^measurements\.csv cannot be made here \(Invalid string length\)\. Clear, and give fewer/,
        );
        await page.locator("#audit-example").click();
        await whenRead(page, 2);
        match(await page.locator("#status").textContent() ?? "", /5 findings withhold values/);
        match(await saved(page, "findings"), /^input,.*\ntcp_echo_asyncio/s);
        deepEqual(trouble, []);
        await close();
      });

      await t.step("what is being read can be given up", async () => {
        const { page, trouble, close } = await open(site);
        // A file that is never read to its end.
        await (await workerOf(page)).evaluate(() => {
          Blob.prototype.arrayBuffer = () => new Promise(() => {});
        });
        await page.locator("#audit-example").click();
        equal(await page.locator("#status").innerText(), "Reading 1 file.");
        await page.locator("#clear").click();
        equal(await page.locator("#status").innerText(), "Cleared.");
        equal(await page.locator("#progress").isVisible(), false);
        await page.locator("#audit-example").click();
        await whenRead(page, 1);
        equal(await page.locator("#audited article").count(), 1);
        deepEqual(trouble, []);
        await close();
      });
    }),
});
