/** Where long names may be broken between two lines. */

/**
 * A name with slashes, as benchmarks have it: behind each of them but one that it begins with, not within a word; "items/s"
 * is in one piece.
 */
export function namePieces(text: string): string[] {
  return text.split(/(?<=\S\/)(?=\w{2})/);
}

/** The name of a file: behind what stands between its words. A hyphen is a place by itself. */
export function filePieces(name: string): string[] {
  return name.split(/(?<=[/_])(?=\w{2})/);
}
