/** CSV as RFC 4180 has it: UTF-8, comma, LF, a header; strict in both directions. */
import { Failure } from "../../common/failure.ts";

/** A column: how a value of the record becomes a field and back. */
export interface Column<T> {
  name: string;
  /** Text columns are quoted where needed and kept from being read as formulas by spreadsheets. */
  type: "string" | "number" | "integer";
  get(record: T): string | number | null;
}

const SPECIAL = /^['=+\-@\t\r]|[",\n\r]/;
const NEEDS_QUOTES = /[",\n\r]/;
// A spreadsheet runs a field that begins so; an apostrophe before it makes it text.
const FORMULA = /^'*[=+\-@\t\r]/;
const GUARDED_FORMULA = /^'+[=+\-@\t\r]/;

/** Writes records as CSV with a header line. */
export function writeCsv<T>(columns: readonly Column<T>[], records: Iterable<T>): string {
  const lines: string[] = [columns.map((column) => column.name).join(",")];
  const fields: string[] = columns.map(() => "");
  // Records are sorted, so most fields are as in the record before.
  const before: unknown[] = columns.map(() => "");
  for (const record of records) {
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index] as Column<T>;
      const value = column.get(record);
      if (value === before[index]) continue;
      before[index] = value;
      fields[index] = fieldOf(column, value);
    }
    lines.push(fields.join(","));
  }
  lines.push("");
  return lines.join("\n");
}

function fieldOf<T>(column: Column<T>, value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "string") return quote(value);
  if (!Number.isFinite(value)) throw new RangeError(`${column.name} is ${value}`);
  return String(value);
}

function quote(value: string): string {
  if (!SPECIAL.test(value)) return value;
  const guarded = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** Undoes the guard that {@linkcode writeCsv} puts before a field that looks like a formula. */
export function unguard(field: string): string {
  return GUARDED_FORMULA.test(field) ? field.slice(1) : field;
}

/**
 * Reads CSV and yields the fields of each record after the header, with its 1-based line.
 * Throws a Failure naming file and line when the header differs from `header`, when a record has too many
 * or too few fields, or when a quote is not closed.
 */
export function* readCsv(
  text: string,
  header: readonly string[],
  file: string,
): Generator<{ fields: string[]; line: number }> {
  let line = 1;
  let at = 0;
  let first = true;
  while (at < text.length) {
    const startLine = line;
    const fields: string[] = [];
    for (;;) {
      if (text.charCodeAt(at) === 34) {
        let field = "";
        let from = at + 1;
        for (;;) {
          const quoteAt = text.indexOf('"', from);
          if (quoteAt < 0) {
            throw new Failure(
              `${file}:${startLine}: a quote is never closed; the file was cut or edited, restore it or run normalize again`,
            );
          }
          field += text.slice(from, quoteAt);
          if (text.charCodeAt(quoteAt + 1) === 34) {
            field += '"';
            from = quoteAt + 2;
          } else {
            at = quoteAt + 1;
            break;
          }
        }
        for (let i = field.indexOf("\n"); i >= 0; i = field.indexOf("\n", i + 1)) line++;
        fields.push(field);
      } else {
        let end = at;
        for (;;) {
          const code = text.charCodeAt(end);
          if (code === 44 || code === 10 || code !== code) break;
          end++;
        }
        const stop = text.charCodeAt(end - 1) === 13 && text.charCodeAt(end) !== 44 && end > at
          ? end - 1
          : end;
        fields.push(text.slice(at, stop));
        at = end;
      }
      const code = text.charCodeAt(at);
      if (code === 44) {
        at++;
        continue;
      }
      if (code === 13 && text.charCodeAt(at + 1) === 10) at++;
      if (at < text.length && text.charCodeAt(at) !== 10) {
        throw new Failure(
          `${file}:${startLine}: text after a closing quote; quote the whole field`,
        );
      }
      at++;
      line++;
      break;
    }
    if (first) {
      first = false;
      if (fields.length !== header.length || fields.some((name, i) => name !== header[i])) {
        throw new Failure(
          `${file}:1: the header is "${fields.join(",")}", expected "${header.join(",")}"; ` +
            "the table was made by another version, run normalize again",
        );
      }
      continue;
    }
    if (fields.length !== header.length) {
      throw new Failure(
        `${file}:${startLine}: ${fields.length} fields, expected ${header.length}; restore the file or run normalize again`,
      );
    }
    yield { fields, line: startLine };
  }
  if (first) {
    throw new Failure(`${file}: empty, expected a header; run normalize again`);
  }
}

/** A number field; null where it is empty. Throws a Failure naming file, line and column. */
export function numberField(
  field: string,
  column: string,
  file: string,
  line: number,
): number | null {
  if (field === "") return null;
  const value = Number(field);
  // Number() takes white space for 0.
  if (!Number.isFinite(value) || (value === 0 && !field.includes("0"))) {
    throw new Failure(
      `${file}:${line}: ${column} is "${field}", expected a number; run normalize again`,
    );
  }
  return value;
}

/** A number field that is never empty: what is missing is no 0. Throws a Failure naming file, line and column. */
export function requiredNumber(field: string, column: string, file: string, line: number): number {
  const value = numberField(field, column, file, line);
  if (value === null) {
    throw new Failure(`${file}:${line}: ${column} may not be empty; run normalize again`);
  }
  return value;
}
