/**
 * The rows of a body of evidence by what they belong to. Every rule asks here, so that half a million
 * rows are sorted out once and not once a rule.
 */
import { cellKey, type Row } from "../row.ts";
import type { Clock } from "../measurement.ts";
import type { Evidence, TrialFacts } from "./rule.ts";

/**
 * The rows of one trial of one cell. A repetition that Google Benchmark made itself is a trial of its own.
 */
export interface TrialRows {
  /** Any row of it: it names the cell and the trial. */
  first: Row;
  /** Key of the cell. */
  cell: string;
  rows: Row[];
}

/** Anything that is known once for a list of rows; the list itself is the key. */
const known = new WeakMap<readonly Row[], readonly TrialRows[]>();

/** The trials of the evidence, in the order of their first rows. */
export function trialsOf(evidence: Evidence): readonly TrialRows[] {
  const there = known.get(evidence.rows);
  if (there !== undefined) return there;
  const byKey = new Map<string, TrialRows>();
  let last: TrialRows | undefined;
  for (const row of evidence.rows) {
    // Rows come in the order of tables or of files, where the rows of a trial stand together.
    if (last === undefined || !isSameTrial(last.first, row)) {
      const cell = cellKey(row);
      const key = trialKey(cell, row);
      last = byKey.get(key);
      if (last === undefined) {
        last = { first: row, cell, rows: [] };
        byKey.set(key, last);
      }
    }
    last.rows.push(row);
  }
  const trials = [...byKey.values()];
  known.set(evidence.rows, trials);
  return trials;
}

const knownLoads = new WeakMap<readonly Row[], readonly TrialRows[]>();

/** The trials of load tools: all but those of Google Benchmark, which may be a hundred times as many. */
export function loadTrialsOf(evidence: Evidence): readonly TrialRows[] {
  const there = knownLoads.get(evidence.rows);
  if (there !== undefined) return there;
  const trials = trialsOf(evidence).filter(isOfLoadTool);
  knownLoads.set(evidence.rows, trials);
  return trials;
}

/** Whether the rows are not those of Google Benchmark. */
export function isOfLoadTool({ first }: TrialRows): boolean {
  return first.labels.benchmark === undefined;
}

function isSameTrial(a: Row, b: Row): boolean {
  return a.case === b.case && a.trial === b.trial && a.implementation === b.implementation &&
    a.load === b.load && a.scenario === b.scenario && a.limits === b.limits &&
    a.load_unit === b.load_unit && a.labels.repetition === b.labels.repetition &&
    a.labels.table === b.labels.table && a.labels.executable === b.labels.executable &&
    a.labels.tag === b.labels.tag;
}

/** Rows of one file may repeat a benchmark in several tables or programs, or a histogram by tag: no one trial. */
function trialKey(cell: string, row: Row): string {
  const { repetition = "", table = "", executable = "", tag = "" } = row.labels;
  return keyOf(cell, row.trial, repetition, table, executable, tag);
}

/** Rows about a part of the samples (a tag of k6) say nothing of the whole trial. */
function isWhole(row: Row): boolean {
  return row.labels.tags === undefined;
}

/** The row of a trial that counts: not withheld, not replaced by a correction. */
export function find(
  trial: TrialRows,
  metric: string,
  statistic: string,
  clock?: Clock,
): Row | undefined {
  for (const row of trial.rows) {
    if (
      row.metric === metric && row.statistic === statistic && row.status === "ok" &&
      (clock === undefined || row.clock === clock) && isWhole(row)
    ) return row;
  }
  return undefined;
}

/** The value of {@linkcode find}. */
export function valueOf(
  trial: TrialRows,
  metric: string,
  statistic: string,
  clock?: Clock,
): number | undefined {
  return find(trial, metric, statistic, clock)?.value;
}

/** What a reader takes as a result, as against counts and settings that stand beside it. */
const RATES = new Set(["throughput", "goodput", "transfer_rate", "items_rate", "bytes_rate"]);
export const LATENCIES: ReadonlySet<string> = new Set([
  "latency",
  "time_to_first_byte",
  "time_to_first_event",
  "time_to_last_event",
  "latency_newest",
  "latency_oldest",
]);

export function isRate(row: Row): boolean {
  return RATES.has(row.metric);
}

export function isLatency(row: Row): boolean {
  return LATENCIES.has(row.metric);
}

/** The rows of a trial that are its results and count. */
export function resultsOf(trial: TrialRows): Row[] {
  return trial.rows.filter((row) =>
    row.status === "ok" && (isRate(row) || isLatency(row) || row.metric === "iteration_time")
  );
}

/** Level of load: the cell's own, or the connections that the tool states; undefined where none is known. */
export function levelOf(trial: TrialRows): number | undefined {
  return trial.first.load ?? valueOf(trial, "connections", "total");
}

/** Puts items of the same key together, in the order of their first. */
export function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

/** A key of whatever distinguishes; not for people. */
export function keyOf(...parts: readonly (string | number | null)[]): string {
  return parts.join("\u0000");
}

/** The cell without its level of load: what a ladder has in common. */
export function ladderKey({ first }: TrialRows): string {
  return keyOf(first.scenario, first.implementation, first.case, first.limits, first.load_unit);
}

const knownFacts = new WeakMap<readonly Row[], Map<string, TrialRows[]>>();

/** The trials in the rows that came from one execution in trials.ndjson. */
export function rowsOfFacts(evidence: Evidence, facts: TrialFacts): TrialRows[] {
  let byPlace = knownFacts.get(evidence.rows);
  if (byPlace === undefined) {
    byPlace = new Map();
    for (const trial of trialsOf(evidence)) {
      const { first } = trial;
      const key = placeKey(first, first.trial - Number(first.labels.repetition ?? 0));
      const there = byPlace.get(key);
      if (there === undefined) byPlace.set(key, [trial]);
      else there.push(trial);
    }
    knownFacts.set(evidence.rows, byPlace);
  }
  // A row's case is the trial's own and what the tool names, such as a benchmark.
  return (byPlace.get(placeKey(facts, facts.trial)) ?? []).filter(({ first }) =>
    facts.case === "" || first.case === facts.case || first.case.startsWith(`${facts.case}/`)
  );
}

function placeKey(place: Omit<TrialFacts, "id"> | Row, trial: number): string {
  const { scenario, implementation, limits, load, load_unit } = place;
  return keyOf(scenario, implementation, limits, load, load_unit, trial);
}
