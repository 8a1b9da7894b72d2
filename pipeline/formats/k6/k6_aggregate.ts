/**
 * Sums up k6's samples as they come, from NDJSON or CSV: counts, sums, extremes and values for percentiles
 * of each metric, those of requests also by their `name` tag. Memory is bounded.
 */
import { containsOf, isLeftOut, type K6Contains, type K6Type, typeOf } from "./k6_names.ts";
import type { SampleSummary } from "./k6_buckets.ts";
import { createSampleBudget, createSamples, type Samples } from "./k6_samples.ts";

/** Requests are told apart by so many names; those of any later name count in the whole alone. */
export const MOST_NAMES = 1000;
const OTHER_NAMES = MOST_NAMES + 1;
/** Metrics beyond are left out, and said to be. */
const MOST_METRICS = 1000;
/** Metrics that are told apart by name: a cell for no name, for each name, and for all others. */
const NAMED = new Set(["http_reqs", "http_req_duration", "http_req_waiting", "http_req_failed"]);
const NAMED_CELLS = MOST_NAMES + 2;

/** The numbers of a cell lie side by side. */
const FIELDS = 6;
const COUNT = 0;
const SUM = 1;
const MIN = 2;
const MAX = 3;
const LAST = 4;
const LINE = 5;

/** Samples of one metric, all or those of one name. */
export interface CellTotals {
  count: number;
  sum: number;
  min: number;
  max: number;
  last: number;
  /** 1-based line of the first one. */
  line: number;
}

export interface MetricTotals {
  name: string;
  type: K6Type;
  contains: K6Contains;
  whole: CellTotals;
  /** By id of the name, without {@linkcode OTHER_NAMES}; empty for metrics that are not told apart. */
  named: Map<number, CellTotals>;
  samples: SampleSummary | undefined;
}

export interface K6Totals {
  /** Samples in all, those of metrics that are left out included. */
  points: number;
  /** Samples that were refused, and the 1-based line of the first of them. */
  belowZero: { count: number; firstLine: number };
  /** Seconds since 1970; infinite where no sample had a time. */
  firstSeconds: number;
  lastSeconds: number;
  metrics: MetricTotals[];
  /** Names by id; the first is empty. */
  names: string[];
  hasOtherNames: boolean;
  hasOtherMetrics: boolean;
}

export interface K6Aggregate {
  metricId(metric: string): number;
  nameId(name: string): number;
  /** A sample below 0 of what k6 itself counts or times is none: it is refused and counted. */
  point(metricId: number, nameId: number, value: number, line: number): void;
  /** Seconds since 1970 of samples; NaN is passed over. */
  time(seconds: number): void;
  /** What the file says of a metric; after its first samples is early enough. */
  define(metric: string, type: string, contains: string): void;
  /** Samples since the beginning or the last `finish`. */
  points(): number;
  /** The totals; sums then begin anew, while ids stay. */
  finish(): K6Totals;
}

interface State {
  name: string;
  type: K6Type;
  contains: K6Contains;
  /** Its first cell; -1 where nothing of it is kept. */
  cell: number;
  isNamed: boolean;
  /** Whether k6 itself measures it, so that no value is below 0; a script may add any number. */
  isBuiltIn: boolean;
  samples: Samples | undefined;
}

const TYPES: readonly string[] = ["counter", "gauge", "rate", "trend"];
const CONTAINS: readonly string[] = ["time", "data", "default"];

/** `mostExact`: values of a trend that are kept for exact percentiles, for tests. */
export function createK6Aggregate(mostExact?: number): K6Aggregate {
  const metricIds = new Map<string, number>();
  const nameIds = new Map<string, number>([["", 0]]);
  const states: State[] = [];
  let cells = new Float64Array(FIELDS * 8192);
  let cellCount = 0;
  let budget = createSampleBudget();
  let pointCount = 0;
  let belowZero = { count: 0, firstLine: 0 };
  let firstSeconds = Infinity;
  let lastSeconds = -Infinity;
  let hasOtherNames = false;
  let hasOtherMetrics = false;

  function metricId(name: string): number {
    const there = metricIds.get(name);
    if (there !== undefined) return there;
    // All metrics beyond the bound share the last id, of which nothing is kept.
    if (states.length > MOST_METRICS) return MOST_METRICS;
    const isOther = states.length === MOST_METRICS;
    const isKept = !isOther && !isLeftOut(name);
    const isNamed = NAMED.has(name);
    states.push({
      name: isOther ? "" : name,
      type: typeOf(name),
      contains: containsOf(name),
      cell: isKept ? reserve(isNamed ? NAMED_CELLS : 1) : -1,
      isNamed,
      isBuiltIn: typeOf(name) !== "",
      samples: undefined,
    });
    const id = states.length - 1;
    if (!isOther) metricIds.set(name, id);
    if (isKept) startSamples(states[id] as State);
    return id;
  }

  /** A metric whose type is not known yet may be a trend. */
  function startSamples(state: State): void {
    const isSampled = state.cell >= 0 && (state.type === "trend" || state.type === "");
    state.samples = isSampled ? createSamples(budget, mostExact) : undefined;
  }

  function reserve(size: number): number {
    const first = cellCount;
    cellCount += size;
    if (cellCount * FIELDS > cells.length) {
      const larger = new Float64Array(cells.length * 2);
      larger.set(cells);
      cells = larger;
    }
    return first;
  }

  function nameId(name: string): number {
    const there = nameIds.get(name);
    if (there !== undefined) return there;
    if (nameIds.size > MOST_NAMES) {
      hasOtherNames = true;
      return OTHER_NAMES;
    }
    const id = nameIds.size;
    nameIds.set(name, id);
    return id;
  }

  function point(metricId: number, nameId: number, value: number, line: number): void {
    const state = states[metricId] as State;
    if (value < 0 && state.isBuiltIn) {
      if (belowZero.count++ === 0) belowZero.firstLine = line;
      return;
    }
    pointCount++;
    if (state.cell < 0) {
      if (state.name === "") hasOtherMetrics = true;
      return;
    }
    const at = (state.isNamed ? state.cell + nameId : state.cell) * FIELDS;
    const count = cells[at + COUNT] as number;
    if (count === 0) {
      cells[at + MIN] = value;
      cells[at + MAX] = value;
      cells[at + LINE] = line;
    } else {
      if (value < (cells[at + MIN] as number)) cells[at + MIN] = value;
      if (value > (cells[at + MAX] as number)) cells[at + MAX] = value;
    }
    cells[at + COUNT] = count + 1;
    cells[at + SUM] = (cells[at + SUM] as number) + value;
    cells[at + LAST] = value;
    if (state.samples !== undefined) state.samples.add(value, state.isNamed ? nameId : 0);
  }

  function time(seconds: number): void {
    if (seconds < firstSeconds) firstSeconds = seconds;
    if (seconds > lastSeconds) lastSeconds = seconds;
  }

  function define(metric: string, type: string, contains: string): void {
    const state = states[metricId(metric)] as State;
    if (TYPES.includes(type)) state.type = type as K6Type;
    if (CONTAINS.includes(contains)) state.contains = contains as K6Contains;
    if (state.type !== "trend") state.samples = undefined;
  }

  function finish(): K6Totals {
    const totals: K6Totals = {
      points: pointCount,
      belowZero,
      firstSeconds,
      lastSeconds,
      // Ids outlive a run, and the next one has an order of its own.
      metrics: states.flatMap((state) => totalsOf(state, cells) ?? []).sort(byLine),
      names: [...nameIds.keys()],
      hasOtherNames,
      hasOtherMetrics,
    };
    cells.fill(0);
    budget = createSampleBudget();
    for (const state of states) startSamples(state);
    pointCount = 0;
    belowZero = { count: 0, firstLine: 0 };
    firstSeconds = Infinity;
    lastSeconds = -Infinity;
    hasOtherNames = hasOtherMetrics = false;
    return totals;
  }

  return { metricId, nameId, point, time, define, points: () => pointCount, finish };
}

function byLine(a: MetricTotals, b: MetricTotals): number {
  return a.whole.line - b.whole.line;
}

function totalsOf(state: State, cells: Float64Array): MetricTotals | undefined {
  if (state.cell < 0) return undefined;
  const whole: CellTotals = {
    count: 0,
    sum: 0,
    min: Infinity,
    max: -Infinity,
    last: 0,
    line: Infinity,
  };
  const named: [number, CellTotals][] = [];
  for (let id = 0; id < (state.isNamed ? NAMED_CELLS : 1); id++) {
    const at = (state.cell + id) * FIELDS;
    const count = cells[at + COUNT] as number;
    if (count === 0) continue;
    const cell: CellTotals = {
      count,
      sum: cells[at + SUM] as number,
      min: cells[at + MIN] as number,
      max: cells[at + MAX] as number,
      last: cells[at + LAST] as number,
      line: cells[at + LINE] as number,
    };
    whole.count += cell.count;
    whole.sum += cell.sum;
    whole.min = Math.min(whole.min, cell.min);
    whole.max = Math.max(whole.max, cell.max);
    whole.last = cell.last;
    whole.line = Math.min(whole.line, cell.line);
    if (state.isNamed && id !== OTHER_NAMES) named.push([id, cell]);
  }
  if (whole.count === 0) return undefined;
  const { name, type, contains } = state;
  named.sort(([, a], [, b]) => a.line - b.line);
  const samples = state.samples?.summarize();
  return { name, type, contains, whole, named: new Map(named), samples };
}
