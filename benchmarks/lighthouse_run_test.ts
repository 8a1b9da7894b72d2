import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { Failure } from "../common/failure.ts";
import { comesTrue } from "../common/testing.ts";
import { runLighthouse } from "./lighthouse_run.ts";

/** Starts a "browser" as Lighthouse does, in a group of its own, and is at once done with /good/ alone. */
const PROGRAM = `
import { spawn } from "node:child_process";
import process from "node:process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
const profile = mkdtempSync(process.env.TMPDIR + "/lighthouse.");
const browser = spawn("sleep", ["600"], { detached: true, stdio: "ignore" });
writeFileSync(profile + "/chrome.pid", String(browser.pid));
const address = process.argv[2];
if (address.endsWith("/good/")) {
  process.kill(-browser.pid, "SIGKILL");
  rmSync(profile, { recursive: true });
  process.stdout.write(JSON.stringify({ categories: {}, audits: {} }));
  process.exit(0);
}
if (address.endsWith("/bad/")) {
  process.stderr.write("no such page\\n");
  process.exit(1);
}
setInterval(() => {}, 1000);
`;

async function withProgram(body: (folder: string, program: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    const program = `${folder}/program.mjs`;
    await Deno.writeTextFile(program, PROGRAM);
    await Deno.mkdir(`${folder}/runs`);
    await body(`${folder}/runs`, program);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The browser's process, as soon as it is there; undefined where the run is over before. */
async function browserOf(folder: string, isOver = () => false): Promise<number | undefined> {
  for (let look = 0; look < 1000 && !isOver(); look++) {
    for (const run of Deno.readDirSync(folder)) {
      for (const profile of Deno.readDirSync(`${folder}/${run.name}`)) {
        const path = `${folder}/${run.name}/${profile.name}/chrome.pid`;
        const text = await Deno.readTextFile(path).catch(() => "");
        if (text !== "") return Number(text);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return undefined;
}

/** The browser's process, as soon as it is there. */
async function startedBrowserOf(folder: string): Promise<number> {
  const browser = await browserOf(folder);
  ok(browser !== undefined, "no browser was started");
  return browser;
}

/** Whether a process still runs; one that has ended may wait until its parent takes notice. */
function runs(id: number): boolean {
  try {
    return !/\) [ZX] /.test(Deno.readTextFileSync(`/proc/${id}/stat`));
  } catch {
    return false;
  }
}

/** Waits a while for a process that was sent a signal. */
const hasEnded = (id: number) => comesTrue(() => !runs(id));

const never = new AbortController().signal;

Deno.test("a run gives what Lighthouse writes", () =>
  withProgram(async (folder, program) => {
    const options = { flags: [], folder, limitSeconds: 60, signal: never, program };
    deepEqual(await runLighthouse("http://127.0.0.1/good/", options), {
      categories: {},
      audits: {},
    });
  }));

Deno.test("a run that fails names the page, says why, and leaves no browser", () =>
  withProgram(async (folder, program) => {
    const options = { flags: [], folder, limitSeconds: 60, signal: never, program };
    await rejects(runLighthouse("http://127.0.0.1/bad/", options), (error) => {
      ok(error instanceof Failure);
      match(error.message, /at http:\/\/127\.0\.0\.1\/bad\/: it failed\nno such page$/);
      return true;
    });
    ok(await hasEnded(await startedBrowserOf(folder)));
  }));

Deno.test("a run that does not end is ended with its browser", () =>
  withProgram(async (folder, program) => {
    // On a busy host a run may be over before its browser was started.
    for (const limitSeconds of [5, 20, 80]) {
      const own = await Deno.makeTempDir({ dir: folder });
      const options = { flags: [], folder: own, limitSeconds, signal: never, program };
      const run = runLighthouse("http://127.0.0.1/hangs/", options);
      let isOver = false;
      const late = new RegExp(
        `at http://127\\.0\\.0\\.1/hangs/: no result after ${limitSeconds} s$`,
      );
      const ended = rejects(run, late).finally(() => isOver = true);
      const browser = await browserOf(own, () => isOver);
      const isStarted = browser !== undefined && runs(browser);
      await ended;
      if (!isStarted) continue;
      ok(await hasEnded(browser));
      return;
    }
    throw new Error("no browser was started");
  }));

Deno.test("an interrupted run throws the interrupt's reason and leaves no browser", () =>
  withProgram(async (folder, program) => {
    const stop = new AbortController();
    const options = { flags: [], folder, limitSeconds: 60, signal: stop.signal, program };
    const run = runLighthouse("http://127.0.0.1/hangs/", options);
    const ended = rejects(run, /^Failure: interrupted$/);
    const browser = await startedBrowserOf(folder);
    equal(runs(browser), true);
    stop.abort(new Failure("interrupted"));
    await ended;
    ok(await hasEnded(browser));
    await rejects(runLighthouse("http://127.0.0.1/good/", options), /^Failure: interrupted$/);
  }));
