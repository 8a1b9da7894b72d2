import { ok } from "node:assert/strict";
import scenarios from "../pages/scenario.page.tsx";
import { pagesOf, withReports } from "../testing.ts";
import { allCharts } from "./all_charts.ts";

/** A ladder, and what was measured at one load: the main chart of a page is of the one or of the other. */
const REPORTS = [
  { name: "ladder", implementations: 6, loads: 4, trials: 3 },
  { name: "single", implementations: 6, loads: 1, trials: 3 },
];

Deno.test("every chart of a scenario that can be embedded stands on a scenario's page", () =>
  withReports(REPORTS, async (data) => {
    const pages = [...(await pagesOf(scenarios, data)).values()]
      .map((page) => typeof page === "string" ? page : new TextDecoder().decode(page)).join("\n");
    for (const { scenarios, standing } of data.reports) {
      const charts = scenarios.flatMap((view) => allCharts(view, standing, data.slots));
      ok(charts.length > 4, "the synthetic reports have them");
      for (const { id } of charts) ok(pages.includes(`id="chart-${id}"`), `no page shows ${id}`);
    }
  }));
