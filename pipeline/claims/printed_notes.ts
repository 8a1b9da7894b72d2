/** What a page prints beside its figures: the column `note` of cited tables. */
import { citedTableFormat } from "../formats/cited_table/cited_table.ts";
import { cleanText, decodeText } from "../formats/decode.ts";

/** The notes by the address of their record, `raw/figures.csv#L7`. */
export type PrintedNotes = ReadonlyMap<string, string>;

/**
 * Reads the notes out of the cited tables among the raw files, as they are on disk and by path within the
 * report; other files are passed over.
 */
export function readPrintedNotes(files: ReadonlyMap<string, Uint8Array>): PrintedNotes {
  const notes = new Map<string, string>();
  for (const [file, bytes] of files) {
    if (!citedTableFormat.recognizes(cleanText(decodeText(bytes.subarray(0, 80))))) continue;
    const runs = citedTableFormat.read(cleanText(decodeText(bytes)), { file });
    for (const { source, labels } of runs.flatMap((run) => run.measurements)) {
      if (labels.note !== undefined) notes.set(source, labels.note);
    }
  }
  return notes;
}
