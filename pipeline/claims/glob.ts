/** Patterns of names: an asterisk stands for any text, of as few characters as fit. */

/** Gives what the asterisks stood for, joined by spaces; undefined where the name does not fit. */
export type Matcher = (name: string) => string | undefined;

export function isPattern(text: string): boolean {
  return text.includes("*");
}

/** Time is proportional to the name, whatever the pattern: no backtracking. */
export function matcherOf(pattern: string): Matcher {
  const [first = "", ...rest] = pattern.split(/\*+/);
  const last = rest.pop();
  if (last === undefined) return (name) => name === pattern ? "" : undefined;
  return (name) => {
    if (!name.startsWith(first) || !name.endsWith(last)) return undefined;
    const end = name.length - last.length;
    const found: string[] = [];
    let from = first.length;
    for (const part of rest) {
      const at = name.indexOf(part, from);
      if (at < 0) return undefined;
      found.push(name.slice(from, at));
      from = at + part.length;
    }
    return from > end ? undefined : [...found, name.slice(from, end)].join(" ");
  };
}
