/**
 * Byte patterns that are compared eight bytes at a time. A k6 line repeats almost all of the line before
 * it; to recognise that at memory speed, without a library and in a browser too, a pattern is kept as
 * doubles and compared with doubles loaded straight from the input.
 *
 * Doubles are safe here: every pattern is part of valid JSON, so none of its bytes is NUL (no two zeros of
 * differing sign compare equal), and a NaN, which UTF-8 cannot even spell, would only fail to match.
 */

/** The longest pattern that is kept; a longer one is read the plain way each time. */
export const MOST_PATTERN_BYTES = 1024;
const WORDS = MOST_PATTERN_BYTES / 8;

/** Room for `capacity` patterns of 8 to {@linkcode MOST_PATTERN_BYTES} bytes. */
export interface Patterns {
  words: Float64Array;
  /** Bytes of each pattern; 0 where the place is free. */
  lengths: Int32Array;
}

export function createPatterns(capacity: number): Patterns {
  return { words: new Float64Array(capacity * WORDS), lengths: new Int32Array(capacity) };
}

/** Whether bytes of this length can be a pattern. */
export function fitsPattern(length: number): boolean {
  return length >= 8 && length <= MOST_PATTERN_BYTES;
}

/** Keeps the `length` bytes at `at` as pattern `index`, in place of what was there. */
export function setPattern(
  patterns: Patterns,
  index: number,
  view: DataView,
  at: number,
  length: number,
): void {
  let word = index * WORDS;
  const last = at + length - 8;
  for (let i = at; i < last; i += 8) patterns.words[word++] = view.getFloat64(i, true);
  // The last eight bytes may overlap the ones before: no pattern needs padding.
  patterns.words[word] = view.getFloat64(last, true);
  patterns.lengths[index] = length;
}

/** Whether pattern `index`, `length` bytes long, stands at `at`; the caller knows that it fits before the end. */
export function matchesPattern(
  words: Float64Array,
  index: number,
  length: number,
  view: DataView,
  at: number,
): boolean {
  let word = index * WORDS;
  const last = at + length - 8;
  for (let i = at; i < last; i += 8) {
    if (view.getFloat64(i, true) !== words[word++]) return false;
  }
  return view.getFloat64(last, true) === words[word];
}

/** A hash of bytes, for the place of a pattern; `length` is at least 4. */
export function hashBytes(view: DataView, at: number, length: number): number {
  let hash = length;
  const last = at + length - 4;
  for (let i = at; i < last; i += 4) {
    hash = Math.imul(hash ^ view.getInt32(i, true), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash ^ view.getInt32(last, true), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
