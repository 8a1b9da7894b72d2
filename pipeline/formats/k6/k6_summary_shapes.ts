/** Where the metrics are in each shape of k6's summary, and what one of them says there. */
import type { K6Metric, K6Threshold } from "./k6.ts";
import {
  containsOf,
  type K6Contains,
  type K6Type,
  secondsOf,
  splitSelector,
  trendKey,
  typeOf,
} from "./k6_names.ts";
import { isObject } from "../json/json_result.ts";
import { escapePointer } from "../json/lenient_json.ts";

export type K6Style = "summary-export" | "handle-summary" | "machine-readable";

/** A metric as it stands in the document. */
export interface RawMetric {
  /** With its selector. */
  name: string;
  value: Record<string, unknown>;
  pointer: string;
}

/** One summary. */
export interface K6Document {
  style: K6Style;
  /** JSON pointer of the summary within its document. */
  pointer: string;
  metrics: RawMetric[];
  durationSeconds?: { value: number; pointer: string };
  /** Of k6. */
  version?: string;
}

/** How deep people put a summary into an object or an array of their own. */
const DEEPEST = 3;

/** Finds the summaries in a document, those within arrays and wrappers too. */
export function locateMetrics(value: unknown, pointer = "", depth = 0): K6Document[] {
  if (Array.isArray(value)) {
    return depth >= DEEPEST
      ? []
      : value.flatMap((each, i) => locateMetrics(each, `${pointer}/${i}`, depth + 1));
  }
  if (!isObject(value)) return [];
  const here = readHere(value, pointer);
  if (here !== undefined) return [here];
  if (depth >= DEEPEST) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    locateMetrics(inner, `${pointer}/${escapePointer(key)}`, depth + 1)
  );
}

function readHere(value: Record<string, unknown>, pointer: string): K6Document | undefined {
  if (isObject(value.results) && Array.isArray(value.results.metrics)) {
    return readMachineReadable(value, value.results, pointer);
  }
  if (!isObject(value.metrics)) return undefined;
  const metrics = membersOf(value.metrics, `${pointer}/metrics`);
  // An object of objects is not enough: other tools have "metrics" as well.
  if (!metrics.some(({ name }) => typeOf(splitSelector(name).name) !== "")) return undefined;
  const style = metrics.some((metric) => isObject(metric.value.values))
    ? "handle-summary"
    : "summary-export";
  const document: K6Document = { style, pointer, metrics };
  const duration = isObject(value.state) ? value.state.testRunDurationMs : undefined;
  if (isNumber(duration) && duration >= 0) {
    const at = `${pointer}/state/testRunDurationMs`;
    document.durationSeconds = { value: secondsOf(duration), pointer: at };
  }
  return document;
}

function readMachineReadable(
  value: Record<string, unknown>,
  results: Record<string, unknown>,
  pointer: string,
): K6Document {
  const checks = isObject(results.checks) ? results.checks.metrics : undefined;
  const document: K6Document = {
    style: "machine-readable",
    pointer,
    metrics: [
      ...elementsOf(results.metrics, `${pointer}/results/metrics`),
      ...elementsOf(checks, `${pointer}/results/checks/metrics`),
    ],
  };
  const duration = isObject(value.config) ? value.config.duration : undefined;
  if (isNumber(duration) && duration >= 0) {
    document.durationSeconds = { value: duration, pointer: `${pointer}/config/duration` };
  }
  const version = isObject(value.metadata) ? value.metadata.k6_version : undefined;
  if (typeof version === "string") document.version = version;
  return document;
}

function membersOf(metrics: Record<string, unknown>, pointer: string): RawMetric[] {
  return Object.entries(metrics).flatMap(([name, value]) =>
    isObject(value) ? [{ name, value, pointer: `${pointer}/${escapePointer(name)}` }] : []
  );
}

function elementsOf(metrics: unknown, pointer: string): RawMetric[] {
  if (!Array.isArray(metrics)) return [];
  return metrics.flatMap((value: unknown, index) =>
    isObject(value) && typeof value.name === "string"
      ? [{ name: value.name, value, pointer: `${pointer}/${index}` }]
      : []
  );
}

const TYPES: readonly unknown[] = ["counter", "gauge", "rate", "trend"];
const CONTAINS: readonly unknown[] = ["time", "data", "default"];

/**
 * Reads a metric; undefined where it is of no known kind. Pointers of values that are no numbers (`null`,
 * which JSON.stringify makes of NaN) are added to `lost`.
 */
export function readMetric(
  { name: fullName, value: raw, pointer }: RawMetric,
  style: K6Style,
  at: (pointer: string) => string,
  lost: string[],
): K6Metric | undefined {
  const { name, selector } = splitSelector(fullName);
  const isNested = isObject(raw.values);
  if (!isNested && style !== "summary-export") {
    lost.push(`${pointer}/values`);
    return undefined;
  }
  const values = isObject(raw.values) ? raw.values : raw;
  const type = TYPES.includes(raw.type) ? raw.type as K6Type : typeOf(name) || typeOfValues(values);
  const contains = CONTAINS.includes(raw.contains) ? raw.contains as K6Contains : containsOf(name);
  if (type === "") return undefined;
  const metric: K6Metric = { name, selector, type, contains, values: new Map() };
  for (const [key, value] of Object.entries(values)) {
    const ours = keyOf(type, key);
    if (ours === undefined) continue;
    const place = `${pointer}${isNested ? "/values" : ""}/${escapePointer(key)}`;
    if (!isNumber(value)) {
      lost.push(place);
      continue;
    }
    const isTime = contains === "time" && type !== "counter" && ours !== "count";
    metric.values.set(ours, { value: isTime ? secondsOf(value) : value, source: at(place) });
  }
  if (type === "rate") completeRate(metric, values, at(`${pointer}/values/total`));
  return style === "machine-readable" ? asChecks(metric) : metric;
}

/** Which of our keys a member is. */
function keyOf(type: K6Type, key: string): string | undefined {
  if (type === "trend") return trendKey(key);
  const keys: Record<string, string> = type === "counter"
    ? { count: "total", rate: "rate" }
    : type === "gauge"
    ? { value: "last", min: "min", max: "max" }
    : { rate: "rate", value: "rate", passes: "trues", matches: "trues", fails: "falses" };
  return Object.hasOwn(keys, key) ? keys[key] : undefined;
}

/** --summary-export has no types: they show in the members. */
function typeOfValues(values: Record<string, unknown>): K6Type {
  if ("passes" in values && "fails" in values) return "rate";
  if ("count" in values && "rate" in values) return "counter";
  if ("value" in values && "min" in values && "max" in values) return "gauge";
  return Object.keys(values).some((key) => trendKey(key) !== undefined) ? "trend" : "";
}

/** Fills in what follows from the rest: `total` of the machine-readable shape, a share that is not told. */
function completeRate(
  metric: K6Metric,
  values: Record<string, unknown>,
  source: string,
): void {
  const trues = metric.values.get("trues");
  if (trues === undefined) return;
  const { total } = values;
  if (isNumber(total) && !metric.values.has("falses")) {
    metric.values.set("falses", { value: total - trues.value, source });
  }
  const falses = metric.values.get("falses")?.value;
  if (metric.values.has("rate") || falses === undefined || trues.value + falses === 0) return;
  metric.values.set("rate", { ...trues, value: trues.value / (trues.value + falses) });
}

/** `checks_succeeded` is what the other shapes call `checks`; its two companions say nothing more. */
function asChecks(metric: K6Metric): K6Metric | undefined {
  if (metric.name === "checks_total" || metric.name === "checks_failed") return undefined;
  return metric.name === "checks_succeeded" ? { ...metric, name: "checks" } : metric;
}

/** The thresholds of a metric, `passed` as k6 meant it. */
export function readThresholds(
  metric: RawMetric,
  at: (pointer: string) => string,
): K6Threshold[] {
  const { thresholds } = metric.value;
  if (!isObject(thresholds)) return [];
  return Object.entries(thresholds).flatMap(([expression, verdict]) => {
    const hasPassed = typeof verdict === "boolean"
      ? !verdict
      : isObject(verdict) && typeof verdict.ok === "boolean"
      ? verdict.ok
      : undefined;
    if (hasPassed === undefined) return [];
    const source = at(`${metric.pointer}/thresholds/${escapePointer(expression)}`);
    return [{ metric: metric.name, expression, hasPassed, source }];
  });
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
