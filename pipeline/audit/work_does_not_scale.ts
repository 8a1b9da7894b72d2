import { cpuShareOf, rateRowsOf, WAITING_SHARE } from "./benchmarks.ts";
import { type Family, type FamilyMember, itemFamilies } from "./item_families.ts";
import { maxOf, minOf } from "./numbers.ts";
import { type Finding, findingOf, type Rule } from "./rule.ts";
import { groupBy, keyOf } from "./trial_rows.ts";
import { formatBytes, formatInteger, formatNumber, formatTime } from "./words.ts";

/** Sizes must span this much before their times say anything. */
const LEAST_SPAN = 10;

/**
 * The largest size may take this much longer than the smallest: then t = a + b N has b N < 0.1 t even at
 * the largest N, so nine tenths of the time went to something else than the items. In asyncio's suite the
 * benchmarks that did no work lie at 0.97 to 1.02, the flattest one that did (Trantor, with 17 ms of fixed
 * costs) at 1.49.
 */
export const MOST_GROWTH = 1.1;

/** Sizes between and times by the CPU's clock vary more. */
const MOST_SPREAD = 1.25;

/** In less than a microsecond vector units, caches and overlapping loads do hide a tenfold difference. */
const LEAST_SECONDS = 1e-6;

/**
 * A rate of N items is no rate where the time does not depend on N. The rule withholds a rate, so it must
 * not mistake honest benchmarks for idle ones:
 * - it asks for a rate of *items* that grows in proportion to an argument over a tenfold range; an argument
 *   that is no work size, and an operation of constant time that counts one item a call, are no such thing;
 * - rates of *bytes* are left out: a message of 4 KB does travel as fast as one of 64 B (1.17 times as
 *   long over a 64-fold range in this very suite), and what no memory can move `implausible-throughput`
 *   sees;
 * - where the CPU time grows, the work is done by several cores side by side;
 * - where the measuring thread waited, others may have worked side by side (a pool, a graphics card):
 *   that is for `waiting-thread` to say.
 * Should an honest benchmark remain (a launch that costs the same for 100 or 1,000 items), its rate is
 * still that of the launch and of nothing that could be counted in items.
 *
 * Times of iterations are withheld too where a second witness agrees: the time does not depend on the size
 * of a message either. Otherwise they were measured, of whatever it was, and get a warning.
 */
export const workDoesNotScale: Rule = {
  name: "work-does-not-scale",
  severity: "withhold",
  scope: "file",
  speaks: `>= ${LEAST_SPAN} x items, <= ${MOST_GROWTH} x time, >= ${
    formatTime(LEAST_SECONDS)
  }, CPU share >= ${WAITING_SHARE}`,
  why:
    "Ten times the work must take longer; where it does not, the work was not done and its rate is a made-up number.",
  example:
    "asyncio's echo benchmarks time BM_AsyncioTcpEcho_64B/100 at 46.5 µs and /1000 at 45.2 µs, and 64 KB as fast as 64 B: a connection that failed, published as 27.3 M echoes/s and best in class.",
  check(evidence) {
    const flat = itemFamilies(evidence).filter(isFlat);
    const seen = new Set<FamilyMember["benchmark"]>();
    const findings: Finding[] = [];
    for (const group of groupBy(flat, payloadKey)) {
      const witness = payloadWitness(group);
      for (const family of group) {
        const members = family.members.filter(({ benchmark }) => !seen.has(benchmark));
        if (members.length === 0) continue;
        for (const { benchmark } of members) seen.add(benchmark);
        const rates = members.flatMap(({ benchmark }) => rateRowsOf(benchmark));
        const times = members.flatMap(({ benchmark }) =>
          benchmark.rows.filter((row) => row.metric === "iteration_time")
        );
        const message = describe(family);
        if (witness !== undefined) {
          findings.push(
            findingOf(workDoesNotScale, [...rates, ...times], `${message}; ${witness}`),
          );
          continue;
        }
        findings.push(findingOf(workDoesNotScale, rates, message));
        if (times.length > 0) {
          findings.push(
            findingOf(
              workDoesNotScale,
              times,
              `${message}; the time is that of something else`,
              "warn",
            ),
          );
        }
      }
    }
    return findings;
  },
};

function isFlat({ members }: Family): boolean {
  const small = members[0] as FamilyMember;
  const large = members.at(-1) as FamilyMember;
  if (large.size / small.size < LEAST_SPAN || small.seconds < LEAST_SECONDS) return false;
  if (large.seconds / small.seconds > MOST_GROWTH) return false;
  if (members.some(({ seconds }) => seconds / small.seconds > MOST_SPREAD)) return false;
  const before = small.benchmark.cpuSeconds;
  const after = large.benchmark.cpuSeconds;
  if (before !== undefined && after !== undefined && after / before > MOST_SPREAD) return false;
  return members.every(({ benchmark }) => (cpuShareOf(benchmark) ?? 1) >= WAITING_SHARE);
}

function payloadKey({ name, members }: Family): string {
  const { benchmark } = members[0] as FamilyMember;
  const { payloadBytes, withoutPayload } = benchmark.name;
  if (payloadBytes === undefined) return keyOf(benchmark.suite, benchmark.part, name);
  return keyOf(benchmark.suite, benchmark.part, withoutPayload.split("/")[0] as string);
}

/** What the same benchmarks with messages of other sizes say; undefined where they say nothing. */
function payloadWitness(group: readonly Family[]): string | undefined {
  const members = group.flatMap((family) => family.members);
  const sizes = members.flatMap(({ benchmark }) => benchmark.name.payloadBytes ?? []);
  const seconds = members.map((each) => each.seconds);
  const least = minOf(sizes);
  const most = maxOf(sizes);
  if (sizes.length < members.length || most / least < LEAST_SPAN) return undefined;
  if (maxOf(seconds) / minOf(seconds) > MOST_SPREAD) return undefined;
  return `messages of ${formatBytes(most)} take no longer than those of ${formatBytes(least)}`;
}

function describe({ name, members }: Family): string {
  const small = members[0] as FamilyMember;
  const large = members.at(-1) as FamilyMember;
  const implied = small.isImplied || large.isImplied ? ", as its rates imply" : "";
  return `${name}: ${formatNumber(large.size / small.size)} times the work takes ` +
    `${formatNumber(large.seconds / small.seconds)} times as long${implied} (${
      formatTime(small.seconds)
    } for ${formatInteger(small.size)}, ${formatTime(large.seconds)} for ${
      formatInteger(large.size)
    }), so the work was not done`;
}
