/** Markdown to the HTML of a page: nothing in it can run, load from elsewhere or clash with the page. */
import { markdownParser, type Token } from "../common/markdown.ts";
import { alignFigures, renderTables } from "./markdown_tables.ts";
import { unbroken } from "./unbroken.ts";

export interface MarkdownOptions {
  /** Level of the text's highest headings: 2 right under the page's title. */
  topLevel?: 2 | 3;
  /** Begins every id, so that none is one of the page's own. */
  idPrefix?: string;
  /** Address on the page for a relative one in the text; one that begins with # is left as it is. */
  resolve?: (address: string) => string;
}

/**
 * Renders a text. Raw HTML stays text; links lead to http, https and relative addresses; headings get ids
 * and a level that fits the page; tables scroll within themselves.
 */
export function renderMarkdown(text: string, options: MarkdownOptions = {}): string {
  const { topLevel = 2, idPrefix = "text-", resolve = (address) => address } = options;
  const parser = markdownParser();
  renderTables(parser);
  const tokens = parser.parse(text, {});
  fitHeadings(tokens, topLevel, idPrefix);
  alignFigures(tokens);
  for (const token of tokens) {
    for (const child of token.children ?? []) {
      if (child.type === "link_open") resolveLink(child, resolve);
      if (child.type === "text") child.content = unbroken(child.content);
    }
  }
  return parser.renderer.render(tokens, parser.options, {});
}

const DEEPEST = 6;

/** A heading of a text that was rendered. */
export interface TextHeading {
  id: string;
  title: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

/** The headings of one level, for a list of contents, from what {@linkcode renderMarkdown} made. */
export function headingsOf(html: string, level: number): TextHeading[] {
  const pattern = new RegExp(`<h${level} id="([^"]*)">(.*?)</h${level}>`, "gs");
  return [...html.matchAll(pattern)].map(([, id = "", inner = ""]) => ({
    id,
    // Only the parser's own tags are tags here, and it escapes with no other entities.
    title: inner.replace(/<[^>]*>/g, "").replace(/&(\w+);/g, (all, name) => ENTITIES[name] ?? all),
  }));
}

function fitHeadings(tokens: readonly Token[], topLevel: number, idPrefix: string): void {
  const headings = tokens.filter(({ type }) => type === "heading_open" || type === "heading_close");
  const levelOf = ({ tag }: Token) => Number(tag.slice(1));
  const highest = headings.reduce((least, token) => Math.min(least, levelOf(token)), DEEPEST);
  for (const token of headings) {
    token.tag = `h${Math.min(levelOf(token) - highest + topLevel, DEEPEST)}`;
  }
  const taken = new Set<string>();
  for (const [index, token] of tokens.entries()) {
    if (token.type !== "heading_open") continue;
    const name = idPrefix + slugOf(tokens[index + 1]?.children ?? []);
    let id = name;
    for (let again = 2; taken.has(id); again++) id = `${name}-${again}`;
    taken.add(id);
    token.attrSet("id", id);
  }
}

function slugOf(children: readonly Token[]): string {
  const words = children.map(({ content }) => content).join(" ").toLowerCase();
  return words.match(/[\p{L}\p{N}]+/gu)?.join("-") ?? "part";
}

function resolveLink(link: Token, resolve: (address: string) => string): void {
  const address = String(link.attrGet("href") ?? "");
  if (/^(?:https?:|#)/i.test(address)) return;
  link.attrSet("href", resolve(address));
}
