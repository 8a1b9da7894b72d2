/** What is wrong with a text, and where: all of it in one Failure. */
import { Failure } from "../../../common/failure.ts";

export interface Problem {
  /** Offset in the source. */
  offset: number;
  /** What, and the remedy. */
  message: string;
}

/** Line and column, both from 1; columns count UTF-16 units. */
export function positionOf(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** One line a problem, in the order of the text: "file:line:column: what; remedy". */
export function failureOf(file: string, source: string, problems: readonly Problem[]): Failure {
  const lines = [...problems].sort((a, b) => a.offset - b.offset).map(({ offset, message }) => {
    const { line, column } = positionOf(source, offset);
    return `${file}:${line}:${column}: ${message}`;
  });
  return new Failure(lines.join("\n"));
}
