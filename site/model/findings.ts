/** Findings of the audit, grouped as a reader wants them: what weighs most first. */
import { compareText, type FindingRow } from "../../pipeline/report.ts";
import { titleOf } from "./metrics.ts";
import type { Value } from "./values.ts";

/** All findings of a rule with one severity. */
export interface RuleFindings {
  rule: string;
  severity: FindingRow["severity"];
  count: number;
  /** What it says everywhere; empty where the messages differ. */
  message: string;
  /** Who it is about; a single place without an implementation where it is about the report. */
  places: Place[];
}

/** The findings of a rule about one implementation and case. */
export interface Place {
  implementation: string;
  case: string;
  loads: number[];
  /** "latency p50 p99"; empty where it is about more than the table says. */
  metrics: string[];
  count: number;
  first: FindingRow;
}

/** What a severity does to a number, in the order of weight. */
export const SEVERITY_TITLES: Readonly<Record<FindingRow["severity"], string>> = {
  "withhold": "Withheld: not shown as a result",
  "lower bound": "Lower bounds: shown as “≥”",
  "warn": "Warnings",
  "note": "Notes",
};

const ORDER = Object.keys(SEVERITY_TITLES);

/** Groups findings by severity and rule. */
export function groupFindings(findings: readonly FindingRow[]): RuleFindings[] {
  const groups = Map.groupBy(findings, ({ severity, rule }) => `${severity}\u0000${rule}`);
  return [...groups.values()].map((own): RuleFindings => {
    const { rule, severity, message } = own[0] as FindingRow;
    return {
      rule,
      severity,
      count: own.length,
      message: own.every((finding) => finding.message === message) ? message : "",
      places: placesOf(own),
    };
  }).sort((a, b) =>
    ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || compareText(a.rule, b.rule)
  );
}

function placesOf(findings: readonly FindingRow[]): Place[] {
  const places = Map.groupBy(
    findings,
    ({ scenario, implementation, case: name, message }) =>
      // Of the host and of the tool every message says something else.
      JSON.stringify([scenario, implementation, name, implementation === "" ? message : ""]),
  );
  return [...places.values()].map((own) => {
    const first = own[0] as FindingRow;
    const loads = new Set(own.flatMap((finding) => finding.load ?? []));
    const metrics = Map.groupBy(own, (finding) => finding.metric);
    return {
      implementation: first.implementation,
      case: first.case,
      loads: [...loads].sort((a, b) => a - b),
      metrics: [...metrics].map(([metric, about]) => {
        // Of several metrics, "mean" alone would say nothing.
        if (metric === "") return "";
        const statistics = new Set(about.map((finding) => finding.statistic));
        return `${titleOf(metric)} ${[...statistics].join(" ")}`.trim();
      }).filter((metric) => metric !== ""),
      count: own.length,
      first,
    };
  });
}

/** The findings that withhold a value. */
export function withholding(findings: readonly FindingRow[]): (value: Value) => FindingRow[] {
  const grave = findings.filter((finding) => finding.severity === "withhold");
  return ({ summary }) => {
    // Most values have none, and all of them are asked for.
    if (summary.findings.length === 0) return [];
    return grave.filter((finding) =>
      summary.findings.includes(finding.rule) &&
      same(finding.scenario, summary.scenario) &&
      same(finding.implementation, summary.implementation) &&
      same(finding.case, summary.case) &&
      (finding.load === null || finding.load === summary.load) &&
      same(finding.metric, summary.metric) &&
      same(finding.statistic, summary.statistic)
    );
  };
}

/** A finding leaves empty what differs between the values it is about. */
function same(finding: string, value: string): boolean {
  return finding === "" || finding === value;
}
