/** What the page's script makes of tables: every kind of cell sorted both ways, rows found by words, addresses of others. */
import { deepEqual, equal } from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "./find_browser.ts";

const SCRIPT = await Deno.readTextFile(new URL("../site/scripts/wallclock.js", import.meta.url));
const SITE = "http://wallclock.test/";

/** A page with a sortable table of these columns and rows, as they stand in HTML. */
async function open(
  browser: Browser,
  { heads, rows, query = "" }: { heads: string[]; rows: string[][]; query?: string },
): Promise<Page> {
  const body = rows.map((cells) => `<tr>${cells.join("")}</tr>`).join("");
  const html = `<!doctype html><title>t</title><div><div class="scroll">
    <table id="t" data-sortable data-filter><thead><tr>${heads.join("")}</tr></thead>
    <tbody>${body}</tbody></table></div></div><script src="wallclock.js"></script>`;
  const page = await browser.newPage();
  await page.route(
    `${SITE}**`,
    (route) =>
      route.request().url().endsWith(".js")
        ? route.fulfill({ contentType: "text/javascript", body: SCRIPT })
        : route.fulfill({ contentType: "text/html; charset=utf-8", body: html }),
  );
  page.on("pageerror", (error) => {
    throw error;
  });
  await page.goto(SITE + query);
  await page.locator(".tools").waitFor();
  return page;
}

function textsOf(page: Page, column = 0): Promise<string[]> {
  return page.locator(`tbody tr:visible > :nth-child(${column + 1})`).allInnerTexts();
}

/** The texts of a column of these cells, sorted from the least and from the most. */
async function sorted(browser: Browser, head: string, cells: string[]): Promise<string[][]> {
  const rows = cells.map((cell) => [cell]);
  const found: string[][] = [];
  for (const query of ["?sort.t=1", "?sort.t=-1"]) {
    const page = await open(browser, { heads: [head], rows, query });
    found.push(await textsOf(page));
    await page.close();
  }
  return found;
}

const td = (text: string, value = "") => `<td class="number"${value}>${text}</td>`;

Deno.test({
  name: "tables sort, and find, what they show",
  // Playwright keeps timers and pipes of its own until its browser has closed.
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async (t) => {
    const browser = await launchBrowser();
    try {
      await t.step("figures are sorted by what they stand for, with none of it last", async () => {
        const figures: [string, ...string[]][] = [
          ["−15 %", "−0.5 %", "+4.2 %", "+14 %", "≥ +228 %"],
          ["0.97", "× 1.14", "× ≤ 1.80"],
          ["9.5", "≥ 48.1", "1,000"],
        ];
        for (const figure of figures) {
          const cells = ["withheld", ...figure.toReversed(), "–"].map((text) => td(text));
          deepEqual(await sorted(browser, `<th class="number">a</th>`, cells), [
            [...figure, "withheld", "–"],
            [...figure.toReversed(), "withheld", "–"],
          ]);
        }
      });

      await t.step("words that stand for a number are sorted by it", async () => {
        const cells = [
          td("0.2"),
          td("below 0.001", ' data-value="0.0004"'),
          td("not known"),
          td("best median", ' data-value="100"'),
          td("÷ 496", ' data-value="0.002016"'),
        ];
        const order = ["below 0.001", "÷ 496", "0.2", "best median"];
        deepEqual(await sorted(browser, `<th class="number">p</th>`, cells), [
          [...order, "not known"],
          [...order.toReversed(), "not known"],
        ]);
      });

      await t.step("names are sorted as names, their numbers as numbers", async () => {
        const names = ["1 core", "16 cores", "echo/2", "echo/16", "Zig"];
        const cells = ["<td>–</td>", ...names.toReversed().map((name) => `<td>${name}</td>`)];
        deepEqual(await sorted(browser, "<th>name</th>", cells), [
          [...names, "–"],
          [...names.toReversed(), "–"],
        ]);
      });

      await t.step("figures of several units are offered no order, by no address", async () => {
        const rows = [["<td>b</td>", td("4 ms")], ["<td>a</td>", td("3 s")]];
        const heads = ["<th>name</th>", `<th class="number" data-mixed>value</th>`];
        for (const query of ["?sort.t=2", "?sort.t=9", "?sort.t=1.5", "?sort.t=<b>"]) {
          const page = await open(browser, { heads, rows, query });
          equal(await page.locator("thead button").count(), 1);
          deepEqual(await textsOf(page), ["b", "a"], query);
          equal(await page.locator("[aria-sort]").count(), 0);
          await page.close();
        }
      });

      await t.step("numbers in names are found where figures stand beside them", async () => {
        const heads = ["<th>Benchmark</th>", `<th class="number">rate</th>`];
        const page = await open(browser, {
          heads,
          rows: [["<td>Éclair/64</td>", td("3.88")], ["<td>Échos/1024</td>", td("64.2")]],
        });
        const find = async (typed: string) => {
          await page.locator("input").fill(typed);
          return await textsOf(page);
        };
        await page.getByRole("searchbox", { name: "Only rows with", exact: true }).waitFor();
        deepEqual(await find("64"), ["Éclair/64"]);
        deepEqual(await find("ECLAIR"), ["Éclair/64"]);
        deepEqual(await find("echos 1024"), ["Échos/1024"]);
        deepEqual(await find(".*"), []);
        deepEqual(await find("3.88"), []);
        await page.close();
      });

      await t.step("an address that names nobody brings nobody forward", async () => {
        const page = await browser.newPage();
        await page.route(`${SITE}**`, (route) =>
          route.fulfill({
            contentType: route.request().url().endsWith(".js") ? "text/javascript" : "text/html",
            body: route.request().url().endsWith(".js") ? SCRIPT : `<!doctype html>
              <figure class="choosable"><p class="subtitle">x</p></figure>
              <table><tbody><tr data-series="a"><th>A</th></tr><tr data-series="b"><th>B</th></tr>
              </tbody></table><script src="wallclock.js"></script>`,
          }));
        for (const [query, chosen] of [["?show=b", "b"], ["?show=nobody", ""]] as const) {
          await page.goto(SITE + query);
          equal(await page.locator("select").inputValue(), chosen);
          equal(
            await page.locator("select").evaluate((each: HTMLSelectElement) =>
              each.selectedIndex >= 0
            ),
            true,
          );
        }
        await page.close();
      });

      await t.step("beside loads a number is one, or a whole number of the row", async () => {
        const page = await open(browser, {
          heads: [
            "<th>name</th>",
            "<th>limits</th>",
            `<th class="number" data-load>sessions</th>`,
            `<th class="number">rate</th>`,
          ],
          rows: [
            ["<td>h2o</td>", "<td>1 core</td>", td("64"), td("640")],
            ["<td>c64</td>", "<td>2 cores</td>", td("1,640"), td("64")],
          ],
        });
        for (
          const [typed, names] of [
            ["64", ["h2o"]],
            ["1640", ["c64"]],
            ["2", ["c64"]],
            ["2 cores", ["c64"]],
            ["c64", ["c64"]],
            ["640", []],
          ] as const
        ) {
          await page.locator("input").fill(typed);
          deepEqual(await textsOf(page), names, typed);
        }
        await page.close();
      });
    } finally {
      await browser.close();
    }
  },
});
