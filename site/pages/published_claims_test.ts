import { equal, match } from "node:assert/strict";
import { loadReport } from "../model/report.ts";
import { siteData } from "../page.ts";
import { pagesOf } from "../testing.ts";
import published from "./published.page.tsx";

const DATA = decodeURIComponent(new URL("../../data", import.meta.url).pathname);

Deno.test("a claim over sessions that were taken back since does not hold without saying so", async () => {
  const names = ["published-speech-gateway-erratum", "published-speech-gateway"];
  const reports = await Promise.all(names.map((name) => loadReport(name, `${DATA}/${name}`)));
  const [html = ""] = (await pagesOf(published, siteData(reports))).values();
  const page = String(html).replaceAll("\u00a0", " ");
  match(page, /<small>in part retracted and superseded<\/small>/);
  match(page, />34<.*?>28<.*?>6<.*?>0<.*?>23</);
  match(page, /Of 34 claims, 28 hold \(18 of them by figures taken back or replaced since\) and/);
  const row = (words: string) => {
    const from = page.indexOf(words);
    return page.slice(from, page.indexOf("</tr>", from));
  };
  match(
    row("C++: 1.5x cheaper than Rust."),
    /by figures since <a[^>]*>retracted and superseded by a/,
  );
  equal(row("Elixir trails Bun by ~2x.").includes("by figures since"), false);
});
