/** Running text in a picture: SVG breaks no lines by itself. */
import { fitText, textWidth } from "./plot.ts";

/** Breaks a text into at most `most` lines of `width`; what has no room ends with an ellipsis. */
export function wrapText(text: string, width: number, fontSize: number, most: number): string[] {
  const lines: string[] = [];
  // No-break spaces hold: only where a line may break it is broken.
  const words = text.split(/[ \t\r\n]+/).filter((word) => word !== "");
  let line = "";
  for (const [index, word] of words.entries()) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (textWidth(longer, fontSize) <= width) {
      line = longer;
      continue;
    }
    if (lines.length === most - 1) {
      const rest = [line, ...words.slice(index)].filter((part) => part !== "").join(" ");
      return [...lines, cutText(rest, width, fontSize)];
    }
    if (line !== "") lines.push(line);
    line = textWidth(word, fontSize) <= width ? word : cutText(word, width, fontSize);
  }
  return line === "" ? lines : [...lines, line];
}

/** What fits of a text, with an ellipsis where it is cut; quick however long the text is. */
export function cutText(text: string, width: number, fontSize: number): string {
  const most = Math.ceil(width / (NARROWEST * fontSize)) + 1;
  return fitText([...text.slice(0, 2 * most)].slice(0, most).join(""), width, fontSize);
}

/** No letter is narrower, in ems: what has more of them is certainly too wide. */
const NARROWEST = 0.34;
