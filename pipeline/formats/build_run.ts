/** What formats say of a run beside its measurements: values that are none, and inputs that end early. */
import { formatCount } from "../audit/words.ts";
import { type Measurement, measurement, type MeasurementInput } from "../measurement.ts";
import type { Run } from "./format.ts";

/** An empty run. */
export function startRun(format: string, run: number, labels: Record<string, string> = {}): Run {
  return { format, run, labels, measurements: [], findings: [] };
}

/**
 * Adds a measurement. One that is not finite is left out with a finding: somebody wrote a number there that is
 * larger than any that can be kept, or it grew so large as it was scaled or summed.
 */
export function add(run: Run, input: MeasurementInput): void {
  if (Number.isFinite(input.value)) run.measurements.push(measurement(input));
  else {leaveOut(
      run,
      input,
      `${input.metric} ${input.statistic} is beyond any number that can be kept`,
    );}
}

/**
 * Adds a number that the tool printed although it measured none, such as a latency of 0. It keeps its
 * address and is withheld, so that no table, chart or rule takes it for a result.
 */
export function addSentinel(run: Run, input: MeasurementInput, message: string): void {
  if (!Number.isFinite(input.value)) return add(run, input);
  const added = measurement(input);
  run.measurements.push(added);
  withhold(run, added, message);
}

/** Withholds a measurement of the run that is known to be wrong. */
export function withhold(run: Run, measurement: Measurement, message: string): void {
  withholdAll(run, [measurement], message);
}

/**
 * Withholds measurements of the run that are wrong for one reason, which is said once. To be called when
 * the run has all measurements of their metric.
 */
export function withholdAll(run: Run, list: readonly Measurement[], message: string): void {
  const [first] = list;
  if (first === undefined) return;
  for (const each of list) {
    each.status = "withheld";
    each.findings = [...new Set([...each.findings, "sentinel-value"])];
  }
  const names = list.map(({ metric, statistic }) => metric === first.metric ? statistic : metric);
  const { metric, statistic, source } = first;
  // A finding without a statistic is about all of the metric. One value alone is never that: formats that
  // withhold one by one may not have added the others yet.
  const isAll = list.length > 1 &&
    run.measurements.every((each) => each.metric !== metric || list.includes(each));
  run.findings.push({
    rule: "sentinel-value",
    severity: "withhold",
    message: list.length === 1 ? message : `${names.join(", ")}: ${message}`,
    source,
    metric,
    ...(isAll ? {} : { statistic }),
  });
}

/** What a value left out is called. */
export interface LeftOut {
  metric: string;
  statistic: string;
  source: string;
}

/** Says that a value is left out because what stands in its place is no number (`-nan`, `null`). */
export function leaveOut(run: Run, { metric, statistic, source }: LeftOut, message: string): void {
  run.findings.push({
    rule: "sentinel-value",
    severity: "withhold",
    message,
    source,
    metric,
    statistic,
  });
}

/** Says that the latencies at `source` hold those of requests that got no answer. */
export function sayUnanswered(run: Run, count: number, source: string): void {
  if (count === 0) return;
  run.findings.push({
    rule: "failed-answers",
    severity: "warn",
    message: `the latencies hold ${
      formatCount(count, "request")
    } that got no answer, such as a refused connection or a timeout`,
    source,
    metric: "latency",
  });
}

/**
 * What is wrong with an end mark that is line `line` of a file of ours, and where; undefined where nothing is. A
 * second document behind the first is said: nobody knows which of the two the trial is.
 */
export function brokenEnd(
  lines: readonly string[],
  line: number,
  mark: string,
): { line: number; message: string } | undefined {
  if (lines[line - 1] !== mark) {
    return { line, message: `the end mark "${mark}" is not on line ${line}` };
  }
  const more = lines.findIndex((text, index) => index >= line && text.trim() !== "");
  if (more === -1) return undefined;
  return { line: more + 1, message: `there is more on line ${more + 1}, after the end mark` };
}

/** Says that the input ends before its end mark, or lacks a part; what is certainly right is kept. */
export function sayTruncated(run: Run, source: string, message: string): void {
  run.findings.push({ rule: "truncated-input", severity: "warn", message, source });
}
