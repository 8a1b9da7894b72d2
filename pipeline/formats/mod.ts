/** The registry of raw formats, the most specific first. A new format is one file and one line here. */
import type { Format } from "./format.ts";
import { wrkFormat } from "./wrk.ts";

export const FORMATS: readonly Format[] = [
  wrkFormat,
];

/** The format whose content this is the beginning of; undefined where none recognises it. */
export function recognizeFormat(head: string): Format | undefined {
  return FORMATS.find((format) => format.recognizes(head));
}
