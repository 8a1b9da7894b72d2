/** The page for raw files in a real Chromium: what the commands say, without the commands or a network. */
import { Buffer } from "node:buffer";
import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { auditScript } from "../site/audit/script.ts";
import { serveSite } from "../site/serve.ts";
import { open, readLarge, saved, whenRead, withSite, writeLarge } from "./audit_page.ts";
import { axe } from "./browser_checks.ts";
import { copyRawFiles, printed } from "./raw_file_samples.ts";

const EXAMPLE = decodeURIComponent(
  new URL(
    "../data/published-echo/raw/echo.asyncio.tcp.1/tcp_echo_asyncio.txt",
    import.meta.url,
  ).pathname,
);

/** Why gzip is broken is told in the words of the engine. */
function withoutCause(failure: string): string {
  return failure.replace(/(the gzip stream is broken[^(]*) \(.*\)/, "$1");
}

Deno.test({
  name: "the page for raw files",
  // Playwright keeps timers and pipes of its own until its browser has closed.
  sanitizeOps: false,
  sanitizeResources: false,
  fn: (t) =>
    withSite(async (site) => {
      const { scratch } = site;

      await t.step("pasted text gives the findings and the bytes of the commands", async () => {
        const { page, trouble, close } = await open(site);
        const text = await Deno.readTextFile(EXAMPLE);
        await Deno.writeTextFile(`${scratch}/pasted.txt`, text);
        await page.locator("#text").fill(text);
        await page.locator("#audit-text").click();
        match(
          await whenRead(page, 1),
          /^pasted\.txt: google-benchmark-console, .*5 findings withhold values, 3 warn/,
        );
        const findings = await printed("audit", scratch, ["pasted.txt"]);
        equal(await saved(page, "findings"), findings.csv);
        equal(
          await saved(page, "measurements"),
          (await printed("inspect", scratch, ["pasted.txt"])).csv,
        );
        const shown = await page.locator("#file-0-findings tr").allInnerTexts();
        equal(shown.length, findings.csv.trimEnd().split("\n").length - 1);
        match(shown[0] ?? "", /^withhold\s+work-does-not-scale\s+BM_AsyncioTcpEcho_64B.*line 4$/s);
        const withheld = page.locator("#file-0-measurements td.withheld");
        ok(await withheld.count() > 5);
        match(await page.locator("#file-0-corrections").innerText(), /27\.3.*22\.1.*cpu-to-wall/);
        // What is wider than the paper would be lost.
        await page.emulateMedia({ media: "print" });
        await page.setViewportSize({ width: 718, height: 1000 });
        equal(await page.evaluate(() => document.documentElement.scrollWidth), 718);
        ok(await page.locator("#file-0-measurements").isVisible());
        deepEqual(trouble, []);
        await close();
      });

      await t.step(
        "files of every format give the bytes and the sentences of the commands",
        async () => {
          const { page, trouble, close } = await open(site);
          const folder = `${scratch}/raw`;
          const names = await copyRawFiles(folder);
          ok(names.length >= 40);
          await page.locator("#files").setInputFiles(names.map((name) => `${folder}/${name}`));
          await whenRead(page, names.length);
          const [audited, inspected] = [
            await printed("audit", folder, names),
            await printed("inspect", folder, names),
          ];
          equal(await saved(page, "findings"), audited.csv);
          equal(await saved(page, "measurements"), inspected.csv);
          const failures = await page.locator(".audited .notice").allTextContents();
          ok(failures.length >= 3);
          deepEqual(
            failures.map((failure) => withoutCause(`error: ${failure}`)),
            inspected.errors.map(withoutCause),
          );
          deepEqual(trouble, []);
          await close();
        },
      );

      await t.step("200 MB are read while the page goes on answering", async () => {
        const { page, trouble, close } = await open(site);
        await writeLarge(`${scratch}/points.json`);
        const [seconds, gap] = await readLarge(page, `${scratch}/points.json`);
        console.log(`200 MB: ${seconds.toFixed(2)} s, longest gap ${gap.toFixed(0)} ms`);
        // Idle, it takes less than 3 s and 100 ms; the gate must hold on a busy machine too, where all takes longer.
        ok(seconds < 20, `${seconds} s`);
        ok(gap < seconds * 250, `the page was silent for ${gap} ms of ${seconds} s`);
        const { csv } = await printed("inspect", scratch, ["points.json"]);
        equal(await saved(page, "measurements"), csv);
        deepEqual(trouble, []);
        await close();
      });

      await t.step("it works without the network and without its server", async () => {
        const stop = new AbortController();
        const server = await serveSite(site.folder, 0, stop.signal);
        const { page, trouble, close } = await open({ ...site, url: server.url });
        await page.context().setOffline(true);
        stop.abort();
        await server.finished;
        await page.locator("#audit-example").click();
        match(
          await whenRead(page, 1),
          /^tcp_echo_asyncio\.txt: .*5 findings withhold values, 3 warn/,
        );
        await page.locator("#files").setInputFiles(`${scratch}/pasted.txt`);
        await whenRead(page, 2);
        const csv = await saved(page, "findings");
        equal(csv.trimEnd().split("\n").length, 1 + 2 * 8);
        deepEqual(trouble, []);
        await close();
      });

      await t.step("nothing can leave the page, and the test would see it", async () => {
        const { page, trouble, close } = await open(site);
        await page.locator("#audit-example").click();
        await whenRead(page, 1);
        const connect = (url: string) => fetch(url).then((answer) => answer.status);
        await rejects(page.evaluate(connect, `${site.url}audit/audit.js`), /Failed to fetch/);
        const [worker] = page.workers();
        ok(worker !== undefined);
        await rejects(worker.evaluate(connect, `${site.url}audit/audit.js`), /Failed to fetch/);
        ok(trouble.every((each) => each.includes("Content Security Policy")), trouble.join("\n"));
        trouble.length = 0;
        await page.evaluate(() => {
          const image = new Image();
          image.src = "/icon.svg?leak";
          return image.decode().catch(() => {});
        });
        ok(trouble.some((each) => each.startsWith("request: ")));
        await close();
      });

      await t.step(
        "no barrier, in light and dark, empty and full, from 320 to 3840 px",
        async () => {
          for (const colorScheme of ["light", "dark"] as const) {
            const { page, trouble, close } = await open(site, { colorScheme });
            deepEqual(await axe(page), []);
            await page.locator("#audit-example").click();
            await page.locator("#files").setInputFiles({
              name: "nothing.txt",
              mimeType: "text/plain",
              buffer: Buffer.from("no output of any tool\n"),
            });
            await whenRead(page, 2);
            await page.locator(".audited summary").click();
            deepEqual(await axe(page), []);
            const [rule] = await page.locator(".audited details a").all();
            equal(await rule?.getAttribute("href"), "../method/#rule-work-does-not-scale");
            for (const width of [320, 390, 1280, 1920, 3840]) {
              await page.setViewportSize({ width, height: 800 });
              equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
            }
            deepEqual(trouble, []);
            await close();
          }
        },
      );

      await t.step("the keyboard alone leads through it", async () => {
        const { page, close } = await open(site);
        const focused = () => page.evaluate(() => document.activeElement?.id);
        await page.locator("#text").focus();
        await page.keyboard.press("Tab");
        equal(await focused(), "audit-text");
        await page.keyboard.press("Enter");
        match(await page.locator("#status").innerText(), /^There is no text/);
        equal(await focused(), "text");
        await page.keyboard.press("Tab");
        await page.keyboard.press("Tab");
        await page.keyboard.press("Enter");
        await whenRead(page, 1);
        equal(await focused(), "file-0");
        await page.locator("#clear").focus();
        await page.keyboard.press("Enter");
        equal(await page.locator("#audited").innerText(), "Nothing has been read yet.");
        ok(await page.locator("#take-findings").isDisabled());
        await close();
      });

      await t.step("of several files a list leads to each, and it is read first", async () => {
        const { page, trouble, close } = await open(site);
        const list = page.locator("#file-list");
        await page.locator("#audit-example").click();
        await whenRead(page, 1);
        ok(await list.isHidden());
        await page.locator("#clear").click();
        const text = (name: string, content: string) => {
          return { name, mimeType: "text/plain", buffer: Buffer.from(content) };
        };
        await page.locator("#files").setInputFiles([
          text("echo.txt", await Deno.readTextFile(EXAMPLE)),
          text("list.txt", "no output of any tool\n"),
        ]);
        await whenRead(page, 2);
        deepEqual(await list.locator("li").allInnerTexts(), [
          "echo.txt\n5 findings withhold values, 3 warn",
          "list.txt\ncannot be read",
        ]);
        equal(await page.evaluate(() => document.activeElement?.textContent), "echo.txt");
        await list.locator("a").last().click();
        match(page.url(), /#file-1$/);
        deepEqual(trouble, []);
        await close();
      });

      await t.step("a phone shows what was found without scrolling sideways", async () => {
        const { page, close } = await open(site, { viewport: { width: 390, height: 800 } });
        await page.locator("#audit-example").click();
        await whenRead(page, 1);
        const beyond = await page.locator(".audited .scroll").first()
          .evaluate((scroll) => scroll.scrollWidth - scroll.clientWidth);
        equal(beyond, 0);
        await close();
      });

      await t.step("names are shown as text, and long tables are given in parts", async () => {
        const { page, trouble, close } = await open(site);
        const hostile = `<img/src=x/onerror="globalThis.owned=1">&amp;${"long".repeat(400)}`;
        const rows = Array.from({ length: 300 }, (_, index) => `${hostile}${index} 5 ns 4 ns 1000`);
        await page.locator("#text").fill(
          `Benchmark Time CPU Iterations\n----------\n${rows.join("\n")}\n`,
        );
        await page.locator("#audit-text").click();
        await whenRead(page, 1);
        const body = page.locator("#file-0-measurements tr");
        equal(await body.count(), 50);
        ok((await body.first().innerText()).startsWith(hostile));
        const more = page.locator("#file-0-measurements-more");
        while (await more.count() > 0) {
          const before = await body.count();
          await more.click();
          await page.waitForFunction(
            (count) => document.querySelectorAll("#file-0-measurements tr").length > count,
            before,
          );
        }
        equal(await body.count(), 900);
        equal(await page.evaluate("globalThis.owned"), undefined);
        equal(await page.evaluate(() => document.documentElement.scrollWidth), 1280);
        deepEqual(trouble, []);
        await close();
      });

      await t.step("dropped files are read", async () => {
        const { page, trouble, close } = await open(site);
        await page.evaluate(() => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File(["nothing of a tool\n"], "dropped.txt"));
          for (const type of ["dragover", "drop"]) {
            document.body.dispatchEvent(
              new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
            );
          }
        });
        match(await whenRead(page, 1), /^dropped\.txt: .*it cannot be read/);
        match(await page.locator(".audited .notice").innerText(), /^dropped\.txt: no format/);
        deepEqual(trouble, []);
        await close();
      });

      await t.step("without JavaScript it names the commands", async () => {
        const { page, trouble, close } = await open(site, { javaScriptEnabled: false });
        match(await page.locator("noscript").innerText(), /deno task audit FILE/);
        ok(await page.locator("#audit-text").isDisabled());
        deepEqual(trouble, []);
        await close();
      });
    }),
});

Deno.test("the page's script is under 150 KB as it goes over the wire", async () => {
  const zipped = new Blob([await auditScript()]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  const { byteLength } = await new Response(zipped).arrayBuffer();
  ok(byteLength < 150_000, `${byteLength} bytes`);
});
