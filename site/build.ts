/** The stage: reports -> static pages. Same reports, same bytes. */
import { command, runCommand } from "../common/command.ts";
import { Failure, messageOf } from "../common/failure.ts";
import { DATA_FOLDER, readRawFile } from "../pipeline/report.ts";
import { loadReports, type Report } from "./model/report.ts";
import { openOutput, type Output } from "./output.ts";
import { type PageFunction, type PageOutput, type SiteData, siteData } from "./page.ts";

const PAGES = new URL("./pages/", import.meta.url);

export interface BuildOptions {
  dataFolder: string;
  out: string;
  /** Folder of the site on its host. */
  base: string;
  /** Whole address of the site with its folder, for what takes no relative ones. */
  address?: string;
}

/** What a build did. */
export interface BuildResult {
  files: number;
  reports: number;
  /** A sentence for each report that has no pages. */
  problems: string[];
}

/**
 * Builds the site. Throws a Failure that names every raw file which is not what was recorded, before a page
 * is written: a site whose numbers lead to other files than they came from is worse than the one of before.
 */
export async function buildSite(options: BuildOptions): Promise<BuildResult> {
  const { reports, problems } = await loadReports(options.dataFolder);
  await checkRawFiles(reports);
  const data = siteData(reports, options.base, options.address);
  const output = await openOutput(options.out);
  for (const page of await pageFunctions()) await writePages(page, data, output);
  return { files: await output.finish(), reports: reports.length, problems };
}

async function checkRawFiles(reports: readonly Report[]): Promise<void> {
  const altered: string[] = [];
  for (const { folder, manifest, trials } of reports) {
    // What lives with the release is not copied to the site; `deno task verify` says where it is.
    const checked = new Set(manifest.elsewhere?.map((file) => file.path));
    for (const raw of trials.flatMap((trial) => trial.raw)) {
      if (checked.has(raw.path)) continue;
      checked.add(raw.path);
      try {
        await readRawFile(folder, raw);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        altered.push(messageOf(error));
      }
    }
  }
  if (altered.length > 0) throw new Failure(altered.join("\n"));
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

interface SiteOptions {
  out: string;
  base: string;
  baseUrl?: string;
}

/** The address of a site's folder. Throws a Failure where it is no address of the web. */
export function siteAddress(text: string): string {
  const url = URL.parse(text);
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.username === "" &&
    url.search === "" && url.hash === "";
  if (!isPlain) {
    throw new Failure(
      `--base-url takes an address such as https://example.org/wallclock/, not "${text}"`,
      2,
    );
  }
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}

/** `deno task site [--out DIR] [--base PATH] [--base-url ADDRESS]` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command("site", "Build the static pages from every normalized report.")
    .option("--out <folder>", "where the pages go", "_site")
    .option("--base <path>", "folder of the site on its host, for the 404 page", "/")
    .option("--base-url <address>", "whole address of the site: sitemap and previews need it")
    .action(async ({ out, base: folder, baseUrl }: SiteOptions) => {
      const address = baseUrl === undefined ? undefined : siteAddress(baseUrl);
      const base = address === undefined ? folder : new URL(address).pathname;
      if (!/^\/([\w.~-]+\/)*$/.test(base)) {
        throw new Failure(`--base takes a path such as / or /wallclock/, not "${base}"`, 2);
      }
      const started = performance.now();
      const result = await buildSite({
        dataFolder: DATA_FOLDER,
        out,
        base,
        ...(address === undefined ? {} : { address }),
      });
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
