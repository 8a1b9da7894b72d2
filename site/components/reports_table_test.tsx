import { deepEqual, equal, ok } from "node:assert/strict";
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
      /<td class="number" data-of="implementations?">(\d+)<\/td>/.exec(html)?.[1],
      String(implementations.length - twins.length - absent.length),
    );
    return Promise.resolve();
  }));

Deno.test("a figure of a report says what it counts where a phone shows no head above it", () =>
  withReports([{ name: "r", implementations: 1, loads: 1, trials: 1 }], (data) => {
    const html = renderToString(<ReportsTable views={data.reports} to={(page) => page} />);
    const counts = [...html.matchAll(/data-of="([a-z]+)">(\d+)</g)];
    deepEqual(counts.map(([, of]) => of?.replace(/s$/, "")), ["implementation", "trial"]);
    for (const [, of = "", count] of counts) equal(of.endsWith("s"), count !== "1");
    return Promise.resolve();
  }));
