/** Benchmarks that differ in one argument alone, which is the number of items that an iteration does. */
import type { Row } from "../row.ts";
import { type Benchmark, benchmarksOf } from "./benchmarks.ts";
import { maxOf, minOf } from "./numbers.ts";
import type { Evidence } from "./rule.ts";
import { groupBy, keyOf } from "./trial_rows.ts";

/** A benchmark of such a family. */
export interface FamilyMember {
  benchmark: Benchmark;
  /** The argument: items, or a fixed multiple or part of them. */
  size: number;
  /** Seconds of an iteration by the wall clock; implied by size / rate where the input has no times. */
  seconds: number;
  isImplied: boolean;
}

/** Members ascend by size; there are at least two of different sizes. */
export interface Family {
  name: string;
  members: FamilyMember[];
}

/** The items of an iteration must follow the argument this closely to be said to be counted by it. */
const PROPORTION = 1.1;

const known = new WeakMap<readonly Row[], readonly Family[]>();

/**
 * Families whose items an iteration grow in proportion to an argument. That is what keeps an argument that
 * is no work size (an alignment, a number of buckets) and an operation whose rate is per call out of it:
 * there rate x time stays the same.
 */
export function itemFamilies(evidence: Evidence): readonly Family[] {
  const there = known.get(evidence.rows);
  if (there !== undefined) return there;
  const candidates = benchmarksOf(evidence).flatMap((benchmark) =>
    benchmark.itemsRate === undefined || benchmark.threads !== 1
      ? []
      : benchmark.name.arguments.filter((each) => each.value > 0).map((argument) => ({
        benchmark,
        argument,
      }))
  );
  const families: Family[] = [];
  const groups = groupBy(
    candidates,
    ({ benchmark, argument }) => keyOf(benchmark.suite, benchmark.part, argument.family),
  );
  for (const group of groups) {
    if (new Set(group.map(({ argument }) => argument.value)).size < 2) continue;
    const members = group.flatMap(({ benchmark, argument }) =>
      memberOf(benchmark, argument.value) ?? []
    );
    if (members.length !== group.length) continue;
    const perSize = group.map(({ benchmark, argument }) => {
      const items = itemsOf(benchmark);
      return items === undefined ? undefined : items / argument.value;
    });
    if (!agree(perSize)) continue;
    members.sort((a, b) => a.size - b.size);
    families.push({ name: (group[0] as typeof group[number]).argument.family, members });
  }
  known.set(evidence.rows, families);
  return families;
}

function memberOf(benchmark: Benchmark, size: number): FamilyMember | undefined {
  const { realSeconds, itemsRate } = benchmark;
  if (itemsRate === undefined) return undefined;
  const isImplied = realSeconds === undefined;
  return { benchmark, size, seconds: realSeconds ?? size / itemsRate.perSecond, isImplied };
}

/** Items of an iteration: the rate times the time that it was divided by. */
function itemsOf({ itemsRate, realSeconds, cpuSeconds }: Benchmark): number | undefined {
  if (itemsRate === undefined) return undefined;
  const seconds = itemsRate.clock === "cpu"
    ? cpuSeconds
    : itemsRate.clock === "wall"
    ? realSeconds
    : undefined;
  return seconds === undefined ? undefined : itemsRate.perSecond * seconds;
}

/** Whether all are known and agree, or none is known: then only the rates themselves can tell. */
function agree(perSize: readonly (number | undefined)[]): boolean {
  const told = perSize.filter((each) => each !== undefined);
  if (told.length === 0) return true;
  return told.length === perSize.length && maxOf(told) / minOf(told) <= PROPORTION;
}
