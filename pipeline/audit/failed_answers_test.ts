import { deepEqual, equal, ok } from "node:assert/strict";
import { failedAnswers } from "./failed_answers.ts";
import { check, loadRows } from "./testing.ts";

const run = { requests: 100_000, throughput: 10_000, latency: { mean: 0.001 } };

Deno.test("failed-answers counts each kind of failure and names the goodput", () => {
  const rows = loadRows({
    ...run,
    more: { "errors_status total": 2000, "errors_timeout total": 345, "goodput mean": 9800 },
  });
  const findings = check(failedAnswers, rows);
  equal(
    findings[0]?.message,
    "2,000 with an error status and 345 timeouts of 100,000 requests (2 % of the answers); 9,800/s succeeded",
  );
  ok(findings[0]?.rows.every((row) => row.metric !== "goodput"));
});

Deno.test("failed-answers sees failed checks of k6, whose answers were all 200", () => {
  const rows = loadRows({
    ...run,
    more: {
      "errors_status total": 0,
      "error_ratio mean": 0,
      "errors_check total": 50,
      "check_ratio mean": 0.99975,
    },
  });
  equal(
    check(failedAnswers, rows)[0]?.message,
    "50 failed checks of 100,000 requests, 0.025 % of the checks failed",
  );
});

Deno.test("failed-answers says nothing where every count is 0", () => {
  const more = { "errors_status total": 0, "errors_read total": 0, "error_ratio mean": 0 };
  deepEqual(check(failedAnswers, loadRows({ ...run, more })), []);
});

Deno.test("failed-answers does not count autocannon's timeouts twice", () => {
  const rows = loadRows({ ...run, more: { "errors total": 5, "errors_timeout total": 5 } });
  equal(check(failedAnswers, rows)[0]?.message, "5 timeouts of 100,000 requests");
});

Deno.test("failed-answers says one of a kind in the singular", () => {
  const messageOf = (more: Record<string, number>) =>
    check(failedAnswers, loadRows({ ...run, more }))[0]?.message;
  equal(
    messageOf({ "errors_status total": 1, "errors_read total": 1, "errors_timeout total": 1 }),
    "1 with an error status, 1 read error and 1 timeout of 100,000 requests (0.001 % of the answers)",
  );
  equal(messageOf({ "errors total": 1 }), "1 error of 100,000 requests");
  const one = loadRows({ ...run, requests: 1, more: { "errors_timeout total": 1 } });
  const [finding] = check(failedAnswers, one);
  equal(finding?.message, "1 timeout of 1 request");
  ok(finding?.rows.some(({ metric }) => metric === "errors_timeout"), "of the count itself too");
});

Deno.test("failed-answers leaves it to all-answers-failed where nothing succeeded", () => {
  const rows = loadRows({ ...run, more: { "errors_status total": 100_000 } });
  deepEqual(check(failedAnswers, rows), []);
});

Deno.test("failed-answers says that every check failed of a run whose answers came", () => {
  const more = {
    "error_ratio mean": 0.5,
    "errors_status total": 1,
    "errors_check total": 1,
    "check_ratio mean": 0,
    "goodput mean": 5000,
  };
  const [finding, ...others] = check(failedAnswers, loadRows({ ...run, requests: 2, more }));
  deepEqual(others, []);
  equal(
    finding?.message,
    "every check failed; 50 % of the answers had an error status (1 with an error status and 1 failed check of 2 requests)",
  );
  ok(finding?.rows.some((row) => row.metric === "goodput"), "goodput counts failed checks");
});
