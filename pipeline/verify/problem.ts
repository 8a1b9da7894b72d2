/** What verification has to say of a report. */
import type { Failure } from "../../common/failure.ts";
import type { ElsewhereFile, Manifest } from "../manifest.ts";

/** A file that is not as it was recorded, or an address that leads nowhere. */
export interface Problem {
  /** The file, with its line where one is to blame. */
  file: string;
  expected: string;
  found: string;
  remedy: string;
}

/** A report, verified. */
export interface Verified {
  report: string;
  /** Raw files whose bytes were compared with their SHA-256. */
  rawFiles: number;
  /** Tables whose bytes were compared with datapackage.json. */
  tables: number;
  /** Different addresses that were followed. */
  sources: number;
  /** Values of measurements.csv that were compared with their raw file and are what it says. */
  values: number;
  /** Rows of the other tables that were computed again of measurements.csv and came out the same. */
  derived: number;
  problems: Problem[];
  /** Raw files that live with the release and are not here. */
  notChecked: ElsewhereFile[];
  /** What is no problem and worth knowing. */
  notes: string[];
}

/** What to do where the tables of a report are wrong: those of a published one are never written anew. */
export function tablesRemedy({ name, state }: Pick<Manifest, "name" | "state">): string {
  return state === "published"
    ? "restore it as it was published; a correction is a new report"
    : `run \`deno task normalize ${name}\``;
}

/** A problem as one line. */
export function problemLine({ file, expected, found, remedy }: Problem): string {
  return `${file}: expected ${expected}, found ${found}; ${remedy}`;
}

/** A Failure as a problem of this file: what it says of the file is what was found, its end is the remedy. */
export function problemOf(error: Failure, file: string, expected: string): Problem {
  const { message } = error;
  const end = message.lastIndexOf("; ");
  const said = end < 0 ? message : message.slice(0, end);
  return {
    file,
    expected,
    found: said.startsWith(`${file}: `) ? said.slice(file.length + 2) : said,
    remedy: end < 0 ? "restore the original" : message.slice(end + 2),
  };
}
