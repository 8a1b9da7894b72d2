/** Checks the rows of a Google Benchmark file, which JSON, console text and CSV have in common. */
import type { Run } from "../../pipeline/formats/format.ts";
import type { Measurement } from "../../pipeline/measurement.ts";
import { agree, record } from "./facts.ts";

/** Rows by kind, from the run's label `rows`: `iteration 39, aggregate 34, error 2`. */
export function countsOf(run: Run): Map<string, number> {
  const counts = new Map<string, number>();
  for (const part of (run.labels.rows ?? "").split(", ")) {
    const match = /^(.*) (\d+)$/.exec(part);
    if (match !== null) counts.set(match[1] as string, Number(match[2]));
  }
  return counts;
}

/** How many rows of these kinds there are. */
export function countRows(run: Run, ...kinds: string[]): number {
  const counts = countsOf(run);
  return (kinds.length === 0 ? [...counts.keys()] : kinds).reduce(
    (sum, kind) => sum + (counts.get(kind) ?? 0),
    0,
  );
}

/** Sum of the real times of every row that was read, in nanoseconds. */
export function sumRealTimes(run: Run): number {
  return timesOf(run).reduce((sum, each) => sum + each.value * 1e9, 0);
}

function timesOf(run: Run): Measurement[] {
  return run.measurements.filter((each) =>
    each.metric === "iteration_time" && each.clock !== "cpu"
  );
}

/** Says that two counts differ. */
export function compareCount(name: string, actual: number, expected: unknown): string[] {
  return typeof expected !== "number" || agree(actual, expected)
    ? []
    : [`${name}: expected ${expected}, got ${actual}`];
}

/**
 * Compares the first or last row with the measurements of that name. A row that is no time (an error, a
 * ratio, BigO, RMS, an aggregate beside its repetitions) must have left no measurement.
 */
export function checkRow(run: Run, where: "first" | "last", given: unknown): string[] {
  const expected = record(given);
  const name = expected.name;
  if (typeof name !== "string") return [];
  const named = (each: Measurement): boolean =>
    each.labels.benchmark === name ||
    `${each.labels.benchmark}_${each.labels.aggregate}` === name;
  const found = run.measurements.filter((each) => each.correction === "" && named(each));
  const say = (what: string) => `${where} row ${name}: ${what}`;
  if (typeof expected.error === "string") {
    const message = expected.error.replace(/^"(.*)"$/, "$1");
    const said = run.findings.some((finding) =>
      finding.rule === "no-samples" && finding.message.includes(name) &&
      finding.message.includes(message)
    );
    return [
      ...(said ? [] : [say("its error is not reported")]),
      ...(found.length === 0 ? [] : [say("failed, and has measurements")]),
    ];
  }
  if (typeof expected.real_time_ns !== "number") {
    return found.length === 0 ? [] : [say("is no time, and has measurements")];
  }
  // Of repetitions, the first or last: those that share its source, or the parent of its pointer.
  const row = found.at(where === "first" ? 0 : -1)?.source.replace(/(\/benchmarks\/\d+).*$/, "$1");
  const own = found.filter((each) => each.source.replace(/(\/benchmarks\/\d+).*$/, "$1") === row);
  if (own.length === 0) {
    const base = name.replace(/_[^_]*$/, "");
    const isSummary = run.measurements.some((each) => each.labels.benchmark === base);
    return isSummary ? [] : [say("has no measurements")];
  }
  return compareFields(own, expected).map(say);
}

function compareFields(own: Measurement[], expected: Record<string, unknown>): string[] {
  const mismatches: string[] = [];
  const compare = (
    key: string,
    matches: (each: Measurement) => boolean,
    factor = 1,
    wanted: unknown = expected[key],
  ) => {
    if (typeof wanted !== "number") return;
    const values = own.filter(matches).map((each) => each.value * factor);
    if (values.some((value) => agree(value, wanted))) return;
    mismatches.push(`${key}: expected ${wanted}, got ${values.join(", ") || "none"}`);
  };
  const isTime = (each: Measurement) => each.metric === "iteration_time";
  compare("real_time_ns", (each) => isTime(each) && each.clock !== "cpu", 1e9);
  compare("cpu_time_ns", (each) => isTime(each) && each.clock === "cpu", 1e9);
  // The iterations of an aggregate are its number of repetitions and no measurement.
  if (own[0]?.labels.rowType === "iteration") {
    compare("iterations", (each) => each.metric === "iterations");
  }
  compare("items_per_second", (each) => each.metric === "items_rate");
  compare("bytes_per_second", (each) => each.metric === "bytes_rate");
  for (const [name, value] of Object.entries(record(expected.counters))) {
    compare(name, (each) => each.metric === `counter:${name}`, 1, value);
  }
  const raw = { ...record(expected.counters_raw), ...record(expected.tabular_raw) };
  for (const [name, printed] of Object.entries(raw)) {
    if (own.some((each) => each.labels.printed === printed)) continue;
    mismatches.push(`${name}: expected it to be printed as ${printed}`);
  }
  for (const [key, label] of [["threads", "threads"], ["label", "label"]] as const) {
    const wanted = expected[key];
    if (wanted === undefined || wanted === null) continue;
    const actual = own[0]?.labels[label];
    if (actual !== String(wanted)) mismatches.push(`${key}: expected ${wanted}, got ${actual}`);
  }
  return mismatches;
}
