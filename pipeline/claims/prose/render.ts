/** report.md with its expressions put into words, or a Failure that names every line that is wrong. */
import { Failure } from "../../../common/failure.ts";
import type { Summary } from "../../tables/summary.ts";
import { type Braces, findBraces, parseDirective } from "./expressions.ts";
import { type Passage, readPassages } from "./passages.ts";
import { fillStandIns, MOST_STAND_INS, sourceOffset, STAND_IN } from "./stand_ins.ts";
import { printDirective, type ProseContext } from "./print_directive.ts";
import { failureOf, positionOf, type Problem } from "./problems.ts";
import { readProse } from "./prose.ts";
import { typedNumbers } from "./typed_numbers.ts";

/** A constant that an author typed. */
export interface Given {
  text: string;
  why: string;
  line: number;
}

export interface RenderedProse {
  /** Markdown; all that came out of braces is escaped. */
  markdown: string;
  /** Ids of the claims that the text leads to, each once, in its order. */
  claims: string[];
  givens: Given[];
}

const REMEDY =
  'let an expression say it, {{ ... }}, or where it belongs to no table {{ given "40 ms" "why, or where from" }}';

/**
 * Renders a text: each expression of its prose through its formatter, each claim as a link to its row, each
 * given as it is. Braces in code stay as they are. Throws one Failure with all problems, one a line,
 * "file:line:column: what; remedy": expressions that fail or that a formatter refuses, claims whose verdict is
 * not the expected one, typed numbers.
 */
export function renderProse(source: string, context: ProseContext): RenderedProse {
  refuseUnreadable(source, context.file);
  const { braces, passages, hidden } = readProse(source);
  const problems = passages.flatMap((passage) => problemsOf(passage, braces, context.summaries));
  const claims = new Set<string>();
  const givens: Given[] = [];
  const texts: string[] = [];
  let markdown = "";
  let from = 0;
  for (const [index, each] of braces.entries()) {
    const { start, end, content } = each;
    markdown += source.slice(from, start);
    from = end;
    try {
      if (hidden.has(index)) {
        throw new Failure("an expression in an address is never shown; take it out");
      }
      const directive = parseDirective(content);
      const printed = printDirective(directive, context);
      texts[index] = printed.text;
      markdown += opensList(markdown, printed.text, source.slice(end))
        ? `&#${printed.text.charCodeAt(0)};${printed.text.slice(1)}`
        : printed.markdown;
      if (directive.kind === "claim") claims.add(directive.id);
      if (directive.kind === "given") {
        const { text, why } = directive;
        givens.push({ text, why, line: positionOf(source, start).line });
      }
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      problems.push(located(each, error.message));
    }
  }
  markdown += source.slice(from);
  if (problems.length === 0) problems.push(...differences(passages, texts, markdown, braces));
  if (problems.length > 0) throw failureOf(context.file, source, problems);
  return { markdown, claims: [...claims], givens };
}

/**
 * The first passage that reads otherwise than the one that was checked: emphasis that opens or closes by
 * what an expression beside it begins with.
 */
function differences(
  passages: readonly Passage[],
  texts: readonly string[],
  markdown: string,
  braces: readonly Braces[],
): Problem[] {
  const shown = readPassages(markdown).passages;
  const at = passages.findIndex(({ text }, index) =>
    fillStandIns(text, texts) !== shown[index]?.text
  );
  if (at < 0 && shown.length === passages.length) return [];
  const offset = sourceOffset(passages[at]?.offsets[0] ?? 0, braces);
  const message = "an expression changes the markup about it; put a space or a word between";
  return [{ offset, message }];
}

function refuseUnreadable(source: string, file: string): void {
  const alien = STAND_IN.exec(source);
  if (alien !== null) {
    const message = "a character of Unicode's private use area; take it out";
    throw failureOf(file, source, [{ offset: alien.index, message }]);
  }
  const excess = findBraces(source)[MOST_STAND_INS];
  if (excess !== undefined) {
    const message = `more than ${MOST_STAND_INS} expressions; shorten the text`;
    throw failureOf(file, source, [{ offset: excess.start, message }]);
  }
}

const GLUED = /[\ue000-\uf8ff][.,]?(?=[\ue000-\uf8ff])/g;

/** Typed numbers, braces that nothing closes, expressions with nothing between. */
function problemsOf(
  passage: Passage,
  braces: readonly Braces[],
  summaries: readonly Summary[],
): Problem[] {
  const typed = typedNumbers(passage, summaries).map(({ offset, text, reason }) => ({
    offset: sourceOffset(offset, braces),
    message: `"${text}" is typed and ${reason}; ${REMEDY}`,
  }));
  const open = [...passage.text.matchAll(/\{\{/g)].map(({ index }) => ({
    offset: sourceOffset(passage.offsets[index] ?? 0, braces),
    message: "{{ has no }} on its line, or a backtick before it; close it, or put it in code",
  }));
  const glued = [...passage.text.matchAll(GLUED)].map(({ index }) => ({
    offset: sourceOffset(passage.offsets[index] ?? 0, braces),
    message: "two expressions would read as one number; put a space or a word between",
  }));
  return [...typed, ...open, ...glued];
}

/** Whether a printed number would begin an ordered list: "12" at the start of a line, then a point. */
function opensList(before: string, text: string, after: string): boolean {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  return /^(?:[\s>]|[*+-]\s|\d{1,9}[.)]\s)*$/.test(line) && /^\d+$/.test(text) &&
    /^[.)]/.test(after);
}

/** An evaluator counts columns within its expression. */
function located({ start, content }: Braces, message: string): Problem {
  const [, column, rest] = /^column (\d+): ([^]*)$/.exec(message) ?? [];
  if (column === undefined || rest === undefined) return { offset: start, message };
  const indent = content.length - content.trimStart().length;
  return { offset: start + 2 + indent + Number(column) - 1, message: rest };
}
