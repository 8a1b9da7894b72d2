/**
 * What Lighthouse says of the built pages: `deno task bench:lighthouse`. It is fetched when this runs, and is no part
 * of the lock file. The browser is `$CHROMIUM`, or the one that Lighthouse finds.
 */
import { command, endWith, numberOption, printData, runCommand } from "../common/command.ts";
import { Failure, messageOf } from "../common/failure.ts";
import { terminalProgress } from "../common/progress.ts";
import { buildSite } from "../site/build.ts";
import { answer } from "../site/serve.ts";
import { makeReport } from "../tests/make_report.ts";
import { median } from "./measure.ts";

const LIGHTHOUSE = "npm:lighthouse@12.8.2";

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

/** Round trip and bandwidth of a phone on 4G, as WebPageTest has it; a processor four times as slow as ours. */
const FOUR_G = [
  "--throttling.rttMs=85",
  "--throttling.throughputKbps=9000",
  "--throttling.cpuSlowdownMultiplier=4",
];
const MOST_PAINT_MILLISECONDS = 1000;

/** What is read of a result. */
interface Result {
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { title: string; score: number | null; numericValue?: number }>;
}

interface Options {
  repeats: number;
  page: string[];
  strict?: true;
}

async function bench({ repeats, page, strict }: Options): Promise<void> {
  const progress = terminalProgress();
  const folder = await Deno.realPath(await Deno.makeTempDir());
  const stop = new AbortController();
  const missed: string[] = [];
  let finished: Promise<void> = Promise.resolve();
  try {
    progress.show("building");
    await makeReport({ dataFolder: `${folder}/data` });
    const out = `${folder}/site`;
    await buildSite({ dataFolder: `${folder}/data`, out, base: "/" });
    const server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen: () => {}, signal: stop.signal },
      async (request) => compressed(await answer(out, request)),
    );
    finished = server.finished;
    const site = `http://127.0.0.1:${server.addr.port}/`;
    printData(`${line("", Object.keys(LEAST), "LCP ms", "on 4G")}\n`);
    for (const path of page.length > 0 ? page : PAGES) {
      progress.show(path);
      if (await Deno.stat(`${out}/${path}index.html`).then(() => false, () => true)) {
        missed.push(`/${path}: there is no such page`);
        continue;
      }
      const results: Result[] = [];
      for (let run = 0; run < repeats; run++) results.push(await lighthouse(site + path, []));
      const fast = await lighthouse(site + path, FOUR_G);
      progress.done();
      const scores = Object.keys(LEAST).map((category) =>
        median(results.map(({ categories }) => 100 * (categories[category]?.score ?? 0)))
      );
      const paint = paintOf(fast);
      const slow = median(results.map(paintOf));
      printData(
        `${line(`/${path}`, scores.map(String), slow.toFixed(0), paint.toFixed(0))}\n`,
      );
      for (const [index, [category, least]] of Object.entries(LEAST).entries()) {
        const score = scores[index] ?? 0;
        const faults = faultsOf(results[0], category).filter(({ id }) => id !== MEANT[path]);
        if (score >= least || (MEANT[path] !== undefined && faults.length === 0)) continue;
        const why = faults.map(({ id, title }) => `${id} (${title})`).join("; ");
        missed.push(`/${path}: ${category} ${score} of ${least}: ${why}`);
      }
      if (paint >= MOST_PAINT_MILLISECONDS) {
        missed.push(`/${path}: largest paint after ${paint.toFixed(0)} ms on 4G`);
      }
    }
  } finally {
    progress.done();
    stop.abort();
    await finished;
    await Deno.remove(folder, { recursive: true });
  }
  printData(missed.length === 0 ? "\nAll targets met.\n" : `\nMissed:\n${missed.join("\n")}\n`);
  if (strict === true && missed.length > 0) endWith(1);
}

/** One run of Lighthouse, in a process of its own. Throws a Failure with what it says when it fails. */
async function lighthouse(address: string, flags: readonly string[]): Promise<Result> {
  const chromium = Deno.env.get("CHROMIUM");
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--no-lock", "--no-config", "--allow-all", LIGHTHOUSE, address],
      ...["--quiet", "--output=json", "--output-path=stdout", ...flags],
      "--only-categories=performance,accessibility,best-practices,seo",
      "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic " +
      "--disable-background-networking --disable-component-update --disable-sync",
    ],
    env: { NO_COLOR: "1", ...(chromium === undefined ? {} : { CHROME_PATH: chromium }) },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const decoder = new TextDecoder();
  try {
    if (!success) throw new Failure("it failed");
    return JSON.parse(decoder.decode(stdout));
  } catch (error) {
    const said = decoder.decode(stderr).trim().split("\n").slice(-5).join("\n");
    throw new Failure(`${LIGHTHOUSE} at ${address}: ${messageOf(error)}\n${said}`);
  }
}

function paintOf({ audits }: Result): number {
  return audits["largest-contentful-paint"]?.numericValue ?? NaN;
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

function line(path: string, scores: readonly string[], ...paints: string[]): string {
  return path.padEnd(46) + [...scores, ...paints].map((text) => text.padStart(16)).join("");
}

if (import.meta.main) {
  await runCommand(
    command("bench:lighthouse", "What Lighthouse says of the built pages.")
      .option("--repeats <n>", "runs of which the median is shown", numberOption("--repeats", 1), 3)
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
