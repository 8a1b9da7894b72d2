import { equal, ok } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { withReports } from "../testing.ts";
import { ReportsTable } from "./reports_table.tsx";

Deno.test("implementations without a result and twins do not count as implementations of a report", () =>
  withReports([{ name: "r", implementations: 4, loads: 1, trials: 2 }], (data) => {
    const { implementations } = data.reports[0]?.report.manifest ?? { implementations: [] };
    const twins = implementations.filter(({ twin_of }) => twin_of !== undefined);
    const absent = implementations.filter(({ state }) => state !== "measured");
    ok(twins.length > 0 && absent.length > 0, "the synthetic report has both");
    const html = renderToString(<ReportsTable views={data.reports} to={(page) => page} />);
    equal(
      /<\/td><td class="number">(\d+)<\/td><td class="number">/.exec(html)?.[1],
      String(implementations.length - twins.length - absent.length),
    );
    return Promise.resolve();
  }));
