/** For tests of what shows two implementations beside each other. */
import type { ComparisonRow, Summary } from "../../pipeline/report.ts";
import type { Group, Ranked, Series } from "../model/scenario.ts";
import type { CorrectionOf } from "../model/corrections.ts";
import { standingsOf } from "../model/standings.ts";
import { series as seriesOf } from "../model/testing.ts";
import type { TableProps } from "./table_props.ts";

/** An implementation with three trials that are alike, at 8 connections. */
export function series(name: string, median: number, status: Summary["status"] = "ok"): Series {
  return seriesOf(name, { 8: [median, median, median] }, { status });
}

/** Takes back every figure of this one. */
export function takesBack(name: string): CorrectionOf {
  return ({ implementation }) =>
    implementation === name
      ? { state: "retracted", report: "later", reason: "Too low.", source: "" }
      : undefined;
}

/** Two implementations and what their comparison shows. */
export interface Of {
  a: Series;
  b: Series;
  /** Of a against b. */
  ratio: number;
  low: number;
  high: number;
  verdict: ComparisonRow["verdict"];
  better?: Ranked["better"];
}

/** A comparison of two by goodput at the one load of {@linkcode propsOf}. */
export function comparisonOf(
  a: string,
  b: string,
  found: Pick<ComparisonRow, "ratio" | "low" | "high" | "p_adjusted" | "verdict">,
): ComparisonRow {
  return {
    scenario: "s",
    case: "",
    limits: "",
    load: 8,
    load_unit: "connections",
    metric: "goodput",
    statistic: "mean",
    implementation_a: a,
    implementation_b: b,
    ...found,
  };
}

/** What a table of these two is given. */
export function propsOf({ a, b, better = "higher", ...pair }: Of): TableProps {
  const group: Group = {
    case: "",
    limits: "",
    loadUnit: "connections",
    loads: [8],
    series: [a, b],
  };
  const row = comparisonOf("a", "b", { p_adjusted: 0.01, ...pair });
  const ranked: Ranked = { metric: "goodput", statistic: "mean", better, title: "goodput" };
  return {
    board: standingsOf(group, ranked, [row]),
    report: "r",
    to: (target) => target,
    styleOf: () => ({ colour: "", marker: "circle", dash: "", coloured: true }),
    reasons: () => [],
    correctionOf: () => undefined,
    suffix: "",
    label: "",
  };
}
