/**
 * From the console text of Google Benchmark to the rows of its tables. A text may hold what several executions
 * printed, on machines of their own: each that prints its context is a part.
 */
import { addAll } from "../../../common/lists.ts";
import type { InputFinding } from "../../finding.ts";
import { ContextReader, isMachineLine } from "./google_benchmark_context.ts";
import {
  hasStrangeTimes,
  type Header,
  isRowBegun,
  type PrintedRow,
  readHeader,
  readRow,
} from "./google_benchmark_rows.ts";

/** Longer lines are no rows, and patterns must not be tried on them. */
export const LONGEST_LINE = 4096;
/** What a finding quotes of a line. */
const LONGEST_QUOTE = 120;

/** A row with the table that it stands in. */
export interface Placed extends PrintedRow {
  /** 1-based place of the table in its part. */
  table: number;
  /** Which of the executions whose tables stand in the part printed it. */
  execution: number;
  executable: string;
}

export interface PlacedRow {
  row: Placed;
  source: string;
}

/** A context and the tables that belong to it; the first may lack its context. */
export class Part {
  /** 1-based, of its machine or, without one, of its header. */
  readonly line: number;
  readonly context = new ContextReader();
  readonly findings: InputFinding[] = [];
  readonly placed: PlacedRow[] = [];
  /** Whether the text ends within its last line. */
  isCut = false;
  header: Header | undefined;
  table = 0;
  execution = 0;
  inList = false;
  /** Lines behind the rows: the context of the next execution, or of another program. */
  lead: string[] = [];

  constructor(line: number) {
    this.line = line;
  }

  isBegun(): boolean {
    return this.context.sawHeader || this.placed.length > 0;
  }

  seeOther(line: string): void {
    if (this.isBegun()) this.lead.push(line);
    else this.context.see(line);
  }

  /** What follows is of this part. */
  keepLead(): void {
    for (const line of this.lead) this.context.see(line);
    this.lead = [];
  }

  seeHeader(header: Header): void {
    this.keepLead();
    if (!isContinued(this.header, header)) this.execution++;
    this.header = header;
    this.table++;
    this.inList = false;
    this.context.seeHeader(header);
  }
}

/** The parts that have a table. */
export function readParts(text: string, file: string): Part[] {
  let part = new Part(1);
  const parts = [part];
  const begin = (line: number) => {
    const { lead } = part;
    parts.push(part = new Part(line));
    for (const each of lead) part.context.see(each);
  };
  const lines = text.split("\n");
  /** That of the last header, whose prefix is that of every line. */
  let header: Header | undefined;
  for (const [index, whole] of lines.entries()) {
    if (whole.length > LONGEST_LINE) continue;
    const source = `${file}#L${index + 1}`;
    const found = readHeader(whole);
    if (found !== undefined) {
      if (isOfAnother(part, found)) begin(index + 1);
      part.seeHeader(header = found);
      continue;
    }
    const line = withoutPrefix(whole, header);
    const isLast = index === lines.length - 1;
    if (isMachineLine(line) && (part.isBegun() || part.context.sawMachine)) begin(index + 1);
    const row = readRow(line, part.header);
    if (row === undefined) {
      addAll(part.findings, sayNoRow(line, part.header, isLast, source));
      part.seeOther(line);
      continue;
    }
    part.keepLead();
    // A list of rates without times is no part of the table before it.
    const isRateOnly = row.kind === "iteration" && row.realTime === undefined &&
      row.iterations === undefined;
    if (part.table === 0 || isRateOnly && !part.inList) part.table++;
    part.inList = isRateOnly;
    if (row.leftOut !== undefined) part.findings.push(sayLeftOut(source, row.leftOut));
    if (isLast) addAll(part.findings, dropCut(row, line, part.header, source));
    part.context.seeRow(row);
    const { table, execution, context: { executable } } = part;
    part.placed.push({ row: { ...row, table, execution, executable }, source });
  }
  part.isCut = lines.at(-1) !== "";
  const kept = parts.filter((each) => each.isBegun());
  for (const { line } of parts.filter((each) => !each.isBegun() && each.context.sawProcessors)) {
    kept.at(-1)?.findings.push(
      sayLeftOut(`${file}#L${line}`, `the execution that begins before line ${line} has no table`),
    );
  }
  return kept;
}

/**
 * Whether one execution prints both: again where the counters are others, if each has a column, and with a column
 * of names that is as wide as before.
 */
function isContinued(before: Header | undefined, header: Header): boolean {
  return before !== undefined && !before.isList && !header.isList &&
    before.iterationsEnd === header.iterationsEnd &&
    before.columns.join(" ") !== header.columns.join(" ");
}

/**
 * Whether a header is of another execution than the table before it, and one of the two has a machine or a way of
 * counting that is not the other's. Tables that all lack a context stay together.
 */
function isOfAnother({ context, header, lead }: Part, found: Header): boolean {
  if (header === undefined) return false;
  const own = new ContextReader();
  for (const line of lead) own.see(line);
  return own.hasLabels() ||
    !isContinued(header, found) && (context.hasLabels() || header.isOld !== found.isOld);
}

function sayNoRow(
  line: string,
  header: Header | undefined,
  isLast: boolean,
  source: string,
): InputFinding[] {
  if (header === undefined) return [];
  if (isLast && isRowBegun(line)) {
    return [sayCut(source, `the row ${JSON.stringify(line.trim())} is not complete`)];
  }
  if (!hasStrangeTimes(line)) return [];
  const row = JSON.stringify(line.trim().slice(0, LONGEST_QUOTE));
  return [sayLeftOut(source, `the row ${row} has no times as the library prints them`)];
}

/** What stands before every line of a log (`12: `, a time stamp, `// `) stands before the header too. */
function withoutPrefix(line: string, header: Header | undefined): string {
  const prefix = header?.prefix ?? "";
  if (prefix === "") return line;
  const own = line.slice(0, prefix.length);
  return own.replace(/\d/g, "0") === prefix.replace(/\d/g, "0") ? line.slice(prefix.length) : line;
}

/**
 * The tool ends every line; a text that does not may be cut anywhere in its last line. There the
 * iterations are whole if they reach the end of their column, and a rate if its `/s` is there.
 */
function dropCut(
  row: PrintedRow,
  line: string,
  header: Header | undefined,
  source: string,
): InputFinding[] {
  if (row.tail === "") {
    // More than ten digits push the column out, and its end says nothing.
    const isWhole = line.trimEnd().length >= (header?.iterationsEnd ?? Infinity) &&
      (row.iterations?.printed.length ?? 0) <= 10;
    if (row.iterations === undefined || isWhole) return [];
    delete row.iterations;
    return [sayCut(source, `the iterations of ${row.name} may be cut and are left out`)];
  }
  if (row.openCounter === "") return [];
  if (row.openCounter.startsWith("items")) delete row.itemsRate;
  if (row.openCounter.startsWith("bytes")) delete row.bytesRate;
  row.counters = row.counters.filter(([name]) => name !== row.openCounter);
  return [sayCut(source, `${row.openCounter} of ${row.name} may be cut and is left out`)];
}

function sayLeftOut(source: string, message: string): InputFinding {
  return { rule: "truncated-input", severity: "warn", message, source };
}

function sayCut(source: string, what: string): InputFinding {
  return {
    rule: "truncated-input",
    severity: "warn",
    message:
      `the text ends without a line end: ${what}; rows after it are missing, if there were any`,
    source,
  };
}
