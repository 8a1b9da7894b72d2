/** Header and row of a Google Benchmark table, as its console reporter prints them. */

import { groupsOf } from "../../../common/groups.ts";
import type { RowKind } from "./google_benchmark.ts";
import { parsePrintedNumber, PRINTED_NUMBER, secondsOf } from "./google_benchmark_numbers.ts";

/** The line with Benchmark, Time, CPU and Iterations. */
export interface Header {
  /** What stands before `Benchmark`. */
  prefix: string;
  /** Columns behind the iterations, of a table with a column a counter. */
  columns: string[];
  /** The counters are a list behind the iterations, `UserCounters...`. */
  isList: boolean;
  /** Unit of both times where the header has it (`Time(ns)`), as before 2016; no row has one then. */
  unit: string | undefined;
  /** Where the column of iterations ends, without the prefix. */
  iterationsEnd: number;
  /** Columns are as narrow as before 1.5.0. */
  isOld: boolean;
}

/** A value with the text it was read from. */
export interface Printed {
  value: number;
  printed: string;
  /** It has a prefix that is read as a multiple of 1000, but may be one of 1024 before 1.8.3. */
  baseAssumed?: boolean;
}

/** A row as it stands there. Times in seconds. */
export interface PrintedRow {
  name: string;
  kind: RowKind;
  isRatio?: boolean;
  message?: string;
  iterations?: Printed;
  realTime?: Printed;
  cpuTime?: Printed;
  itemsRate?: Printed;
  bytesRate?: Printed;
  counters: [name: string, number: Printed][];
  /** What stands behind the iterations. */
  tail: string;
  /** What is left of it behind the counters. */
  label: string;
  /** The counter that ends the line, where its number could go on. */
  openCounter: string;
  /** A rate of bytes has a prefix without `i`: the library is older than 1.8.3. */
  isBefore183: boolean;
  /** A number has a prefix with `i`: the library is 1.8.3 or later. */
  isSince183: boolean;
  /** What of it is left out and why, as a sentence: which counter is which is not certain, or no number. */
  leftOut?: string;
}

const NUMBER = String.raw`-?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|nan|inf)`;
const UNIT = "(ns|us|ms|s)";
const BIG_O = String.raw`(?:\(1\)|N(?:\^[23])?|lgN|NlgN|f\(N\))`;

const HEADER =
  /^(.*?)Benchmark( +)Time(?:\((ns|us|ms|s)\))?( +)CPU(?:\((?:ns|us|ms|s)\))? +Iterations?\b(.*)$/;
/** Rightmost in the line: iterations followed by a unit are part of a name with numbers in it. */
const TIMES = new RegExp(
  String.raw`\s(${NUMBER}) ${UNIT}[ \t]+(${NUMBER}) ${UNIT}[ \t]+(\d+)(?!\S)(?!\s+${UNIT}(?:\s|$))`,
);
const BARE_TIMES = new RegExp(String.raw`\s(${NUMBER})[ \t]+(${NUMBER})[ \t]+(\d+)(?!\S)`);
const RATIOS = new RegExp(String.raw`\s(${NUMBER}) %[ \t]+(${NUMBER}) %(?:[ \t]+(\d+))?(?!\S)`);
const COMPLEXITY = new RegExp(String.raw`\s${NUMBER} +${BIG_O}[ \t]+${NUMBER} +${BIG_O}\s*$`);
const FAILURE = /\s(ERROR OCCURRED|SKIPPED): '(.*?)'?\s*$/;
const COUNTER = /^([^\s=]+)=(\S+(?: [KMGTPEZY]?i?B\/s\*?)?)(?:\s+|$)/;
const COUNTER_WITH_BLANKS = /^([^\s=]+(?: [^\s=]+){1,3})=(\S+)(?:\s+|$)/;
/** Two times or ratios with whatever a locale puts between digits; a row of which `TIMES` makes nothing. */
const STRANGE_TIMES = /\s\d[\d.,'’]* (?:ns|us|ms|s|%)[ \t]+\d[\d.,'’]* (?:ns|us|ms|s|%)(?!\w)/;
/** A counter with a decimal comma, or with one between thousands. */
const STRANGE_COUNTER = /^[^\s=]+(?: [^\s=]+){0,3}=-?\d+,\d\S*/;
/** A list of rates whose times somebody cut away. */
const RATE_ONLY = /\s(?=(?:items|bytes)(?:_per_second|\/s)=\d)/;

/** The header in this line; undefined where there is none. */
export function readHeader(line: string): Header | undefined {
  if (!line.includes("Iterations") && !line.includes("Iteration")) return undefined;
  const match = HEADER.exec(line);
  if (match === null) return undefined;
  const prefix = match[1] as string;
  const rest = match[5] as string;
  const isList = rest.includes("UserCounters...");
  return {
    prefix,
    columns: isList ? [] : readColumns(rest.trimEnd()),
    isList,
    unit: match[3],
    iterationsEnd: line.length - rest.length - prefix.length,
    isOld: match[3] !== undefined || (match[4] as string).length < 13,
  };
}

/**
 * Names of the counters' columns. Each is right-aligned in ten places or its own length, after a blank, so
 * that a name may hold blanks; a header that somebody has narrowed is split at its blanks.
 */
function readColumns(rest: string): string[] {
  const columns: string[] = [];
  for (let at = 0; at < rest.length;) {
    let end = at + 11;
    while (end < rest.length && rest[end] !== " " && rest[at + 1] !== " ") end++;
    const name = rest.slice(at, end).trimStart();
    if (rest[at] !== " " || name === "" || /\s$|\s\s/.test(name)) return rest.trim().split(/\s+/);
    columns.push(name);
    at = end;
  }
  return columns;
}

/** The row in this line; undefined where it is none. `header` is that of its table, where it has one. */
export function readRow(line: string, header: Header | undefined): PrintedRow | undefined {
  const row = (name: string, kind: RowKind, more: Partial<PrintedRow> = {}) => {
    const trimmed = name.trim();
    if (trimmed === "") return undefined;
    const empty = {
      counters: [],
      tail: "",
      label: "",
      openCounter: "",
      isBefore183: false,
      isSince183: false,
    };
    return { name: trimmed, kind, ...empty, ...more };
  };
  const times = TIMES.exec(line);
  if (times !== null) {
    const [real, realUnit, cpu, cpuUnit, iterations] = groupsOf(times, 5);
    const found = row(line.slice(0, times.index), "iteration", {
      realTime: printedTime(real, realUnit),
      cpuTime: printedTime(cpu, cpuUnit),
      iterations: printedCount(iterations),
      tail: line.slice(times.index + times[0].length).trim(),
    });
    return found && readTail(found, header);
  }
  const ratios = RATIOS.exec(line);
  if (ratios !== null) {
    const name = line.slice(0, ratios.index);
    return ratios[3] === undefined && /_RMS\s*$/.test(name)
      ? row(name, "rms")
      : row(name, "aggregate", { isRatio: true, iterations: printedCount(ratios[3] ?? "0") });
  }
  const complexity = COMPLEXITY.exec(line);
  if (complexity !== null) return row(line.slice(0, complexity.index), "big-o");
  const failure = FAILURE.exec(line);
  if (failure !== null) {
    const kind = failure[1] === "SKIPPED" ? "skipped" : "error";
    return row(line.slice(0, failure.index), kind, { message: failure[2] as string });
  }
  if (header?.unit !== undefined) {
    const bare = BARE_TIMES.exec(line);
    if (bare !== null) {
      const found = row(line.slice(0, bare.index), "iteration", {
        realTime: printedTime(bare[1] as string, header.unit),
        cpuTime: printedTime(bare[2] as string, header.unit),
        iterations: printedCount(bare[3] as string),
        tail: line.slice(bare.index + bare[0].length).trim(),
      });
      return found && readTail(found, header);
    }
  }
  const rates = hasStrangeTimes(line) ? null : RATE_ONLY.exec(line);
  if (rates === null) return undefined;
  const found = row(line.slice(0, rates.index), "iteration", {
    tail: line.slice(rates.index).trim(),
  });
  return found && readTail(found, header);
}

/** Whether a line that is no row has two times like one: printed in a locale of its own, or within a JSON log. */
export function hasStrangeTimes(line: string): boolean {
  return STRANGE_TIMES.test(line);
}

/** Whether this looks like a row that was cut off before its iterations. */
export function isRowBegun(line: string): boolean {
  return /^\s*\S+(?:\/|\s{2,}\d|\s*$)/.test(line) && !/^\s*[-`*#|]/.test(line) && /\w/.test(line);
}

/** Counters, the rate columns of old releases, then a label of any text. */
function readTail(row: PrintedRow, header: Header | undefined): PrintedRow {
  let rest = row.tail;
  const columns = header?.columns ?? [];
  if (columns.length > 0) {
    const cells = rest.split(/\s+/);
    const values = cells.slice(0, columns.length);
    const more = cells.slice(columns.length);
    // A label may be a number; two more numbers than columns are counters of another table.
    if (more.length > 1 && more.slice(0, 2).every((cell) => PRINTED_NUMBER.test(cell))) {
      row.leftOut =
        `the row has more counters than the table has columns, and they are left out: ${row.tail}`;
      return row;
    }
    if (values.length === columns.length && values.every((cell) => PRINTED_NUMBER.test(cell))) {
      values.forEach((cell, index) => addCounter(row, columns[index] as string, cell));
      rest = cells.slice(columns.length).join(" ");
      row.label = rest;
      const isLast = rest === "" && !/[%s]$/.test(values.at(-1) as string);
      row.openCounter = isLast ? columns.at(-1) as string : "";
      return row;
    }
    if (/^-?[\d.]+,\d/m.test(values.join("\n"))) {
      row.leftOut = `a comma makes no number sure, and the counters are left out: ${rest}`;
      return row;
    }
  }
  for (;;) {
    const counter = COUNTER.exec(rest) ?? COUNTER_WITH_BLANKS.exec(rest);
    const printed = counter?.[2]?.replace(/\*$/, "") ?? "";
    if (counter !== null && PRINTED_NUMBER.test(printed)) {
      addCounter(row, counter[1] as string, printed);
      const isLast = counter[0].length === rest.length;
      row.openCounter = isLast && !/[%s]$/.test(printed) ? counter[1] as string : "";
      rest = rest.slice(counter[0].length);
      continue;
    }
    // Both of these columns of old releases are multiples of 1024.
    const bytes = /^([\d.]+(?:e[+-]?\d+)?[kMGTPEZY]?)B\/s(?:\s+|$)/.exec(rest);
    if (bytes !== null) {
      row.bytesRate = {
        value: parsePrintedNumber(bytes[1] as string, 1024) ?? NaN,
        printed: bytes[0].trim(),
      };
      row.isBefore183 = true;
      rest = rest.slice(bytes[0].length);
      continue;
    }
    const items = /^([\d.]+(?:e[+-]?\d+)?[kMGTPEZY]?) items\/s(?:\s+|$)/.exec(rest);
    if (items === null) {
      row.label = rest;
      const strange = STRANGE_COUNTER.exec(rest);
      if (strange !== null) {
        row.leftOut = `a comma makes no number sure, and it is left out: ${strange[0]}`;
      }
      return row;
    }
    row.itemsRate = {
      value: parsePrintedNumber(items[1] as string, 1024) ?? NaN,
      printed: items[0].trim(),
    };
    row.isBefore183 = true;
    rest = rest.slice(items[0].length);
  }
}

function addCounter(row: PrintedRow, name: string, printed: string): void {
  const prefix = PRINTED_NUMBER.exec(printed)?.[3] ?? "";
  if (prefix.endsWith("i")) row.isSince183 = true;
  const assumed = prefix === "" || prefix.endsWith("i") ? {} : { baseAssumed: true };
  if (name === "items_per_second" || name === "items/s") {
    const value = parsePrintedNumber(printed, 1000);
    if (value !== undefined) row.itemsRate = { value, printed };
  } else if (name === "bytes_per_second" || name === "bytes/s") {
    // SetBytesProcessed counts in multiples of 1024, which older releases print without the i; a counter
    // that the program itself called bytes/s has the library's default of 1000.
    const base = name === "bytes_per_second" ? 1024 : 1000;
    const value = parsePrintedNumber(printed, base);
    if (value !== undefined) {
      row.bytesRate = { value, printed, ...(base === 1000 ? assumed : {}) };
    }
    if (base === 1024 && /[kMGT]\/s$/.test(printed)) row.isBefore183 = true;
  } else {
    const value = parsePrintedNumber(printed, 1000);
    if (value !== undefined) row.counters.push([name, { value, printed, ...assumed }]);
  }
}

function printedTime(number: string, unit: string): Printed {
  const printed = `${number} ${unit}`;
  if (/[nN]/.test(number)) return { value: NaN, printed };
  return { value: secondsOf(Number(number), unit) ?? NaN, printed };
}

function printedCount(digits: string): Printed {
  return { value: Number(digits), printed: digits };
}
