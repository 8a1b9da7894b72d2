/** `deno task serve` with its own permissions, in a real Chromium: changes show, errors show, Ctrl-C ends it. */
import { equal, match, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import { withinSeconds } from "../common/time.ts";
import { launchBrowser } from "./find_browser.ts";
import { makeReport } from "./make_report.ts";
import { readAll, withFolder } from "./site_folders.ts";

const ROOT = decodeURIComponent(new URL("..", import.meta.url).pathname);
const SMALL = { implementations: 2, loads: 2, trials: 2, troubled: false };

/** The task's own flags, run in a folder of the test. */
async function startTask(folder: string): Promise<Deno.ChildProcess> {
  const { tasks } = JSON.parse(await Deno.readTextFile(`${ROOT}deno.json`));
  const words = (tasks.serve.command as string).split(" ");
  const program = words.indexOf("deno");
  ok(program >= 0, "the task runs deno");
  const script = words.pop();
  return new Deno.Command(Deno.execPath(), {
    args: [
      ...words.slice(program + 1),
      `--config=${ROOT}deno.json`,
      `${ROOT}${script}`,
      "--port=0",
    ],
    env: Object.fromEntries(words.slice(0, program).map((word) => word.split("="))),
    cwd: folder,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
}

/** Lines of a stream as they come, all of them kept. */
function linesOf(stream: ReadableStream<Uint8Array>): { lines: string[]; finished: Promise<void> } {
  const lines: string[] = [];
  const decoder = new TextDecoder();
  let rest = "";
  const read = async () => {
    for await (const chunk of stream) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = parts.pop() ?? "";
      lines.push(...parts);
    }
  };
  return { lines, finished: read() };
}

/** Waits until `found` finds something. */
async function until<T>(
  what: string,
  found: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const end = performance.now() + 60_000;
  while (performance.now() < end) {
    const value = await found();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what}: not within a minute`);
}

/** Text of the first such element; undefined where there is none, or while the page is loading. */
function textOf(page: Page, selector: string): Promise<string | undefined> {
  return page.evaluate(
    (selector) => document.querySelector(selector)?.textContent ?? undefined,
    selector,
  ).catch(() => undefined);
}

Deno.test("the open page is loaded anew after a change, shows why a build failed, and Ctrl-C ends all", () =>
  withFolder(async (folder) => {
    await makeReport({ ...SMALL, dataFolder: `${folder}/data`, name: "first" });
    const child = await startTask(folder);
    const { lines, finished } = linesOf(child.stderr);
    const browser = await launchBrowser();
    try {
      const url = await until(
        "the address",
        () => lines.map((line) => /http:\/\/127\.0\.0\.1:\d+\//.exec(line)?.[0]).find(Boolean),
      );
      const page = await browser.newPage();
      const trouble: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") trouble.push(message.text());
      });
      page.on("request", (request) => {
        if (!request.url().startsWith(url)) trouble.push(request.url());
      });
      await until("the first build", () => lines.find((line) => line.includes("built in")));
      await page.goto(`${url}reports/first/`);
      match(await textOf(page, "h1") ?? "", /Synthetic report/);

      const manifest = `${folder}/data/first/report.json`;
      const text = await Deno.readTextFile(manifest);
      const isTitled = (word: string) => async () =>
        (await textOf(page, "h1"))?.includes(word) === true ? true : undefined;
      await Deno.writeTextFile(manifest, text.replace("Synthetic report", "Renamed report"));
      await until("the change", isTitled("Renamed"));

      const raw = `${folder}/data/first/raw/synthetic-counter.alder.1.1/wrk.txt`;
      const original = await Deno.readTextFile(raw);
      await Deno.writeTextFile(raw, "better");
      await Deno.writeTextFile(manifest, text.replace("Synthetic report", "Altered report"));
      const error = "#wallclock-preview-error";
      match(await until("the error", () => textOf(page, error)), /wrk\.txt was altered/);
      ok(lines.some((line) => line.startsWith("serve: error: ") && line.includes("was altered")));
      match(await textOf(page, "h1") ?? "", /Renamed report/);
      // Who opens another page meanwhile is told too.
      await page.goto(url);
      await until("the error on another page", () => textOf(page, error));
      await page.goto(`${url}reports/first/`);

      await Deno.writeTextFile(raw, original);
      await Deno.writeTextFile(manifest, text.replace("Synthetic report", "Mended report"));
      await until("the mended page", isTitled("Mended"));
      equal(await textOf(page, error), undefined);
      equal(trouble.join("\n"), "");
      for (const [path, bytes] of await readAll(`${folder}/_site`)) {
        if (!path.endsWith(".html")) continue;
        ok(!new TextDecoder().decode(bytes).includes("/-/preview"), path);
      }

      // The page waits for news meanwhile.
      child.kill("SIGINT");
      equal((await withinSeconds(child.status, 60))?.code, 0);
    } finally {
      try {
        child.kill("SIGKILL");
      } catch {
        // It has ended.
      }
      await child.status;
      await finished;
      await browser.close();
    }
  }));
