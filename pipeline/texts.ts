/** Schemas of texts and times that people, and the outputs of programs, put into the files of a report. */
import { z } from "zod";

/** All that no terminal and no page shows; a newline and a tab may stand in a text. */
// deno-lint-ignore no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Any text that can be shown. */
export const textSchema = z.string().refine(
  (text) => text.search(CONTROLS) < 0,
  "a text has no control characters but newline and tab",
);

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** Whether a text is a day such as 2026-01-31, or a time as RFC 3339 has it, that there is. */
export function isDate(text: string): boolean {
  return DAY.test(text) && isDay(text) || isTime(text);
}

function isTime(text: string): boolean {
  return TIME.test(text) && isDay(text.slice(0, "2026-01-31".length)) &&
    !Number.isNaN(Date.parse(text));
}

/** Whether a month has that day: Date.parse() takes 30 February for 2 March. */
function isDay(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** A day or a time; empty where it is not known. */
export const dateSchema = z.string().refine(
  (text) => text === "" || isDate(text),
  "expected a day such as 2026-01-31, or a time such as 2026-01-31T12:00:00Z",
);

/** A time; empty where it is not known. */
export const timeSchema = z.string().refine(
  (text) => text === "" || isTime(text),
  "expected a time such as 2026-01-31T12:00:00Z",
);

/**
 * A record as it may be written: what programs print of themselves (a version, why they failed) may hold control
 * characters, which become U+FFFD.
 */
export function withPrintableTexts(record: unknown): unknown {
  return JSON.parse(JSON.stringify(
    record,
    (_key, value) => typeof value === "string" ? value.replace(CONTROLS, "\ufffd") : value,
  ));
}
