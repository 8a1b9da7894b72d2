import { deepEqual, match } from "node:assert/strict";
import { allAnswersFailed } from "./all_answers_failed.ts";
import { check, loadRows, withheldBy } from "./testing.ts";

const run = { requests: 88_124, throughput: 2931.77, latency: { mean: 13.81e-3 } };

Deno.test("all-answers-failed withholds the 2,932 error pages a second of Zadneprovski/HttpServer", () => {
  const rows = loadRows({
    ...run,
    more: {
      "errors_status total": 88_124,
      "errors_read total": 88_124,
      "errors_timeout total": 80,
    },
  });
  deepEqual(withheldBy(allAnswersFailed, rows), ["throughput mean", "latency mean"]);
  match(
    check(allAnswersFailed, rows)[0]?.message ?? "",
    /^nothing succeeded: 88,124 with an error status, .* of 88,124 requests/,
  );
});

Deno.test("all-answers-failed withholds a k6 run of which no check passed and nothing counts the errors", () => {
  const rows = loadRows({ ...run, more: { "check_ratio mean": 0 } });
  deepEqual(withheldBy(allAnswersFailed, rows), ["throughput mean", "latency mean"]);
});

Deno.test("all-answers-failed leaves answers that came and passed no check to failed-answers", () => {
  // "answered within 200 ms" says nothing of whether there was an answer.
  for (const share of [0, 0.5]) {
    const rows = loadRows({ ...run, more: { "error_ratio mean": share, "check_ratio mean": 0 } });
    deepEqual(check(allAnswersFailed, rows), []);
  }
  const rows = loadRows({ ...run, more: { "error_ratio mean": 1, "check_ratio mean": 0 } });
  deepEqual(withheldBy(allAnswersFailed, rows), ["throughput mean", "latency mean"]);
});

Deno.test("all-answers-failed says nothing where one answer was good", () => {
  const rows = loadRows({ ...run, more: { "errors_status total": 88_123 } });
  deepEqual(check(allAnswersFailed, rows), []);
});

Deno.test("all-answers-failed does not take read errors for failed answers", () => {
  // A server that closes every connection after its answer has one read error a request.
  const rows = loadRows({
    ...run,
    more: { "errors_status total": 0, "errors_read total": 88_124 },
  });
  deepEqual(check(allAnswersFailed, rows), []);
});

Deno.test("all-answers-failed leaves a run without requests to no-samples", () => {
  const rows = loadRows({ requests: 0, throughput: 0, more: { "error_ratio mean": 1 } });
  deepEqual(check(allAnswersFailed, rows), []);
});
