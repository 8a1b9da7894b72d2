/** Expressions as single characters, so that a text can be read as Markdown before they are worth anything. */
import type { Braces } from "./expressions.ts";

const FIRST = 0xe000;
/** As many as the private use area has characters. */
export const MOST_STAND_INS = 0xf8ff - FIRST + 1;

/** A character that stands for an expression; a text must hold none of its own. */
export const STAND_IN = /[\ue000-\uf8ff]/;

/** The text with one character for each pair of braces, in their order. */
export function withStandIns(source: string, braces: readonly Braces[]): string {
  let text = "";
  let from = 0;
  for (const [index, { start, end }] of braces.entries()) {
    text += source.slice(from, start) + String.fromCharCode(FIRST + index);
    from = end;
  }
  return text + source.slice(from);
}

/** Which pairs of braces have their character in these texts. */
export function standInsIn(texts: readonly string[]): Set<number> {
  const signs = texts.flatMap((text) => [...text.matchAll(new RegExp(STAND_IN, "g"))]);
  return new Set(signs.map(([sign]) => sign.charCodeAt(0) - FIRST));
}

/** The offset in the source of an offset in the text with stand-ins. */
export function sourceOffset(offset: number, braces: readonly Braces[]): number {
  let longer = 0;
  for (const { start, end } of braces) {
    if (start - longer >= offset) break;
    longer += end - start - 1;
  }
  return offset + longer;
}

/** The text with each stand-in's own text in its place. */
export function fillStandIns(text: string, texts: readonly string[]): string {
  return text.replace(
    new RegExp(STAND_IN, "g"),
    (sign) => texts[sign.charCodeAt(0) - FIRST] ?? "",
  );
}
