/**
 * What Lighthouse says of the built pages: `deno task bench:lighthouse`. It is fetched when this runs, and is no part
 * of the lock file. The browser is `$CHROMIUM`, or the one that Lighthouse finds.
 */
import { command, endWith, numberOption, printData, runCommand } from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import { terminalProgress } from "../common/progress.ts";
import { interruptSignal } from "../runners/interrupt.ts";
import { buildSite } from "../site/build.ts";
import { answer } from "../site/serve.ts";
import { makeReport } from "../tests/make_report.ts";
import { type Result, runLighthouse, type RunOptions } from "./lighthouse_run.ts";
import { median } from "./measure.ts";

/** A page of each kind, of a report of 15 implementations x 9 loads x 5 trials; the heaviest first. */
const PAGES = [
  "reports/synthetic/synthetic-counter/",
  "reports/synthetic/synthetic-counter/alder/",
  "reports/synthetic/",
  "",
  "compare/",
  "trends/synthetic-counter/",
  "method/",
  "published/",
  "data/",
  "data/synthetic/",
  "audit/",
];

/** What a page may fail, since it is meant to: from where files are read not even robots.txt may be asked for. */
const MEANT: Readonly<Record<string, string>> = { "audit/": "robots-txt" };

/** Least scores in percent. */
const LEAST: Readonly<Record<string, number>> = {
  performance: 99,
  accessibility: 100,
  "best-practices": 100,
  seo: 100,
};

/** Of every run. */
const FLAGS = [
  `--only-categories=${Object.keys(LEAST).join(",")}`,
  "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic " +
  "--disable-background-networking --disable-component-update --disable-sync",
];

/** Round trip and bandwidth of a phone on 4G, as WebPageTest has it; a processor four times as slow as ours. */
const FOUR_G = [
  "--throttling.rttMs=85",
  "--throttling.throughputKbps=9000",
  "--throttling.cpuSlowdownMultiplier=4",
];
const MOST_PAINT_MILLISECONDS = 1000;

interface Options {
  repeats: number;
  limit: number;
  page: string[];
  strict?: true;
}

async function bench({ repeats, limit, page, strict }: Options): Promise<void> {
  const progress = terminalProgress();
  const signal = interruptSignal("interrupted", () => Deno.exit(130));
  const folder = await Deno.realPath(await Deno.makeTempDir());
  const stop = new AbortController();
  const missed: string[] = [];
  const failed: string[] = [];
  let finished: Promise<void> = Promise.resolve();
  try {
    progress.show("building");
    await makeReport({ dataFolder: `${folder}/data` });
    const out = `${folder}/site`;
    await buildSite({ dataFolder: `${folder}/data`, out, base: "/" });
    await Deno.mkdir(`${folder}/runs`);
    const options = { flags: FLAGS, folder: `${folder}/runs`, limitSeconds: limit, signal };
    const server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen: () => {}, signal: stop.signal },
      async (request) => compressed(await answer(out, request)),
    );
    finished = server.finished;
    const site = `http://127.0.0.1:${server.addr.port}/`;
    printData(`${line("", Object.keys(LEAST), "LCP ms", "on 4G", "blocked ms")}\n`);
    for (const path of page.length > 0 ? page : PAGES) {
      progress.show(path);
      if (await Deno.stat(`${out}/${path}index.html`).then(() => false, () => true)) {
        failed.push(`/${path}: there is no such page`);
        continue;
      }
      try {
        const runs = await measure(site + path, repeats, options);
        progress.done();
        printData(`${lineOf(path, runs)}\n`);
        missed.push(...missedBy(path, runs));
      } catch (error) {
        // The other pages are still worth a look.
        if (!(error instanceof Failure) || signal.aborted) throw error;
        progress.say(`/${path}: ${error.message}`);
        failed.push(`/${path}: ${error.message}`);
      }
    }
  } finally {
    progress.done();
    stop.abort();
    await finished;
    await removeFolder(folder);
  }
  if (failed.length > 0) printData(`\nNot measured:\n${failed.join("\n")}\n`);
  if (missed.length > 0) printData(`\nMissed:\n${missed.join("\n")}\n`);
  else if (failed.length === 0) printData("\nAll targets met.\n");
  if (failed.length > 0 || strict === true && missed.length > 0) endWith(1);
}

/** Results of a page: with Lighthouse's own idea of a phone, and once on 4G. */
interface Runs {
  usual: Result[];
  fast: Result;
}

async function measure(address: string, repeats: number, options: RunOptions): Promise<Runs> {
  const usual: Result[] = [];
  for (let run = 0; run < repeats; run++) usual.push(await runLighthouse(address, options));
  const flags = [...options.flags, ...FOUR_G];
  return { usual, fast: await runLighthouse(address, { ...options, flags }) };
}

function lineOf(path: string, { usual, fast }: Runs): string {
  const scores = Object.keys(LEAST).map((category) => String(scoreOf(usual, category)));
  const blocked = median(usual.map((result) => valueOf(result, "total-blocking-time")));
  return line(
    `/${path}`,
    scores,
    median(usual.map(paintOf)).toFixed(0),
    paintOf(fast).toFixed(0),
    blocked.toFixed(0),
  );
}

/** A sentence for each target that a page misses. */
function missedBy(path: string, { usual, fast }: Runs): string[] {
  const missed: string[] = [];
  for (const [category, least] of Object.entries(LEAST)) {
    const score = scoreOf(usual, category);
    const faults = faultsOf(usual[0], category).filter(({ id }) => id !== MEANT[path]);
    if (score >= least || (MEANT[path] !== undefined && faults.length === 0)) continue;
    const why = faults.map(({ id, title }) => `${id} (${title})`).join("; ");
    missed.push(`/${path}: ${category} ${score} of ${least}: ${why}`);
  }
  const paint = paintOf(fast);
  // Also where there is no figure.
  if (!(paint < MOST_PAINT_MILLISECONDS)) {
    missed.push(`/${path}: largest paint after ${paint.toFixed(0)} ms on 4G`);
  }
  return missed;
}

/** In percent. */
function scoreOf(results: readonly Result[], category: string): number {
  return median(
    results.map(({ categories }) => Math.round(100 * (categories[category]?.score ?? 0))),
  );
}

function valueOf({ audits }: Result, audit: string): number {
  return audits[audit]?.numericValue ?? NaN;
}

function paintOf(result: Result): number {
  return valueOf(result, "largest-contentful-paint");
}

/** What took points from a category. */
function faultsOf(result: Result | undefined, category: string): { id: string; title: string }[] {
  const refs = result?.categories[category]?.auditRefs ?? [];
  return refs.filter(({ id, weight }) => weight > 0 && (result?.audits[id]?.score ?? 1) < 1)
    .map(({ id }) => ({ id, title: result?.audits[id]?.title ?? "" }));
}

/** As a host sends it: text is compressed. */
function compressed(response: Response): Response {
  const type = response.headers.get("content-type") ?? "";
  if (response.body === null || !/^text\/|json|xml/.test(type)) return response;
  const headers = new Headers(response.headers);
  headers.set("content-encoding", "gzip");
  return new Response(response.body.pipeThrough(new CompressionStream("gzip")), {
    status: response.status,
    headers,
  });
}

/** Takes a folder away, although a browser that was just ended may still write to it for a moment. */
async function removeFolder(folder: string): Promise<void> {
  for (let attempt = 1;; attempt++) {
    try {
      return await Deno.remove(folder, { recursive: true });
    } catch (error) {
      if (attempt === 10) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

function line(path: string, scores: readonly string[], ...others: string[]): string {
  return path.padEnd(46) + [...scores, ...others].map((text) => text.padStart(16)).join("");
}

if (import.meta.main) {
  await runCommand(
    command("bench:lighthouse", "What Lighthouse says of the built pages.")
      .option("--repeats <n>", "runs of which the median is shown", numberOption("--repeats", 1), 3)
      .option(
        "--limit <s>",
        "seconds after which a run has failed",
        numberOption("--limit", 1),
        120,
      )
      .option(
        "--page <path>",
        "only this page, as reports/synthetic/; repeat for more",
        (value: string, before: string[]) => [...before, value],
        [] as string[],
      )
      .option("--strict", "end with status 1 where a target is missed")
      .action(bench),
    Deno.args,
  );
}
