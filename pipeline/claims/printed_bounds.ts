/** What the printed digits of a cited figure allow: 8.6 MB is 8.55 to 8.65 MB. */
import { readCitedNumber } from "../formats/cited_table/cited_units.ts";
import { cleanText, decodeText } from "../formats/decode.ts";
import { scaleDecimal } from "../formats/units.ts";
import type { Row } from "../row.ts";

export interface Interval {
  low: number;
  high: number;
}

/** Bounds of a row by its printed digits; null where it was not typed from a printed page. */
export type PrintedBounds = (row: Row) => Interval | null;

/** Of a report without cited tables. */
export const NO_BOUNDS: PrintedBounds = () => null;

const ADDRESS = /^(.+)#L(\d{1,9})$/;
const MARK = /^# wallclock cited-table 1\s*$/;
const FIELD = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
const PRINTED = /^[^\d]{0,2}(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*([kKM]?)(?![A-Za-z])/;
const FACTORS: Readonly<Record<string, number>> = { "": 1, k: 1e3, K: 1e3, M: 1e6 };

/**
 * Reads the bounds out of the cited tables among the raw files, by path within the report
 * (`raw/figures.csv`) and text; other files are passed over. A row's source leads to its line, and the
 * digits in its column `printed`, else `value`, to its half unit in the last place.
 */
export function printedBoundsOf(files: ReadonlyMap<string, string>): PrintedBounds {
  const tables = new Map<string, { lines: string[]; columns: string[] }>();
  for (const [path, text] of files) {
    const lines = text.split("\n");
    if (!MARK.test(lines[0] ?? "")) continue;
    const header = lines.find((line) => !line.startsWith("#") && line.trim() !== "") ?? "";
    tables.set(path, { lines, columns: fieldsOf(header) });
  }
  if (tables.size === 0) return NO_BOUNDS;
  return (row) => {
    const [, path = "", line = ""] = ADDRESS.exec(row.source) ?? [];
    const table = tables.get(path);
    // A correction's result is not what was printed.
    if (table === undefined || row.correction !== "") return null;
    const fields = fieldsOf(table.lines[Number(line) - 1] ?? "");
    const field = (name: string) => fields[table.columns.indexOf(name)] ?? "";
    const typed = field("value");
    if (!/^-?\d+(\.\d+)?$/.test(typed)) return null;
    // What 1 of the printed unit is in the table's.
    const { value: scale } = readCitedNumber("1", field("unit"), row.metric, row.unit, row.source);
    const reach = halfUnitOf(typed, field("printed")) * scale;
    return { low: row.value - reach, high: row.value + reach };
  };
}

/** As {@linkcode printedBoundsOf}, from raw files as they are on disk, by path within the report. */
export function readPrintedBounds(files: ReadonlyMap<string, Uint8Array>): PrintedBounds {
  const tables = new Map<string, string>();
  for (const [path, bytes] of files) {
    const head = cleanText(decodeText(bytes.subarray(0, 80))).split("\n", 1)[0] as string;
    if (MARK.test(head)) tables.set(path, cleanText(decodeText(bytes)));
  }
  return printedBoundsOf(tables);
}

/** Half a unit in the last place of a figure typed as `typed` and printed as `printed`, where that differs. */
export function halfUnitOf(typed: string, printed: string): number {
  const [, whole, decimals = "", multiple = ""] = PRINTED.exec(printed) ?? [];
  const factor = FACTORS[multiple] as number;
  const shown = whole === undefined
    ? undefined
    : scaleDecimal(whole.replaceAll(",", "") + decimals, factor);
  // What is printed beside the figure may be a remark that has nothing to do with it.
  return shown === Math.abs(Number(typed))
    ? halfUnit(decimals) * factor
    : halfUnit(/\.\d+$/.exec(typed)?.[0] ?? "");
}

function halfUnit(decimals: string): number {
  return 0.5 / 10 ** Math.max(0, decimals.length - 1);
}

/** The fields of one line of a cited table, which has no line ends in quotes. */
function fieldsOf(line: string): string[] {
  const fields: string[] = [];
  FIELD.lastIndex = 0;
  for (;;) {
    const match = FIELD.exec(line);
    if (match === null) return fields;
    fields.push((match[1]?.replaceAll('""', '"') ?? match[2] ?? "").trim());
    if (match[3] === "") return fields;
  }
}
