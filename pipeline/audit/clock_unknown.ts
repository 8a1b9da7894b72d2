import type { Row } from "../row.ts";
import { benchmarksOf } from "./benchmarks.ts";
import { type Finding, findingOf, type Rule } from "./rule.ts";
import { kinOf, wallBySibling } from "./siblings.ts";
import { groupBy, keyOf } from "./trial_rows.ts";
import { formatCount, formatList } from "./words.ts";

/** Names that people give to counters of something per second; the file itself does not say. */
const RATE_LIKE =
  /\/s$|per_?(?:s|sec|second)$|rate|throughput|bandwidth|(?:^|[^a-z])(?:[kmgt]?i?bi?t?ps|qps|rps|tps|iops|ops|flops)$/i;

/** Where the clock of a rate cannot be justified nothing is corrected, and the reader is told so. */
export const clockUnknown: Rule = {
  name: "clock-unknown",
  severity: "warn",
  scope: "file",
  saidBy: "corrections",
  why:
    "A rate is a count divided by a time; without knowing which time, two such rates cannot be compared and neither can be corrected.",
  example:
    "asyncio's echo text lists AsyncioTcpFixture/ThroughputTest/4096 at 820 MiB/s without its times: a rate per CPU second, of which no rate per second can be made.",
  check: (evidence) => [
    ...ratesWithoutTimes(evidence),
    ...counters(evidence),
  ],
};

const ratesWithoutTimes: Rule["check"] = (evidence) => {
  const kin = kinOf(evidence);
  const unknown = benchmarksOf(evidence).flatMap((benchmark) => {
    const rows = [benchmark.itemsRate, benchmark.bytesRate].flatMap((rate) => {
      if (rate === undefined || rate.wallPerSecond !== undefined) return [];
      if (wallBySibling(kin.get(benchmark)) !== undefined) return [];
      // The correction that refused has already said why.
      return rate.rows.filter((row) => !row.findings.includes(clockUnknown.name));
    });
    return rows.length === 0 ? [] : [{ benchmark, rows }];
  });
  return groupBy(unknown, ({ benchmark }) => benchmark.suite).map((suite) => {
    const names = suite.map(({ benchmark }) => benchmark.name.full);
    return findingOf(
      clockUnknown,
      suite.flatMap(({ rows }) => rows),
      `${formatCount(suite.length, "rate")} by a clock that the input cannot justify, and no ` +
        `times beside them to correct with: ${formatList(names)}`,
    );
  });
};

const counters: Rule["check"] = (evidence) => {
  const rows = evidence.rows.filter((row) =>
    row.clock === "unknown" && row.status === "ok" && row.metric.startsWith("counter:")
  );
  const findings: Finding[] = [];
  for (const suite of groupBy(rows, (row) => keyOf(row.scenario, row.implementation, row.limits))) {
    const rates = suite.filter((row) => RATE_LIKE.test(row.metric));
    const others = suite.filter((row) => !RATE_LIKE.test(row.metric));
    if (rates.length > 0) {
      findings.push(
        findingOf(clockUnknown, rates, `${namesOf(rates)}: divided by a clock that nobody named`),
      );
    }
    if (others.length > 0) {
      const message = `${
        namesOf(others)
      }: should it be a rate, it was divided by a clock that nobody named`;
      findings.push(findingOf(clockUnknown, others, message, "note"));
    }
  }
  return findings;
};

function namesOf(rows: readonly Row[]): string {
  const names = [...new Set(rows.map((row) => row.metric.slice("counter:".length)))];
  return `the program's own ${names.length === 1 ? "counter" : "counters"} ${formatList(names)}`;
}
