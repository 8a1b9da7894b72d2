/** Words of a report's text that a later report replaced or took back, marked where they stand. */
import { placesOfWords, type WordsCorrection } from "../../pipeline/report.ts";
import { erratumId } from "../links.ts";

/**
 * The HTML of a text with these words struck, each with a link to its notice. Words that are not there once, or run
 * over an element, are left: their notice names them all the same.
 */
export function markWords(html: string, corrections: readonly WordsCorrection[]): string {
  return corrections.reduce(
    (marked, correction, index) => markOne(marked, correction, erratumId(index)),
    html,
  );
}

function markOne(html: string, { words, state }: WordsCorrection, id: string): string {
  // As the renderer of the text writes them; other signs that it escapes are not in words.
  const written = words.replaceAll('"', "&quot;");
  const parts = html.split(/(<[^>]*>)/);
  const places = parts.flatMap((part, index) =>
    part.startsWith("<") ? [] : placesOfWords(written, part).map((place) => ({ index, ...place }))
  );
  const [place, ...more] = places;
  if (place === undefined || more.length > 0) return html;
  const { index, from, to } = place;
  const part = parts[index] as string;
  parts[index] = `${part.slice(0, from)}<s>${part.slice(from, to)}</s> ` +
    `<span class="mark-${state}">(<a href="#${id}">${state}</a>)</span>${part.slice(to)}`;
  return parts.join("");
}
