import { fold } from "./cases.ts";
import { describeFailures, failuresOf, hasAllFailed } from "./failures.ts";
import type { Rule } from "./rule.ts";
import { loadTrialsOf, resultsOf } from "./trial_rows.ts";

/** Every answer had an error status or, where nothing tells that, every check failed. */
export const allAnswersFailed: Rule = {
  name: "all-answers-failed",
  severity: "withhold",
  scope: "file",
  why: "Where nothing succeeded the figures are those of an error page.",
  example:
    "The wrk.log of github.com/Zadneprovski/HttpServer (commit d927667) reports 2,931.77 requests/sec, 88,124 requests and, two lines below, 88,124 non-2xx or 3xx responses.",
  check: (evidence) =>
    fold(
      allAnswersFailed,
      loadTrialsOf(evidence).flatMap((trial) => {
        const failures = failuresOf(trial);
        if (!hasAllFailed(failures)) return [];
        const text = `nothing succeeded: ${describeFailures(failures)}`;
        return [{ trial, rows: resultsOf(trial), weight: failures.requests ?? 0, text }];
      }),
    ),
};
