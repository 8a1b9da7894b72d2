import { type Benchmark, benchmarksOf, type Rate } from "./benchmarks.ts";
import { type Finding, findingOf, type Rule } from "./rule.ts";
import { kinOf, wallBySibling } from "./siblings.ts";
import { groupBy } from "./trial_rows.ts";
import { formatBytes, formatCount, formatNumber, formatRate, formatShare } from "./words.ts";

/** A thread that computes is on the CPU all the time: there the two clocks agree to within this. */
const NEGLIGIBLE = 1.05;

interface Inflated {
  benchmark: Benchmark;
  rate: Rate;
  wallPerSecond: number;
  /** How many times the printed rate is that of the wall clock. */
  times: number;
  print: (perSecond: number) => string;
  /** The sibling whose times were taken, where it has none of its own. */
  by: Benchmark | undefined;
}

/** Google Benchmark divides by the CPU time of the measuring thread unless it is told otherwise. */
export const cpuClockRate: Rule = {
  name: "cpu-clock-rate",
  severity: "warn",
  scope: "file",
  speaks: `any rate by CPU time; a note within ${formatShare(NEGLIGIBLE - 1)}`,
  why:
    "Work that waits for a socket, a disk or another thread uses little CPU time, so a rate divided by CPU time promises more than anybody can have.",
  example:
    "asyncio's echo benchmarks print 1.29 M messages/s for BM_DrogonWsText_64B/10, which did 34,878/s by the clock on the wall; 49 of the 50 rows with times equal N / CPU time and none N / wall time.",
  check(evidence) {
    const findings: Finding[] = [];
    const kin = kinOf(evidence);
    const inflated: Inflated[] = [];
    for (const benchmark of benchmarksOf(evidence)) {
      for (const rate of [benchmark.itemsRate, benchmark.bytesRate]) {
        if (rate?.clock !== "cpu") continue;
        const sibling = rate.wallPerSecond === undefined
          ? wallBySibling(kin.get(benchmark))
          : undefined;
        const wallPerSecond = rate.wallPerSecond ?? sibling?.perSecond;
        if (wallPerSecond === undefined) continue;
        inflated.push({
          benchmark,
          rate,
          wallPerSecond,
          times: rate.perSecond / wallPerSecond,
          print: rate === benchmark.bytesRate ? (value) => `${formatBytes(value)}/s` : formatRate,
          by: sibling?.by,
        });
      }
    }
    for (const suite of groupBy(inflated, ({ benchmark }) => benchmark.suite)) {
      const much = suite.filter(({ times }) => isInflated(times));
      const little = suite.filter(({ times }) => !isInflated(times));
      if (much.length > 0) {
        findings.push(findingOf(cpuClockRate, rowsOf(much), describe(much)));
      }
      if (little.length > 0) {
        const message = `${formatCount(little.length, "rate")} divided by CPU time, which here ` +
          `is within ${formatShare(NEGLIGIBLE - 1)} of the time that passed`;
        findings.push(findingOf(cpuClockRate, rowsOf(little), message, "note"));
      }
    }
    return findings;
  },
};

function isInflated(times: number): boolean {
  return times > NEGLIGIBLE || times < 1 / NEGLIGIBLE;
}

function rowsOf(inflated: readonly Inflated[]) {
  return inflated.flatMap(({ rate }) => rate.rows);
}

function describe(inflated: readonly Inflated[]): string {
  const byTimes = [...inflated].sort((a, b) => a.times - b.times);
  const least = byTimes[0] as Inflated;
  const most = byTimes.at(-1) as Inflated;
  const { benchmark, rate, wallPerSecond, print, by } = most;
  const range = byTimes.length === 1
    ? formatNumber(most.times)
    : `${formatNumber(least.times)} to ${formatNumber(most.times)}`;
  const estimated = by === undefined ? "" : `, by the times of its sibling ${by.name.full}`;
  return `${
    formatCount(inflated.length, "rate")
  } divided by CPU time instead of the time that passed, ${range} times too high` +
    `${byTimes.length === 1 ? ":" : ", most of all"} ${benchmark.name.full}: ${
      print(rate.perSecond)
    } printed, ${print(wallPerSecond)} by the wall clock${estimated}`;
}
