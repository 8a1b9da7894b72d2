/** Reports full of hostile text, built and opened in a real Chromium: every field is shown as the text that it is. */
import { equal, match, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import { layOutAll, misfits } from "./browser_checks.ts";
import { none, watch } from "./look_at_page.ts";
import { ATTACK, makeHostile, markOf } from "./make_hostile.ts";
import { type BuiltSite, serveBuiltSite } from "./serve_built_site.ts";
import { readAll } from "./site_folders.ts";

/** A page of each kind that has text of reports on it. */
const PAGES = [
  "",
  "compare/",
  "data/",
  "data/hostile/",
  "method/",
  "published/",
  "reports/hostile/",
  "reports/hostile/synthetic-counter/",
  "reports/hostile/synthetic-counter/alder/",
  "reports/theirs/",
  "trends/",
  "trends/synthetic-counter/",
];

/** Fields and a kind of page that shows each; what is on none of the pages is in the report's own files alone. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  "": ["manifest.title", "environment.title"],
  "published/": ["manifest.citation", "claim.statement", "claim.reason"],
  "reports/theirs/": ["manifest.citation"],
  "reports/hostile/": [
    "manifest.profile",
    "manifest.seed",
    "manifest.reproduce",
    "manifest.left_out",
    "scenario.title",
    "scenario.about",
    "scenario.does_not_show",
    "environment.fingerprint",
    "fingerprint.key",
    "environment.notes",
    "environment.notes.key",
    "environment.isolation",
    "alder.title",
    "tool.name",
    "tool.version",
    "reason",
    "remedy",
    "failure.message",
    "finding.rule",
    "finding.message",
    "claim.statement",
    "claim.expression",
    "claim.reason",
    "report.md",
  ],
  "reports/hostile/synthetic-counter/": [
    "language",
    "runtime",
    "framework",
    "version",
    "version.name",
    "source",
    "argv",
    "limits",
    "gate.bounds",
    "limited_by",
    "state.note",
  ],
  "reports/hostile/synthetic-counter/alder/": [
    "case",
    "counter",
    "unit",
    "environment.name",
    "environment.value",
    "row.place",
    "trial.kind",
    "trial.message",
  ],
};

/** Within a word of a shell. */
const quoted = (text: string) => text.replaceAll("'", `'\\''`);

/** What becomes of a text that is more than a text: a command, Markdown, a list in one cell of a table. */
const SHOWN_AS: Readonly<Record<string, (text: string) => string>> = {
  "argv": quoted,
  "environment.value": quoted,
  "report.md": (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">"),
};

/** A field as pages show it. */
function shownOf(field: string): string {
  const whole = `=cmd|${markOf(field)} ${ATTACK}`;
  return SHOWN_AS[field]?.(whole) ?? whole;
}

function withSite(body: (site: BuiltSite) => Promise<void>): Promise<void> {
  return serveBuiltSite(async (dataFolder) => {
    const own = { dataFolder, origin: "measured" as const };
    await makeHostile({ ...own, name: "earlier", created: "2025-05-05", long: false });
    await makeHostile({ ...own, name: "hostile", created: "2025-06-06" });
    await makeHostile({ dataFolder, name: "theirs", origin: "imported", created: "2025-04-04" });
  }, body);
}

/** What on the page is not text: elements and attributes that nobody but an attacker would have made. */
function foreign(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll("*")) {
      const name = element.localName;
      if (["img", "iframe", "object", "embed", "base", "form"].includes(name)) found.push(name);
      const source = element.getAttribute("src");
      if (name === "script" && !/(?:^|\/)(?:wallclock|client)\.js$/.test(source ?? "")) {
        found.push(`script ${source}`);
      }
      for (const { name: attribute, value } of element.attributes) {
        if (/^on/i.test(attribute)) found.push(`${name} ${attribute}`);
        if (/^(?:href|src|action)$/.test(attribute) && /^\s*javascript:/i.test(value)) {
          found.push(`${name} ${attribute}=${value.slice(0, 40)}`);
        }
      }
    }
    if ((globalThis as { owned?: number }).owned !== undefined) found.push("a script ran");
    return found;
  });
}

Deno.test({
  name: "hostile text in every field of a report",
  // Playwright keeps timers and pipes of its own until its browser has closed.
  sanitizeOps: false,
  sanitizeResources: false,
  fn: (t) =>
    withSite(async ({ browser, folder, url }) => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      const trouble = watch(page, url);
      page.on("dialog", (dialog) => {
        trouble.push("a dialog opened");
        dialog.dismiss();
      });
      for (const path of PAGES) {
        await t.step(`/${path} shows it as text`, async () => {
          const response = await page.goto(url + path, { waitUntil: "load" });
          equal(response?.status(), 200);
          none(await foreign(page));
          const text = await page.evaluate(() => document.body.textContent ?? "");
          none((SHOWN[path] ?? []).filter((field) => !text.includes(shownOf(field))), "not whole");
          none(trouble);
        });

        await t.step(`/${path} fits a phone and a desk all the same`, async () => {
          await layOutAll(page);
          for (const width of [390, 1280]) {
            await page.setViewportSize({ width, height: 800 });
            none(await misfits(page), `at ${width} px`);
          }
        });
      }
      await page.close();

      await t.step("pictures for other pages hold it as text", async () => {
        const picture = await browser.newPage();
        const files = await readAll(folder);
        const svgs = [...files.keys()].filter((path) => path.endsWith(".svg"));
        ok(svgs.length > 5);
        for (const path of svgs) {
          const text = new TextDecoder().decode(files.get(path));
          const faults = await picture.evaluate((xml) => {
            const parsed = new DOMParser().parseFromString(xml, "image/svg+xml");
            const bad = parsed.querySelector("parsererror, script, image, foreignObject, a");
            const handlers = [...parsed.querySelectorAll("*")].flatMap(({ attributes }) =>
              [...attributes].filter(({ name }) => /^on/i.test(name))
            );
            return bad === null ? handlers.length : bad.localName;
          }, text);
          equal(faults, 0, path);
        }
        await picture.close();
      });

      await t.step("paths are safe, and no cell of a table is a formula", async () => {
        const files = await readAll(folder);
        for (const path of files.keys()) {
          ok(!path.split("/").some((part) => part === ".." || part === "."), path);
          ok(/^[\w.-]+$/.test(path.split("/")[0] ?? ""), path);
        }
        const tables = [...files.keys()].filter((path) => path.endsWith(".csv"));
        ok(tables.length > 8);
        for (const path of tables) {
          for (const cell of cellsOf(new TextDecoder().decode(files.get(path)))) {
            // A number may be negative; whatever else begins as a formula must have been guarded.
            ok(
              !/^[=+\-@\t\r]/.test(cell) || /^-?[\d.]+(?:e[+-]?\d+)?$/.test(cell),
              `${path}: ${cell.slice(0, 60)}`,
            );
          }
        }
        match(
          new TextDecoder().decode(files.get("data/hostile/findings.csv")),
          /'=cmd\|⟦finding\.message⟧/,
        );
      });
    }),
});

/** The cells of a CSV file (RFC 4180). */
function cellsOf(text: string): string[] {
  return [...text.matchAll(/(?:^|[,\n])(?:"((?:[^"]|"")*)"|([^",\n]*))/g)].map(([, quoted, bare]) =>
    quoted?.replaceAll('""', '"') ?? bare ?? ""
  );
}
