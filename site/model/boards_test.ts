import { deepEqual, equal, ok } from "node:assert/strict";
import { leadersOf, type SiteData, siteData } from "../page.ts";
import index from "../pages/index.page.tsx";
import scenarioPage from "../pages/scenario.page.tsx";
import { pagesOf, withReports } from "../testing.ts";
import { loadReport } from "./report.ts";
import { boardsOf, unrankedGroups } from "./boards.ts";

/** A report with the same results in two cases, of which those named are ranked. */
function withCases(ranked: string[], body: (data: SiteData) => Promise<void>): Promise<void> {
  return withReports([{ name: "a", implementations: 3, loads: 1, trials: 3 }], async (made) => {
    const { report } = made.reports[0] as SiteData["reports"][number];
    const { tables, manifest } = report;
    const inBoth = <T extends { case: string }>(rows: readonly T[]): T[] =>
      ["x", "y"].flatMap((name) => rows.map((row) => ({ ...row, case: name })));
    const [entry] = manifest.scenarios;
    if (entry?.ranked_by === undefined) throw new Error("the report ranks nothing");
    const scenarios = [{ ...entry, ranked_by: { ...entry.ranked_by, cases: ranked } }];
    await body(siteData([{
      ...report,
      manifest: { ...manifest, scenarios },
      tables: {
        ...tables,
        summary: inBoth(tables.summary),
        measurements: inBoth(tables.measurements),
        comparisons: inBoth(tables.comparisons).filter((row) => ranked.includes(row.case)),
      },
    }]));
  });
}

Deno.test("only the cases that are named have boards, and the others a table that keeps its address", () =>
  withCases(["y"], async (data) => {
    const [view] = data.reports[0]?.scenarios ?? [];
    ok(view !== undefined);
    const boards = boardsOf(view);
    deepEqual(boards.map(({ label, suffix }) => [label, suffix]), [["y, 1\u00a0core", "-1"]]);
    deepEqual(unrankedGroups(view).map((group) => group.case), ["x"]);
    equal(boards[0]?.standings.hasRanks, true);

    const [page] = (await pagesOf(scenarioPage, data)).values();
    const html = String(page);
    for (const id of ["peak-1", "results-1", "results"]) {
      equal(html.split(`id="${id}"`).length, 2, id);
    }
    for (const [, id] of html.matchAll(/href="#([^"]+)"/g)) ok(html.includes(`id="${id}"`), id);
    const front = String((await pagesOf(index, data)).get("/"));
    ok(front.includes('#peak-1"'));
  }));

Deno.test("where none of the cases that are named was measured, all results stand in one table", () =>
  withCases(["z"], async (data) => {
    const scenarios = data.reports[0]?.scenarios ?? [];
    const [view] = scenarios;
    ok(view !== undefined);
    deepEqual(boardsOf(view), []);
    equal(leadersOf(scenarios).length, 2);
    const [page] = (await pagesOf(scenarioPage, data)).values();
    equal(String(page).split('id="results"').length, 2);
  }));

Deno.test("a case without the ranked figure stands in the table of the others, and leaves the others their addresses", async () => {
  const name = "published-token-stream";
  const folder = decodeURIComponent(new URL(`../../data/${name}`, import.meta.url).pathname);
  const data = siteData([await loadReport(name, folder)]);
  const [view] = data.reports[0]?.scenarios ?? [];
  ok(view !== undefined);
  deepEqual(boardsOf(view).map(({ label, suffix }) => [label, suffix]), [
    ["baseline", ""],
    ["before-tcp-nodelay", "-4"],
    ["stress", "-5"],
  ]);
  deepEqual(unrankedGroups(view).map((group) => group.case), [
    "baseline-other-machine",
    "baseline/expected_response:true",
    "stress/expected_response:true",
  ]);
  const [page] = (await pagesOf(scenarioPage, data)).values();
  const html = String(page);
  for (const id of ["results", "results-4", "results-5", "results-other"]) {
    equal(html.split(`id="${id}"`).length, 2, id);
  }
  for (const [, id] of html.matchAll(/href="#([^"]+)"/g)) ok(html.includes(`id="${id}"`), id);
});
