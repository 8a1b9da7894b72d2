/**
 * The values of one k6 trend, for percentiles: exact while they are few enough to keep, afterwards counted
 * in buckets. Memory is bounded however many values come.
 */
import {
  type Buckets,
  createBuckets,
  type Distribution,
  PERCENTS,
  type SampleSummary,
} from "./k6_buckets.ts";
import { valuesAtRanks } from "./k6_ranks.ts";

/** Percentiles are exact up to so many values of a trend. */
export const MOST_EXACT_VALUES = 1 << 19;
/**
 * Values kept by all trends of one file together, 10 bytes each: those of a gigabyte of ordinary requests,
 * within 100 MB for the whole process.
 */
const MOST_KEPT_VALUES = 1 << 20;
/** The histogram of more values is told in buckets: nobody reads a longer one. */
const MOST_HISTOGRAM_VALUES = 1 << 17;
const FIRST_CHUNK = 1024;
const LARGEST_CHUNK = 1 << 16;

/** What the trends of one file share. */
export interface SampleBudget {
  /** Values that may still be kept. */
  left: number;
}

export function createSampleBudget(): SampleBudget {
  return { left: MOST_KEPT_VALUES };
}

export interface Samples {
  add(value: number, group: number): void;
  /** To be asked once, at the end. */
  summarize(): SampleSummary;
}

interface Chunk {
  values: Float64Array;
  groups: Uint16Array;
}

export function createSamples(
  budget: SampleBudget,
  mostExact: number = MOST_EXACT_VALUES,
): Samples {
  let chunks: Chunk[] = [];
  let values = new Float64Array(0);
  let groups = new Uint16Array(0);
  let used = 0;
  let kept = 0;
  let buckets: Buckets | undefined;

  function add(value: number, group: number): void {
    if (used === values.length) {
      if (buckets === undefined && !grow()) spill();
      if (buckets !== undefined) {
        buckets.add(value, group, 1);
        return;
      }
    }
    values[used] = value;
    groups[used] = group;
    used++;
  }

  function grow(): boolean {
    const size = Math.min(Math.max(FIRST_CHUNK, values.length * 2), LARGEST_CHUNK);
    if (kept + size > mostExact || size > budget.left) return false;
    budget.left -= size;
    kept += size;
    values = new Float64Array(size);
    groups = new Uint16Array(size);
    chunks.push({ values, groups });
    used = 0;
    return true;
  }

  /** Moves everything into buckets. */
  function spill(): void {
    buckets = createBuckets();
    for (const chunk of chunks) {
      for (let i = 0; i < chunk.values.length; i++) {
        buckets.add(chunk.values[i] as number, chunk.groups[i] as number, 1);
      }
    }
    forget();
  }

  function forget(): void {
    budget.left += kept;
    kept = 0;
    chunks = [];
    values = new Float64Array(0);
    groups = new Uint16Array(0);
    used = 0;
  }

  function summarize(): SampleSummary {
    if (buckets !== undefined) return buckets.summarize();
    // Every chunk but the last is full.
    const parts = chunks.map((chunk, index) => {
      const length = index === chunks.length - 1 ? used : chunk.values.length;
      return { values: chunk.values.subarray(0, length), groups: chunk.groups.subarray(0, length) };
    });
    const summary = summarizeExactly(parts);
    forget();
    return summary;
  }

  return { add, summarize };
}

function summarizeExactly(chunks: readonly Chunk[]): SampleSummary {
  const values = new Float64Array(chunks.reduce((sum, chunk) => sum + chunk.values.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    values.set(chunk.values, at);
    at += chunk.values.length;
  }
  const histogram = histogramOf(values);
  const overall = percentilesOf(values);
  const groups = new Map<number, number[]>();
  const only = onlyGroup(chunks);
  if (only !== undefined) groups.set(only, overall);
  else {
    for (const [group, segment] of segmentsByGroup(chunks, values)) {
      groups.set(group, percentilesOf(segment));
    }
  }
  return { isExact: true, overall, groups, histogram };
}

/** By linear interpolation, as k6 has it. */
function percentilesOf(values: Float64Array): number[] {
  const ranks = PERCENTS.map((percent) => (percent / 100) * (values.length - 1));
  const around = valuesAtRanks(
    values,
    ranks.flatMap((rank) => [Math.floor(rank), Math.ceil(rank)]),
  );
  return ranks.map((rank, i) => {
    const below = around[2 * i] as number;
    return below + ((around[2 * i + 1] as number) - below) * (rank - Math.floor(rank));
  });
}

/** The values with their counts, sorted on the way; in buckets where there are many. */
function histogramOf(values: Float64Array): Distribution {
  if (values.length > MOST_HISTOGRAM_VALUES) {
    const buckets = createBuckets();
    for (const value of values) buckets.add(value, 0, 1);
    return buckets.summarize().histogram;
  }
  values.sort();
  const distinct: number[] = [];
  const counts: number[] = [];
  for (const value of values) {
    if (value !== distinct.at(-1)) {
      distinct.push(value);
      counts.push(0);
    }
    counts[counts.length - 1] = (counts.at(-1) as number) + 1;
  }
  return { values: Float64Array.from(distinct), counts: Float64Array.from(counts) };
}

/** The group of all values, if there is but one. */
function onlyGroup(chunks: readonly Chunk[]): number | undefined {
  const first = chunks[0]?.groups[0];
  return chunks.every((chunk) => chunk.groups.every((group) => group === first))
    ? first
    : undefined;
}

/** Lays the values of each group side by side in `room`. */
function segmentsByGroup(
  chunks: readonly Chunk[],
  room: Float64Array,
): Map<number, Float64Array> {
  const sizes = new Float64Array(1 << 16);
  for (const chunk of chunks) {
    for (const group of chunk.groups) sizes[group] = (sizes[group] as number) + 1;
  }
  const segments = new Map<number, Float64Array>();
  const next = new Float64Array(sizes.length);
  let from = 0;
  sizes.forEach((size, group) => {
    if (size > 0) segments.set(group, room.subarray(from, from + size));
    next[group] = from;
    from += size;
  });
  for (const chunk of chunks) {
    for (let i = 0; i < chunk.values.length; i++) {
      const group = chunk.groups[i] as number;
      const at = next[group] as number;
      room[at] = chunk.values[i] as number;
      next[group] = at + 1;
    }
  }
  return segments;
}
