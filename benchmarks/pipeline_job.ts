/**
 * One job of the pipeline's benchmark, run in a process of its own:
 *
 *     deno run --allow-all benchmarks/pipeline_job.ts newlines|ours|duckdb FILE [FOLDER]
 *     deno run --allow-all benchmarks/pipeline_job.ts tables ROWS
 *
 * Prints JSON: the seconds of the work itself, without the start of the process, and what it found.
 */
import { createRequire } from "node:module";
import { gunzip, readChunks } from "../pipeline/formats/chunks.ts";
import { readRawInput } from "../pipeline/raw_input.ts";
import type { Row } from "../pipeline/row.ts";
import { readMeasurements, writeMeasurements } from "../pipeline/tables/measurements.ts";

/** What a job prints. */
export interface JobResult {
  seconds: number;
  /** Figures to compare between jobs of the same file. */
  found: Record<string, number>;
}

/** Exact version: what is compared with should not change by itself. */
const DUCKDB = "@duckdb/node-api@1.5.6-r.1";

/** Reads a file and finds its line ends: nothing that reads all of it can be faster. */
async function findNewlines(path: string): Promise<Record<string, number>> {
  const file = await Deno.open(path);
  const bytes = path.endsWith(".gz") ? gunzip(file.readable) : file.readable;
  let lines = 0;
  for await (const chunk of readChunks(bytes)) {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
  }
  return { lines };
}

/** What `inspect` reads of a file, without correcting, judging and printing it. */
async function readOurs(path: string): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (
    const { metric, statistic, value, labels } of (await readRawInput(path))[0]?.measurements ?? []
  ) {
    if (labels.tags !== undefined) continue;
    if (metric === "requests") found.requests = value;
    if (metric === "latency") found[statistic] = value;
  }
  return found;
}

interface DuckDb {
  DuckDBInstance: {
    create(path: string, options: Record<string, string>): Promise<{
      connect(): Promise<{ runAndReadAll(sql: string): Promise<{ getRowObjectsJS(): unknown[] }> }>;
    }>;
  };
}

/**
 * The same sums in DuckDB with one thread: count, sum and extremes of each metric and name, percentiles of
 * the three trends of which we tell some, by name and overall.
 */
async function queryDuckDb(
  path: string,
  folder: string | undefined,
): Promise<Record<string, number>> {
  // Not written as a literal import: nobody but this job needs the package.
  const module: DuckDb = folder === undefined
    ? await import(`npm:${DUCKDB}`)
    : createRequire(`${folder}/package.json`)("@duckdb/node-api");
  const instance = await module.DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`
    SELECT metric, data.tags.name AS name, count(*) AS count, sum(data.value) AS sum,
      min(data.value) AS min, max(data.value) AS max, min(data.time), max(data.time),
      quantile_cont(data.value, [0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999]) FILTER (
        metric IN ('http_req_duration', 'http_req_waiting', 'iteration_duration')) AS quantiles
    FROM read_json('${path.replaceAll("'", "''")}', format = 'newline_delimited', columns = {
      metric: 'VARCHAR', type: 'VARCHAR',
      data: 'STRUCT("time" VARCHAR, "value" DOUBLE, tags STRUCT("name" VARCHAR))'})
    WHERE type = 'Point' GROUP BY GROUPING SETS ((metric, data.tags.name), (metric))`);
  const rows = reader.getRowObjectsJS() as Record<string, unknown>[];
  const whole = (metric: string) =>
    rows.filter((row) => row.metric === metric && row.name === null)
      .toSorted((a, b) => Number(b.count) - Number(a.count))[0];
  const quantiles = (whole("http_req_duration")?.quantiles ?? []) as number[];
  return {
    requests: Number(whole("http_reqs")?.sum),
    p50: (quantiles[0] as number) / 1000,
    p99: (quantiles[4] as number) / 1000,
  };
}

/** Writes so many rows as measurements.csv and reads them back. */
function writeAndReadTables(count: number): Record<string, number> {
  const started = performance.now();
  const text = writeMeasurements(rowsOf(count));
  const written = performance.now();
  const rows = readMeasurements(text, "measurements.csv");
  return {
    rows: rows.length,
    bytes: text.length,
    writeSeconds: (written - started) / 1000,
    readSeconds: (performance.now() - written) / 1000,
  };
}

function* rowsOf(count: number): Generator<Row> {
  const statistics = ["mean", "stdev", "min", "p50", "p75", "p90", "p95", "p99", "p99.9", "max"];
  for (let i = 0; i < count; i++) {
    const trial = Math.floor(i / 10) % 5 + 1;
    const implementation = `server-${Math.floor(i / 50) % 40}`;
    yield {
      scenario: "http-counter",
      implementation,
      case: "",
      limits: "1 core",
      load: 2 ** (Math.floor(i / 2000) % 9),
      load_unit: "connections",
      trial,
      metric: "latency",
      statistic: statistics[i % 10] as string,
      value: (i * 7919 % 100_003) / 1e7 + 1e-4,
      unit: "s",
      clock: "wall",
      loop: "closed-backfilled",
      correction: "",
      status: "ok",
      findings: i % 20 === 0 ? ["backfilled-latency"] : [],
      source: `raw/http-counter/${implementation}/${trial}/wrk.txt#L${i % 10 + 4}`,
      labels: {},
    };
  }
}

if (import.meta.main) {
  const [job, target = "", folder] = Deno.args;
  const started = performance.now();
  const found = job === "newlines"
    ? await findNewlines(target)
    : job === "ours"
    ? await readOurs(target)
    : job === "duckdb"
    ? await queryDuckDb(target, folder)
    : writeAndReadTables(Number(target));
  const result: JobResult = { seconds: (performance.now() - started) / 1000, found };
  console.log(JSON.stringify(result));
}
