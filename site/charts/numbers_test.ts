import { deepEqual, doesNotMatch, equal, match, ok } from "node:assert/strict";
import { scenarioPage } from "../links.ts";
import scenarios from "../pages/scenario.page.tsx";
import { pagesOf, withReports } from "../testing.ts";
import { allCharts } from "./all_charts.ts";
import type { Chart } from "./chart.ts";
import { NONE, spanTexts, valueText } from "./numbers.ts";

/** Charts whose figures stand in a table of their page that shows more than the chart does. */
const ELSEWHERE = ["peaks", "throughput", "p99", "resources", "memory", "scores"];

const REPORTS = [{ name: "ladder", implementations: 6, loads: 4, trials: 3 }];

Deno.test("a chart has its figures below it, or the table of its page that has them is named here", () =>
  withReports(REPORTS, async (data) => {
    const pages = await pagesOf(scenarios, data);
    for (const { report, scenarios, standing } of data.reports) {
      for (const view of scenarios) {
        const page = String(pages.get(scenarioPage(report.name, view.entry.name)));
        for (const { id, chart } of allCharts(view, standing, data.slots)) {
          const figure = page.split(`id="chart-${id}"`)[1]?.split("</figure>")[0] ?? "";
          if (chart.numbers === undefined) {
            ok(ELSEWHERE.includes(chart.id), `${chart.id} has no numbers`);
            match(figure, /<a href="#[^"]+">The same in numbers<\/a>/, id);
          } else {
            match(figure, /<summary>The same in numbers<\/summary>/, id);
            doesNotMatch(figure, />The same in numbers<\/a>/, id);
            checkNumbers(chart);
            for (const [name = ""] of chart.numbers.rows) {
              ok(figure.includes(name), `${id}: ${name}`);
            }
          }
        }
      }
    }
  }));

/** Each row is whole, stands once, and says a figure; whoever is drawn has a row. */
function checkNumbers({ id, numbers, wide }: Chart): void {
  const { head = [], rows = [] } = numbers ?? {};
  const names = rows.map(([name = ""]) => name);
  equal(new Set(names).size, names.length, id);
  ok(rows.length > 0, id);
  for (const row of rows) {
    equal(row.length, head.length, `${id}: ${row[0]}`);
    ok(row.slice(1).some((text) => /\d/.test(text)), `${id}: ${row[0]} says nothing`);
  }
  const drawn = new Set([...wide.matchAll(/class="series s-([^" ]+)"/g)].map(([, name]) => name));
  equal(drawn.size, names.length, id);
}

Deno.test("a value is said with its interval in the scale of its column, its bound, and none as a dash", () => {
  const scale = { divisor: 1e-3, unit: "ms" };
  const summary = { median: 0.012, merged: null, low: 0.01, high: 0.015, status: "ok", n: 5 };
  const value = (more = {}) => ({ summary: { ...summary, ...more }, rows: [] }) as never;
  equal(valueText(value(), scale), "12 (10 to 15)");
  equal(valueText(value({ low: null, high: null, status: "lower bound" }), scale), "≥ 12.0");
  equal(valueText(value({ status: "withheld" }), scale), NONE);
  equal(valueText(undefined, scale), NONE);
});

Deno.test("of many values there are their number, the least, the median and the greatest", () => {
  deepEqual(spanTexts([3, 1, 2, 10], String), ["4", "1", "2.5", "10"]);
  deepEqual(spanTexts([7], String), ["1", "7", "7", "7"]);
});
