/** Where long names may be broken between two lines. */

/** Letters that a narrow column has room for. */
const SHORT = 18;

/**
 * A name with slashes, as benchmarks have it: behind each of them but one that it begins with, not within a word; "items/s"
 * is in one piece.
 */
export function namePieces(text: string): string[] {
  return text.split(/(?<=\S\/)(?=\w{2})/);
}

/**
 * The same for a column that is narrower than a part of the name: a long part breaks behind its underscores too, and
 * between two words that capitals tell apart.
 */
export function narrowPieces(text: string): string[] {
  return namePieces(text).flatMap((piece) =>
    piece.length > SHORT
      ? piece.split(/(?<=\w{3}_)(?=\w{2})|(?<=[a-z]{3})(?=[A-Z][a-z]{2})/)
      : [piece]
  );
}

/** Values of a host, among whose words are long names: within those, where both sides say something. */
export function hostPieces(text: string): string[] {
  return text.split(/(?<=\w{3}[/_])(?=\w{4})/);
}

/** The name of a file: behind what stands between its words. A hyphen is a place by itself. */
export function filePieces(name: string): string[] {
  return name.split(/(?<=[/_])(?=\w{2})/);
}

/**
 * A word of a command that may be longer than its column: behind each sign that parts it. Never behind the hyphens
 * that an option begins with, nor within a number such as 127.0.0.1.
 */
export function wordPieces(word: string): string[] {
  return word.length > SHORT ? word.split(/(?<=\w[=:/_]|\w\.(?=[a-z]))(?=\w{2})/i) : [word];
}
