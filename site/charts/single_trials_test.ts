import { doesNotMatch, ok } from "node:assert/strict";
import { loadReport } from "../model/report.ts";
import { siteData } from "../page.ts";
import { allCharts } from "./all_charts.ts";

const SINGLE = /\b1\s(trial|run)\b|single trials|one run a point/;

Deno.test("no chart of single trials speaks of medians", async () => {
  const names = ["published-echo", "published-token-stream", "published-speech-gateway"];
  const reports = await Promise.all(names.map((name) =>
    loadReport(
      name,
      decodeURIComponent(new URL(`../../data/${name}`, import.meta.url).pathname),
    )
  ));
  const { reports: views, slots } = siteData(reports);
  const seen = new Set<string>();
  for (const { report, scenarios, standing } of views) {
    for (const { id, chart } of scenarios.flatMap((each) => allCharts(each, standing, slots))) {
      if (!SINGLE.test(chart.subtitle)) continue;
      seen.add(chart.id);
      const words = [chart.title, chart.subtitle, ...chart.notes].join(" ");
      doesNotMatch(words, /median(?! answer)/i, `${report.name}, ${id}`);
    }
  }
  for (const id of ["efficiency", "reported-rates"]) ok(seen.has(id), id);
});
