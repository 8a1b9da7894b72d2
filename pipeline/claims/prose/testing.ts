/** Quantities, and rows of summary.csv and findings.csv, for tests. */
import type { FindingRow } from "../../tables/findings.ts";
import type { Summary } from "../../tables/summary.ts";
import type { Quantity } from "../quantity.ts";

/** A row of the table: one trial of 371 requests a second unless said otherwise. */
export function summaryOf(of: Partial<Summary> = {}): Summary {
  const median = of.median ?? 371;
  return {
    scenario: "static-files",
    implementation: "ruchy",
    case: "",
    limits: "",
    load: null,
    load_unit: "",
    metric: "throughput",
    statistic: "mean",
    unit: "1/s",
    clock: "",
    loop: "",
    n: 1,
    median,
    mean: null,
    merged: null,
    low: null,
    high: null,
    cv: null,
    min: median,
    max: median,
    rank_low: null,
    rank_high: null,
    status: "ok",
    findings: [],
    ...of,
  };
}

/** A row of findings.csv about {@linkcode summaryOf}'s figure. */
export function findingRowOf(of: Pick<FindingRow, "rule" | "severity">): FindingRow {
  const { scenario, implementation, case: part, limits, load, load_unit } = summaryOf();
  const place = { scenario, implementation, case: part, limits, load, load_unit, trial: null };
  return { ...place, metric: "", statistic: "", message: "", source: "", ...of };
}

/** A figure over trials with its interval. */
export function sampled(value: number, low: number, high: number, unit = "1"): Quantity {
  return { value, low, high, certainty: "sampled", unit, bound: "", operands: [] };
}

/** A figure of one trial. */
export function single(value: number, unit = "1"): Quantity {
  return { value, low: null, high: null, certainty: "single", unit, bound: "", operands: [] };
}

/** A cited figure, or what was computed from some. */
export function rounded(value: number, low: number, high: number, unit = "1"): Quantity {
  return { ...sampled(value, low, high, unit), certainty: "rounded" };
}
