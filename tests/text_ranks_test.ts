/** The text and the pages of a report rank by the same comparisons. */
import { deepEqual, ok } from "node:assert/strict";
import { evaluate, NO_BOUNDS } from "../pipeline/claims/mod.ts";
import { readManifest, readTables, type Summary } from "../pipeline/report.ts";
import { boardsOf } from "../site/model/boards.ts";
import { scenarioViews } from "../site/model/scenario.ts";
import { committed } from "./published/tables.ts";

type Place = [implementation: string, case_: string, low: number | null, high: number | null];

for (
  const name of [
    "http-counter-2026-11",
    "static-files-2026-11",
    "token-stream-2026-11",
    "token-stream-2026-11-23",
  ]
) {
  Deno.test(`${name}: rank() gives each implementation the rank of the page's table`, async () => {
    const folder = committed(name);
    const manifest = await readManifest(folder);
    const tables = await readTables(folder);
    const { summary, measurements: rows, findings, comparisons, states } = tables;
    const context = {
      ...{ manifest, summary, rows, findings, comparisons, states },
      printedBounds: NO_BOUNDS,
    };
    const onPage: Place[] = [];
    const inText: Place[] = [];
    for (const view of scenarioViews({ manifest, tables })) {
      for (const { standings: { standings, group } } of boardsOf(view)) {
        for (const { rank, series, value } of standings) {
          const { name } = series;
          const text = evaluate(rankOf(name, value.summary), context);
          if (rank === undefined) continue;
          onPage.push([name, group.case, rank.low, rank.high]);
          inText.push([name, group.case, text.low, text.high]);
        }
      }
    }
    ok(onPage.length > 0);
    deepEqual(inText, onPage);
  });
}

function rankOf(name: string, summary: Summary): string {
  const { case: case_, limits, scenario } = summary;
  return `rank("${name}", "${case_}", limits="${limits}", scenario="${scenario}")`;
}
