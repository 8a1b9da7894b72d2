import { fold } from "./cases.ts";
import { describeFailures, failuresOf, hasAllFailed } from "./failures.ts";
import type { Rule } from "./rule.ts";
import { find, isLatency, isRate, loadTrialsOf, type TrialRows } from "./trial_rows.ts";
import { formatRate } from "./words.ts";

/** Any failure at all is told; what it does to the result is the reader's to judge by the share. */
export const failedAnswers: Rule = {
  name: "failed-answers",
  severity: "warn",
  scope: "file",
  saidBy: "formats",
  why:
    "A fast error is no work done: throughput that counts it is too high, and its latency is not that of an answer.",
  example:
    'wrk counts a 404 as a request; hyper.dev/letloop\'s script sums "Non-2xx or 3xx responses: 5" as 2 + 3 + 5 = 10 errors and shows none of them in its report.',
  check: (evidence) =>
    fold(
      failedAnswers,
      loadTrialsOf(evidence).flatMap((trial) => {
        const failures = failuresOf(trial);
        const { kinds, share, checkRatio } = failures;
        const failed = kinds.length > 0 || (share ?? 0) > 0 || (checkRatio ?? 1) < 1;
        if (!failed || hasAllFailed(failures)) return [];
        const goodput = find(trial, "goodput", "mean");
        // Goodput leaves out error statuses alone: where no check passed it is no rate of success.
        const isUnchecked = checkRatio === 0;
        const good = goodput === undefined || isUnchecked
          ? ""
          : `; ${formatRate(goodput.value)} succeeded`;
        return [{
          trial,
          rows: rowsOf(trial, isUnchecked),
          weight: share ?? kinds.reduce((sum, { count }) => sum + count, 0),
          text: `${describeFailures(failures)}${good}`,
        }];
      }),
    ),
};

/** Throughput and latency, which count the failures; goodput counts failed checks alone. */
function rowsOf(trial: TrialRows, withGoodput: boolean) {
  return trial.rows.filter((row) =>
    row.status === "ok" &&
    (isRate(row) && (withGoodput || row.metric !== "goodput") || isLatency(row) ||
      row.value > 0 && (row.metric === "errors" || row.metric.startsWith("errors_")))
  );
}
