import { equal, ok } from "node:assert/strict";
import { scenarioPage } from "../links.ts";
import scenarios from "../pages/scenario.page.tsx";
import { pagesOf, withReports } from "../testing.ts";
import { allCharts } from "./all_charts.ts";

/** A ladder, and what was measured at one load: the first chart of a page is of the one or of the other. */
const REPORTS = [
  { name: "ladder", implementations: 6, loads: 4, trials: 3 },
  { name: "single", implementations: 6, loads: 1, trials: 3 },
];

Deno.test("every chart of a scenario that can be embedded stands on its page, once", () =>
  withReports(REPORTS, async (data) => {
    const pages = await pagesOf(scenarios, data);
    for (const { report, scenarios, standing } of data.reports) {
      for (const view of scenarios) {
        const page = String(pages.get(scenarioPage(report.name, view.entry.name)));
        const charts = allCharts(view, standing, data.slots);
        ok(charts.length > 4, "the synthetic reports have them");
        for (const { id } of charts) {
          equal(page.split(`id="chart-${id}"`).length, 2, `${report.name}: ${id}`);
        }
      }
    }
  }));
