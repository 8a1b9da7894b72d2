import { deepEqual } from "node:assert/strict";
import { siteData } from "../page.ts";
import { boardsOf } from "./boards.ts";
import { loadReport } from "./report.ts";
import type { ScenarioView } from "./scenario.ts";

Deno.test("a floor is limited where one of the two is a lower bound at its load", async () => {
  const folder = new URL("../../data/token-stream-2026-11", import.meta.url).pathname;
  const data = siteData([await loadReport("token-stream-2026-11", decodeURIComponent(folder))]);
  const boards = boardsOf(data.reports[0]?.scenarios[0] as ScenarioView);
  const floors = boards.map(({ standings }) => standings.noise).filter((noise) =>
    noise !== undefined
  );
  deepEqual(floors.map(({ isLimited }) => isLimited), [true, true, true]);
});
