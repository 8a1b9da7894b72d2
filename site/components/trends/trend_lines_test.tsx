import { doesNotMatch, match } from "node:assert/strict";
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
