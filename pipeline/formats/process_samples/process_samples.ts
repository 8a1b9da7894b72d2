/**
 * Our own raw file of what one process of a trial used: CPU time and memory, sampled from outside. One
 * JSON value a line: a header, then `[tSeconds, cpuTicks, rssPages]`, then `{"end":true}`.
 *
 * `cpuTicks` is user and system time of the process and its children since their start; `tSeconds` is
 * monotonic, from the start of the trial. The header's `measuredFrom` and `measuredTo` bound the part that
 * counts: what lies before is start and warm-up. Of a server its `startSeconds` and `startRssPages` tell how
 * long it took to its first answer, and what it held then.
 */
import { Failure } from "../../../common/failure.ts";
import { add, sayTruncated, startRun } from "../build_run.ts";
import type { Origin, Run, TextFormat } from "../format.ts";
import { readProcessSamples, type Sample, type SampleHeader } from "./process_samples_lines.ts";

/**
 * The shortest window whose mean may be called a maximum. CPU time is counted in ticks of 10 ms: over
 * 0.1 s one tick is 10 % of a core, over half a second 2 %.
 */
const WINDOW_SECONDS = 0.5;

/** Metric names begin so, by role; a program that measures itself is what is under test. */
const PREFIXES: Readonly<Record<string, string>> = {
  server: "",
  program: "",
  generator: "generator_",
  backend: "backend_",
};

export const processSamplesFormat: TextFormat = {
  kind: "text",
  name: "process-samples",
  looksFor: 'process samples ("wallclock-process-samples")',
  recognizes: (head) => /^\s*\{\s*"format"\s*:\s*"wallclock-process-samples"/.test(head),
  read,
};

function read(text: string, { file }: Origin): Run[] {
  const { header, samples, findings, hasEnd, lastLine } = readProcessSamples(text, file);
  const prefix = PREFIXES[header.role];
  if (prefix === undefined) {
    throw new Failure(
      `${file} line 1: role "${header.role}" is not one of ${Object.keys(PREFIXES).join(", ")}`,
    );
  }
  const run = startRun("process-samples", 1, { role: header.role });
  if (header.pid !== undefined) run.labels.pid = String(header.pid);
  for (const { line, message } of findings) sayTruncated(run, `${file}#L${line}`, message);
  const measured = samples.filter(({ seconds }) =>
    seconds >= header.measuredFrom && seconds <= header.measuredTo
  );
  run.series = seriesOf(measured, header, prefix, file);
  addStart(run, header, file);
  if (!hasEnd) {
    sayTruncated(
      run,
      `${file}#L${lastLine}`,
      `the samples stop after line ${lastLine} without their end mark`,
    );
  }
  const missing = uncovered(measured, header);
  if (missing !== undefined) {
    sayTruncated(
      run,
      `${file}#L${measured.at(-1)?.line ?? lastLine}`,
      `${missing}; a mean over a part of it would not be the trial's`,
    );
    return [run];
  }
  addCpu(run, measured, header, prefix, file);
  addMemory(run, measured, header, prefix, file);
  return [run];
}

/** The start, which is whole whatever became of the samples. */
function addStart(
  run: Run,
  { role, startSeconds, startRssPages, pageBytes }: SampleHeader,
  file: string,
): void {
  if (role !== "server") return;
  const put = (metric: string, value: number | undefined) => {
    if (value === undefined) return;
    add(run, { metric, statistic: "total", value, source: `${file}#L1` });
  };
  put("start_time", startSeconds);
  put("memory_rss_start", startRssPages === undefined ? undefined : startRssPages * pageBytes);
}

/** What part of the measured time has no samples; undefined where they reach from end to end. */
function uncovered(measured: readonly Sample[], header: SampleHeader): string | undefined {
  const first = measured[0];
  const last = measured.at(-1);
  if (first === undefined || last === undefined) return "no sample lies in the measured time";
  const slack = Math.max(WINDOW_SECONDS, 3 * header.intervalSeconds);
  const { measuredFrom, measuredTo } = header;
  const early = first.seconds - measuredFrom;
  const late = measuredTo - last.seconds;
  if (Number.isFinite(early) && early > slack) {
    return `the first ${early.toFixed(1)} s of the measured time have no samples`;
  }
  return Number.isFinite(late) && late > slack
    ? `the last ${late.toFixed(1)} s of the measured time have no samples`
    : undefined;
}

/** Cores that were busy between two samples. */
function cores(from: Sample, to: Sample, header: SampleHeader): number {
  return (to.ticks - from.ticks) / header.clockTicksPerSecond / (to.seconds - from.seconds);
}

function addCpu(
  run: Run,
  samples: readonly Sample[],
  header: SampleHeader,
  prefix: string,
  file: string,
): void {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || first === last) return;
  const metric = `${prefix}cpu`;
  add(run, {
    metric,
    statistic: "mean",
    value: cores(first, last, header),
    source: `${file}#L${last.line}`,
  });
  const peak = busiestWindow(samples, header);
  if (peak === undefined) return;
  add(run, {
    metric,
    statistic: "max",
    value: peak.cores,
    source: `${file}#L${peak.line}`,
    labels: { windowSeconds: String(WINDOW_SECONDS) },
  });
}

/** CPU over a window that ends at a sample. */
interface Busy {
  seconds: number;
  cores: number;
  line: number;
}

/**
 * For each sample the mean of the shortest window that ends there and lasts at least {@linkcode WINDOW_SECONDS};
 * none for the first, before which the samples span less.
 */
function busyWindows(samples: readonly Sample[], header: SampleHeader): Busy[] {
  const windows: Busy[] = [];
  let from = 0;
  for (const to of samples) {
    // Half a millisecond of slack: five intervals of 0.1 s are 0.49999 s in floating point.
    while (to.seconds - (samples[from + 1]?.seconds ?? Infinity) >= WINDOW_SECONDS - 0.0005) from++;
    const start = samples[from] as Sample;
    if (to.seconds - start.seconds < WINDOW_SECONDS - 0.0005) continue;
    windows.push({ seconds: to.seconds, cores: cores(start, to, header), line: to.line });
  }
  return windows;
}

/** The first of the largest windows; undefined where the samples span less than one. */
function busiestWindow(samples: readonly Sample[], header: SampleHeader): Busy | undefined {
  let peak: Busy | undefined;
  for (const each of busyWindows(samples, header)) {
    if (peak === undefined || each.cores > peak.cores) peak = each;
  }
  return peak;
}

function addMemory(
  run: Run,
  samples: readonly Sample[],
  header: SampleHeader,
  prefix: string,
  file: string,
): void {
  const last = samples.at(-1);
  if (last === undefined) return;
  const metric = `${prefix}memory_rss`;
  const pages = samples.reduce((sum, each) => sum + each.pages, 0) / samples.length;
  const top = samples.reduce((most, each) => each.pages > most.pages ? each : most);
  add(run, {
    metric,
    statistic: "mean",
    value: pages * header.pageBytes,
    source: `${file}#L${last.line}`,
  });
  add(run, {
    metric,
    statistic: "max",
    value: top.pages * header.pageBytes,
    source: `${file}#L${top.line}`,
  });
}

/**
 * CPU of every window and memory at each sample of the measured time: that of the figures. After it a load tool
 * sums up, and in files of November 2026 a child that ended there counts once more in its parent.
 */
function seriesOf(
  measured: readonly Sample[],
  header: SampleHeader,
  prefix: string,
  file: string,
): NonNullable<Run["series"]> {
  const start = measured[0]?.seconds ?? 0;
  const windows = busyWindows(measured, header);
  return [
    {
      metric: `${prefix}cpu`,
      timesSeconds: windows.map((each) => each.seconds - start),
      values: windows.map((each) => each.cores),
      windowSeconds: WINDOW_SECONDS,
      source: `${file}#L1`,
    },
    {
      metric: `${prefix}memory_rss`,
      timesSeconds: measured.map((each) => each.seconds - start),
      values: measured.map((each) => each.pages * header.pageBytes),
      source: `${file}#L1`,
    },
  ];
}
