import { doesNotMatch, match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { perCoreChart } from "../../charts/capacity/per_core.ts";
import { capacityView } from "../../charts/capacity/view.ts";
import { loadReport } from "../../model/report.ts";
import { siteData } from "../../page.ts";
import { styleOf } from "../../palette.ts";
import { CapacityTable } from "./capacity_table.tsx";

const FOLDER = decodeURIComponent(
  new URL("../../../data/published-speech-gateway", import.meta.url).pathname,
);
const REPORT = await loadReport("published-speech-gateway", FOLDER);

Deno.test("what follows from a lower bound keeps its sign: sessions for each core and cores", () => {
  const data = siteData([REPORT]);
  const [scenario] = data.reports[0]?.scenarios ?? [];
  const view = scenario && capacityView(scenario, { cells: () => undefined });
  if (view === undefined) throw new Error("the report has no states");
  const html = renderToString(
    <CapacityTable
      view={view}
      styleOf={(name) => styleOf(name, data.slots, new Set())}
      to={(target) => target}
    />,
  );
  // Elixir passed at every load that was tried on one core.
  const [elixir = ""] = html.split("<tr").filter((row) => row.includes("Elixir"));
  const text = elixir.replace(/<[^>]*>/g, "|").replaceAll("\u00a0", " ");
  match(text, /\|≥ 1,250\|\|≤ 3\.6\|/);
  match(html, /lift<span/);
  const alone = renderToString(
    <CapacityTable
      view={{ ...view, groups: view.groups.slice(0, 1) }}
      styleOf={(name) => styleOf(name, data.slots, new Set())}
      to={(target) => target}
    />,
  );
  doesNotMatch(alone, /lift<span/, "nothing has a lift with one number of cores");
  const chart = perCoreChart({ view, slots: data.slots });
  match(chart?.wide ?? "", />≥(?:\u00a0|&nbsp;)1,250 → 1,125</);
});
