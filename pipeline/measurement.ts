/**
 * The row: what a measurement is, and the one table of metric names, statistics and units.
 * Units are SI base units; a missing value is a missing measurement, never a sentinel.
 */

/** Which clock a time or a rate was taken with; empty where time plays no part. */
export const CLOCKS = ["", "wall", "cpu", "manual", "unknown"] as const;
export type Clock = typeof CLOCKS[number];

/**
 * How latency was sampled: `closed` (a connection waits for its answer before it asks again),
 * `closed-backfilled` (wrk adds samples for the requests it held back), `open` (counted from the
 * schedule), `corrected` (by a correction of ours); empty for other metrics.
 */
export const LOOPS = ["", "closed", "closed-backfilled", "open", "corrected"] as const;
export type Loop = typeof LOOPS[number];

/** `superseded`: an original that a correction replaced. */
export const STATUSES = ["ok", "withheld", "superseded"] as const;
export type Status = typeof STATUSES[number];

/** One value out of a raw output. */
export interface Measurement {
  /** A name of {@linkcode METRICS}, or `counter:<name>`. */
  metric: string;
  /** `total mean stdev min max`, or a percentile such as `p99.9`. */
  statistic: string;
  /** Finite, in `unit`. */
  value: number;
  unit: string;
  clock: Clock;
  loop: Loop;
  /** Name of the correction that made this measurement; empty for an original. */
  correction: string;
  status: Status;
  /** Names of the audit rules that spoke. */
  findings: string[];
  /** `file#L<line>` or `file#/json/pointer`. */
  source: string;
  /** What the tool says of this one value: benchmark name, repetition, tags. */
  labels: Record<string, string>;
}

/** What the table says of a metric. */
export interface Metric {
  unit: string;
  /** Whether a rate or a time, which then needs a clock. */
  timed: boolean;
  /** Whether more is better, less is better, or neither. */
  better: "higher" | "lower" | "";
  /** The name in prose. */
  title: string;
}

const count = (title: string): Metric => ({ unit: "1", timed: false, better: "", title });
const error = (title: string): Metric => ({ unit: "1", timed: false, better: "lower", title });
const time = (title: string): Metric => ({ unit: "s", timed: true, better: "lower", title });
const rate = (title: string, unit = "1/s"): Metric => ({
  unit,
  timed: true,
  better: "higher",
  title,
});

/** Roles of a trial's processes whose use of the machine is sampled beside the server's. */
export const SAMPLED_ROLES = ["server", "generator", "backend"] as const;
export type SampledRole = typeof SAMPLED_ROLES[number];

/** The metrics, by name. Add freely, change with a reason: published tables and claims use them. */
export const METRICS: Readonly<Record<string, Metric>> = {
  requests: count("Requests"),
  duration: { unit: "s", timed: true, better: "", title: "Measured duration" },
  throughput: rate("Throughput"),
  goodput: rate("Goodput"),
  latency: time("Latency"),
  latency_newest: time("Latency of the newest frame of a batch"),
  latency_oldest: time("Latency of the oldest frame of a batch"),
  flush_lateness: time("Lateness of flushes"),
  latency_within_stdev: { ...count("Samples within one standard deviation") },
  time_to_first_byte: time("Time to first byte"),
  time_to_first_event: time("Time to first event"),
  time_to_last_event: time("Time to last event"),
  event_gap: time("Time between events"),
  longest_event_gap: time("Longest time between events of a stream"),
  chunks_per_response: count("Chunks per response"),
  bytes_received: { unit: "B", timed: false, better: "", title: "Bytes received" },
  bytes_sent: { unit: "B", timed: false, better: "", title: "Bytes sent" },
  transfer_rate: rate("Transfer rate", "B/s"),
  errors_connect: error("Connect errors"),
  errors_read: error("Read errors"),
  errors_write: error("Write errors"),
  errors_timeout: error("Timeouts"),
  errors_status: error("Answers with an error status"),
  errors_check: error("Failed checks"),
  errors: error("Errors of any kind"),
  error_ratio: error("Share of failed requests"),
  check_ratio: { unit: "1", timed: false, better: "higher", title: "Share of passed checks" },
  connections: count("Connections"),
  threads: count("Generator threads"),
  virtual_users: count("Virtual users"),
  sessions: count("Sessions"),
  partials: count("Partial answers"),
  iterations: count("Iterations"),
  dropped_iterations: error("Dropped iterations"),
  iteration_time: time("Time per iteration"),
  items_rate: rate("Items per second"),
  bytes_rate: rate("Bytes per second", "B/s"),
  cpu: { unit: "cores", timed: false, better: "", title: "CPU of the server" },
  memory_rss: { unit: "B", timed: false, better: "lower", title: "Resident memory of the server" },
  memory_rss_start: {
    unit: "B",
    timed: false,
    better: "lower",
    title: "Resident memory at the first answer",
  },
  start_time: time("Time from start to first answer"),
  generator_cpu: { unit: "cores", timed: false, better: "", title: "CPU of the generator" },
  generator_memory_rss: {
    unit: "B",
    timed: false,
    better: "",
    title: "Resident memory of the generator",
  },
  backend_cpu: { unit: "cores", timed: false, better: "", title: "CPU of the backend" },
  backend_memory_rss: {
    unit: "B",
    timed: false,
    better: "",
    title: "Resident memory of the backend",
  },
  energy: { unit: "J", timed: false, better: "lower", title: "Energy" },
};

/** The table's entry for a name; user counters are `counter:<name>` with no unit of their own. */
export function metricNamed(name: string): Metric | undefined {
  if (Object.hasOwn(METRICS, name)) return METRICS[name];
  if (name.startsWith("counter:")) return { unit: "1", timed: false, better: "", title: name };
  return undefined;
}

const PERCENTILE = /^p(\d{1,2}(\.\d+)?|100)$/;
const STATISTICS = ["total", "mean", "stdev", "min", "max"];

/** Whether a word is a statistic: `total mean stdev min max` or `p<percent>`. */
export function isStatistic(word: string): boolean {
  return STATISTICS.includes(word) || PERCENTILE.test(word);
}

/** 99.9 of `p99.9`; undefined for a statistic that is no percentile. */
export function percentOf(statistic: string): number | undefined {
  return PERCENTILE.test(statistic) ? Number(statistic.slice(1)) : undefined;
}

/** `p99.9` of 99.9. */
export function percentileName(percent: number): string {
  return `p${percent}`;
}

/** What a caller must say of a measurement; the rest has defaults. */
export type MeasurementInput =
  & Pick<Measurement, "metric" | "statistic" | "value" | "source">
  & Partial<Measurement>;

/**
 * Makes a measurement with its metric's unit; a timed metric is `wall` unless said otherwise.
 * Throws a RangeError on a name that the table lacks, on an unknown statistic and on a value that is
 * not finite: formats must drop such a value and report a finding instead.
 */
export function measurement(input: MeasurementInput): Measurement {
  const metric = metricNamed(input.metric);
  if (metric === undefined) {
    throw new RangeError(`"${input.metric}" is not in the table of metrics`);
  }
  if (!isStatistic(input.statistic)) {
    throw new RangeError(`"${input.statistic}" is not a statistic (${input.metric})`);
  }
  if (!Number.isFinite(input.value)) {
    throw new RangeError(`${input.metric} ${input.statistic} is ${input.value} at ${input.source}`);
  }
  return {
    unit: metric.unit,
    clock: metric.timed ? "wall" : "",
    loop: "",
    correction: "",
    status: "ok",
    findings: [],
    labels: {},
    ...input,
  };
}
