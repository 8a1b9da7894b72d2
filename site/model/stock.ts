/** What the list of all data says of a report's files: small, so that a build keeps it. */
import { sha256 } from "../../common/files.ts";
import { archiveOf } from "./archive.ts";
import { type FileEntry, inventoryOf, totalBytes } from "./inventory.ts";
import type { Report } from "./report.ts";

/** Plain data, the same after a way through JSON. */
export interface Stock {
  own: FileEntry[];
  /** How many raw files there are. */
  raw: number;
  /** Size of them and of the own files together. */
  bytes: number;
  archive: { bytes: number; sha256: string };
}

/** The stock of a report: what an earlier build took, or from its files. */
export async function stockOf(report: Report): Promise<Stock> {
  if (report.stock !== undefined) return report.stock;
  const { own, raw } = inventoryOf(report);
  const archive = await archiveOf(report);
  return {
    own,
    raw: raw.length,
    bytes: totalBytes(own) + totalBytes(raw),
    archive: { bytes: archive.length, sha256: await sha256(archive) },
  };
}
