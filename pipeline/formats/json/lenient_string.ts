/** Strings of JSON as tools really write them: with raw control characters, with backslashes that escape nothing. */

const VALID_ESCAPES = /^(?:[^\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*$/;

/** The string that the quote at `open` begins, and the offset behind it; undefined where the text ends within it. */
export function stringAt(text: string, open: number): { value: string; end: number } | undefined {
  let close = open;
  do {
    close = text.indexOf('"', close + 1);
    if (close === -1) return undefined;
  } while (isEscaped(text, close));
  const raw = text.slice(open + 1, close);
  // Old writers on Windows left the backslashes of paths as they were: then none of them is an escape.
  const escapes = raw.includes("\\") && VALID_ESCAPES.test(raw);
  return { value: escapes ? unescape(raw) : raw, end: close + 1 };
}

/** JSON.parse of a string refuses raw control characters, which label texts hold. */
function unescape(raw: string): string {
  // deno-lint-ignore no-control-regex
  const control = /[\u0000-\u001f]/g;
  const escaped = raw.replace(
    control,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return JSON.parse(`"${escaped}"`) as string;
}

/** Whether an odd number of backslashes stands before. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text[before] === "\\") before--;
  return (at - before) % 2 === 0;
}
