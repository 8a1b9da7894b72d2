import { deepEqual, match } from "node:assert/strict";
import { loadReport, type Report } from "../model/report.ts";
import { siteData } from "../page.ts";
import { pagesOf } from "../testing.ts";
import index from "./index.page.tsx";

const DATA = decodeURIComponent(new URL("../../data", import.meta.url).pathname);

/** The paragraphs of the front page's opening, without markup and with plain spaces. */
async function openingOf(reports: readonly Report[]): Promise<[kind: string, text: string][]> {
  const html = String((await pagesOf(index, siteData(reports))).get("/"));
  const header = html.slice(html.indexOf("<h1>"), html.indexOf("</header>", html.indexOf("<h1>")));
  return [...header.matchAll(/<p class="(\w+)">(.*?)<\/p>/g)].map((
    [, kind = "", text = ""],
  ) => [kind, text.replace(/<[^>]*>/g, "").replaceAll("\u00a0", " ")]);
}

Deno.test("the front page has an answer for each scenario, its case below it, and says whose it is", async () => {
  const reports = await Promise.all(
    ["static-files-2026-11", "published-static-files", "published-speech-gateway"].map((name) =>
      loadReport(name, `${DATA}/${name}`)
    ),
  );
  const opening = await openingOf(reports);
  deepEqual(opening.map(([kind]) => kind), ["answer", "dateline", "answer", "dateline"]);
  const [files, ofFiles, speech, ofSpeech] = opening.map(([, text]) => text);
  match(files ?? "", /^Static files: nginx is ahead with [^:]*\.$/);
  match(
    ofFiles ?? "",
    /^Case 1000x1KB, 1 core · 5 more cases · Newest report: Static files on a small virtual machine, 22 November 2026$/,
  );
  match(speech ?? "", /^Speech gateway, as published by others: On 1 core C\+\+/);
  match(ofSpeech ?? "", /^1 more case · Speech gateway, as published by .*, 9 May 2026$/);
});
