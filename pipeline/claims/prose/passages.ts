/** The prose of a Markdown text: what readers see as words, with the place of every character. */
import { markdownParser, type Token } from "../../../common/markdown.ts";

/** A run of prose within one block; markup is gone, entities are decoded. */
export interface Passage {
  text: string;
  /** Offset in the source of each UTF-16 unit of `text`; close by where markup hides it. */
  offsets: number[];
  heading: boolean;
}

/** The passages of a text, and all of its code. */
export interface Reading {
  passages: Passage[];
  code: string[];
}

/** Stands for code: no number before it takes its unit from beyond. */
const CODE = "\ufffc";

/** Reads a text with the parser that the page uses. */
export function readPassages(source: string): Reading {
  const lineStarts = [0];
  for (let at = source.indexOf("\n"); at >= 0; at = source.indexOf("\n", at + 1)) {
    lineStarts.push(at + 1);
  }
  const passages: Passage[] = [];
  const code: string[] = [];
  let cursor = 0;
  let heading = false;
  for (const token of markdownParser().parse(source, {})) {
    if (token.map !== null) cursor = Math.max(cursor, lineStarts[token.map[0]] ?? cursor);
    if (token.type === "heading_open") heading = true;
    else if (token.type === "heading_close") heading = false;
    else if (token.type === "fence" || token.type === "code_block") code.push(token.content);
    else if (token.type === "inline") {
      const end = token.map === null ? undefined : lineStarts[token.map[1]];
      const reader = new InlineReader(source, cursor, end ?? source.length, heading);
      for (const child of token.children ?? []) reader.read(child);
      passages.push(reader.passage, ...reader.titles);
      code.push(...reader.code);
      cursor = reader.cursor;
    }
  }
  return { passages, code };
}

/** Goes through the tokens of one block, keeping the place in the source beside them. */
class InlineReader {
  readonly passage: Passage;
  readonly titles: Passage[] = [];
  readonly code: string[] = [];
  #autolink = false;

  constructor(
    readonly source: string,
    public cursor: number,
    readonly end: number,
    heading: boolean,
  ) {
    this.passage = { text: "", offsets: [], heading };
  }

  read(token: Token): void {
    if (token.type === "link_open") this.#openLink(token);
    else if (token.type === "link_close") this.#closeLink();
    else if (token.type === "softbreak" || token.type === "hardbreak") this.#add(" ", false);
    else if (token.type === "code_inline") {
      this.code.push(token.content);
      this.#find(token.content);
      // A unit set as code is one all the same: 40 `ms`.
      const word = /^[\p{L}%/ ]+$/u.test(token.content);
      this.#add(word ? token.content : CODE, false);
    } else if (token.content !== "" && !this.#autolink) {
      this.#add(token.content, true);
    }
  }

  #openLink(token: Token): void {
    this.#autolink = token.markup === "autolink";
    const title = String(token.attrGet("title") ?? "");
    if (title !== "") {
      const offsets = Array.from({ length: title.length }, () => this.cursor);
      this.titles.push({ text: title, offsets, heading: false });
    }
  }

  #closeLink(): void {
    this.#autolink = false;
    const rest = this.source.slice(this.cursor, this.end);
    this.cursor += /^[*_]*\](?:\([^)\n]*\)|\[[^\]\n]*\])?/.exec(rest)?.[0].length ?? 0;
  }

  #add(text: string, inSource: boolean): void {
    const whole = inSource ? this.#find(text) : undefined;
    for (const [index, unit] of text.split("").entries()) {
      if (whole === undefined && inSource) this.#find(unit);
      this.passage.offsets.push(
        whole === undefined ? Math.max(0, this.cursor - (inSource ? 1 : 0)) : whole + index,
      );
    }
    this.passage.text += text;
  }

  /** Moves behind the next place of the text in this block; undefined, unmoved, where there is none. */
  #find(text: string): number | undefined {
    const at = this.source.indexOf(text, this.cursor);
    if (at < 0 || at + text.length > this.end) return undefined;
    this.cursor = at + text.length;
    return at;
  }
}
