/** Groups of a regular expression. */

/** So many texts. */
type Texts<Count extends number, Found extends string[] = []> = Found["length"] extends Count
  ? Found
  : Texts<Count, [...Found, string]>;

/**
 * The first `count` groups of a match, for an expression that fills them whenever it matches. Throws a RangeError
 * where it did not: that is a mistake of the expression.
 */
export function groupsOf<Count extends number>(
  match: RegExpMatchArray,
  count: Count,
): Texts<Count> {
  const groups = match.slice(1, count + 1);
  // An optional group that took no part is undefined, whatever the type says.
  const missing = groups.findIndex((group) => group === undefined);
  if (missing >= 0 || groups.length < count) {
    const number = (missing >= 0 ? missing : groups.length) + 1;
    throw new RangeError(`group ${number} of ${count} is missing in ${JSON.stringify(match[0])}`);
  }
  return groups as Texts<Count>;
}
