/**
 * The same pages driven by Lume 3, where its hosts can be reached; site/README.md has the command. Left out of
 * `deno check`, since it alone imports from outside the npm registry. tests/lume_rules_test.ts holds it, and the
 * pages, to what keeps both drivers at the same bytes.
 */
import lume from "https://deno.land/x/lume@v3.2.5/mod.ts";
import { Failure } from "../common/failure.ts";
import { DATA_FOLDER } from "../pipeline/report.ts";
import { loadReports } from "./model/report.ts";
import { siteData } from "./page.ts";

const { reports, problems } = await loadReports(DATA_FOLDER);
if (problems.length > 0) throw new Failure(problems.join("\n"));

// The source folder holds pages alone: what they share lies beside it, so Lume finds nothing else to process.
const site = lume(
  { cwd: decodeURIComponent(new URL("..", import.meta.url).pathname), src: "site/pages" },
  { modules: { extensions: [".ts", ".tsx"], pageSubExtension: ".page" } },
);

for (const [key, value] of Object.entries(siteData(reports))) site.data(key, value);

// Pages give encoded addresses. Lume takes them for plain ones and encodes them once more.
site.preprocess("*", (pages) => {
  for (const page of pages) page.data.url = decodeURI(page.data.url);
});

export default site;
