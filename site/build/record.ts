/** What an earlier build made of which input, so that nothing is made twice. A lost record costs time alone. */
import { readTextIfThere } from "../../common/files.ts";
import type { OutputFile } from "../output.ts";
import { hashOf } from "./inputs.ts";
import type { ReportPages } from "./kept_report.ts";
import type { Outline } from "./outline.ts";
import type { Packed } from "./packed.ts";

/** What was made of a report. */
export interface ReportRecord {
  /** {@linkcode stampOf} its folder when it was read. */
  stamp: string;
  outline: Outline;
  /** Hash of the settings that its pages were made with. */
  settings: string;
  pages: Packed<ReportPages>;
}

/** The pages that look at all reports. */
export interface SiteRecord {
  /** Hash of all that they were made from. */
  inputs: string;
  files: OutputFile[];
}

/** The records of one output folder. */
export interface Records {
  report(name: string): Promise<ReportRecord | undefined>;
  site(): Promise<SiteRecord | undefined>;
  writeReport(record: ReportRecord): Promise<void>;
  writeSite(record: SiteRecord): Promise<void>;
}

/**
 * Opens the records in `cache` of the builds that this code made into `out`. Records of other code are nothing
 * to it.
 */
export async function openRecords(cache: string, out: string, code: string): Promise<Records> {
  const id = (await hashOf([await Deno.realPath(out)])).slice(0, 16);
  const folder = `${cache}/${id}`;
  await Deno.mkdir(folder, { recursive: true });
  const read = async <T>(file: string): Promise<T | undefined> => {
    const text = await readTextIfThere(`${folder}/${file}`);
    if (text === undefined) return undefined;
    try {
      const { code: of, record } = JSON.parse(text) as { code: string; record: T };
      return of === code ? record : undefined;
    } catch {
      return undefined;
    }
  };
  // Not flushed: a record that the machine did not live to write whole is no record.
  const write = async (file: string, record: unknown) => {
    const temporary = `${folder}/${file}.${crypto.randomUUID().slice(0, 8)}.partial`;
    await Deno.writeTextFile(temporary, JSON.stringify({ code, record }));
    await Deno.rename(temporary, `${folder}/${file}`);
  };
  return {
    report: (name) => read(`report.${name}.json`),
    site: () => read("site.json"),
    writeReport: (record) => write(`report.${record.outline.name}.json`, record),
    writeSite: (record) => write("site.json", record),
  };
}

/** No records: everything is made anew. */
export const NO_RECORDS: Records = {
  report: () => Promise.resolve(undefined),
  site: () => Promise.resolve(undefined),
  writeReport: () => Promise.resolve(),
  writeSite: () => Promise.resolve(),
};
