/**
 * Counts of values in buckets of a double's leading bits: sign, exponent and the ten highest bits of the
 * mantissa, so that each octave has 1024 buckets of equal width.
 */

/** A value in a bucket lies within this share of the bucket's middle: half of 1/1024. */
export const BUCKET_ERROR = 0.0005;

/** Percentiles that are told of trends. */
export const PERCENTS = [50, 75, 90, 95, 99, 99.9, 99.99] as const;

/** Distinct values, ascending, and how often each came. */
export interface Distribution {
  values: Float64Array;
  counts: Float64Array;
}

export interface SampleSummary {
  /** Whether the percentiles were computed from the values themselves. */
  isExact: boolean;
  /** Of all values, one for each of {@linkcode PERCENTS}. */
  overall: number[];
  /** By group; undefined where there were too many values to tell groups apart. */
  groups: Map<number, number[]> | undefined;
  histogram: Distribution;
}

export interface Buckets {
  /** Adds a value `count` times. */
  add(value: number, group: number, count: number): void;
  summarize(): SampleSummary;
}

/** Sign and exponent name a page of buckets. */
const PAGES = 1 << 12;
const BUCKETS_PER_PAGE = 1 << 10;
/** Pages are 4 KiB each; where groups need more, they are given up and the whole is kept. */
const MOST_PAGES = 1024;
const HALF = PAGES * BUCKETS_PER_PAGE / 2;

export function createBuckets(): Buckets {
  let pages = new Map<number, Uint32Array>();
  let keepsGroups = true;
  const bits = new DataView(new ArrayBuffer(8));

  function add(value: number, group: number, count: number): void {
    bits.setFloat64(0, value);
    const high = bits.getUint32(0);
    const page = pageOf((keepsGroups ? group * PAGES : 0) + (high >>> 20));
    const bucket = (high >>> 10) & (BUCKETS_PER_PAGE - 1);
    page[bucket] = (page[bucket] as number) + count;
  }

  function pageOf(key: number): Uint32Array {
    const there = pages.get(key);
    if (there !== undefined) return there;
    if (pages.size >= MOST_PAGES && keepsGroups) {
      keepsGroups = false;
      pages = mergeGroups(pages);
      return pageOf(key % PAGES);
    }
    const page = new Uint32Array(BUCKETS_PER_PAGE);
    pages.set(key, page);
    return page;
  }

  function summarize(): SampleSummary {
    const histogram = distributionOf(mergeGroups(pages));
    const overall = percentilesOf(histogram);
    if (!keepsGroups) return { isExact: false, overall, groups: undefined, histogram };
    const byGroup = new Map<number, Map<number, Uint32Array>>();
    for (const [key, page] of pages) {
      const group = Math.floor(key / PAGES);
      const own = byGroup.get(group) ?? new Map<number, Uint32Array>();
      byGroup.set(group, own.set(key % PAGES, page));
    }
    const groups = new Map<number, number[]>();
    for (const [group, own] of byGroup) groups.set(group, percentilesOf(distributionOf(own)));
    return { isExact: false, overall, groups, histogram };
  }

  return { add, summarize };
}

function mergeGroups(pages: ReadonlyMap<number, Uint32Array>): Map<number, Uint32Array> {
  const merged = new Map<number, Uint32Array>();
  for (const [key, page] of pages) {
    const sum = merged.get(key % PAGES) ?? new Uint32Array(BUCKETS_PER_PAGE);
    for (let i = 0; i < page.length; i++) sum[i] = (sum[i] as number) + (page[i] as number);
    merged.set(key % PAGES, sum);
  }
  return merged;
}

/** The middles of the buckets that are not empty. */
function distributionOf(pages: ReadonlyMap<number, Uint32Array>): Distribution {
  const entries: [value: number, count: number][] = [];
  for (const [page, counts] of pages) {
    counts.forEach((count, bucket) => {
      if (count > 0) entries.push([middleOf(page * BUCKETS_PER_PAGE + bucket), count]);
    });
  }
  entries.sort((a, b) => a[0] - b[0]);
  return {
    values: Float64Array.from(entries, (entry) => entry[0]),
    counts: Float64Array.from(entries, (entry) => entry[1]),
  };
}

const scratch = new DataView(new ArrayBuffer(8));

function middleOf(bucket: number): number {
  // The first bucket of either sign holds zero.
  if (bucket % HALF === 0) return 0;
  scratch.setUint32(0, (bucket << 10) >>> 0);
  const low = scratch.getFloat64(0);
  scratch.setUint32(0, ((bucket + 1) << 10) >>> 0);
  return (low + scratch.getFloat64(0)) / 2;
}

/** By linear interpolation between ranks, as k6 has it. */
function percentilesOf({ values, counts }: Distribution): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return PERCENTS.map((percent) => {
    const rank = (percent / 100) * (total - 1);
    const low = valueAtRank(values, counts, Math.floor(rank));
    const high = valueAtRank(values, counts, Math.ceil(rank));
    return low + (high - low) * (rank - Math.floor(rank));
  });
}

function valueAtRank(values: Float64Array, counts: Float64Array, rank: number): number {
  let seen = 0;
  for (let i = 0; i < values.length; i++) {
    seen += counts[i] as number;
    if (seen > rank) return values[i] as number;
  }
  return NaN;
}
