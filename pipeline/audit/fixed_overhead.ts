import { rateRowsOf } from "./benchmarks.ts";
import { type Family, type FamilyMember, itemFamilies } from "./item_families.ts";
import { findingOf, type Rule } from "./rule.ts";
import { groupBy } from "./trial_rows.ts";
import { formatInteger, formatTime } from "./words.ts";
import { MOST_GROWTH } from "./work_does_not_scale.ts";

/** At the smallest size an item seems to cost this many times what one more of them does. */
const FAR = 2;

/** Set-up that costs less than this an iteration is the price of any loop. */
const LEAST_FIXED_SECONDS = 1e-6;

/** So many are named in one message. */
const MOST_NAMED = 4;

interface Overhead {
  family: Family;
  fixedSeconds: number;
  marginalSeconds: number;
  small: FamilyMember;
  large: FamilyMember;
}

/**
 * Two sizes give t = fixed + marginal x N. Where fixed costs rule, the rate is that of the set-up and grows
 * with N: neither size's average is what an item costs.
 */
export const fixedOverhead: Rule = {
  name: "fixed-overhead",
  severity: "note",
  scope: "file",
  speaks: `average >= ${FAR} x marginal cost, fixed part >= ${formatTime(LEAST_FIXED_SECONDS)}`,
  why:
    "A rate per item that is mostly set-up changes with the number of items somebody chose; what one more item costs is the comparable figure.",
  example:
    "asyncio's echo benchmarks of Trantor sleep 10 ms and start a thread in each iteration: 17.1 ms are fixed and one more echo costs 10.4 µs, where the averages are 182 µs (100 echoes) and 27.5 µs (1,000).",
  check(evidence) {
    const overheads = itemFamilies(evidence).flatMap((family) => overheadOf(family) ?? []);
    const suites = groupBy(
      overheads,
      ({ small }) => small.benchmark.suite,
    );
    return suites.map((suite) => {
      suite.sort((a, b) => b.fixedSeconds - a.fixedSeconds);
      const named = suite.slice(0, MOST_NAMED).map(describe);
      if (suite.length > MOST_NAMED) named.push(`${suite.length - MOST_NAMED} more alike`);
      const rows = new Set(
        suite.flatMap(({ family }) =>
          family.members.flatMap(({ benchmark }) => rateRowsOf(benchmark))
        ),
      );
      return findingOf(fixedOverhead, [...rows], named.join("; "));
    });
  },
};

function overheadOf(family: Family): Overhead | undefined {
  const small = family.members[0] as FamilyMember;
  const large = family.members.at(-1) as FamilyMember;
  if (small.isImplied || large.isImplied) return undefined;
  const marginalSeconds = (large.seconds - small.seconds) / (large.size - small.size);
  const fixedSeconds = small.seconds - marginalSeconds * small.size;
  if (!(marginalSeconds > 0) || fixedSeconds < LEAST_FIXED_SECONDS) return undefined;
  // Where the time hardly grows at all, `work-does-not-scale` speaks.
  if (large.seconds / small.seconds <= MOST_GROWTH) return undefined;
  if (small.seconds / small.size < FAR * marginalSeconds) return undefined;
  return { family, fixedSeconds, marginalSeconds, small, large };
}

function describe({ family, fixedSeconds, marginalSeconds, small, large }: Overhead): string {
  return `${family.name}: ${formatTime(fixedSeconds)} an iteration whatever its size, then ${
    formatTime(marginalSeconds)
  } an item; the averages are ${formatTime(small.seconds / small.size)} at ${
    formatInteger(small.size)
  } and ${formatTime(large.seconds / large.size)} at ${formatInteger(large.size)}`;
}
