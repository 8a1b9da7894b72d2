/**
 * Many synthetic reports of one scenario, oldest first in time: what is known to have changed is put in by
 * hand, so that pages and charts can be held to it.
 */
import { loadReports, type Report } from "../site/model/report.ts";
import { makeReport } from "./make_report.ts";
import type { SyntheticOptions } from "./make_report_plan.ts";

export interface TrendOptions extends Omit<SyntheticOptions, "name" | "created" | "seed"> {
  count: number;
  /** From this report on, counted from the oldest, Birch is a fifth slower. */
  slowerFrom?: number;
  /** From this report on the host has another kernel. */
  movedFrom?: number;
}

/** Writes the reports, one a week, and reads them: newest first. */
export async function makeTrends(
  { count, slowerFrom = Infinity, movedFrom = Infinity, ...options }: TrendOptions,
): Promise<Report[]> {
  for (let index = 0; index < count; index++) {
    await makeReport({
      implementations: 5,
      loads: 3,
      trials: 3,
      troubled: false,
      ...options,
      name: `week-${String(index + 1).padStart(2, "0")}`,
      created: new Date(Date.UTC(2026, 0, 5 + 7 * index)).toISOString(),
      seed: index + 1,
    });
  }
  const { reports } = await loadReports(options.dataFolder);
  for (const [index, report] of reports.toReversed().entries()) {
    if (index >= movedFrom) {
      report.environment.fingerprint = { ...report.environment.fingerprint, kernel: "0.0.1" };
    }
    if (index < slowerFrom) continue;
    for (const row of report.tables.summary) {
      if (row.implementation !== "birch" || row.metric !== "goodput") continue;
      row.median *= 0.8;
      if (row.low !== null) row.low *= 0.8;
      if (row.high !== null) row.high *= 0.8;
    }
  }
  return reports;
}
