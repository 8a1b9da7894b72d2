/** What is said of a measurement, a run or a report, and how much it weighs. */

/**
 * `withhold`: the value is not shown as a result; `lower bound`: it is shown as ">= x";
 * `warn` and `note` stand beside it.
 */
export const SEVERITIES = ["withhold", "lower bound", "warn", "note"] as const;
export type Severity = typeof SEVERITIES[number];

/** What one finding of a severity does, and what several do. */
const DEEDS: Readonly<Record<Severity, readonly [one: string, several: string]>> = {
  "withhold": ["withholds values", "withhold values"],
  "lower bound": ["makes a value a lower bound", "make values lower bounds"],
  "warn": ["warns", "warn"],
  "note": ["is a note", "are notes"],
};

/** "5 findings withhold values, 1 warns", the gravest first; "nothing found" of none. */
export function describeCounts(findings: readonly { readonly severity: Severity }[]): string {
  const parts = SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [{ count, deed: DEEDS[severity][count === 1 ? 0 : 1] }];
  });
  if (parts.length === 0) return "nothing found";
  return parts.map(({ count, deed }, index) => {
    const noun = index > 0 ? "" : count === 1 ? " finding" : " findings";
    return `${count}${noun} ${deed}`;
  }).join(", ");
}

/** "latency p99", "latency": what a finding is about; empty where that is several metrics, or none. */
export function figureWords({ metric, statistic }: { metric: string; statistic: string }): string {
  return metric === "" ? "" : `${metric} ${statistic}`.trimEnd();
}

/** What a format says of its own input: it ended early, a value is no number. */
export interface InputFinding {
  /** Name of the rule, e.g. `truncated-input`. */
  rule: string;
  severity: Severity;
  message: string;
  /** `file#L<line>`; the file alone where no line is to blame. */
  source: string;
  /** The metric it is about; absent where it is about the whole run. */
  metric?: string;
  /** The statistic it is about; absent where it is about every statistic of the metric. */
  statistic?: string;
  /** Labels that the values it is about carry: a benchmark among many. */
  labels?: Readonly<Record<string, string>>;
}
