/**
 * What a build keeps of a report when its pages are made, and the report that the next step, or build, has of it:
 * a hundred reports in full would take two gigabytes.
 */
import { trendDigest, type Trial } from "../../pipeline/report.ts";
import type { ReportDigest } from "../model/digest.ts";
import type { Report } from "../model/report.ts";
import { stockOf } from "../model/stock.ts";
import type { OutputFile } from "../output.ts";
import type { ReportView } from "../page.ts";
import { type Outline, tablesIn } from "./outline.ts";

/** The pages of a report and what is kept of it: they go from thread to thread, and are kept between builds. */
export interface ReportPages {
  files: OutputFile[];
  kept: KeptReport;
}

/** Plain data, the same after a way through JSON. */
export interface KeptReport
  extends Omit<Report, "name" | "folder" | "manifest" | "trials" | "tables" | "claimSources"> {
  digest: ReportDigest;
}

/** What is kept of a report that was read. */
export async function keptOf({ report, digest }: ReportView): Promise<KeptReport> {
  const { name: _n, folder: _f, manifest: _m, trials: _tr, tables: _ta, ...rest } = report;
  const { claimSources: _c, ...kept } = rest;
  const names = report.manifest.scenarios.map(({ name }) => name);
  return {
    ...kept,
    digest,
    stock: await stockOf(report),
    trendDigests: await Promise.all(names.map((name) => trendDigest(report, name))),
  };
}

/** The report again; its tables and trials are read where somebody looks at them. */
export function reportOf({ name, manifest }: Outline, kept: KeptReport, folder: string): Report {
  const { digest: _digest, ...rest } = kept;
  let trials: Trial[] | undefined;
  return {
    ...rest,
    name,
    folder,
    manifest,
    tables: tablesIn(folder),
    get trials() {
      return trials ??= readTrialsAgain(folder);
    },
  };
}

/** Not checked: the whole report was, when its pages were made. */
function readTrialsAgain(folder: string): Trial[] {
  return Deno.readTextFileSync(`${folder}/trials.ndjson`).split("\n").slice(0, -1)
    .map((line) => JSON.parse(line) as Trial);
}
