/** `{{ ... }}` in a text: found, and taken apart. */
import { Failure } from "../../../common/failure.ts";

/** What stands between two pairs of braces. */
export interface Braces {
  /** Offset of the first brace in the text. */
  start: number;
  /** Offset after the last brace. */
  end: number;
  content: string;
}

/** A pair of braces taken apart. */
export type Directive =
  | { kind: "expression"; expression: string; formatters: string[] }
  | { kind: "claim"; id: string; formatters: string[] }
  | { kind: "given"; text: string; why: string };

/**
 * Every `{{ ... }}` that stands on one line; braces within a string of the expression do not close it.
 * One that holds a backtick is left: whether it were code would depend on what it prints.
 */
export function findBraces(text: string): Braces[] {
  const found: Braces[] = [];
  let from = 0;
  for (;;) {
    const start = text.indexOf("{{", from);
    if (start < 0) return found;
    const end = closingBraces(text, start + 2);
    const content = end === undefined ? "" : text.slice(start + 2, end);
    if (end === undefined || content.includes("`")) {
      from = start + 2;
    } else {
      found.push({ start, end: end + 2, content });
      from = end + 2;
    }
  }
}

function closingBraces(text: string, from: number): number | undefined {
  for (let at = from; at < text.length && text[at] !== "\n"; at++) {
    if (text.startsWith("}}", at)) return at;
    if (text[at] === '"') at = endOfString(text, at) ?? at;
  }
  return undefined;
}

/** Offset of the quote that ends the string beginning at `start`; undefined where its line has none. */
function endOfString(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length && text[at] !== "\n"; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
  }
  return undefined;
}

const STRING = '"(?:[^"\\\\]|\\\\.)*"';
const CLAIM = new RegExp(`^claim\\s+(${STRING})$`);
const GIVEN = new RegExp(`^given\\s+(${STRING})\\s+(${STRING})$`);

/** Takes the content of braces apart. Throws a Failure on one that says nothing. */
export function parseDirective(content: string): Directive {
  const [body = "", ...formatters] = splitAtBars(content);
  if (body === "") {
    throw new Failure(
      'nothing stands between {{ and }}; write {{ expression }} or {{ claim "id" }}',
    );
  }
  const given = GIVEN.exec(body);
  if (given !== null && formatters.length === 0) {
    const [, text = "", why = ""] = given;
    return { kind: "given", text: unquote(text).trim(), why: unquote(why).trim() };
  }
  if (/^given\b/.test(body)) {
    throw new Failure('a given is written {{ given "40 ms" "why, or where from" }}, no more');
  }
  const claim = CLAIM.exec(body);
  if (claim !== null) return { kind: "claim", id: unquote(claim[1] ?? ""), formatters };
  if (/^claim\b/.test(body)) {
    throw new Failure('a claim is written {{ claim "id" }} or {{ claim "id" | verdict }}');
  }
  return { kind: "expression", expression: body, formatters };
}

/** Parts between bars that stand outside of strings, trimmed. */
function splitAtBars(content: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < content.length; at++) {
    if (content[at] === '"') at = endOfString(content, at) ?? at;
    else if (content[at] === "|") {
      parts.push(content.slice(from, at).trim());
      from = at + 1;
    }
  }
  return [...parts, content.slice(from).trim()];
}

function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, "$1");
}
