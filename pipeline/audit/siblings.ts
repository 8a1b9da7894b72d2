/**
 * Benchmarks that time the same workload in two ways, one counting items (`BM_AsioTcpEcho_64B/100`), the
 * other bytes (`AsioTcpFixture/ThroughputTest/64`). Found by names, so with care: the same suite, the
 * same words once those that say how it is measured are left out, and the same size of a message.
 */
import type { Row } from "../row.ts";
import { type Benchmark, benchmarksOf, cpuShareOf, isWaiting } from "./benchmarks.ts";
import type { Evidence } from "./rule.ts";
import { groupBy, keyOf } from "./trial_rows.ts";

/** A benchmark of bytes and one of items that moves messages of the same size. */
export interface Siblings {
  bytes: Benchmark;
  items: Benchmark;
  /** Bytes a second by the one / bytes a second by the other, if an item moves its bytes both ways. */
  ratioBothWays: number;
  /** How many times apart they are under the kinder assumption: bytes counted one way or both. */
  timesApart: number;
}

/** What a rate without times can be held against. */
export interface Kin {
  /** The sibling that agrees best. */
  closest: Siblings | undefined;
  /** Whether every benchmark of the same words that has times mostly waited; undefined without any. */
  isWaiting: boolean | undefined;
}

const known = new WeakMap<readonly Row[], Map<Benchmark, Kin>>();

/** The kin of each benchmark of bytes that has any. */
export function kinOf(evidence: Evidence): ReadonlyMap<Benchmark, Kin> {
  const there = known.get(evidence.rows);
  if (there !== undefined) return there;
  const kin = new Map<Benchmark, Kin>();
  const named = benchmarksOf(evidence).filter((benchmark) => benchmark.name.stem !== "");
  for (const group of groupBy(named, ({ suite, name }) => keyOf(suite, name.stem))) {
    if (group.length < 2) continue;
    const ofBytes = group.filter(({ bytesRate, itemsRate }) =>
      bytesRate !== undefined && itemsRate === undefined
    );
    if (ofBytes.length === 0) continue;
    const ofItems = new Map<number, Benchmark[]>();
    for (const benchmark of group) {
      const { itemsRate, bytesRate, name: { payloadBytes } } = benchmark;
      if (itemsRate === undefined || bytesRate !== undefined || payloadBytes === undefined) {
        continue;
      }
      ofItems.set(payloadBytes, [...ofItems.get(payloadBytes) ?? [], benchmark]);
    }
    const timed = group.map(isWaiting).filter((each) => each !== undefined);
    const waiting = timed.length === 0 ? undefined : timed.every((each) => each);
    for (const bytes of ofBytes) {
      let closest: Siblings | undefined;
      for (const items of sizesOf(bytes).flatMap((size) => ofItems.get(size) ?? [])) {
        const siblings = compare(bytes, items);
        if (siblings !== undefined && !(siblings.timesApart >= (closest?.timesApart ?? Infinity))) {
          closest = siblings;
        }
      }
      kin.set(bytes, { closest, isWaiting: waiting });
    }
  }
  known.set(evidence.rows, kin);
  return kin;
}

/** Sizes that a message of it may have. */
function sizesOf({ name }: Benchmark): number[] {
  return name.payloadBytes === undefined
    ? [...new Set(name.arguments.map((each) => each.value))]
    : [name.payloadBytes];
}

function compare(bytes: Benchmark, items: Benchmark): Siblings | undefined {
  const size = items.name.payloadBytes as number;
  const a = bytes.bytesRate;
  const b = items.itemsRate;
  if (a === undefined || b === undefined || a.clock !== b.clock) return undefined;
  const oneWay = a.perSecond / (b.perSecond * size);
  const apart = (ratio: number) => Math.max(ratio, 1 / ratio);
  return {
    bytes,
    items,
    ratioBothWays: oneWay / 2,
    timesApart: Math.min(apart(oneWay), apart(oneWay / 2)),
  };
}

/** Siblings further apart than this contradict each other. */
export const CONTRADICTION = 3;

/** The wall-clock rate that the sibling's times suggest; undefined where none agrees with it. */
export function wallBySibling(
  kin: Kin | undefined,
): { perSecond: number; by: Benchmark } | undefined {
  const closest = kin?.closest;
  if (closest === undefined || closest.timesApart > CONTRADICTION) return undefined;
  const share = cpuShareOf(closest.items);
  const rate = closest.bytes.bytesRate;
  if (share === undefined || rate?.clock !== "cpu") return undefined;
  return { perSecond: rate.perSecond * share, by: closest.items };
}
