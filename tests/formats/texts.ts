/** A whole text of every format, for the tests that damage and cut it. */
import { ok } from "node:assert/strict";
import { existsSync } from "node:fs";
import type { Format, Run } from "../../pipeline/formats/format.ts";
import { fixture, FIXTURES } from "./testing.ts";

const SAMPLES =
  '{"format":"wallclock-process-samples","version":1,"role":"server","pid":1,"clockTicksPerSecond":100,' +
  '"pageBytes":4096,"intervalSeconds":0.1,"measuredFrom":0,"measuredTo":1}\n' +
  Array.from({ length: 11 }, (_, index) => `[${index / 10},${index * 5},100]\n`).join("") +
  '{"end":true}\n';

const HISTOGRAM = "# wallclock wrk-latency-histogram 1\n" +
  "# unit: us, loop: closed-backfilled, count: 6\n61 1\n64 5\n# end\n";

const CITED = '# wallclock cited-table 1\n# source: A. Author, "Servers compared", 2026\n\n' +
  "implementation,case,limits,load,load_unit,metric,statistic,value,unit,loop,printed,note\n" +
  'axum,,"1 core, 2 GiB",8,connections,throughput,mean,316506,req/s,,"316,506",\n' +
  "flask,sleep,,,,memory_rss,max,18.4,MB,,,\n";

/** By format; where none is given, the first of its own fixtures is taken. */
export const TEXTS: Readonly<Record<string, string>> = {
  "wrk-latency-histogram": HISTOGRAM,
  "autocannon-latency-histogram": fixture("autocannon/v9_driven.histogram.txt"),
  "k6-requests": fixture("k6_requests/v1_8.txt"),
  "stream-probe": fixture("stream_probe/paced.txt"),
  "process-samples": SAMPLES,
  rounds: fixture("rounds/fifty.ndjson"),
  "cited-table": CITED,
  "hdr-log": fixture("hdr_log/hdr-histogram-js-3.0.1.hlog"),
  "k6-points": fixture("k6_points/v1_8.json").slice(0, 8000),
  "k6-csv": fixture("k6_csv/v1_8.csv").slice(0, 3000),
  "hey-csv": fixture("hey/answers.csv"),
  "google-benchmark-csv": fixture("google_benchmark/python-1.9.5.csv"),
  "google-benchmark-json": fixture("google_benchmark/python-1.9.5.json"),
  "k6-summary": fixture("k6_summary/export_1_8.json"),
  autocannon: fixture("autocannon/v9_slow.json"),
  oha: fixture("oha/resets.json"),
  vegeta: fixture("vegeta/report.json"),
  bombardier: fixture("bombardier/errors.json"),
  wrk2: fixture("wrk/timeouts.txt").replace("Distribution", "Distribution (HdrHistogram - R)"),
  wrk: fixture("wrk/status_errors.txt") + fixture("wrk/lua_summary.txt"),
  "hdr-percentiles": fixture("hdr_percentiles/hdr-histogram-js-3.0.1.hgrm"),
  hey: fixture("hey/resets.txt"),
  "k6-text": fixture("k6_text/v1_8.txt"),
  pidstat: fixture("pidstat/12.6.1-h.txt"),
  "google-benchmark-console": fixture("google_benchmark/python-1.9.5.txt"),
};

/** The whole text of a format: of `hdr-log` the first in `testdata/hdr_log/`, unless one is given above. */
export function textOf({ name }: Pick<Format, "name">): string {
  const given = TEXTS[name];
  if (given !== undefined) return given;
  const folder = name.replaceAll("-", "_");
  const url = new URL(`${folder}/`, FIXTURES);
  const [first] = existsSync(url) ? [...Deno.readDirSync(url)].map((file) => file.name).sort() : [];
  ok(
    first !== undefined,
    `give ${name} a whole text: a fixture in pipeline/formats/testdata/${folder}/, or an entry in TEXTS of ` +
      "tests/formats/texts.ts",
  );
  return fixture(`${folder}/${first}`);
}

/** What a format reads in a text. */
export async function runsOf(format: Format, text: string): Promise<Run[]> {
  if (format.kind === "text") return format.read(text, { file: "f" });
  return await format.read(new Blob([text]).stream(), { file: "f" });
}
