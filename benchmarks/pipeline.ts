/**
 * How fast the pipeline reads: k6's samples against the bare search for line ends and against DuckDB,
 * tables written and read back, ten thousand small files through `inspect`. `deno task bench:pipeline`
 *
 * Every job runs in a process of its own, pinned to one core; figures are medians.
 */
import { command, numberOption, runCommand } from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import { terminalProgress } from "../common/progress.ts";
import { writeK6Points } from "./make_k6_points.ts";
import { measure, type Measured, median, pinnedCore } from "./measure.ts";
import type { JobResult } from "./pipeline_job.ts";

interface Options {
  megabytes: number;
  repeats: number;
  rows: number;
  files: number;
  folder: string;
  duckdb?: string;
}

const ROOT = decodeURIComponent(new URL("..", import.meta.url).pathname);
const progress = terminalProgress();

/** A job, measured so many times. */
interface Timing {
  job: string;
  seconds: number;
  cpuSeconds: number;
  peakBytes: number;
  found: Record<string, number>;
}

async function timeJob(
  job: string,
  target: string,
  repeats: number,
  more: string[] = [],
): Promise<Timing> {
  const measured: (Measured & JobResult)[] = [];
  for (let i = 1; i <= repeats; i++) {
    progress.show(`${job} ${target.slice(target.lastIndexOf("/") + 1)}, ${i} of ${repeats}`);
    const one = await measure(Deno.execPath(), [
      "run",
      "--no-prompt",
      "--allow-all",
      `${ROOT}benchmarks/pipeline_job.ts`,
      job,
      target,
      ...more,
    ]);
    measured.push({ ...one, ...JSON.parse(one.output) as JobResult });
  }
  progress.done();
  return {
    job,
    seconds: median(measured.map((each) => each.seconds)),
    cpuSeconds: median(measured.map((each) => each.cpuSeconds)),
    peakBytes: Math.max(...measured.map((each) => each.peakBytes)),
    found: measured[0]?.found ?? {},
  };
}

/** Makes the file of samples and its gzipped twin where they are not there yet. */
async function makeFiles({ folder, megabytes }: Options): Promise<[string, string]> {
  await Deno.mkdir(folder, { recursive: true });
  const plain = `${folder}/k6-points-${megabytes}.json`;
  const zipped = `${plain}.gz`;
  const isThere = (path: string) => Deno.stat(path).then(() => true, () => false);
  if (!await isThere(plain)) {
    progress.show(`writing ${plain}`);
    await writeK6Points(plain, { bytes: megabytes * 1e6, uniqueUrls: false, seed: 1 });
  }
  if (!await isThere(zipped)) {
    progress.show(`writing ${zipped}`);
    const source = await Deno.open(plain);
    const target = await Deno.open(`${zipped}.partial`, {
      write: true,
      create: true,
      truncate: true,
    });
    await source.readable.pipeThrough(new CompressionStream("gzip")).pipeTo(target.writable);
    await Deno.rename(`${zipped}.partial`, zipped);
  }
  progress.done();
  return [plain, zipped];
}

async function benchPoints(options: Options): Promise<void> {
  const [plain, zipped] = await makeFiles(options);
  const { size } = await Deno.stat(plain);
  const more = options.duckdb === undefined ? [] : [options.duckdb];
  let hasDuckDb = true;
  for (const path of [plain, zipped]) {
    const floor = await timeJob("newlines", path, options.repeats);
    const ours = await timeJob("ours", path, options.repeats);
    const timings = [floor, ours];
    try {
      if (hasDuckDb) timings.push(await timeJob("duckdb", path, options.repeats, more));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      hasDuckDb = false;
      progress.say(
        `DuckDB is not measured: ${error.message}. Put it into a folder with\n` +
          "  npm install --prefix FOLDER @duckdb/node-api@1.5.6-r.1\nand add --duckdb FOLDER.",
      );
    }
    console.log(`\n${path}: ${(size / 1e6).toFixed(0)} MB of NDJSON`);
    printTable(
      ["job", "s", "CPU s", "MB/s", "peak MB", "of newlines", "of DuckDB"],
      timings.map((timing) => [
        timing.job,
        timing.seconds.toFixed(2),
        timing.cpuSeconds.toFixed(2),
        (size / 1e6 / timing.seconds).toFixed(0),
        (timing.peakBytes / 1e6).toFixed(0),
        (floor.seconds / timing.seconds).toFixed(2),
        timings[2] === undefined ? "" : (timings[2].seconds / timing.seconds).toFixed(2),
      ]),
    );
    if (timings[2] !== undefined) compareFound(ours, timings[2]);
  }
}

/** Two ways to the same figures must give the same figures. */
function compareFound(ours: Timing, theirs: Timing): void {
  for (const [name, value] of Object.entries(theirs.found)) {
    const own = ours.found[name] ?? NaN;
    if (Math.abs(own - value) > 1e-9 * Math.abs(value)) {
      throw new Failure(`${name} is ${own} here and ${value} in DuckDB; one of them is wrong`);
    }
  }
  console.log(`same figures in both: ${Object.keys(theirs.found).join(", ")}`);
}

async function benchTables({ rows, repeats }: Options): Promise<void> {
  const { found, peakBytes } = await timeJob("tables", String(rows), repeats);
  const { writeSeconds = NaN, readSeconds = NaN, bytes = NaN } = found;
  console.log(`\nmeasurements.csv of ${found.rows} rows, ${(bytes / 1e6).toFixed(0)} MB`);
  printTable(["job", "s", "MB/s", "peak MB"], [
    ["write", writeSeconds.toFixed(2), (bytes / 1e6 / writeSeconds).toFixed(0), ""],
    [
      "read",
      readSeconds.toFixed(2),
      (bytes / 1e6 / readSeconds).toFixed(0),
      (peakBytes / 1e6).toFixed(0),
    ],
  ]);
}

async function benchSmallFiles({ files, folder, repeats }: Options): Promise<void> {
  const text = await Deno.readTextFile(`${ROOT}pipeline/formats/testdata/wrk/status_errors.txt`);
  const wrk = `${folder}/wrk`;
  await Deno.mkdir(wrk, { recursive: true });
  const names = Array.from({ length: files }, (_, i) => `${i}.txt`);
  for (const name of names) await Deno.writeTextFile(`${wrk}/${name}`, text);
  const paths = names.map((name) => `${wrk}/${name}`);
  const measured: Measured[] = [];
  for (let i = 1; i <= repeats; i++) {
    progress.show(`inspect of ${files} files, ${i} of ${repeats}`);
    const args = ["run", "--no-prompt", "--allow-read", `${ROOT}pipeline/inspect.ts`, ...paths];
    measured.push(await measure(Deno.execPath(), args));
  }
  progress.done();
  const seconds = median(measured.map((each) => each.wallSeconds));
  const peak = Math.max(...measured.map((each) => each.peakBytes));
  console.log(`\ninspect of ${files} outputs of wrk, the start of the process included`);
  printTable(["s", "files/s", "peak MB"], [
    [seconds.toFixed(2), (files / seconds).toFixed(0), (peak / 1e6).toFixed(0)],
  ]);
}

function printTable(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const lines = [header, ...rows];
  const widths = header.map((_, i) => Math.max(...lines.map((line) => (line[i] ?? "").length)));
  for (const line of lines) {
    const cells = line.map((cell, i) =>
      i === 0 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number)
    );
    console.log(cells.join("  ").trimEnd());
  }
}

if (import.meta.main) {
  const least = (name: string) => numberOption(name, 1);
  const program = command("bench:pipeline", "Measure how fast the pipeline reads and writes.")
    .option("--megabytes <number>", "size of the samples of k6", least("--megabytes"), 1000)
    .option("--repeats <number>", "how often each job runs", least("--repeats"), 3)
    .option("--rows <number>", "rows of the table", least("--rows"), 500_000)
    .option("--files <number>", "small files", least("--files"), 10_000)
    .option("--folder <path>", "where the files are made", `${ROOT}.cache/benchmarks`)
    .option("--duckdb <folder>", "a folder in which npm installed @duckdb/node-api")
    .action(async (options: Options) => {
      const pinned = await pinnedCore();
      console.log(
        pinned === undefined
          ? "not pinned: there is no taskset; figures of a machine with several cores differ"
          : `pinned to core ${pinned.core}`,
      );
      await benchPoints(options);
      await benchTables(options);
      await benchSmallFiles(options);
    });
  await runCommand(program, Deno.args);
}
