/** The cells that a cited table names: one trial is filed for each. */
import { Failure } from "../common/failure.ts";
import { type CitedCell, citedCell } from "./formats/cited_table/cited_table.ts";
import { readRuns } from "./formats/read.ts";

export type { CitedCell } from "./formats/cited_table/cited_table.ts";

/** Cells in the order of the table. Throws a Failure naming the file when it names none. */
export async function readCitedCells(bytes: Uint8Array, file: string): Promise<CitedCell[]> {
  const cells = (await readRuns(bytes, { file })).map(citedCell);
  if (!cells.every((cell) => cell !== undefined)) {
    throw new Failure(
      `${file} is no cited table with a column for implementation; file it without --table`,
    );
  }
  return cells;
}
