/** The stage: reports -> static pages. Same reports, same bytes; what did not change is not made again. */
import { command, runCommand } from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import { type Progress, terminalProgress } from "../common/progress.ts";
import { DATA_FOLDER } from "../pipeline/report.ts";
import { buildSite } from "./build/build.ts";

export { type BuildOptions, type BuildResult, buildSite } from "./build/build.ts";
export { pathOf } from "./build/page_modules.ts";

/** Where the command keeps the records of what it built. */
export const CACHE = ".cache/site";

/** Who waits longer is told what for. */
const QUIET_MILLISECONDS = 1000;

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
        cache: CACHE,
        progress: quietAtFirst(terminalProgress()),
      });
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const { files, reports, made } = result;
      console.error(
        `site: ${reports} ${
          reports === 1 ? "report" : "reports"
        }, ${made.length} of them new or changed, ` +
          `${files} files, ${seconds} s: ` +
          `${out}/index.html; \`deno task serve\` shows it`,
      );
      for (const problem of result.problems) console.error(`error: ${problem}`);
      if (result.problems.length > 0) {
        throw new Failure(`${result.problems.length} of the reports have no pages, see above`);
      }
    });
  return await runCommand(program, args);
}

function quietAtFirst(progress: Progress): Progress {
  const started = performance.now();
  return {
    ...progress,
    show(text) {
      if (performance.now() - started > QUIET_MILLISECONDS) progress.show(text);
    },
  };
}

if (import.meta.main) await main(Deno.args);
