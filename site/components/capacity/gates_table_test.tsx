import { deepEqual } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { capacityView } from "../../charts/capacity/view.ts";
import { loadReport } from "../../model/report.ts";
import { siteData } from "../../page.ts";
import { GatesTable } from "./gates_table.tsx";

const FOLDER = decodeURIComponent(
  new URL("../../../data/published-speech-gateway", import.meta.url).pathname,
);
const REPORT = await loadReport("published-speech-gateway", FOLDER);

/** How often each row of the table was the first to fail. */
function firstFails(limits: (limits: string) => boolean): Map<string, string> {
  const states = REPORT.tables.states.filter((row) => limits(row.limits));
  const data = siteData([{ ...REPORT, tables: { ...REPORT.tables, states } }]);
  const [scenario] = data.reports[0]?.scenarios ?? [];
  const view = scenario && capacityView(scenario, { cells: () => undefined });
  if (view === undefined) throw new Error("the report has no states");
  const html = renderToString(<GatesTable view={view} />);
  const rows = (html.split("<tbody>")[1] ?? "").split("</tr>").filter((row) => row.includes("<th"));
  return new Map(
    rows.map((row) => {
      const cells = [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) => cell);
      return [cells[0] ?? "", cells[3] ?? ""];
    }),
  );
}

Deno.test("a run without any sample is no failure by errors: it has a row of its own", () => {
  // One of these two searches ended at errors, the other at a run without a sample.
  const counts = firstFails((limits) => limits === "1 core, 1 GiB" || limits === "1 core, 4 GiB");
  deepEqual([counts.get("errors"), counts.get("no samples")], ["1", "1"]);
});

Deno.test("where every run has samples there is no row for those without", () => {
  const counts = firstFails((limits) => limits === "1 core, 4 GiB");
  deepEqual([counts.get("errors"), counts.has("no samples")], ["1", false]);
});
