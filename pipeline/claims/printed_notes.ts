/** What a page prints beside its figures: the column `note` of cited tables. */
import { citedTableFormat } from "../formats/cited_table/cited_table.ts";

/** The notes by the address of their record, `raw/figures.csv#L7`. */
export type PrintedNotes = ReadonlyMap<string, string>;

/**
 * Reads the notes out of the cited tables among the raw files, by path within the report and text; other
 * files are passed over.
 */
export function printedNotesOf(files: ReadonlyMap<string, string>): PrintedNotes {
  const notes = new Map<string, string>();
  for (const [file, text] of files) {
    if (!citedTableFormat.recognizes(text)) continue;
    for (const { measurements } of citedTableFormat.read(text, { file })) {
      for (const { source, labels } of measurements) {
        if (labels.note !== undefined) notes.set(source, labels.note);
      }
    }
  }
  return notes;
}
