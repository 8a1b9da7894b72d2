/**
 * The one type of a distribution of latencies: an HDR histogram of whole nanoseconds with three significant
 * digits (hdr-histogram-js; Gil Tene, HdrHistogram). Values that differ by less than 0.1 % may share a
 * bucket. All histograms have the same buckets, so that merging them adds counts and loses nothing.
 */
import {
  encodeIntoCompressedBase64,
  Float64Histogram,
  Int32Histogram,
  type JsHistogram,
} from "hdr-histogram-js";
import { type Bucket, decodeHistogram } from "../formats/hdr/hdr_histogram.ts";
import { shiftDecimal } from "../formats/units.ts";
import { greatestOf } from "../../common/lists.ts";

/** Exact values in seconds with their counts, as formats give them (`RawHistogram`). */
export interface CountedSeconds {
  valuesSeconds: ArrayLike<number>;
  counts: ArrayLike<number>;
}

const DIGITS = 3;
/** A value of more than eleven days is no latency; all below are exact as whole nanoseconds. */
const LONGEST_SECONDS = 1e6;
/** Counts up to this fit into 32 bits, which halve the memory. */
const MOST_COUNTS_OF_32_BITS = 2 ** 31 - 1;

/** Never changed once made; never empty. */
export class LatencyHistogram {
  readonly #histogram: JsHistogram;
  #filled: Filled | undefined;

  private constructor(histogram: JsHistogram) {
    this.#histogram = histogram;
  }

  /**
   * Of values in any order. Undefined where there is no sample, or where a value is no latency (negative,
   * not finite, beyond eleven days) or a count no whole number.
   */
  static of({ valuesSeconds, counts }: CountedSeconds): LatencyHistogram | undefined {
    let total = 0;
    let longest = 0;
    for (let i = 0; i < counts.length; i++) {
      const count = counts[i] as number;
      const value = valuesSeconds[i] ?? NaN;
      if (!(value >= 0 && value <= LONGEST_SECONDS)) return undefined;
      if (!Number.isSafeInteger(count) || count < 0) return undefined;
      if (count > 0) longest = Math.max(longest, value);
      total += count;
    }
    if (total === 0 || !Number.isSafeInteger(total)) return undefined;
    const histogram = empty(nanoseconds(longest), total);
    for (let i = 0; i < counts.length; i++) {
      const count = counts[i] as number;
      if (count > 0) histogram.recordValueWithCount(nanoseconds(valuesSeconds[i] as number), count);
    }
    return new LatencyHistogram(histogram);
  }

  /** All samples of one or more histograms together. Throws a RangeError on an empty list. */
  static merge(histograms: readonly LatencyHistogram[]): LatencyHistogram {
    if (histograms.length === 0) throw new RangeError("no histograms, no merge");
    const total = histograms.reduce((sum, each) => sum + each.count, 0);
    const longest = greatestOf(histograms.map((each) => each.#histogram.maxValue));
    const merged = empty(longest, total);
    for (const each of histograms) merged.add(each.#histogram);
    return new LatencyHistogram(merged);
  }

  /**
   * Of the base64 of HdrHistogram's compressed encodings V0 to V2, of any number of digits, in nanoseconds.
   * Bounded in time and memory whatever the text is. Undefined where it holds no latency; throws an
   * HdrEncodingError where it is no histogram.
   */
  static async decode(base64: string): Promise<LatencyHistogram | undefined> {
    const buckets = await decodeHistogram(base64);
    return LatencyHistogram.of({
      valuesSeconds: buckets.map(({ highest }: Bucket) => shiftDecimal(highest, -9)),
      counts: buckets.map(({ count }: Bucket) => count),
    });
  }

  /** HdrHistogram's compressed encoding V2 in base64. */
  encode(): string {
    return encodeIntoCompressedBase64(this.#histogram);
  }

  /** How many samples there are. */
  get count(): number {
    return this.#histogram.totalCount;
  }

  /** Seconds: the lowest value that counts into the first bucket, at most 0.1 % below the least sample. */
  get min(): number {
    return this.percentile(0);
  }

  /** Seconds: the highest value that counts into the last bucket, at most 0.1 % above the greatest sample. */
  get max(): number {
    return this.percentile(100);
  }

  /**
   * Seconds: the least value that `percent` of the samples do not exceed, given as the highest value that
   * counts into its bucket: never too low, and at most 0.1 % too high. Of 0: the minimum.
   */
  percentile(percent: number): number {
    const histogram = this.#histogram;
    const { indices, upTo } = this.#filled ??= filledIn(histogram);
    // The library's own rank: what rounding puts just above a whole number is that number.
    const exact = Math.min(percent, 100) / 100 * this.count;
    const rank = Math.max(Math.ceil(exact - 2 ** (Math.floor(Math.log2(exact)) - 52)), 1);
    let [low, high] = [0, indices.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] as number) >= rank) high = middle;
      else low = middle + 1;
    }
    const value = histogram.valueFromIndex(indices[low] as number);
    return seconds(
      percent === 0
        ? histogram.lowestEquivalentValue(value)
        : histogram.highestEquivalentValue(value),
    );
  }

  /** The share of samples, 0 to 1, in the bucket of a value in seconds and in those below. */
  shareUpTo(value: number): number {
    const histogram = this.#histogram;
    const last = Math.min(
      histogram.countsArrayIndex(nanoseconds(value)),
      histogram.countsArrayLength - 1,
    );
    let count = 0;
    for (let index = 0; index <= last; index++) count += histogram.getCountAtIndex(index);
    return count / this.count;
  }

  /**
   * Seconds: the nearest values on either side of a percentile that samples have, or itself where there is
   * none. Where the samples are coarse, whole milliseconds for instance, they are a step away.
   */
  neighbours(percent: number): { below: number; above: number } {
    const histogram = this.#histogram;
    const value = histogram.getValueAtPercentile(percent);
    const index = histogram.countsArrayIndex(value);
    const nearest = (step: 1 | -1) => {
      for (let at = index + step; at >= 0 && at < histogram.countsArrayLength; at += step) {
        if (histogram.getCountAtIndex(at) > 0) {
          return histogram.highestEquivalentValue(histogram.valueFromIndex(at));
        }
      }
      return value;
    };
    return { below: seconds(nearest(-1)), above: seconds(nearest(1)) };
  }
}

/** The buckets that hold samples, ascending: a curve asks for a hundred percentiles, the library counts anew for each. */
interface Filled {
  indices: number[];
  /** Samples in the bucket and in those below. */
  upTo: number[];
}

function filledIn(histogram: JsHistogram): Filled {
  const filled: Filled = { indices: [], upTo: [] };
  let sum = 0;
  for (let index = 0; sum < histogram.totalCount; index++) {
    const count = histogram.getCountAtIndex(index);
    if (count === 0) continue;
    sum += count;
    filled.indices.push(index);
    filled.upTo.push(sum);
  }
  return filled;
}

/** Room up to the next power of two, so that the same counts are encoded into the same bytes. */
function empty(longest: number, total: number): JsHistogram {
  let end = 2 ** 11;
  while (end <= longest) end *= 2;
  const Counts = total > MOST_COUNTS_OF_32_BITS ? Float64Histogram : Int32Histogram;
  return new Counts(1, end - 1, DIGITS);
}

function nanoseconds(value: number): number {
  return Math.round(value * 1e9);
}

function seconds(value: number): number {
  return shiftDecimal(value, -9);
}
