/** The stage: reports -> static pages. Same reports, same bytes. */
import { command, runCommand } from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import { DATA_FOLDER } from "../pipeline/report.ts";
import { loadReports } from "./model/report.ts";
import { openOutput, type Output } from "./output.ts";
import { type PageFunction, type PageOutput, type SiteData, siteData } from "./page.ts";

const PAGES = new URL("./pages/", import.meta.url);

export interface BuildOptions {
  dataFolder: string;
  out: string;
  /** Folder of the site on its host. */
  base: string;
}

/** What a build did. */
export interface BuildResult {
  files: number;
  reports: number;
  /** A sentence for each report that has no pages. */
  problems: string[];
}

/** Builds the site. */
export async function buildSite(options: BuildOptions): Promise<BuildResult> {
  const { reports, problems } = await loadReports(options.dataFolder);
  const data = siteData(reports, options.base);
  const output = await openOutput(options.out);
  for (const page of await pageFunctions()) await writePages(page, data, output);
  return { files: await output.finish(), reports: reports.length, problems };
}

/** Every `X.page.ts` of pages/, in the order of their names. */
async function pageFunctions(): Promise<PageFunction[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(PAGES)) {
    if (/\.page\.tsx?$/.test(name)) names.push(name);
  }
  const functions: PageFunction[] = [];
  for (const name of names.sort()) {
    const module = await import(new URL(name, PAGES).href) as { default: PageFunction };
    functions.push(module.default);
  }
  return functions;
}

async function writePages(page: PageFunction, data: SiteData, output: Output): Promise<void> {
  const made = page(data);
  const outputs = Symbol.iterator in made || Symbol.asyncIterator in made ? made : [made];
  for await (const { url, content } of outputs) await output.write(pathOf(url), content);
}

/** File of an address: "/reports/a%20b/" is reports/a b/index.html. */
export function pathOf(url: PageOutput["url"]): string {
  const path = url.split("/").slice(1).map(decodeURIComponent).join("/");
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

/** `deno task site [--out DIR] [--base PATH]` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command("site", "Build the static pages from every normalized report.")
    .option("--out <folder>", "where the pages go", "_site")
    .option("--base <path>", "folder of the site on its host, for the 404 page", "/")
    .action(async ({ out, base }: { out: string; base: string }) => {
      if (!/^\/([\w.~-]+\/)*$/.test(base)) {
        throw new Failure(`--base takes a path such as / or /wallclock/, not "${base}"`, 2);
      }
      const started = performance.now();
      const result = await buildSite({ dataFolder: DATA_FOLDER, out, base });
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const { files, reports } = result;
      console.error(
        `site: ${reports} ${reports === 1 ? "report" : "reports"}, ${files} files, ${seconds} s: ` +
          `${out}/index.html; \`deno task serve\` shows it`,
      );
      for (const problem of result.problems) console.error(`error: ${problem}`);
      if (result.problems.length > 0) {
        throw new Failure(`${result.problems.length} of the reports have no pages, see above`);
      }
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
