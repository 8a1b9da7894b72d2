import { doesNotMatch, equal, match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { trendView } from "../../model/trends.ts";
import { withReports } from "../../testing.ts";
import { TrendLines } from "./trend_lines.tsx";

Deno.test("a line of trends is called by what its reports share, not by a hash that no report shows", () =>
  withReports(
    ["a", "b"].map((name) => ({ name, implementations: 3, loads: 2, trials: 2 })),
    async (data) => {
      const reports = data.reports.map(({ report }) => report);
      const view = await trendView(reports, { name: "synthetic-counter", title: "Counter" });
      const html = renderToString(<TrendLines view={view} to={(page) => page} />);
      match(html, /2\u00a0reports of one host, tools and load/);
      doesNotMatch(html, /class="hash"/);
    },
  ));

Deno.test("changes have a column where any was looked for; of too few reports that is said once", async () => {
  for (const count of [2, 6]) {
    const names = Array.from({ length: count }, (_, index) => `r${index}`);
    await withReports(
      names.map((name) => ({ name, implementations: 3, loads: 2, trials: 2 })),
      async (data) => {
        const reports = data.reports.map(({ report }) => report);
        const view = await trendView(reports, { name: "synthetic-counter", title: "Counter" });
        const html = renderToString(<TrendLines view={view} to={(page) => page} />);
        const tables = html.split('<table id="trend-').length - 1;
        const isSearched = count === 6;
        equal(html.split("Changes of level").length - 1, isSearched ? tables : 0);
        equal(html.split("too few reports to look for").length - 1, isSearched ? 0 : tables);
        doesNotMatch(html, /too short/);
      },
    );
  }
});
