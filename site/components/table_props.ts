/** What every table of a group's results is given. */
import type { Cell } from "../../pipeline/report.ts";
import type { To } from "../links.ts";
import type { CorrectionOf } from "../model/corrections.ts";
import type { Standings } from "../model/standings.ts";
import type { Style } from "../palette.ts";
import type { Reasons } from "./value_cell.tsx";

export interface TableProps {
  board: Standings;
  report: string;
  to: To;
  styleOf: (name: string) => Style;
  reasons: Reasons;
  /** What later reports say of a cell. */
  correctionOf: CorrectionOf;
  /** Distinguishes the ids of several groups on one page. */
  suffix: string;
  /** Name of the group where there are several. */
  label: string;
}

/** Begins a caption with its group, so that the tables of a page have names of their own. */
export function captionStart({ label }: Pick<TableProps, "label">): string {
  return label === "" ? "" : `${label}: `;
}

/** Element id of a cell's row among all results. */
export function resultId(cell: Cell, suffix: string): string {
  return `r${suffix}-${cell.implementation}-${cell.load ?? "all"}`;
}
