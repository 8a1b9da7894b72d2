/** The registry of raw formats, the most specific first. A new format is one file and one line here. */
import { autocannonFormat } from "./autocannon/autocannon.ts";
import { autocannonHistogramFormat } from "./autocannon/autocannon_histogram.ts";
import { bombardierFormat } from "./bombardier.ts";
import { citedTableFormat } from "./cited_table/cited_table.ts";
import type { Format } from "./format.ts";
import { googleBenchmarkConsoleFormat } from "./google_benchmark/google_benchmark_console.ts";
import { googleBenchmarkCsvFormat } from "./google_benchmark/google_benchmark_csv.ts";
import { googleBenchmarkJsonFormat } from "./google_benchmark/google_benchmark_json.ts";
import { hdrLogFormat } from "./hdr/hdr_log.ts";
import { hdrPercentilesFormat } from "./hdr/hdr_percentiles.ts";
import { heyFormat } from "./hey/hey.ts";
import { heyCsvFormat } from "./hey/hey_csv.ts";
import { k6CsvFormat } from "./k6/k6_csv.ts";
import { k6PointsFormat } from "./k6/k6_points.ts";
import { k6RequestsFormat } from "./k6/k6_requests.ts";
import { k6SummaryFormat } from "./k6/k6_summary.ts";
import { k6TextFormat } from "./k6/k6_text.ts";
import { ohaFormat } from "./oha.ts";
import { pidstatFormat } from "./pidstat/pidstat.ts";
import { processSamplesFormat } from "./process_samples/process_samples.ts";
import { roundsFormat } from "./rounds/rounds.ts";
import { streamProbeFormat } from "./stream_probe.ts";
import { vegetaFormat } from "./vegeta.ts";
import { wrkFormat } from "./wrk/wrk.ts";
import { wrk2Format } from "./wrk/wrk2.ts";
import { wrkHistogramFormat } from "./wrk/wrk_histogram.ts";

export const FORMATS: readonly Format[] = [
  wrkHistogramFormat,
  autocannonHistogramFormat,
  k6RequestsFormat,
  streamProbeFormat,
  processSamplesFormat,
  roundsFormat,
  citedTableFormat,
  hdrLogFormat,
  k6PointsFormat,
  k6CsvFormat,
  heyCsvFormat,
  googleBenchmarkCsvFormat,
  googleBenchmarkJsonFormat,
  k6SummaryFormat,
  autocannonFormat,
  ohaFormat,
  vegetaFormat,
  bombardierFormat,
  // wrk2 prints what wrk prints and more; an .hgrm is what wrk2 holds in its middle.
  wrk2Format,
  wrkFormat,
  hdrPercentilesFormat,
  heyFormat,
  k6TextFormat,
  pidstatFormat,
  googleBenchmarkConsoleFormat,
];

/** The format whose content this is the beginning of; undefined where none recognises it. */
export function recognizeFormat(head: string): Format | undefined {
  return FORMATS.find((format) => format.recognizes(head));
}
