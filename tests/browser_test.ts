/** The built pages in a real Chromium: what a reader meets, on any screen, with and without JavaScript. */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { axe, layOutAll } from "./browser_checks.ts";
import { GATEWAY, open, PAGES, SCENARIO, withSite } from "./browser_site.ts";
import { lookAt, makeLookers, none } from "./look_at_page.ts";

Deno.test({
  name: "the pages in a real browser",
  // Playwright keeps timers and pipes of its own until its browser has closed.
  sanitizeOps: false,
  sanitizeResources: false,
  fn: (t) =>
    withSite(async (site) => {
      const lookers = await makeLookers(site.browser, site.url);
      for (const path of PAGES) {
        await t.step(`/${path} on any screen, for anybody`, () => lookAt(lookers, path));
      }

      await t.step("a phone gets the narrow drawing, a desk the wide one", async () => {
        const { page, close } = await open(site, SCENARIO);
        const shown = async () => {
          const drawings = page.locator("#chart-throughput .drawing");
          const [wide, narrow] = await drawings.all();
          return [await wide?.isVisible(), await narrow?.isVisible()];
        };
        deepEqual(await shown(), [true, false]);
        await page.setViewportSize({ width: 390, height: 800 });
        deepEqual(await shown(), [false, true]);
        await close();
      });

      await t.step(
        "paper gets charts and tables as wide as it is, and no head out of place",
        async () => {
          for (const path of ["reports/published-echo/echo/", GATEWAY]) {
            const { page, close } = await open(site, path);
            await page.emulateMedia({ media: "print" });
            await page.setViewportSize({ width: 718, height: 1000 });
            const places = page.locator("thead th:first-child");
            const plot = await page.locator(".drawing.wide .plot").first().boundingBox();
            equal(plot?.width, 718);
            equal(await page.evaluate(() => document.documentElement.scrollWidth), 718);
            equal(await places.first().evaluate((th) => getComputedStyle(th).position), "static");
            // What is monolithic in a head is painted on the first sheet alone.
            const displays = await page.locator("th button").evaluateAll((buttons) =>
              buttons.map((button) => getComputedStyle(button).display)
            );
            ok(displays.length > 0 && displays.every((display) => display === "contents"));
            await close();
          }
        },
      );

      await t.step("a remark makes no row high", async () => {
        const { page, close } = await open(site, GATEWAY);
        const heights = await page.locator("tr:has(.remark)").evaluateAll((rows) =>
          rows.map((row) => row.getBoundingClientRect().height)
        );
        ok(Math.max(...heights) < 100, `a row is ${Math.max(...heights)} px high`);
        await close();
      });

      await t.step("the address keeps sorting, filter and choice", async () => {
        const { page, trouble, close } = await open(site, SCENARIO);
        const first = () => page.locator("#peak tbody th").first().innerText();
        match(await first(), /Alder/);
        const memory = page.locator("#peak thead button", { hasText: "Memory" });
        await memory.click();
        match(page.url(), /sort\.peak=\d+/, "the best, of memory the least, comes first");
        ok(!/Nutmeg/.test(await first()));
        await memory.click();
        match(await first(), /Nutmeg/);
        await page.locator(".tools input").fill("birch 64");
        await page.locator("#chart-throughput select").selectOption({ label: "Go Hazel" });
        const address = page.url();
        match(address, /sort\.peak=-\d+/);
        match(address, /show=hazel/);
        await page.goto("about:blank");
        await page.goto(address);
        await layOutAll(page);
        match(await first(), /Nutmeg/);
        equal(await page.locator("#results tbody tr:visible").count(), 1);
        equal(await page.locator("#chart-p99 .drawing.wide .plot.choosing").count(), 1);
        equal(
          await page.locator("#chart-p99 .drawing.wide .label.rest", { hasText: "Go Hazel" })
            .evaluate((label) => getComputedStyle(label.parentElement as Element).opacity),
          "1",
        );
        none(await axe(page));
        none(trouble);
        await close();
      });

      await t.step("commas between thousands neither hide a number nor shrink it", async () => {
        const { page, trouble, close } = await open(site, SCENARIO);
        await layOutAll(page);
        const name = await page.evaluate(() => {
          const peak = document.querySelector("#peak") as HTMLTableElement;
          const heads = [...peak.tHead?.rows[0]?.cells ?? []];
          const column = heads.findIndex((head) => head.textContent.includes("Memory"));
          // What is withheld has one cell for all that it lacks.
          const rows = [...peak.tBodies[0]?.rows ?? []].filter((row) => row.cells[column]);
          rows.forEach((row, index) => {
            (row.cells[column] as Element).textContent = index === 1 ? "9,000.5" : "20";
          });
          const load = document.querySelector("#results tbody tr")?.children[1] as Element;
          load.textContent = "1,000";
          return rows[1]?.cells[0]?.innerText ?? "";
        });
        // Least first, then most.
        const sort = page.locator("#peak thead button", { hasText: "Memory" });
        await sort.click();
        await sort.click();
        equal(await page.locator("#peak tbody th").first().innerText(), name);
        for (const typed of ["1000", "1,000"]) {
          await page.locator(".tools input").fill(typed);
          equal(await page.locator("#results tbody tr:visible").count(), 1, typed);
        }
        none(trouble);
        await close();
      });

      await t.step("a section gets its tools when somebody comes near", async () => {
        const page = await site.browser.newPage({ viewport: { width: 1280, height: 900 } });
        await page.goto(site.url + SCENARIO);
        await page.locator("#chart-throughput select").waitFor();
        equal(await page.locator("#results thead button").count(), 0);
        await page.evaluate(() => document.getElementById("all")?.scrollIntoView());
        await page.locator("#results thead button").first().waitFor();
        equal(await page.locator(".tools input").count(), 1);
        await page.close();
      });

      await t.step("a figure leads to its trials, and a trial to its raw file", async () => {
        const { page, close } = await open(site, SCENARIO);
        await page.locator("#peak td.ranked a").first().click();
        await page.waitForLoadState();
        await layOutAll(page);
        match(new URL(page.url()).pathname, /synthetic-counter\/alder\/$/);
        const cell = new URL(page.url()).hash.slice(1);
        match(cell, /^c~~1\.core~\d+\.connections$/);
        const values = page.locator(`[id="${cell}"] table`);
        ok(await values.isVisible());
        match(await values.locator("tbody tr").first().innerText(), /wrk\.txt, line 2/);
        const trial = await values.locator("thead a").first().getAttribute("href") ?? "";
        match(
          await page.locator(`[id="${trial.slice(1)}"]`).innerText(),
          /synthetic-counter\.alder/,
        );
        const link = values.locator("tbody a").first();
        equal(await link.getAttribute("title"), "line 2");
        match(await link.getAttribute("href") ?? "", /\/raw\/[^/]+\/wrk\.txt$/);
        const response = await page.request.get(
          new URL(await link.getAttribute("href") ?? "", page.url()).href,
        );
        match(await response.text(), /^synthetic, not results\n/);
        await close();
      });

      await t.step("the address of a place leads there, whatever lies above it", async () => {
        const context = await site.browser.newContext({
          // Low enough that what is below the last of these places fills it.
          viewport: { width: 390, height: 560 },
          javaScriptEnabled: false,
        });
        const page = await context.newPage();
        const loads = [64, 128, 256].map((load) => `c~~1.core~${load}.connections`);
        for (const id of [...loads, "trials", "raw", ...loads]) {
          await page.goto("about:blank");
          await page.goto(`${site.url}${SCENARIO}alder/#${id}`);
          const box = await page.locator(`[id="${id}"]`).boundingBox();
          ok(box !== null && box.y >= 0 && box.y < 60, `#${id} is at ${box?.y}`);
        }
        // What else is closed stays so on paper: sheets of values that a table has too.
        await page.emulateMedia({ media: "print" });
        const values = page.locator('[aria-labelledby="values"]');
        equal(await values.locator("summary:visible").count(), 1);
        ok(await values.locator('a[href$="/measurements.csv"]').isVisible());
        await context.close();
      });

      await t.step("paper has the archives of data, and no list of hundreds of files", async () => {
        const { page, close } = await open(site, "data/");
        await page.emulateMedia({ media: "print" });
        ok(await page.locator("#archive-list").isVisible());
        equal(await page.locator("#file-list").isVisible(), false);
        await close();
      });

      await t.step(
        "on paper a first row stays with the next, and an only one holds nothing back",
        async () => {
          const { page, close } = await open(site, SCENARIO);
          await page.emulateMedia({ media: "print" });
          const rows = page.locator("#peak tbody tr");
          const breakAfter = () => rows.first().evaluate((row) => getComputedStyle(row).breakAfter);
          equal(await breakAfter(), "avoid");
          await rows.evaluateAll(([, ...others]) => others.forEach((row) => row.remove()));
          equal(await breakAfter(), "auto");
          await close();
        },
      );

      await t.step("a closed case opens for who is led into it, and on paper", async () => {
        const files = "reports/published-static-files/static-files/";
        for (const javaScriptEnabled of [true, false]) {
          const context = await site.browser.newContext({ javaScriptEnabled });
          const page = await context.newPage();
          await page.goto(`${site.url}${files}#peak-2`);
          ok(await page.locator("#peak-2").isVisible());
          equal(await page.locator("#peak-5").isVisible(), false);
          await page.locator('main > .facts a[href="#case-5"]').click();
          ok(await page.locator("#peak-5").isVisible());
          equal(await page.locator("#results-5").isVisible(), false);
          await page.emulateMedia({ media: "print" });
          ok(await page.locator("#results-5").isVisible());
          await context.close();
        }
      });

      await t.step("pairs stand in a matrix on a desk and in a list on a phone", async () => {
        const { page, close } = await open(site, SCENARIO);
        const shown = async () => [
          await page.locator("#pairs").isVisible(),
          await page.locator(".pair-list").isVisible(),
        ];
        deepEqual(await shown(), [true, false]);
        equal(await page.locator("#pairs td.pair").count(), 14 * 13 / 2);
        match(await page.locator("#pairs td.pair.faster").first().innerText(), /▲.*better.* ≥\d/s);
        await page.setViewportSize({ width: 390, height: 800 });
        deepEqual(await shown(), [false, true]);
        match(await page.locator(".pair-list").innerText(), /▲ better than Go Cedar 1\.\d+ \(/);
        await close();
      });

      await t.step("rows are whole pixels high: the lines of all their columns meet", async () => {
        const { page, close } = await open(site, SCENARIO);
        await page.setViewportSize({ width: 390, height: 800 });
        await layOutAll(page);
        const heights = await page.locator("#peak tr, #results tr").evaluateAll((rows) =>
          rows.map((row) => row.getBoundingClientRect().height)
        );
        deepEqual(heights.filter((height) => !Number.isInteger(height)), []);
        await close();
      });

      await t.step("a filter finds a program as either of a pair", async () => {
        const { page, close } = await open(site, "compare/");
        await layOutAll(page);
        const pairs = page.locator("#peaks-1-1 tbody tr");
        equal(await pairs.count(), 7 * 6 / 2);
        const name = await pairs.last().locator("td").first().innerText();
        await page.locator(".tools:has(+ .scroll > #peaks-1-1) input").fill(name);
        const shown = await pairs.and(page.locator(":visible")).allInnerTexts();
        equal(shown.length, 6);
        ok(shown.every((text) => text.includes(name)));
        await close();
      });

      await t.step("ties look tied until the table is sorted otherwise", async () => {
        const { page, close } = await open(site, SCENARIO);
        const border = (row: number) =>
          page.locator("#peak tbody tr").nth(row).locator("th").evaluate((cell) =>
            getComputedStyle(cell).borderBottomColor
          );
        const clear = "rgba(0, 0, 0, 0)";
        // Alder, its twin and Birch share a rank; Cedar begins the next group.
        deepEqual([await border(0) === clear, await border(2) === clear], [true, false]);
        await page.locator("#peak thead button", { hasText: "p99" }).click();
        deepEqual([await border(0) === clear], [false]);
        await close();
      });

      await t.step("the label of a chart leads to its implementation", async () => {
        const { page, close } = await open(site, SCENARIO);
        await page.locator("#chart-throughput .drawing.wide a", { hasText: "Rust Birch" }).click();
        await page.waitForLoadState();
        match(page.url(), /synthetic-counter\/birch\/$/);
        await close();
      });

      await t.step("a claim of the text leads to its verdict", async () => {
        const { page, close } = await open(site, "reports/synthetic/");
        await page.locator(".text a", { hasText: "ahead" }).click();
        equal(new URL(page.url()).hash, "#claim-ahead");
        match(await page.locator("#claim-ahead").innerText(), /holds/);
        await close();
      });

      await t.step("an address without a page gets the 404 page", async () => {
        const page = await site.browser.newPage();
        const response = await page.goto(`${site.url}reports/none/at/all/`);
        equal(response?.status(), 404);
        equal(await page.locator("h1").innerText(), "There is no page at this address");
        await page.locator("main a").click();
        equal(page.url(), `${site.url}reports/`);
        await page.close();
      });
    }),
});
