/** The lines of k6's console output: legacy (0.x, `--summary-mode=legacy`) and 1.x. */
import { type LineValues, readDuration, readLineValues } from "./k6_text_values.ts";

export type K6Line =
  | {
    kind: "metric";
    /** As printed; `{ expected_response:true }` for a submetric of the metric before. */
    name: string;
    data: string;
    /** Whether the thresholds of the metric were kept, in the legacy layout. */
    hasPassed: boolean | undefined;
  }
  | { kind: "title"; title: string; indent: number }
  | { kind: "threshold"; expression: string; hasPassed: boolean | undefined }
  | { kind: "banner" }
  | { kind: "script"; script: string }
  | { kind: "scenario"; description: string }
  | { kind: "running"; seconds: number | undefined; interrupted: number }
  | { kind: "other" };

/** k6 breaks no line, and its longest names have 128 letters. */
const LONGEST_LINE = 2000;
/** A name is padded with at least three dots. */
const DOTS = /\.{3,}: +(?=\S)/;
/** Names as the oldest versions allowed them; a submetric's in braces. */
const NAME = /^(?:\{ .+ \}|[\p{L}\p{N}_ .!?/&#()<>%-]{1,128})$/u;
const MARKED = /^([^\s\w{"'([]\S{0,5})\s+(\S.*)$/;
const TITLE = /^(\s*)\S{1,6} (THRESHOLDS|TOTAL RESULTS|(?:GROUP|SCENARIO): .*?)\s*$/;
const THRESHOLD = /^\s*(\S{1,6})\s+'(.+)'\s+\S+=/;
const BANNER = /^\s*execution: (?:local|cloud|distributed)\b/;
const SCRIPT = /^\s*script: (\S.*?)\s*$/;
const SCENARIO = /^\s*\* (\S.*?: .*?)\s*$/;
/** Before k6 0.27 there were no scenarios, and no open loop. */
const OLD_VUS = /^\s*(vus: \d+, max: \d+)\s*$/;
/** The last line of progress: no virtual user is left. */
const RUNNING =
  /\brunning \(([\dhms.]+)\), 0+\/\d+ VUs, \d+ complete and (\d+) interrupted iterations/;

/** ✓ and ✗, and what became of them in code pages 437, 850, 852, 1252, 1251 and 866. */
const PASSED = ["✓", "√", "Γ£ô", "Ô£ô", "ÔťĹ", "âœ“", "вњ“", "тЬУ"];
const CROSSED = ["✗", "×", "Γ£ù", "Ô£ù", "ÔťŚ", "âœ—", "вњ—", "тЬЧ"];

/**
 * What stands before k6's own line: time stamps of a build log, with GitLab's and Kubernetes' name of the
 * stream behind them, a container's name, marks of a quotation or of lines that were added, and what a
 * carriage return painted over.
 */
const BEFORE = new RegExp(
  [
    /^[^\n]*\r/,
    /^[^"]{0,120}?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[\d.]*Z[ \t](?:\d\d[OE][ +]|std(?:out|err) [FP] )?/,
    /^\s*[\w./-]{1,60}\s+\| /,
    /^(?:>(?: |$)|\+)/,
  ].map(({ source }) => source).join("|"),
);

/** The line as k6 printed it. */
export function stripLog(text: string): string {
  return text.length > LONGEST_LINE ? text : text.replace(BEFORE, "");
}

export function readK6Line(text: string): K6Line {
  if (text.length > LONGEST_LINE) return { kind: "other" };
  const metric = readMetricLine(text);
  if (metric !== undefined) return metric;
  const title = TITLE.exec(text);
  if (title !== null) {
    return { kind: "title", title: title[2] as string, indent: (title[1] as string).length };
  }
  const threshold = THRESHOLD.exec(text);
  if (threshold !== null) {
    const hasPassed = verdictOf(threshold[1]);
    return { kind: "threshold", expression: threshold[2] as string, hasPassed };
  }
  if (BANNER.test(text)) return { kind: "banner" };
  const script = SCRIPT.exec(text);
  if (script !== null) return { kind: "script", script: script[1] as string };
  const scenario = SCENARIO.exec(text);
  if (scenario !== null) return { kind: "scenario", description: scenario[1] as string };
  const oldVus = OLD_VUS.exec(text);
  if (oldVus !== null) return { kind: "scenario", description: `looping VUs, ${oldVus[1]}` };
  const running = RUNNING.exec(text);
  if (running === null) return { kind: "other" };
  return {
    kind: "running",
    seconds: readDuration(running[1] as string),
    interrupted: Number(running[2]),
  };
}

function readMetricLine(text: string): K6Line | undefined {
  const dots = DOTS.exec(text);
  if (dots === null) return undefined;
  let name = text.slice(0, dots.index).trim();
  let mark: string | undefined;
  // More than one where somebody put a sign before each line; the last is k6's.
  for (let marked = MARKED.exec(name); marked !== null; marked = MARKED.exec(name)) {
    [mark, name] = [marked[1] as string, marked[2] as string];
  }
  if (!NAME.test(name)) return undefined;
  const data = text.slice(dots.index + dots[0].length);
  return { kind: "metric", name, data, hasPassed: verdictOf(mark) };
}

function verdictOf(mark: string | undefined): boolean | undefined {
  if (mark === undefined) return undefined;
  if (PASSED.includes(mark)) return true;
  return CROSSED.includes(mark) ? false : undefined;
}

/** Nothing but words of k6's values, with a digit among them; no line of prose or of progress. */
const CONTINUATION = /^(?=.*\d)[\s\w.%=()/µ✓✗-]{1,300}$/;
const MOST_CONTINUATIONS = 4;

/**
 * Reads the values of a metric line together with the lines that a narrow console broke off it: what
 * stands behind the break belongs to it when the whole then makes sense. `next` are the lines behind it.
 */
export function readWrapped(
  data: string,
  next: readonly string[],
): { values: LineValues | undefined; linesUsed: number } {
  let best = { values: readLineValues(data), linesUsed: 0 };
  let joined = [data];
  for (let used = 0; used < Math.min(next.length, MOST_CONTINUATIONS); used++) {
    const line = next[used] as string;
    if (!CONTINUATION.test(line) || readK6Line(line).kind !== "other") break;
    // A console breaks inside of words; a copy may have lost the blanks at the break.
    joined = joined.flatMap((before) => [before + line, `${before} ${line.trim()}`]);
    const whole = joined.map(readLineValues).find((values) => values?.isWhole);
    if (whole !== undefined) best = { values: whole, linesUsed: used + 1 };
  }
  return best;
}
