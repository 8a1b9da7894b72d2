/** For tests: a site in memory, made of synthetic reports by the page modules that a test names. */
import { makeReport } from "../tests/make_report.ts";
import { loadReports } from "./model/report.ts";
import { type PageFunction, type SiteData, siteData } from "./page.ts";

type Options = Omit<Parameters<typeof makeReport>[0], "dataFolder">;

/** Makes the reports in a folder that is removed in the end, and hands over their data. */
export async function withReports(
  options: readonly Options[],
  body: (data: SiteData, folder: string) => Promise<void>,
  address?: string,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    for (const each of options) await makeReport({ ...each, dataFolder: `${folder}/data` });
    const { reports, problems } = await loadReports(`${folder}/data`);
    if (problems.length > 0) throw new Error(problems.join("\n"));
    await body(siteData(reports, "/", address), folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** What a page module gives, by address. */
export async function pagesOf(
  page: PageFunction,
  data: SiteData,
): Promise<Map<string, string | Uint8Array>> {
  const made = page(data);
  const pages = new Map<string, string | Uint8Array>();
  const outputs = Symbol.iterator in made || Symbol.asyncIterator in made ? made : [made];
  for await (const { url, content } of outputs) pages.set(url, content);
  return pages;
}
