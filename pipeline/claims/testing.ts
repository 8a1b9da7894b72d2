/** Tables for tests: those of a published report, and small ones by hand. */
import type { ScenarioEntry } from "../manifest.ts";
import { readManifest, readTables } from "../report_folder.ts";
import type { Row } from "../row.ts";
import type { ClaimRow } from "../tables/claims.ts";
import type { Summary } from "../tables/summary.ts";
import type { Claim } from "./claims_file.ts";
import type { ClaimContext } from "./context.ts";
import { judgeClaims } from "./judge_claim.ts";
import { NO_BOUNDS, printedBoundsOf } from "./printed_bounds.ts";

const DATA = new URL("../../data/", import.meta.url);

/** The tables of a published report, with the printed digits of its cited tables. */
export async function published(name: string): Promise<ClaimContext> {
  const folder = new URL(name, DATA).pathname;
  const { measurements: rows, summary, findings } = await readTables(folder);
  const files = new Map<string, string>();
  for (const path of new Set(rows.map((row) => row.source.replace(/#.*/, "")))) {
    if (path.endsWith(".csv")) files.set(path, await Deno.readTextFile(`${folder}/${path}`));
  }
  return {
    manifest: await readManifest(folder),
    summary,
    rows,
    findings,
    comparisons: [],
    printedBounds: printedBoundsOf(files),
  };
}

/** A figure of ten trials: throughput of "a" in "echo". */
export function figure(more: Partial<Summary> = {}): Summary {
  return {
    scenario: "echo",
    implementation: "a",
    case: "",
    limits: "",
    load: null,
    load_unit: "",
    metric: "throughput",
    statistic: "mean",
    unit: "1/s",
    clock: "wall",
    loop: "",
    n: 10,
    median: 100,
    mean: 100,
    low: 98,
    high: 102,
    cv: 0.02,
    min: 97,
    max: 103,
    rank_low: null,
    rank_high: null,
    status: "ok",
    findings: [],
    merged: null,
    ...more,
  };
}

/** One trial without an interval. */
export function once(more: Partial<Summary> = {}): Summary {
  return figure({ n: 1, low: null, high: null, cv: null, ...more });
}

/** A scenario of a report; nothing ranks it unless said otherwise. */
export function scenarioOf(name: string, more: Partial<ScenarioEntry> = {}): ScenarioEntry {
  return {
    name,
    title: "",
    about: "",
    kind: "ladder",
    load_unit: "connections",
    does_not_show: [],
    load_tool: "",
    ...more,
  };
}

/** The context of some figures. */
export function contextOf(
  summary: readonly Summary[],
  more: Partial<ClaimContext> = {},
): ClaimContext {
  return {
    manifest: { scenarios: [], implementations: [] },
    summary,
    rows: [],
    findings: [],
    comparisons: [],
    printedBounds: NO_BOUNDS,
    ...more,
  };
}

/** Row of a figure's only trial. */
export function rowOf(figure: Summary, more: Partial<Row> = {}): Row {
  const {
    scenario,
    implementation,
    limits,
    load,
    load_unit,
    metric,
    statistic,
    unit,
    clock,
    loop,
  } = figure;
  return {
    scenario,
    implementation,
    case: figure.case,
    limits,
    load,
    load_unit,
    trial: 1,
    metric,
    statistic,
    value: figure.median,
    unit,
    clock,
    loop,
    correction: "",
    status: "ok",
    findings: figure.findings,
    source: "raw/figures.csv#L1",
    labels: {},
    ...more,
  };
}

/** The row of one claim. */
export function judgeOne(
  context: ClaimContext,
  expression: string,
  more: Partial<Claim> = {},
): ClaimRow {
  const claim = { id: "C1", statement: "It is so.", expression, ...more };
  return judgeClaims([claim], context)[0] as ClaimRow;
}
