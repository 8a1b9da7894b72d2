/**
 * The end-of-test summary that k6 prints: of 0.x ("checks.....: 100.00% ✓ 9 ✗ 0"), of 1.x ("█ TOTAL
 * RESULTS") and of its full mode with a section for each scenario and group; several runs in one text,
 * with prompts, progress and log lines between.
 *
 * In `http_req_failed` the first number counts the **failed** requests, whatever mark stands before it.
 */
import { Failure } from "../../../common/failure.ts";
import { add, sayTruncated, startRun } from "../build_run.ts";
import type { Origin, Run, TextFormat } from "../format.ts";
import {
  addK6Metric,
  addThresholds,
  ASSUMED_LOOP,
  derivedDuration,
  type K6Loop,
  type K6Metric,
  wholeFirst,
} from "./k6.ts";
import { type Draft, draftK6Text } from "./k6_text_drafts.ts";

const NAME = "k6-text";
const METRIC_LINE =
  /(?:^|[\s|>])(?:http_reqs|http_req_duration|iterations|iteration_duration|vus|vus_max|data_received|checks|checks_total|grpc_req_duration)\.{3,}: /m;
const TITLE_LINE = /[^\w\s]{1,6} TOTAL RESULTS\s*$/m;
const BANNER = /\bexecution: (?:local|cloud)\b[^]{0,600}?\b(?:scenarios: \(|script: )/;
/** The two texts that the banner quotes are told up to so many letters. */
const LONGEST_LABEL = 500;

export const k6TextFormat: TextFormat = {
  kind: "text",
  name: NAME,
  looksFor: 'k6 console output ("http_reqs......:", "█ TOTAL RESULTS")',
  recognizes: (head) => METRIC_LINE.test(head) || TITLE_LINE.test(head) || BANNER.test(head),
  read: readK6Text,
};

/** Reads every run of a text. */
export function readK6Text(text: string, { file }: Origin): Run[] {
  const at = (line: number) => `${file}#L${line}`;
  const drafts = draftK6Text(text, at);
  const whole = drafts.filter((draft) => draft.metrics.size > 0);
  if (whole.length === 0) {
    throw new Failure(
      `${file} line ${
        text.trimEnd().split("\n").length
      }: no summary of k6 up to here; give the whole ` +
        'output, to the lines behind "http_reqs"',
    );
  }
  const runs = whole.map((draft, index) => readDraft(draft, index + 1, at));
  for (const { firstLine, metrics } of drafts) {
    if (metrics.size > 0) continue;
    // Said of the run before it, or of the first.
    const neighbour = whole.findLastIndex((draft) => draft.firstLine < firstLine);
    sayTruncated(
      runs[Math.max(0, neighbour)] as Run,
      at(firstLine),
      `the run that begins at line ${firstLine} has no summary: it was stopped or cut off`,
    );
  }
  return runs;
}

function readDraft(draft: Draft, number: number, at: (line: number) => string): Run {
  const run = startRun(NAME, number, { style: draft.isLegacy ? "legacy" : "v1" });
  if (draft.script !== undefined) run.labels.script = draft.script.slice(0, LONGEST_LABEL);
  if (draft.scenarios.length > 0) {
    run.labels.scenarios = draft.scenarios.join("; ").slice(0, LONGEST_LABEL);
  }
  if (draft.interrupted > 0) run.labels.interruptedIterations = String(draft.interrupted);
  const loop = loopOf(draft.scenarios);
  const metrics: K6Metric[] = [...draft.metrics.values()].map((metric) => ({
    ...metric,
    selector: [metric.section, metric.selector].filter((part) => part !== "").join(","),
  }));
  for (const metric of wholeFirst(metrics)) {
    // Its two companions say nothing more than "checks_succeeded".
    if (metric.name === "checks_total" || metric.name === "checks_failed") continue;
    addK6Metric(run, metric, loop);
  }
  addDuration(run, draft, metrics, at);
  addThresholds(run, draft.thresholds);
  for (const { line, message } of draft.doubts) {
    sayTruncated(run, at(line), `${message}; what is certain is kept`);
  }
  return run;
}

/** Of "running (1m10.0s)": k6 rounds to a tenth of a second. */
const RUNNING_ERROR = 0.1;

/**
 * Adds the duration: count / rate has all its digits, "running (...)" only tenths of a second; where they
 * disagree a number was cut, and the plain statement stands.
 */
function addDuration(
  run: Run,
  { running }: Draft,
  metrics: readonly K6Metric[],
  at: (line: number) => string,
): void {
  const derived = derivedDuration(metrics);
  if (derived !== undefined) {
    const { value } = derived;
    const agrees = running === undefined || Math.abs(value - running.seconds) <= RUNNING_ERROR;
    if (agrees) return add(run, { metric: "duration", statistic: "total", ...derived });
  }
  if (running === undefined || running.seconds === 0 || running.seconds === Infinity) return;
  const { seconds, line } = running;
  add(run, { metric: "duration", statistic: "total", value: seconds, source: at(line) });
}

/** Open where every scenario starts iterations by the clock, closed where none does. */
function loopOf(scenarios: readonly string[]): K6Loop {
  const isOpen = scenarios.map((text) => /\biter(?:ation)?s\/s\b/.test(text));
  const isClosed = scenarios.map((text) =>
    /\blooping VUs\b|\biterations (?:for|shared)\b/.test(text)
  );
  if (scenarios.length > 0 && isOpen.every(Boolean)) return { loop: "open", isStated: true };
  if (scenarios.length > 0 && isClosed.every(Boolean)) return { loop: "closed", isStated: true };
  return ASSUMED_LOOP;
}
