/** What tests of capacities share: the published sweeps, altered or not. */
import type { StateRow } from "../../../pipeline/report.ts";
import { loadReport } from "../../model/report.ts";
import { siteData } from "../../page.ts";
import type { CapacityInput } from "./palette.ts";
import { capacityView, type CoreGroup } from "./view.ts";

const FOLDER = decodeURIComponent(
  new URL("../../../data/published-speech-gateway", import.meta.url).pathname,
);
/** The published sweeps. */
export const REPORT = await loadReport("published-speech-gateway", FOLDER);
/** Nothing is corrected. */
export const NO_CORRECTIONS = { cells: () => undefined };

/** The searches of these states. */
export function inputOf(states: readonly StateRow[] = REPORT.tables.states): CapacityInput {
  const report = { ...REPORT, tables: { ...REPORT.tables, states: [...states] } };
  const data = siteData([report]);
  const view = capacityView(
    data.reports[0]?.scenarios[0] as Parameters<typeof capacityView>[0],
    NO_CORRECTIONS,
  );
  if (view === undefined) throw new Error("the report has no states");
  return { view, slots: data.slots };
}

/** Those on so many cores. */
export function group(input: CapacityInput, cores: number): CoreGroup {
  const found = input.view.groups.find((each) => each.cores === cores);
  if (found === undefined) throw new Error(`no search on ${cores} cores`);
  return found;
}
