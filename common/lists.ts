/**
 * Long lists. A spread into a call (`push(...list)`, `Math.max(...list)`) puts every element on the stack, which
 * holds about a hundred thousand; what comes out of files may be more.
 */

/** Puts `more` behind what is in `list`. */
export function addAll<T>(list: T[], more: Iterable<T>): void {
  for (const each of more) list.push(each);
}

/** The least of these numbers; Infinity of none. */
export function leastOf(values: Iterable<number>): number {
  let least = Infinity;
  for (const value of values) least = Math.min(least, value);
  return least;
}

/** The greatest of these numbers; -Infinity of none. */
export function greatestOf(values: Iterable<number>): number {
  let greatest = -Infinity;
  for (const value of values) greatest = Math.max(greatest, value);
  return greatest;
}
