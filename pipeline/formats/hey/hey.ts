/**
 * The summary that hey prints (github.com/rakyll/hey, `requester/print.go`, and its forerunner boom). Its
 * times have four decimals of a second, so 0.1 ms is the resolution.
 */
import { Failure } from "../../../common/failure.ts";
import { formatCount } from "../../audit/words.ts";
import { add, addSentinel, leaveOut, sayTruncated, startRun } from "../build_run.ts";
import type { Origin, Run, TextFormat } from "../format.ts";
import { type HeySummary, type HeyValue, splitHey } from "./hey_lines.ts";

export const heyFormat: TextFormat = {
  kind: "text",
  name: "hey",
  looksFor: 'hey ("Summary:", "Total: ... secs")',
  recognizes: (head) => /^Summary:\s*\n\s+Total:\s+[\d.]+ secs/m.test(head),
  read,
};

const RESOLUTION_SECONDS = "0.0001";

/** hey keeps at most so many latencies; its mean divides the sum of all by this number all the same. */
const MOST_LATENCIES = 1_000_000;

function read(text: string, { file }: Origin): Run[] {
  const summaries = splitHey(text);
  if (summaries.length === 0) {
    throw new Failure(
      `${file}: no summary of hey in it; give its whole output, from "Summary:" on`,
    );
  }
  return summaries.map((summary, index) => readSummary(summary, index + 1, file));
}

function readSummary(summary: HeySummary, number: number, file: string): Run {
  const run = startRun("hey", number);
  const at = (line: number) => `${file}#L${line}`;
  const { total, statuses, errors, statusesLine } = summary;
  const duration = { metric: "duration", statistic: "total", source: at(total.line) };
  const seconds = Number(total.text);
  if (Number.isFinite(seconds)) add(run, { ...duration, value: seconds });
  else leaveOut(run, duration, `"${total.text}" is no time`);
  const cut = cutWithinCounts(summary);
  if (statusesLine === undefined || cut !== undefined) {
    const said = cut ??
      {
        line: summary.lastLine,
        message:
          `the output stops after line ${summary.lastLine}, before "Status code distribution"; how many requests ` +
          "were answered is not known",
      };
    sayTruncated(run, at(said.line), said.message);
    addLatency(run, summary, undefined, at);
    return run;
  }
  const source = at(statuses[0]?.line ?? statusesLine);
  const answers = sum(statuses);
  const failed = sum(errors);
  add(run, { metric: "requests", statistic: "total", value: answers, source });
  addThroughput(run, summary, answers, failed, at);
  addLatency(run, summary, answers, at);
  if (summary.bytes !== undefined) {
    const value = Number(summary.bytes.text);
    add(run, {
      metric: "bytes_received",
      statistic: "total",
      value,
      source: at(summary.bytes.line),
    });
  }
  const bad = statuses.filter(({ key }) => Number(key) >= 400);
  add(run, {
    metric: "errors_status",
    statistic: "total",
    value: sum(bad),
    source: at(bad[0]?.line ?? statusesLine),
  });
  add(run, {
    metric: "errors",
    statistic: "total",
    value: failed,
    source: at(errors[0]?.line ?? statusesLine),
  });
  return run;
}

/** Where the counts of answers and errors end early: no sum of them is certain, a 0 least of all. */
function cutWithinCounts(
  { total, rate, statusesLine, statuses, errors, strayErrorLine }: HeySummary,
): { line: number; message: string } | undefined {
  if (strayErrorLine !== undefined) {
    return {
      line: strayErrorLine,
      message:
        `line ${strayErrorLine} is a count that is cut, or an error outside "Error distribution"; how many ` +
        "requests were answered is not certain",
    };
  }
  if (statusesLine === undefined) return undefined;
  const counted = sum(statuses) + sum(errors);
  const seconds = Number(total.text);
  // The rate is that of every request, in old versions of fewer: never of more than are listed. Half of one, and
  // what the fourth decimal of "Total" leaves open, is rounding.
  const rated = Number(rate?.text) * seconds;
  if (counted > 0 && rated - counted > 0.5 + rated * 0.00005 / Math.max(seconds, 0.0001)) {
    return {
      line: statusesLine,
      message:
        `${rate?.text} requests/s for ${total.text} s are more than the ${counted} requests that are listed from ` +
        `line ${statusesLine} on; what was answered is not certain`,
    };
  }
  if (counted > 0) return undefined;
  return {
    line: statusesLine,
    message:
      `no count follows "Status code distribution" on line ${statusesLine}; what was answered is not certain`,
  };
}

function sum(counts: readonly { count: number }[]): number {
  return counts.reduce((total, each) => total + each.count, 0);
}

/**
 * "Requests/sec" counts requests that were refused or timed out as much as answered ones (since 0.1.2; the
 * older versions count at most a million answers). The printed rate is reduced to the answers; one that fits
 * neither count is withheld.
 */
function addThroughput(
  run: Run,
  { rate, total }: HeySummary,
  answers: number,
  failed: number,
  at: (line: number) => string,
): void {
  if (rate === undefined) return;
  const input = { metric: "throughput", statistic: "mean", source: at(rate.line) };
  const printed = Number(rate.text);
  if (!Number.isFinite(printed)) {
    leaveOut(run, input, `"${rate.text}" is no rate`);
    return;
  }
  const seconds = Number(total.text);
  // "Total" has four decimals: of 0.0005 s it is off by up to a tenth.
  const slack = 1.02 + 0.00005 / Math.max(seconds, 0.0001);
  const fits = (count: number) => {
    const ratio = printed * seconds / count;
    return ratio < slack && ratio > 1 / slack;
  };
  if (answers > 0 && failed === 0 && fits(answers)) return add(run, { ...input, value: printed });
  if (answers + failed > 0 && fits(answers + failed)) {
    add(run, { ...input, value: printed * answers / (answers + failed) });
    run.findings.push({
      rule: "failed-answers",
      severity: "warn",
      message:
        `hey's ${rate.text} requests/s counts ${
          formatCount(failed, "request")
        } that got no answer; ${answers} of ` +
        `${answers + failed} are counted here`,
      source: at(rate.line),
      metric: "throughput",
      statistic: "mean",
    });
    return;
  }
  if (answers > 0 && fits(answers)) return add(run, { ...input, value: printed });
  addSentinel(
    run,
    { ...input, value: printed },
    `${rate.text} requests/s for ${total.text} s are neither ${answers} answers nor ${
      answers + failed
    } requests`,
  );
}

/** Adds latency; what is below the resolution, or of no answer at all, is withheld. */
function addLatency(
  run: Run,
  summary: HeySummary,
  answers: number | undefined,
  at: (line: number) => string,
): void {
  const addTime = (metric: string, statistic: string, printed: HeyValue | undefined) => {
    if (printed === undefined) return;
    const labels = { resolutionSeconds: RESOLUTION_SECONDS };
    const input = { metric, statistic, source: at(printed.line), loop: "closed" as const, labels };
    const value = Number(printed.text);
    if (!Number.isFinite(value)) {
      leaveOut(run, input, `"${printed.text}" is no time: nothing was answered`);
    } else if (value === 0) {
      addSentinel(
        run,
        { ...input, value },
        answers === 0 ? "no request was answered" : "it is below the resolution of 0.1 ms",
      );
    } else if (statistic === "mean" && (answers ?? 0) > MOST_LATENCIES) {
      addSentinel(
        run,
        { ...input, value },
        `hey divides the sum of ${answers} latencies by ${MOST_LATENCIES}`,
      );
    } else add(run, { ...input, value });
  };
  addTime("latency", "mean", summary.average);
  addTime("latency", "min", summary.fastest);
  addTime("latency", "max", summary.slowest);
  for (const { key, text, line } of summary.percentiles) {
    // With few requests the last percentiles are not reached and stand there as "0% in 0.0000 secs".
    if (key !== "0") addTime("latency", `p${key}`, { text, line });
  }
  const unreached = summary.percentiles.find(({ key }) => key === "0");
  const reached = new Set(summary.percentiles.map(({ key }) => key));
  if (unreached !== undefined) {
    for (const percent of ["50", "75", "90", "95", "99"]) {
      if (reached.has(percent)) continue;
      const place = { metric: "latency", statistic: `p${percent}`, source: at(unreached.line) };
      leaveOut(run, place, `${answers ?? "so few"} answers have no such percentile`);
    }
  }
  const [mean, min, max] = summary.responseWait ?? [];
  addTime("time_to_first_byte", "mean", mean);
  addTime("time_to_first_byte", "min", min);
  addTime("time_to_first_byte", "max", max);
  if ((answers ?? 0) > MOST_LATENCIES) {
    run.findings.push({
      rule: "truncated-input",
      severity: "warn",
      message:
        `minimum, maximum and percentiles are of the first ${MOST_LATENCIES} of ${answers} answers`,
      source: at(summary.total.line),
      metric: "latency",
    });
  }
}
