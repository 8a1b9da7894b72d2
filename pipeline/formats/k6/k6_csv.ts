/**
 * The samples that `k6 run --out csv=FILE` writes: a header, then one sample a line. Columns are found by
 * their names, for they grew: 15 in k6 0.26, 18 around 0.32, 19 since. Types are not in the file, so those
 * of a script's own metrics stay unknown.
 */
import { Failure } from "../../../common/failure.ts";
import { readChunks } from "../chunks.ts";
import { type CsvLine, readCsvLines } from "../csv_lines.ts";
import type { Origin, Run, StreamFormat } from "../format.ts";
import { createK6Aggregate } from "./k6_aggregate.ts";
import { sayBrokenLines } from "./k6_broken_lines.ts";
import { parseTime } from "./k6_points_line.ts";
import { runOfTotals } from "./k6_totals.ts";
import { createVusClock, doubtOfJump } from "./k6_vus_clock.ts";

const NAME = "k6-csv";
const HEADER = /^\uFEFF?"?metric_name"?,"?timestamp"?,"?metric_value"?(?:,|\r?$)/m;

export const k6CsvFormat: StreamFormat = {
  kind: "stream",
  name: NAME,
  looksFor: "k6 --out csv (header metric_name,timestamp,metric_value)",
  recognizes: (head) => HEADER.test(head),
  read: readK6Csv,
};

/** Where the columns are. */
interface Columns {
  count: number;
  metric: number;
  time: number;
  value: number;
  name: number;
}

interface RunState {
  columns: Columns;
  headerLine: number;
  rows: number;
  /** Seconds between two times that the file can tell apart. */
  timeResolution: number;
  /** Lines that are no whole rows. */
  broken: number[];
}

/** Reads every run of a CSV; a header in the middle begins another one. */
export async function readK6Csv(
  bytes: ReadableStream<Uint8Array>,
  origin: Origin,
): Promise<Run[]> {
  const aggregate = createK6Aggregate();
  const runs: Run[] = [];
  let state: RunState | undefined;
  let lastLine = 0;
  // Files that were joined without their headers, as rows of one table are, show by it alone.
  const clock = createVusClock();

  function finishRun(): void {
    const jump = clock.jump();
    clock.restart();
    if (state === undefined || aggregate.points() === 0) return;
    const { columns, rows, timeResolution, broken } = state;
    const run = runOfTotals(aggregate.finish(), {
      format: NAME,
      run: runs.length + 1,
      file: origin.file,
      timeResolution,
      doubt: jump === undefined ? undefined : doubtOfJump(jump),
    });
    run.labels.columns = String(columns.count);
    run.labels.rows = String(rows);
    sayBrokenLines(run, broken, lastLine, origin.file);
    runs.push(run);
  }

  function takeRow(state: RunState, { fields, line, isWhole }: CsvLine): void {
    const { columns } = state;
    const metric = fields[columns.metric];
    const text = fields[columns.value] ?? "";
    const value = isDecimal(text) ? Number(text) : NaN;
    const isRow = isWhole && fields.length === columns.count && metric !== undefined &&
      metric !== "" && Number.isFinite(value);
    if (!isRow) {
      if (fields.length > 1 || metric !== "") state.broken.push(line);
      return;
    }
    state.rows++;
    const time = readTime(fields[columns.time] ?? "");
    aggregate.time(time.seconds);
    if (metric === "vus") clock.see(time.seconds, line);
    state.timeResolution = Math.min(state.timeResolution, time.resolution);
    const name = columns.name < 0 ? "" : fields[columns.name] as string;
    aggregate.point(aggregate.metricId(metric), aggregate.nameId(name), value, line);
  }

  for await (const row of readCsvLines(readChunks(bytes))) {
    const header = headerOf(row);
    if (header === undefined) {
      if (state !== undefined) takeRow(state, row);
    } else {
      // A row before it was cut before its line end, where files were joined.
      if (header.length < row.fields.length) {
        state?.broken.push(row.line);
        lastLine = row.line;
      }
      finishRun();
      state = startRun(header, row.line);
    }
    lastLine = row.line;
  }
  finishRun();
  if (runs.length === 0) {
    throw new Failure(
      `${origin.file} line ${
        Math.max(lastLine, 1)
      }: no sample of k6 up to here; give the file that ` +
        "k6 run --out csv=FILE wrote, with its header",
    );
  }
  return runs;
}

/** The columns that the row names, if it is a header or one stands at its end. */
function headerOf({ fields }: CsvLine): string[] | undefined {
  if (fields[0]?.replace("\uFEFF", "") === "metric_name") return fields;
  const time = fields.indexOf("timestamp");
  if (time < 1 || !fields[time - 1]?.endsWith("metric_name")) return undefined;
  return ["metric_name", ...fields.slice(time)];
}

function startRun(fields: string[], line: number): RunState {
  return {
    columns: {
      count: fields.length,
      metric: 0,
      time: fields.indexOf("timestamp"),
      value: fields.indexOf("metric_value"),
      name: fields.indexOf("name"),
    },
    headerLine: line,
    rows: 0,
    timeResolution: 1,
    broken: [],
  };
}

/**
 * Whether what Number() makes a number of is written as a decimal, as k6 writes it: no blanks around it, no
 * `0x10`. Rows are many, so it looks at three letters and tries no pattern.
 */
function isDecimal(text: string): boolean {
  const second = text.charCodeAt(1);
  return text.charCodeAt(0) > 0x20 && text.charCodeAt(text.length - 1) > 0x20 &&
    !(second > 0x39 && second !== 0x65 && second !== 0x45);
}

/** Seconds since 1970 and how fine they are: k6 writes whole seconds unless told otherwise. */
function readTime(text: string): { seconds: number; resolution: number } {
  if (!/^\d{1,19}$/.test(text)) {
    return { seconds: parseTime(text), resolution: text.includes(".") ? 1e-9 : 1 };
  }
  // unix, unix_milli, unix_micro and unix_nano have 10, 13, 16 and 19 digits until the year 2286.
  const decimals = text.length > 16 ? 9 : text.length > 13 ? 6 : text.length > 11 ? 3 : 0;
  return { seconds: Number(text) / 10 ** decimals, resolution: 1 / 10 ** decimals };
}
