/** Tables of a Markdown text: they scroll within themselves, and columns of figures are set as such. */
import type { MarkdownParser, Token } from "../common/markdown.ts";

const RIGHT = "text-align:right";

/** "≥ 36.0 k req/s", "7.4 %", "12†": a number with its unit and nothing else but the sign of a correction. */
const FIGURE = /^(?:[≥≤<>~]\s?)?[-+]?\d[\d.,]*(?:\s(?:[kMG]\s)?(?:%|\p{L}+(?:\/\p{L}+)*))?†?$/u;

/** What stands in place of a figure. */
const NO_FIGURE = /^(?:withheld|[–-])?$/;

/** Sets columns to the right that have figures alone and whose text says nothing else. */
export function alignFigures(tokens: readonly Token[]): void {
  for (const [start, { type }] of tokens.entries()) {
    if (type !== "table_open") continue;
    const end = tokens.findIndex((token, index) => index > start && token.type === "table_close");
    for (const cells of columnsOf(tokens.slice(start, end))) {
      const texts = cells.filter(({ tag }) => tag === "td").map(({ text }) => text);
      const isPlain = cells.every(({ token }) => token.attrGet("style") === null);
      const hasFigures = texts.some((text) => FIGURE.test(text)) &&
        texts.every((text) => FIGURE.test(text) || NO_FIGURE.test(text));
      if (!isPlain || !hasFigures) continue;
      for (const { token } of cells) token.attrSet("style", RIGHT);
    }
  }
}

interface Cell {
  token: Token;
  tag: string;
  text: string;
}

function columnsOf(table: readonly Token[]): Cell[][] {
  const columns: Cell[][] = [];
  let column = 0;
  for (const [index, token] of table.entries()) {
    if (token.type === "tr_open") column = 0;
    if (token.type !== "th_open" && token.type !== "td_open") continue;
    const text = table[index + 1]?.content.trim() ?? "";
    (columns[column++] ??= []).push({ token, tag: token.tag, text });
  }
  return columns;
}

/** The pages forbid inline styles, which the parser aligns columns with. */
export function renderTables(parser: MarkdownParser): void {
  parser.renderer.rules["table_open"] = () =>
    '<div class="scroll" role="group" aria-label="Table" tabindex="0"><table>\n';
  parser.renderer.rules["table_close"] = () => "</table></div>\n";
  for (const cell of ["th_open", "td_open"]) {
    parser.renderer.rules[cell] = (tokens, index) => {
      const token = tokens[index] as Token;
      const number = token.attrGet("style") === RIGHT;
      return `<${token.tag}${number ? ' class="number"' : ""}>`;
    };
  }
}
