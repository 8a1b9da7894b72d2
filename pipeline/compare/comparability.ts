/** What forbids comparing two reports, or a part of them. */
import { type DifferingKey, differingKeys, type Fingerprint, nameOfKey } from "../fingerprint.ts";
import { compareText } from "../row.ts";

export interface Comparability {
  /** Keys of differing values, sorted. */
  differing: DifferingKey[];
  /** Whether a host is not known, which is as good as another host. */
  unknown: { a: boolean; b: boolean };
}

export function comparabilityOf(a: Fingerprint, b: Fingerprint): Comparability {
  return { differing: differingKeys(a, b), unknown: { a: !a.known, b: !b.known } };
}

/** Whether nothing at all may be compared: another host, an unknown one, or another version of a tool. */
export function forbidsAll({ differing, unknown }: Comparability): boolean {
  return unknown.a || unknown.b ||
    differing.some(({ scope }) => scope === "host" || scope === "tool");
}

/**
 * The keys that forbid comparing a cell: those of host and tools concern every cell, those of the load
 * their scenario, those of programs their implementation.
 */
export function keysAgainst(
  { differing }: Comparability,
  cell: { scenario: string; implementation: string },
): DifferingKey[] {
  return differing.filter(({ scope, scenario, implementation }) =>
    scope === "host" || scope === "tool" ||
    scenario === cell.scenario && (scope === "load" || implementation === cell.implementation)
  );
}

/**
 * "across hosts: cpu, kernel; tools: wrk": what a comparison was made in spite of, in the words that label
 * every line of it; empty where nothing differs.
 */
export function acrossLabel(
  keys: readonly DifferingKey[],
  unknown: Comparability["unknown"],
): string {
  const namesOf = (scope: DifferingKey["scope"]) =>
    [...new Set(keys.filter((key) => key.scope === scope).map(({ name }) => name))]
      .sort(compareText);
  const lacking = [unknown.a ? "A is not known" : "", unknown.b ? "B is not known" : ""];
  const parts = [
    ["hosts", [...lacking.filter((each) => each !== ""), ...namesOf("host")]],
    ["tools", namesOf("tool")],
    ["loads", namesOf("load")],
    ["programs", namesOf("program")],
  ] as const;
  const said = parts.filter(([, names]) => names.length > 0)
    .map(([scope, names]) => `${scope}: ${names.join(", ")}`);
  return said.length === 0 ? "" : `across ${said.join("; ")}`;
}

/** The keys as lines: name, value in A, value in B. */
export function keyRows({ differing, unknown }: Comparability): string[][] {
  const rows = differing.map((key) => [
    nameOfKey(key),
    key.a ?? "(not recorded)",
    key.b ?? "(not recorded)",
  ]);
  if (!unknown.a && !unknown.b) return rows;
  return [["host", ...[unknown.a, unknown.b].map((no) => no ? "(not known)" : "known")], ...rows];
}
