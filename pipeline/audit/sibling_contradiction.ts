import { findingOf, type Rule } from "./rule.ts";
import { CONTRADICTION, kinOf } from "./siblings.ts";
import { groupBy } from "./trial_rows.ts";
import { formatBytes, formatCount, formatNumber, formatRate } from "./words.ts";

/**
 * Two benchmarks that echo messages of one size must move about as many bytes in a second of the same
 * clock. Nobody writes down whether bytes count one way or both, so the kinder reading decides, and of
 * several siblings the closest one. In asyncio's suite the honest pairs lie within 4 % of each other, the
 * dishonest ones 12 to 53 times apart; three leaves room for costs that one of them alone has.
 */
export const siblingContradiction: Rule = {
  name: "sibling-contradiction",
  severity: "warn",
  scope: "file",
  speaks: `> ${CONTRADICTION} times apart on the kinder reading`,
  why:
    "Two benchmarks of one workload that imply very different costs cannot both be right, and nothing tells which one is.",
  example:
    "asyncio's echo benchmarks: AsyncioTcpFixture/ThroughputTest/64 implies 925 µs of CPU time for 100 echoes, BM_AsyncioTcpEcho_64B/100 prints 37.6 µs for them, 24.6 times less; Asio's and Trantor's pairs agree within 4 %.",
  check(evidence) {
    const apart = [...kinOf(evidence).values()].flatMap(({ closest }) =>
      closest !== undefined && closest.timesApart > CONTRADICTION ? [closest] : []
    );
    const groups = groupBy(apart, ({ bytes }) => `${bytes.suite}\u0000${bytes.name.stem}`);
    return groups.map((group) => {
      const worst = group.reduce((a, b) => b.timesApart > a.timesApart ? b : a);
      const { bytes, items, ratioBothWays, timesApart } = worst;
      const both = Math.max(ratioBothWays, 1 / ratioBothWays);
      const rows = new Set(
        group.flatMap((each) => [
          ...each.bytes.bytesRate?.rows ?? [],
          ...each.items.itemsRate?.rows ?? [],
        ]),
      );
      return findingOf(
        siblingContradiction,
        [...rows],
        `${formatCount(group.length, "pair")} of benchmarks of one workload ` +
          `${
            group.length === 1 ? "contradicts itself" : "contradict each other"
          }: ${bytes.name.full} moves ${
            formatBytes(bytes.bytesRate?.perSecond ?? 0)
          }/s, ${items.name.full} ${formatRate(items.itemsRate?.perSecond ?? 0)} of ${
            formatBytes(items.name.payloadBytes ?? 0)
          }; by the one an item costs ${formatNumber(both)} times what it costs by the other (${
            formatNumber(timesApart)
          } on the kindest reading)`,
      );
    });
  },
};
