/**
 * What k6's metrics are in the table of metrics, whichever of its outputs they were read from. k6 tells
 * times in milliseconds and names its rates by what they count: `http_req_failed` counts failures, so its
 * `passes` are the **failed** requests.
 */
import { type Clock, isStatistic, type Loop } from "../../measurement.ts";
import { add, addSentinel, leaveOut } from "../build_run.ts";
import type { Run } from "../format.ts";
import { isLeftOut, type K6Contains, type K6Key, type K6Type } from "./k6_names.ts";

/** One metric as one of k6's outputs tells it. */
export interface K6Metric {
  /** Without the selector. */
  name: string;
  /** `name:slow` where it is about a part of the samples (a submetric); empty for all. */
  selector: string;
  type: K6Type;
  contains: K6Contains;
  /** Times in seconds. */
  values: Map<K6Key, { value: number; source: string }>;
}

/** The metrics of all samples before those of a part of them. */
export function wholeFirst(metrics: readonly K6Metric[]): K6Metric[] {
  return [
    ...metrics.filter((metric) => metric.selector === ""),
    ...metrics.filter((metric) => metric.selector !== ""),
  ];
}

/** How a run was driven, as far as its output tells. */
export interface K6Loop {
  loop: Loop;
  /** Whether the output names the executor; else a closed loop is assumed, as k6 does by default. */
  isStated: boolean;
}

export const ASSUMED_LOOP: K6Loop = { loop: "closed", isStated: false };

/** Trends that are metrics of ours. */
const TRENDS: Readonly<Record<string, string>> = {
  http_req_duration: "latency",
  http_req_waiting: "time_to_first_byte",
  iteration_duration: "iteration_time",
};

/** Counters of ours: metric of the count and, where there is one, of the rate. */
const COUNTERS: Readonly<Record<string, { total: string; rate?: string }>> = {
  http_reqs: { total: "requests", rate: "throughput" },
  iterations: { total: "iterations" },
  dropped_iterations: { total: "dropped_iterations" },
  data_received: { total: "bytes_received", rate: "transfer_rate" },
  data_sent: { total: "bytes_sent" },
};

/**
 * Adds what a metric says to the run. Values of a part of the samples carry the label `tags`; whoever sums
 * or ranks takes those without it.
 */
export function addK6Metric(
  run: Run,
  metric: K6Metric,
  loop: K6Loop,
  extra: Record<string, string> = {},
): void {
  const { name } = metric;
  if (isLeftOut(name)) return;
  const labels = metric.selector === "" ? extra : { ...extra, tags: metric.selector };
  const put = (ours: string, statistic: string, key: K6Key = statistic) => {
    const entry = metric.values.get(key);
    if (entry === undefined) return;
    const of = key === "rate" ? samplesOfRate(metric) : undefined;
    const input = {
      metric: ours,
      statistic,
      ...entry,
      labels: of === undefined ? labels : { ...labels, of: String(of) },
    };
    if (entry.value < 0) leaveOut(run, input, `${name} ${key} is ${entry.value}: below zero`);
    else if (of === 0) addSentinel(run, input, `${name} is 0 of 0`);
    else add(run, input);
  };
  const trend = TRENDS[name];
  const counter = COUNTERS[name];
  if (trend !== undefined) addTimes(run, trend, metric, loop, labels);
  else if (counter !== undefined) {
    put(counter.total, "total");
    if (counter.rate !== undefined) put(counter.rate, "mean", "rate");
  } else if (name === "http_req_failed") {
    put("error_ratio", "mean", "rate");
    put("errors_status", "total", "trues");
  } else if (name === "checks") {
    put("check_ratio", "mean", "rate");
    put("errors_check", "total", "falses");
  } else if (name === "vus") {
    for (const statistic of ["min", "mean", "max"]) put("virtual_users", statistic);
  } else if (name === "vus_max") {
    put("virtual_users", "total", metric.values.has("max") ? "max" : "last");
  } else addCustom(run, metric, labels);
}

/** How many samples a rate is a share of; of none its 0 % says nothing. */
function samplesOfRate({ type, values }: K6Metric): number | undefined {
  const trues = values.get("trues")?.value;
  const falses = values.get("falses")?.value;
  return type === "rate" && trues !== undefined && falses !== undefined
    ? trues + falses
    : undefined;
}

function addTimes(
  run: Run,
  ours: string,
  metric: K6Metric,
  { loop, isStated }: K6Loop,
  common: Record<string, string>,
): void {
  const isSampled = ours !== "iteration_time";
  const labels = isSampled && !isStated ? { ...common, loop: "assumed" } : common;
  for (const [statistic, { value, source }] of metric.values) {
    if (!isStatistic(statistic) || statistic === "total") continue;
    const input = {
      metric: ours,
      statistic,
      value,
      source,
      labels,
      ...(isSampled ? { loop } : {}),
    };
    if (value < 0) leaveOut(run, input, `${metric.name} ${statistic} is ${value} s: below zero`);
    else if (value > 0) add(run, input);
    else {
      addSentinel(
        run,
        input,
        `${metric.name} ${statistic} is 0: no answer takes no time; the requests failed before they were ` +
          "sent, or the clock of the host is too coarse",
      );
    }
  }
}

const LONGEST_NAME = 200;
const UNITS: Readonly<Record<K6Contains, string>> = { time: "s", data: "B", default: "1", "": "1" };

function addCustom(run: Run, metric: K6Metric, common: Record<string, string>): void {
  const { name, type, contains } = metric;
  if (name.length > LONGEST_NAME) {
    run.findings.push({
      rule: "sentinel-value",
      severity: "note",
      message: `a metric's name has ${name.length} letters: it is left out`,
      source: [...metric.values.values()][0]?.source ?? "",
    });
    return;
  }
  // Without a type in the file a metric of the script may count milliseconds or anything else.
  const labels = { ...common, k6Type: type === "" ? "unknown" : type };
  for (const [key, { value, source }] of metric.values) {
    const statistic = key === "rate" && type === "rate" ? "mean" : key;
    if (!isStatistic(statistic)) continue;
    const clock: Clock = contains === "time" ? "wall" : "";
    const input = { metric: `counter:${name}`, statistic, value, unit: UNITS[contains], clock };
    if (key === "rate" && samplesOfRate(metric) === 0) {
      addSentinel(run, { ...input, source, labels }, `${name} is 0 of 0`);
    } else add(run, { ...input, source, labels });
  }
}

/** A threshold of the script and whether the run kept it. */
export interface K6Threshold {
  metric: string;
  expression: string;
  hasPassed: boolean;
  source: string;
}

const MOST_THRESHOLD_FINDINGS = 100;

/** Counts the thresholds in the run's labels and notes each that was crossed. */
export function addThresholds(run: Run, thresholds: readonly K6Threshold[]): void {
  if (thresholds.length === 0) return;
  const crossed = thresholds.filter((each) => !each.hasPassed);
  run.labels.thresholds = String(thresholds.length);
  run.labels.thresholdsFailed = String(crossed.length);
  for (const { metric, expression, source } of crossed.slice(0, MOST_THRESHOLD_FINDINGS)) {
    run.findings.push({
      rule: "k6-threshold",
      severity: "note",
      message: `${metric} crossed the script's threshold${
        expression === "" ? "" : ` ${expression}`
      }`,
      source,
    });
  }
}

/** The value, where it stands and what it was made of. */
export interface Derived {
  value: number;
  source: string;
  labels: { derived: string; secondsByIterations?: string };
}

/**
 * The duration of a run that tells counts and rates alone: k6 computes each rate as count / duration. Requests are
 * the most, so their rate has the most digits. What the iterations give stands beside it, where both are there:
 * that they agree is all that tells whether count and rate of the requests belong together.
 */
export function derivedDuration(metrics: readonly K6Metric[]): Derived | undefined {
  const byRequests = durationBy("http_reqs", metrics);
  const byIterations = durationBy("iterations", metrics);
  if (byRequests === undefined || byIterations === undefined) return byRequests ?? byIterations;
  const secondsByIterations = String(byIterations.value);
  return { ...byRequests, labels: { ...byRequests.labels, secondsByIterations } };
}

function durationBy(counter: string, metrics: readonly K6Metric[]): Derived | undefined {
  const metric = metrics.find(({ name, selector }) => name === counter && selector === "");
  const total = metric?.values.get("total");
  const rate = metric?.values.get("rate");
  if (total === undefined || rate === undefined) return undefined;
  if (!(total.value > 0 && rate.value > 0)) return undefined;
  const value = total.value / rate.value;
  // A count that somebody made endless tells no time.
  if (!Number.isFinite(value)) return undefined;
  return {
    value,
    source: total.source,
    labels: { derived: `${counter} count / rate` },
  };
}

/** The throughput of a run that tells the requests and the duration alone. */
export function derivedThroughput(
  metrics: readonly K6Metric[],
  durationSeconds: number,
): Derived | undefined {
  const requests = metrics.find(({ name, selector }) => name === "http_reqs" && selector === "");
  const total = requests?.values.get("total");
  if (total === undefined || requests?.values.has("rate") || !(durationSeconds > 0)) {
    return undefined;
  }
  return {
    value: total.value / durationSeconds,
    source: total.source,
    labels: { derived: "http_reqs count / duration" },
  };
}
