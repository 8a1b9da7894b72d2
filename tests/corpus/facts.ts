/** What the checks of the corpus share: finding a measurement and comparing it with an expected fact. */
import type { Run } from "../../pipeline/formats/format.ts";
import type { Measurement } from "../../pipeline/measurement.ts";

/** What one file's check found. */
export interface Facts {
  checked: number;
  mismatches: string[];
}

/** An expected fact: which measurement, what value. */
export interface Expected {
  /** How the fact is called in the messages. */
  name: string;
  metric: string;
  statistic: string;
  /** Null: the file does not say it, so no such measurement may exist. */
  value: number | null;
}

/** Values carry the file's own rounding; beyond it they must agree. */
export const RELATIVE_TOLERANCE = 1e-6;

/** Whether two numbers agree. */
export function agree(actual: number, expected: number): boolean {
  return Math.abs(actual - expected) <= RELATIVE_TOLERANCE * Math.max(Math.abs(expected), 1e-300);
}

/** The measurements of that name, those that count first. */
export function find(run: Run, metric: string, statistic: string): Measurement[] {
  const found = run.measurements.filter((each) =>
    each.metric === metric && each.statistic === statistic
  );
  const rank = { ok: 0, withheld: 1, superseded: 2 };
  return found.sort((a, b) => rank[a.status] - rank[b.status]);
}

/**
 * Compares one fact. A value that a more precise print of the same file replaced agrees where the replaced
 * one does.
 */
export function compare(run: Run, expected: Expected): string[] {
  const found = find(run, expected.metric, expected.statistic);
  const { name, value } = expected;
  if (value === null) {
    return found.length === 0 ? [] : [`${name}: expected none, got ${found[0]?.value}`];
  }
  if (found.length === 0) return [`${name}: expected ${value}, got none`];
  if (found.some((each) => agree(each.value, value))) return [];
  return [`${name}: expected ${value}, got ${found.map((each) => each.value).join(" and ")}`];
}

/** A member of an expectation as a record; empty where it is none. */
export function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value as Record<string, unknown>
    : {};
}

/** A number of an expectation, scaled; null where it expects none, undefined where it is silent. */
export function expectedNumber(value: unknown, factor = 1): number | null | undefined {
  if (value === null) return null;
  return typeof value === "number" ? value * factor : undefined;
}
