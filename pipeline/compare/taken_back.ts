/** What later reports say of a report that is compared: results taken back are withheld, and all of it is told. Pure. */
import { type Erratum, type Manifest, RESULT } from "../manifest.ts";
import type { Cell } from "../row.ts";
import { type Correction, type Standing, standingOf } from "../standing.ts";
import type { ReportData } from "./report_data.ts";

/**
 * The report with every result withheld that a later one took back, so that it is compared with nothing; one that
 * was merely replaced still says what was measured then. `name` is A or B, and the notes are a sentence each.
 */
export function withoutTakenBack(
  report: ReportData,
  name: string,
  manifests: readonly Manifest[],
): { report: ReportData; notes: string[] } {
  const standing = standingOf(report.manifest, manifests);
  if (standing.by.length === 0 && standing.parts.length === 0) return { report, notes: [] };
  const { measurements, summary } = report.tables;
  const withheld = <T extends Cell>(row: T) =>
    standing.cells(row)?.state === "retracted" ? { ...row, status: "withheld" as const } : row;
  return {
    report: {
      ...report,
      tables: { measurements: measurements.map(withheld), summary: summary.map(withheld) },
    },
    notes: notesOf(standing, name),
  };
}

/** Results of which a report says the same stand in one sentence. */
function notesOf({ by, parts }: Standing, name: string): string[] {
  const together = Map.groupBy(parts, (part) => sayOf(part));
  return [
    ...by.map((correction) => `${name} is ${sayOf(correction)}`),
    ...[...together].map(([said, all]) => {
      const places = all.map(({ erratum }) => placeOf(erratum)).join("; ");
      return `${name}: ${places} ${all.length === 1 ? "is" : "are"} ${said}`;
    }),
  ];
}

/** `retracted by report-2, and withheld here: Its server answered from a cache.` */
function sayOf({ state, report, reason }: Correction): string {
  const what = `${state} by ${report}${state === "retracted" ? ", and withheld here" : ""}`;
  return reason === "" ? `${what}.` : `${what}: ${reason}`;
}

function placeOf(erratum: Erratum): string {
  const place = RESULT.flatMap((key) => {
    const part = erratum[key];
    if (part === undefined || part === "") return [];
    return [key === "load" ? `load ${part}` : part];
  });
  return place.length === 0 ? "what has no case" : place.join(", ");
}
