/** The registry of raw formats, the most specific first. A new format is one file and one line here. */
import { autocannonFormat } from "./autocannon.ts";
import { bombardierFormat } from "./bombardier.ts";
import { citedTableFormat } from "./cited_table.ts";
import type { Format } from "./format.ts";
import { googleBenchmarkConsoleFormat } from "./google_benchmark_console.ts";
import { googleBenchmarkCsvFormat } from "./google_benchmark_csv.ts";
import { googleBenchmarkJsonFormat } from "./google_benchmark_json.ts";
import { hdrLogFormat } from "./hdr_log.ts";
import { hdrPercentilesFormat } from "./hdr_percentiles.ts";
import { heyFormat } from "./hey.ts";
import { heyCsvFormat } from "./hey_csv.ts";
import { k6CsvFormat } from "./k6_csv.ts";
import { k6PointsFormat } from "./k6_points.ts";
import { k6SummaryFormat } from "./k6_summary.ts";
import { k6TextFormat } from "./k6_text.ts";
import { ohaFormat } from "./oha.ts";
import { pidstatFormat } from "./pidstat.ts";
import { processSamplesFormat } from "./process_samples.ts";
import { vegetaFormat } from "./vegeta.ts";
import { wrkFormat } from "./wrk.ts";
import { wrk2Format } from "./wrk2.ts";
import { wrkHistogramFormat } from "./wrk_histogram.ts";

export const FORMATS: readonly Format[] = [
  wrkHistogramFormat,
  processSamplesFormat,
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
