/**
 * Markdown as reports may use it. The check of a text and the page that shows it read with one parser:
 * what one takes for code, the other must not take for prose.
 */
import MarkdownIt, { type MarkdownIt as MarkdownParser, type Token } from "markdown-it";

export type { MarkdownParser, Token };

/** CommonMark and tables. Raw HTML stays text, images are links, no address leads to a script. */
export function markdownParser(): MarkdownParser {
  const parser = new MarkdownIt({ html: false, linkify: false, typographer: false });
  parser.disable("image");
  parser.validateLink = isSafeLink;
  return parser;
}

/** Whether an address is http, https, or relative to the page; `//host` is neither. */
export function isSafeLink(address: string): boolean {
  const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
  if (scheme !== undefined) return scheme === "http" || scheme === "https";
  return !/^\s*[/\\]{2}/.test(address);
}

/** Text that Markdown leaves as it is: for names and values that go into a document. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ").replace(/[\\`*_{}[\]()<>#+\-!|&~:=^$@"]/g, "\\$&");
}
