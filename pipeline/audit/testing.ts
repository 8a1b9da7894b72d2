/** Rows as the formats build them, and what tests ask of rules. */
import { type Measurement, measurement, type MeasurementInput } from "../measurement.ts";
import type { Row } from "../row.ts";
import { audit, type Audited } from "./audit.ts";
import type { Evidence, Finding, Rule, TrialFacts } from "./rule.ts";

/** Where a row belongs, for tests that do not care. */
type Place = Partial<
  Pick<
    Row,
    "scenario" | "implementation" | "case" | "limits" | "load" | "load_unit" | "trial"
  >
>;

/** A row of a measurement; its place is one trial of one cell unless said otherwise. */
export function rowOf(
  input: Omit<MeasurementInput, "source"> & Partial<Measurement>,
  place: Place = {},
): Row {
  return {
    ...measurement({ source: "a.txt#L1", ...input }),
    scenario: "s",
    implementation: "a",
    case: "",
    limits: "",
    load: null,
    load_unit: "",
    trial: 1,
    ...place,
  };
}

/** What a load tool says of one trial; what is absent has no row. Times in seconds. */
export interface LoadFigures extends Place {
  threads?: number;
  connections?: number;
  /** As a format writes it whose tool rounds down. */
  connectionsActual?: number;
  throughput?: number;
  requests?: number;
  duration?: number;
  bytes?: number;
  /** Latency by statistic. */
  latency?: Readonly<Record<string, number>>;
  loop?: Row["loop"];
  /** Any other metric's value, by `metric statistic`. */
  more?: Readonly<Record<string, number>>;
}

/** The rows of one trial under load. */
export function loadRows(figures: LoadFigures): Row[] {
  const { threads, connections, connectionsActual, throughput, requests, duration, bytes } =
    figures;
  const { latency = {}, loop = "closed", more = {}, ...rest } = figures;
  const { scenario = "s", implementation = "a", limits = "", trial = 1 } = rest;
  const { load = connections ?? null } = rest;
  const place: Place = {
    scenario,
    implementation,
    case: rest.case ?? "",
    limits,
    load,
    load_unit: rest.load_unit ?? (load === null ? "" : "connections"),
    trial,
  };
  const rows: Row[] = [];
  const add = (metric: string, statistic: string, value?: number, rest: Partial<Row> = {}) => {
    if (value !== undefined) rows.push(rowOf({ metric, statistic, value, ...rest }, place));
  };
  const labels: Record<string, string> = connectionsActual === undefined
    ? {}
    : { connectionsActual: String(connectionsActual) };
  add("threads", "total", threads);
  add("connections", "total", connections, { labels });
  add("requests", "total", requests);
  add("duration", "total", duration);
  add("bytes_received", "total", bytes);
  add("throughput", "mean", throughput);
  for (const [statistic, value] of Object.entries(latency)) {
    add("latency", statistic, value, { loop });
  }
  for (const [name, value] of Object.entries(more)) {
    const [metric = "", statistic = ""] = name.split(" ");
    add(metric, statistic, value);
  }
  return rows;
}

/** wrk opens threads x floor(connections / threads) connections. */
export function wrkRows(figures: LoadFigures & { threads: number; connections: number }): Row[] {
  const { threads, connections } = figures;
  return loadRows({
    connectionsActual: threads * Math.floor(connections / threads),
    loop: "closed-backfilled",
    ...figures,
  });
}

/** A row of a Google Benchmark table; what is absent was not printed. */
export interface BenchmarkFigures {
  benchmark: string;
  realNs?: number;
  cpuNs?: number;
  iterations?: number;
  itemsRate?: number;
  bytesRate?: number;
  /** Clock of the rates; `cpu` unless the benchmark asked for another. */
  clock?: Row["clock"];
  repetition?: number;
  implementation?: string;
  /** The part of the case before the name. */
  part?: string;
}

/** The rows of one line of the table. */
export function benchmarkRows(figures: BenchmarkFigures): Row[] {
  const { benchmark, realNs, cpuNs, iterations, itemsRate, bytesRate } = figures;
  const { clock = "cpu", repetition = 0, implementation = "a", part = "" } = figures;
  const labels = {
    benchmark,
    repetition: String(repetition),
    threads: "1",
    rowType: "iteration",
  };
  const place = { implementation, case: part + benchmark, trial: 1 + repetition };
  const rows: Row[] = [];
  const add = (metric: string, statistic: string, value?: number, clock?: Row["clock"]) => {
    if (value === undefined) return;
    const own = clock === undefined ? {} : { clock };
    rows.push(rowOf({ metric, statistic, value, labels, ...own }, place));
  };
  const seconds = (ns?: number) => ns === undefined ? undefined : ns * 1e-9;
  add("iterations", "total", iterations);
  add("iteration_time", "mean", seconds(realNs), "wall");
  add("iteration_time", "mean", seconds(cpuNs), "cpu");
  add("items_rate", "mean", itemsRate, clock);
  add("bytes_rate", "mean", bytesRate, clock);
  return rows;
}

/** What trials.ndjson says of the trial that {@linkcode rowOf} puts its rows into. */
export function factsOf(facts: Partial<TrialFacts> = {}): TrialFacts {
  return {
    id: "s.a.1",
    scenario: "s",
    implementation: "a",
    case: "",
    limits: "",
    load: null,
    load_unit: "",
    trial: 1,
    block: null,
    state: "finished",
    failure: "",
    warmupSeconds: null,
    tools: [],
    programs: [],
    generatorCores: 0,
    host: null,
    ...facts,
  };
}

/** Evidence of these rows. */
export function evidenceOf(rows: readonly Row[], more: Partial<Evidence> = {}): Evidence {
  return { rows, trials: [], environmentKnown: true, ...more };
}

/** What a rule says of these rows. */
export function check(
  rule: Rule,
  rows: readonly Row[],
  more: Partial<Evidence> = {},
): Finding[] {
  return rule.check(evidenceOf(rows, more));
}

/** The rows as one rule leaves them. */
export function judgeBy(
  rule: Rule,
  rows: readonly Row[],
  more: Partial<Evidence> = {},
): Audited {
  return audit(evidenceOf(rows, more), [], [rule]);
}

/** `metric statistic` of the rows that a rule withholds. */
export function withheldBy(rule: Rule, rows: readonly Row[]): string[] {
  return judgeBy(rule, rows).rows.filter((row) => row.status === "withheld")
    .map((row) => `${row.metric} ${row.statistic}`);
}

/** Asio's echo as published: a rate with its times, and a sibling of the same work without any. */
export function siblingRows(): Row[] {
  return [
    ...benchmarkRows({
      benchmark: "BM_AsioTcpEcho_64B/100 (sync)",
      realNs: 2_916_020,
      cpuNs: 489_280,
      itemsRate: 204_000,
    }),
    ...benchmarkRows({ benchmark: "AsioTcpFixture/ThroughputTest/64", bytesRate: 25_060_966.4 }),
  ];
}
