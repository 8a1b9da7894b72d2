/** Words of a report's text that an erratum takes back: which may be named, and where they stand. Pure. */

/** What Markdown and the expressions of a text read as something else than words. */
const MARKUP = /[`*_{}[\]<>|\\#&]/;

/** Whether words can be named: some, and without anything that is shown otherwise than it is written. */
export function arePlainWords(words: string): boolean {
  return words.trim() !== "" && !MARKUP.test(words);
}

/** Where words stand in a text: offsets, whatever white space is between the words. */
export function placesOfWords(words: string, text: string): { from: number; to: number }[] {
  const escaped = words.trim().split(/\s+/).map(RegExp.escape).join("\\s+");
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "gu");
  return [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
    from: index,
    to: index + found.length,
  }));
}

/** What is found in place of words that should stand in this text once; undefined where they do. */
export function wordsProblem(words: string, text: string | undefined): string | undefined {
  if (!arePlainWords(words)) return "words with signs of Markdown or of expressions";
  if (text === undefined) return "no text at all";
  const { length } = placesOfWords(words, text);
  if (length === 1) return undefined;
  return length === 0 ? "none such" : `them ${length} times`;
}
