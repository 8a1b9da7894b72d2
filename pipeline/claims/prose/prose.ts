/** A text with its expressions: which of them are prose, and what stands around them. */
import { type Braces, findBraces } from "./expressions.ts";
import { type Passage, readPassages } from "./passages.ts";
import { standInsIn, withStandIns } from "./stand_ins.ts";

export interface Prose {
  /** Braces outside of code. */
  braces: Braces[];
  /** With the character of its stand-in for each of the braces. */
  passages: Passage[];
  /** Those of the braces, by index, that a reader would see nothing of: in the address of a link. */
  hidden: ReadonlySet<number>;
}

/**
 * Reads a text twice: to learn which braces are code, and then with those as they are. What the second
 * reading takes for prose is what the page shows, whatever the braces in code hold.
 */
export function readProse(source: string): Prose {
  const all = findBraces(source);
  const code = standInsIn(readPassages(withStandIns(source, all)).code);
  const braces = all.filter((_, index) => !code.has(index));
  const { passages } = readPassages(withStandIns(source, braces));
  const shown = standInsIn(passages.map(({ text }) => text));
  const hidden = new Set(braces.keys().filter((index) => !shown.has(index)));
  return { braces, passages, hidden };
}
