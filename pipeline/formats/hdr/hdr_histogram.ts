/**
 * Histograms as HdrHistogram encodes them for its logs: base64 of a compressed run of counts, in the
 * encodings V0, V1 and V2 (AbstractHistogram.java: decodeFromByteBuffer, fillCountsArrayFromSourceBuffer).
 * They are decoded here, and not by the library, so that a hostile log cannot make a large array of a few bytes:
 * what is kept is one bucket for every count that is not zero.
 */

/** Values that the histogram does not tell apart, and how many there were. */
export interface Bucket {
  lowest: number;
  highest: number;
  count: number;
}

/** Far more than five significant digits of a whole day need. */
const MOST_BASE64 = 8 * 1024 * 1024;
const MOST_BYTES = 64 * 1024 * 1024;

/** The first four bytes without the size of a word in them. */
const COMPRESSED = { V0: 0x1c849309, V1: 0x1c849302, V2: 0x1c849304 };
const PLAIN = { V0: 0x1c849308, V1: 0x1c849301, V2: 0x1c849303 };
const WORD_BITS = 0xf0;

/** What is wrong with an encoded histogram. */
export class HdrEncodingError extends Error {}

/** The buckets of one encoded histogram, ascending. Throws an HdrEncodingError on anything else. */
export async function decodeHistogram(base64: string): Promise<Bucket[]> {
  if (base64.length > MOST_BASE64) throw new HdrEncodingError("it is too long");
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    throw new HdrEncodingError("it is not base64");
  }
  if (bytes.length < 8) throw new HdrEncodingError("it is too short");
  const outer = new DataView(bytes.buffer);
  const cookie = (outer.getInt32(0) & ~WORD_BITS) >>> 0;
  if (!Object.values(COMPRESSED).includes(cookie)) {
    throw new HdrEncodingError("it is not one of the encodings V0, V1 and V2");
  }
  const length = outer.getInt32(4);
  if (length < 0 || bytes.length < 8 + length) throw new HdrEncodingError("it is cut off");
  return readCounts(new DataView((await inflate(bytes.subarray(8, 8 + length))).buffer));
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    for await (const part of stream) {
      parts.push(part);
      length += part.length;
      if (length > MOST_BYTES) throw new HdrEncodingError("it inflates to more than any histogram");
    }
  } catch (error) {
    if (error instanceof HdrEncodingError) throw error;
    throw new HdrEncodingError("its compressed part is broken");
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function readCounts(view: DataView): Bucket[] {
  const need = (end: number) => {
    if (end > view.byteLength) throw new HdrEncodingError("its counts are cut off");
  };
  need(32);
  const first = view.getInt32(0);
  const cookie = (first & ~WORD_BITS) >>> 0;
  const isV0 = cookie === PLAIN.V0;
  if (!isV0 && cookie !== PLAIN.V1 && cookie !== PLAIN.V2) {
    throw new HdrEncodingError("it holds no histogram");
  }
  let at = isV0 ? 32 : 40;
  need(at);
  // The index offset at 8 is of the writer's array: counts are written in the order of their values.
  const end = isV0 ? view.byteLength : at + view.getInt32(4);
  need(end);
  const layout = layoutOf(
    view.getInt32(isV0 ? 4 : 12),
    Number(view.getBigInt64(isV0 ? 8 : 16)),
    Number(view.getBigInt64(isV0 ? 16 : 24)),
  );
  const wordBytes = ((first & WORD_BITS) >> 4) & 0xe;
  const buckets: Bucket[] = [];
  for (let index = 0; at < end;) {
    let count: number;
    if (cookie === PLAIN.V2) {
      ({ count, at } = readZigZag(view, at, end));
    } else {
      if (at + wordBytes > end) break;
      count = readWord(view, at, wordBytes);
      at += wordBytes;
    }
    // A negative count of V2 is a run of zeros.
    if (count < 0) {
      index -= count;
      continue;
    }
    if (count > 0) buckets.push({ ...layout.valuesAt(index), count });
    index++;
    if (index > layout.length) throw new HdrEncodingError("it has more counts than it says");
  }
  return buckets;
}

function readWord(view: DataView, at: number, bytes: number): number {
  if (bytes === 2) return view.getInt16(at);
  if (bytes === 4) return view.getInt32(at);
  if (bytes === 8) return Number(view.getBigInt64(at));
  throw new HdrEncodingError("its counts have an unknown size");
}

/** ZigZag LEB128 of at most nine bytes, of which the last has eight bits (ZigZagEncoding.java). */
function readZigZag(view: DataView, from: number, end: number): { count: number; at: number } {
  let value = 0;
  let at = from;
  for (let place = 0; place < 9; place++) {
    if (at >= end) throw new HdrEncodingError("its counts are cut off");
    const byte = view.getUint8(at++);
    value += (place === 8 ? byte : byte & 0x7f) * 2 ** (7 * place);
    if (byte < 0x80) break;
  }
  if (value > Number.MAX_SAFE_INTEGER) throw new HdrEncodingError("a count is too large");
  return { count: value % 2 === 0 ? value / 2 : -(value + 1) / 2, at };
}

/** Which values each count stands for (AbstractHistogram.java: init, valueFromIndex). */
function layoutOf(digits: number, lowest: number, highest: number) {
  if (digits < 0 || digits > 5 || lowest < 1 || highest < 2 * lowest) {
    throw new HdrEncodingError("its range is none");
  }
  const unit = Math.floor(Math.log2(lowest));
  const subBuckets = 2 ** Math.ceil(Math.log2(2 * 10 ** digits));
  const half = subBuckets / 2;
  let buckets = 1;
  for (let top = subBuckets * 2 ** unit; top <= highest; top *= 2) buckets++;
  return {
    length: (buckets + 1) * half,
    valuesAt(index: number): { lowest: number; highest: number } {
      const bucket = Math.max(0, Math.floor(index / half) - 1);
      const sub = index < half ? index : index % half + half;
      const size = 2 ** (unit + bucket);
      return { lowest: sub * size, highest: (sub + 1) * size - 1 };
    },
  };
}

/** Adds the buckets of one histogram to those of others, kept by their highest value. */
export function addBuckets(merged: Map<number, Bucket>, buckets: readonly Bucket[]): void {
  for (const bucket of buckets) {
    const own = merged.get(bucket.highest);
    if (own === undefined) merged.set(bucket.highest, { ...bucket });
    else own.count += bucket.count;
  }
}

/** What is read from a histogram. Buckets ascend. */
export interface HistogramSummary {
  total: number;
  mean: number;
  stdev: number;
  min: number;
  /** The highest value that counts into the last bucket, as `getMaxValue` gives it. */
  max: number;
  /** The highest value that counts into the bucket which so many percent do not exceed. */
  percentile(percent: number): number;
}

/** Reads mean, percentiles and the like as HdrHistogram does: means from the middle of every bucket. */
export function summarizeBuckets(buckets: readonly Bucket[]): HistogramSummary | undefined {
  const first = buckets[0];
  const last = buckets.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const middle = ({ lowest, highest }: Bucket) => lowest + Math.floor((highest - lowest + 1) / 2);
  let total = 0;
  let sum = 0;
  for (const bucket of buckets) {
    total += bucket.count;
    sum += bucket.count * middle(bucket);
  }
  const mean = sum / total;
  let squares = 0;
  for (const bucket of buckets) squares += bucket.count * (middle(bucket) - mean) ** 2;
  return {
    total,
    mean,
    stdev: Math.sqrt(squares / total),
    min: first.lowest,
    max: last.highest,
    percentile(percent) {
      // Rounded up, so that the share is reached, but not for the last bit of a product such as 0.99 x 100.
      const exact = percent / 100 * total;
      const wanted = Math.max(1, Math.ceil(exact - exact * Number.EPSILON));
      let seen = 0;
      for (const bucket of buckets) {
        seen += bucket.count;
        if (seen >= wanted) return bucket.highest;
      }
      return last.highest;
    },
  };
}
