/** What later reports say of single results. */
import type { Cell, Correction } from "../../pipeline/report.ts";
import type { ReportStanding } from "./standing.ts";

/** The correction of a cell; undefined of one that stands. */
export type CorrectionOf = (cell: Cell) => Correction | undefined;

/** Where the whole report was corrected its banner says so, and no result is marked again. */
export function correctionOf(standing: Pick<ReportStanding, "by" | "cells">): CorrectionOf {
  return standing.by.length > 0 ? () => undefined : standing.cells;
}
