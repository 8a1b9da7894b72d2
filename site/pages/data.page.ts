/** The files behind the pages: tables, trials and every raw file, byte for byte. */
import { readRawFile } from "../../pipeline/report.ts";
import { dataFile } from "../links.ts";
import type { PageOutput, SiteData } from "../page.ts";

export default async function* data({ reports }: SiteData): AsyncGenerator<PageOutput> {
  for (const { report } of reports) {
    for (const file of report.files) {
      yield {
        url: dataFile(report.name, file),
        content: await Deno.readFile(`${report.folder}/${file}`),
      };
    }
    const written = new Set<string>();
    for (const raw of report.trials.flatMap((trial) => trial.raw)) {
      if (written.has(raw.path)) continue;
      written.add(raw.path);
      yield {
        url: dataFile(report.name, raw.path),
        content: await readRawFile(report.folder, raw),
      };
    }
  }
}
