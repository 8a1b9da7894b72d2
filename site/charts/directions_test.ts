import { match, ok } from "node:assert/strict";
import { loadReport } from "../model/report.ts";
import { type SiteData, siteData } from "../page.ts";
import { withReports } from "../testing.ts";
import { allCharts } from "./all_charts.ts";

/** Which way is better, or why neither is. */
const DIRECTION = new RegExp([
  "(higher|lower) is better",
  "neither way is better",
  "closer to 0 is (better|steadier)",
  "1 is honest",
  "right of 1 .* is faster",
].join("|"));

/** A picture of what takes part, which measures nothing. */
const NO_MEASURE = "architecture";

/** The ids of the charts of all scenarios, each of which has said its direction. */
function directed({ reports, slots }: SiteData): string[] {
  return reports.flatMap(({ report, scenarios, standing }) =>
    scenarios.flatMap((scenario) =>
      allCharts(scenario, standing, slots).filter(({ id }) => id !== NO_MEASURE)
        .map(({ id, chart }) => {
          match(chart.subtitle, DIRECTION, `${report.name}, ${id}`);
          return chart.id;
        })
    )
  );
}

Deno.test("every chart of a made-up site says which way is better", () =>
  withReports([{ trials: 3, loads: 3 }], (data) => {
    ok(new Set(directed(data)).has("resources"));
    return Promise.resolve();
  }));

Deno.test("so do charts of streams, of a library that times itself and of a search", async () => {
  const names = ["token-stream-2026-11", "echo-2026-11", "published-speech-gateway"];
  const reports = await Promise.all(names.map((name) =>
    loadReport(
      name,
      decodeURIComponent(new URL(`../../data/${name}`, import.meta.url).pathname),
    )
  ));
  const ids = new Set(directed(siteData(reports)));
  for (const id of ["stream-chunks", "reported-rates", "clock-twins", "ladder-1"]) {
    ok(ids.has(id), id);
  }
});
