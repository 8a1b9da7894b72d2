/** JSON that `JSON.parse` reads without altering anything. */

/** What may be a number that `JSON.parse` turns into Infinity without a word. */
const BEYOND_DOUBLE = /^\s*[[{][^]*(?:[eE]\+?\d{3}|\d{300})/;

/**
 * The document; undefined where it is no valid one, and where `JSON.parse` may lose something of it: of members
 * with one name it keeps the last.
 */
export function parseStrictJson(text: string): { value: unknown } | undefined {
  if (BEYOND_DOUBLE.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return countMembers(value) === countNames(text) ? { value } : undefined;
  } catch {
    return undefined;
  }
}

/** Members of all objects in a value, which may be nested deeper than calls may be. */
function countMembers(value: unknown): number {
  let count = 0;
  const left = [value];
  for (let each = left.pop(); each !== undefined; each = left.pop()) {
    if (typeof each !== "object" || each === null) continue;
    const inner: unknown[] = Object.values(each);
    if (!Array.isArray(each)) count += inner.length;
    for (const one of inner) left.push(one);
  }
  return count;
}

/** Names of members in a document. A quote and a colon within a text count too, so that it may be too many. */
function countNames(text: string): number {
  const end = /"\s*:/g;
  let count = 0;
  while (end.test(text)) count++;
  return count;
}
