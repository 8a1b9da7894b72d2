/**
 * How fast the site is built and how heavy its pages are: `deno task bench:site`. On synthetic reports of 15
 * implementations x 9 loads x 5 trials; nothing here measures a server.
 */
import { command, endWith, numberOption, printData, runCommand } from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import { terminalProgress } from "../common/progress.ts";
import config from "../deno.json" with { type: "json" };
import { interruptSignal } from "../runners/interrupt.ts";
import { makeReport } from "../tests/make_report.ts";
import { median } from "./measure.ts";
import type { Job, JobResult } from "./site_job.ts";
import { type PageWeight, weightOf } from "./site_weight.ts";

const JOB = decodeURIComponent(new URL("site_job.ts", import.meta.url).pathname);
const CONFIG = decodeURIComponent(new URL("../deno.json", import.meta.url).pathname);

const WORDS = config.tasks.site.command.split(" ");

/** How the task tells the runtime to use its memory: variables before the command, flags within it. */
const VARIABLES = Object.fromEntries(
  WORDS.slice(0, WORDS.indexOf("deno")).map((word) => word.split("=")),
);
const FLAGS = WORDS.filter((flag) => flag.startsWith("--v8-flags"));

const REPORT = "reports/synthetic/";
const SCENARIO = `${REPORT}synthetic-counter/`;

/** Pages that are weighed, each with the most that it may weigh, in bytes. */
const PAGES: readonly { path: string; most?: number }[] = [
  { path: `${REPORT}index.html`, most: 100e3 },
  { path: `${SCENARIO}index.html`, most: 100e3 },
  { path: `${SCENARIO}alder/index.html`, most: 100e3 },
  { path: "index.html" },
  { path: "method/index.html" },
  { path: "compare/index.html" },
  { path: "audit/index.html" },
];

/** A job and the most that it may take; of many reports the targets are for so many. */
interface Line {
  what: string;
  job: Partial<Job>;
  mostSeconds?: number;
  mostBytes?: number;
}
const MANY = 100;

interface Options {
  reports: number;
  repeats: number;
  strict?: true;
}

function linesOf({ reports, repeats }: Options): Line[] {
  const one = { dataFolder: "one", out: "one_site" };
  const many = { dataFolder: "many", out: "many_site" };
  const recorded = { ...many, out: "many_again", cache: "records" };
  const isMany = reports === MANY;
  return [
    { what: "1 report, for the first time", job: one },
    { what: "1 report, warm", job: { ...one, warmup: 3, repeats }, mostSeconds: 1 },
    { what: `${reports} reports, for the first time`, job: many },
    {
      what: `${reports} reports, all pages anew`,
      job: recorded,
      ...(isMany ? { mostSeconds: 20, mostBytes: 400e6 } : {}),
    },
    { what: `${reports} reports, nothing changed`, job: { ...recorded, repeats } },
    { what: `${reports} reports, 1 changed`, job: { ...recorded, repeats, change: nameOf(0) } },
  ];
}

async function bench(options: Options): Promise<void> {
  const progress = terminalProgress();
  const signal = interruptSignal("interrupted; nothing is left behind", () => Deno.exit(130));
  const folder = await Deno.makeTempDir();
  const missed: string[] = [];
  try {
    progress.show(`making ${options.reports + 1} synthetic reports`);
    const made = await makeReport({ dataFolder: `${folder}/one` });
    for (let index = 0; index < options.reports; index++) {
      signal.throwIfAborted();
      await copyReport(made, `${folder}/many`, nameOf(index), index);
    }
    printData(`${columns("", "seconds", "MB at most", "files")}\n`);
    for (const line of linesOf(options)) {
      progress.show(line.what);
      const { seconds, peakBytes, files } = await run(folder, line.job, signal);
      const middle = median(seconds);
      const late = middle > (line.mostSeconds ?? Infinity);
      const large = peakBytes > (line.mostBytes ?? Infinity);
      if (late) missed.push(`${line.what}: ${middle.toFixed(2)} s of ${line.mostSeconds} s`);
      if (large) missed.push(`${line.what}: ${mb(peakBytes)} MB of ${mb(line.mostBytes ?? 0)} MB`);
      progress.done();
      printData(
        `${
          columns(
            line.what,
            `${middle.toFixed(2)}${late ? " !" : ""}`,
            `${mb(peakBytes)}${large ? " !" : ""}`,
            String(files),
          )
        }\n`,
      );
    }
    printData(`\n${columns("page, with what it loads, gzip", "KB", "", "")}\n`);
    for (const { path, most = Infinity } of PAGES) {
      const weight = await weightOf(`${folder}/one_site`, path);
      const heavy = weight.bytes > most;
      if (heavy) missed.push(`${path}: ${kb(weight.bytes)} KB of ${kb(most)} KB`);
      printData(
        `${columns(path, `${kb(weight.bytes)}${heavy ? " !" : ""}`, "", "")}  ${partsOf(weight)}\n`,
      );
    }
  } finally {
    progress.done();
    await Deno.remove(folder, { recursive: true });
  }
  printData(missed.length === 0 ? "\nAll targets met.\n" : `\nMissed (!):\n${missed.join("\n")}\n`);
  if (options.strict === true && missed.length > 0) endWith(1);
}

function nameOf(index: number): string {
  return `report-${String(index + 1).padStart(3, "0")}`;
}

/** The same trials under another name and date; raw files are links, since nobody changes them. */
async function copyReport(
  from: string,
  dataFolder: string,
  name: string,
  index: number,
): Promise<void> {
  const to = `${dataFolder}/${name}`;
  const copy = async (path: string) => {
    await Deno.mkdir(`${to}${path}`, { recursive: true });
    for await (const entry of Deno.readDir(from + path)) {
      const below = `${path}/${entry.name}`;
      if (entry.isDirectory) await copy(below);
      else if (path === "") await Deno.copyFile(from + below, to + below);
      else await Deno.link(from + below, to + below);
    }
  };
  await copy("");
  const file = `${to}/report.json`;
  const created = new Date(Date.UTC(2026, 0, 1 + index)).toISOString();
  const manifest = { ...JSON.parse(await Deno.readTextFile(file)), name, created };
  await Deno.writeTextFile(file, JSON.stringify(manifest, null, 2) + "\n");
}

/** Runs a job in a process of its own, whose cache is in `folder`. */
async function run(folder: string, job: Partial<Job>, signal: AbortSignal): Promise<JobResult> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--no-prompt", "--allow-all", ...FLAGS, `--config=${CONFIG}`, JOB],
      JSON.stringify({ warmup: 0, repeats: 1, ...job }),
    ],
    cwd: folder,
    env: { NO_COLOR: "1", ...VARIABLES },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    signal,
  }).output();
  signal.throwIfAborted();
  const decoder = new TextDecoder();
  if (!success) throw new Failure(decoder.decode(stderr).trim());
  return JSON.parse(decoder.decode(stdout));
}

function columns(...[what, ...figures]: [string, ...string[]]): string {
  return what.padEnd(46) + figures.map((figure) => figure.padStart(12)).join("");
}

function mb(bytes: number): string {
  return Number.isNaN(bytes) ? "not known" : (bytes / 1e6).toFixed(0);
}

function kb(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

function partsOf({ parts }: PageWeight): string {
  return parts.map(({ path, bytes }) => `${path.split("/").at(-1)} ${kb(bytes)}`).join(", ");
}

if (import.meta.main) {
  await runCommand(
    command(
      "bench:site",
      "How fast the site is built, in how much memory, and how heavy its pages are",
    )
      .option(
        "--reports <n>",
        "how many reports the large builds have",
        numberOption("--reports", 1),
        MANY,
      )
      .option(
        "--repeats <n>",
        "builds of which the median is shown",
        numberOption("--repeats", 1),
        5,
      )
      .option("--strict", "end with status 1 where a target is missed")
      .action(bench),
    Deno.args,
  );
}
