import { deepEqual, equal, match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { capacityView } from "../../charts/capacity/view.ts";
import { loadReport, type Report } from "../../model/report.ts";
import { siteData } from "../../page.ts";
import { PointsTable } from "./points_table.tsx";

const NAME = "published-speech-gateway";
const FOLDER = decodeURIComponent(new URL(`../../../data/${NAME}`, import.meta.url).pathname);

function tableOf(report: Report): string {
  const [data] = siteData([report]).reports;
  const [scenario] = data?.scenarios ?? [];
  const view = scenario === undefined || data === undefined
    ? undefined
    : capacityView(scenario, data.standing);
  if (view === undefined) throw new Error("the report has no search");
  return renderToString(
    <PointsTable
      view={view}
      to={(target) => target}
      reasons={() => []}
      correctionOf={() => undefined}
    />,
  );
}

/** The cells of the row of an implementation, a load and limits, without markup. */
function rowOf(html: string, ...start: [title: string, load: string, limits: string]): string[] {
  const rows = [...html.matchAll(/<tr data-series.*?<\/tr>/gs)].map(([row]) =>
    [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell = ""]) =>
      cell.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").trim()
    )
  );
  const found = rows.filter((row) => start.every((part, index) => row[index] === part));
  equal(found.length, 1, start.join());
  return found[0] as string[];
}

Deno.test("a load that was tried shows the errors that its budget allows, and the verdict that was printed", async () => {
  const html = tableOf(await loadReport(NAME, FOLDER));
  match(html, /<th scope="col">as printed<\/th>/);
  const last = (row: readonly string[]) => row.slice(-3);
  deepEqual(last(rowOf(html, "C++ (uWebSockets)", "3,000", "1 core, 2 GiB")), [
    "0 1 allowed",
    "–",
    "pass",
  ]);
  const verdicts = [...html.matchAll(/<td class="wide">([^<]*)<\/td><\/tr>/g)].map(([, text]) =>
    text
  );
  for (const verdict of ["pass, rerun", "borderline", "OOMKilled / protocol fail", "collapse"]) {
    equal(verdicts.includes(verdict), true, verdict);
  }
});

Deno.test("a report of our own, which prints nothing, has no column for it", async () => {
  const { printedNotes, ...report } = await loadReport(NAME, FOLDER);
  equal(Object.keys(printedNotes ?? {}).length > 0, true);
  equal(tableOf(report).includes("as printed"), false);
  equal(tableOf({ ...report, printedNotes: {} }).includes("as printed"), false);
});
