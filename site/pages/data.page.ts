/** The files behind the pages: tables, trials and every raw file, byte for byte; checksums; an archive. */
import { dataFile } from "../links.ts";
import { archiveFile, checksumsFile } from "../model/addresses.ts";
import { archiveOf } from "../model/archive.ts";
import { checksumsOf, inventoryOf, rawBytesOf } from "../model/inventory.ts";
import type { PageOutput, SiteData } from "../page.ts";

export const scope = "report";

export default async function* data({ reports }: SiteData): AsyncGenerator<PageOutput> {
  for (const { report } of reports) {
    const { own, raw } = inventoryOf(report);
    for (const { path } of own) {
      yield {
        url: dataFile(report.name, path),
        content: Deno.readFileSync(`${report.folder}/${path}`),
      };
    }
    for (const file of raw) {
      if (file.url !== undefined) continue;
      yield {
        url: dataFile(report.name, file.path),
        content: await rawBytesOf(report.folder, file),
      };
    }
    yield { url: checksumsFile(report.name), content: checksumsOf([...own, ...raw]) };
    yield { url: archiveFile(report.name), content: await archiveOf(report) };
  }
}
