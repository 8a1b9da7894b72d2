/**
 * Lines of pidstat (sysstat, pidstat.c): a banner, then tables whose header names the columns. The
 * header and the rows begin with a time, in as many words as the locale needs; `Average:` in the language of the
 * locale stands there in the last tables.
 */
import { groupsOf } from "../../../common/groups.ts";

/** `Linux 6.8.0 (host) 	10/23/2025 	_x86_64_	(2 CPU)`, perhaps behind what a log puts before each line. */
const BANNER = /^(?:.{0,120}?\s)??(\S+) (\S+) \((.*)\)\s+(\S+)\s+_?(\S+?)_?\s+\((\d+) CPU\)\s*$/;

const SYSTEM = "Linux";

/** Whether the banner stands behind half a line: a text that was cut, and another that was joined to it. */
export function isBehindCut(banner: string): boolean {
  return new RegExp(`\\S${SYSTEM} \\S`).test(banner);
}

/** What the banner says of the machine; `next` is the line after it, to which a terminal may have wrapped it. */
export function readBanner(line: string, next = ""): Record<string, string> | undefined {
  const isWrapped = next.trimEnd().endsWith(")") && !BANNER.test(next);
  const match = BANNER.exec(line) ?? (isWrapped ? BANNER.exec(line + next) : null);
  if (match === null) return undefined;
  const [system, kernel, host, date, architecture, cpus] = groupsOf(match, 6);
  return Object.fromEntries([
    // Before the name there may be what a cut has left of the line before it.
    ["kernel", `${system.endsWith(SYSTEM) ? SYSTEM : system} ${kernel}`],
    ["host_name", host],
    ["date", date],
    ["architecture", architecture],
    ["num_cpus", cpus],
  ]);
}

/** Columns of a table. */
export interface PidstatTable {
  /** From `UID` on; the last is `Command` and may hold blanks. */
  columns: string[];
  /** Words that a log puts before each line; under `# Time` alone, elsewhere they are leading words. */
  logWords: number;
  /** Words before `UID` in every row; undefined under `# Time`, where the row itself tells. */
  leadingWords: number | undefined;
}

/** The table whose header this is. */
export function readPidstatHeader(line: string): PidstatTable | undefined {
  const words = line.trim().split(/\s+/);
  const first = firstColumn(words);
  if (first === undefined || words.at(-1) !== "Command") return undefined;
  const sign = words.slice(0, first).findIndex((word) => word.endsWith("#"));
  return {
    columns: words.slice(first),
    logWords: Math.max(0, sign),
    leadingWords: sign === -1 ? first : undefined,
  };
}

/** Whether a header begins in this line and goes on in another, as a terminal wraps it. */
export function isCutHeader(line: string): boolean {
  const words = line.trim().split(/\s+/);
  // Those of ps end so.
  return firstColumn(words) !== undefined && !/^(?:Command|COMMAND|CMD)$/.test(words.at(-1) ?? "");
}

/** Where the columns begin, behind the words of a time. */
function firstColumn(words: readonly string[]): number | undefined {
  const first = words.findIndex((word) => word === "UID" || word === "USER");
  return first >= 1 && /^(?:PID|TGID|TID)$/.test(words[first + 1] ?? "") ? first : undefined;
}

/** A row as it stands there; numbers are not parsed. */
export interface PidstatRow {
  /** Words of the time: `10:55:29 AM`, `1646859221`. */
  time: string;
  /** Of the tables at the end, which repeat what the samples say. */
  isAverage: boolean;
  cells: Map<string, string>;
}

/** The row in this line; undefined where it is none, `"cut"` where it ends too early. */
export function readPidstatRow(line: string, table: PidstatTable): PidstatRow | "cut" | undefined {
  const words = [...line.matchAll(/\S+/g)];
  const textOf = (index: number) => words[index]?.[0] ?? "";
  if (words.length === 0) return undefined;
  // In 12-hour locales a second word says which half of the day, before or behind the time.
  const { logWords } = table;
  const isTwoWords = /^[AaPp]\.?[Mm]\.?$/.test(textOf(logWords + 1)) ||
    !/\d/.test(textOf(logWords));
  const lead = table.leadingWords ?? logWords + (isTwoWords ? 2 : 1);
  // Before the time's own words there may be the numbers of a log's time.
  const own = /\d/.test(textOf(lead - 1)) ? 1 : 2;
  const time = words.slice(Math.max(0, lead - own), lead).map((word) => word[0]).join(" ");
  const isAverage = !/\d/.test(time) || time.endsWith(":");
  const cells = new Map<string, string>();
  const last = table.columns.length - 1;
  for (const [index, column] of table.columns.entries()) {
    const word = words[lead + index];
    // What is missing of an average is in the samples.
    if (word === undefined) return isBegun(cells) && !isAverage ? "cut" : undefined;
    cells.set(column, index === last ? line.slice(word.index).trimEnd() : word[0]);
  }
  return isBegun(cells) ? { time, isAverage, cells } : undefined;
}

/** Whether the ids are ids, so that the line is a row of this table and no line of another program. */
function isBegun(cells: ReadonlyMap<string, string>): boolean {
  const ids = ["PID", "TGID", "TID"].map((column) => cells.get(column)).filter((id) =>
    id !== undefined
  );
  return ids.length > 0 && ids.every((id) => /^(?:\d+|-)$/.test(id as string));
}

/** Number of a cell, with a decimal comma or a point; NaN where it is none. */
export function numberOfCell(cell: string): number {
  return /^-?\d+(?:[.,]\d+)?$/.test(cell) ? Number(cell.replace(",", ".")) : NaN;
}

/**
 * Seconds of a time of day, or since 1970 for `pidstat -H` and old `-h`; undefined where the locale
 * writes it in another way.
 */
export function secondsOfTime(time: string): number | undefined {
  if (/^\d{9,11}$/.test(time)) return Number(time);
  const match = /(\d{1,2})\D(\d\d)\D(\d\d)(?![\d:])/.exec(time);
  if (match === null) return undefined;
  const [hour, minute, second] = match.slice(1).map(Number) as [number, number, number];
  const half = /([AaPp])\.?[Mm]/.exec(time)?.[1]?.toLowerCase();
  const hours = half === undefined ? hour : hour % 12 + (half === "p" ? 12 : 0);
  return hours * 3600 + minute * 60 + second;
}
