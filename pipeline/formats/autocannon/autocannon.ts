/**
 * The JSON result of autocannon 1 to 9 (github.com/mcollina/autocannon, `lib/run.js`, `lib/aggregateResult.js`
 * and hdr-histogram-percentiles-obj): one object, one a line, or a list of them.
 */
import { startRun } from "../build_run.ts";
import type { Run, TextFormat } from "../format.ts";
import {
  addMember,
  type FoundObject,
  isObject,
  type JsonObject,
  labelAt,
  numberAt,
  objectAt,
  readJsonResults,
} from "../json/json_result.ts";
import { addLatency, addRates } from "./autocannon_statistics.ts";
import { measurement } from "../../measurement.ts";

export const autocannonFormat: TextFormat = {
  kind: "text",
  name: "autocannon",
  looksFor: 'autocannon JSON ("requests", "latency", "throughput", "non2xx")',
  recognizes: (head) =>
    /"(?:non2xx|2xx)"\s*:/.test(head) && /"(?:latency|throughput|requests)"\s*:\s*\{/.test(head),
  otherForm: {
    recognizes: (head) => /^│\s*Stat\s+│\s*[\d.]+%/m.test(head),
    give: "what autocannon --json prints",
  },
  read: (text, { file }) =>
    readJsonResults(text, file, {
      isResult,
      readResult,
      choose: withoutWarmups,
      without: "no result of autocannon in it; give what autocannon --json prints",
    }),
};

function isResult(object: JsonObject): boolean {
  return isObject(object.latency) && isObject(object.requests) ||
    (isObject(object.latency) || isObject(object.requests)) && Object.hasOwn(object, "non2xx");
}

/** With --warmup the result of the warm-up is printed first and once more inside the result proper. */
function withoutWarmups(found: FoundObject[]): FoundObject[] {
  const warmups = new Set(
    found.map(({ object }) => JSON.stringify(object.warmup)).filter((each) => each !== undefined),
  );
  if (warmups.size === 0) return found;
  return found.filter(({ object }) => !warmups.has(JSON.stringify(object)));
}

/** Key of the result, metric. `errors` counts connection errors and timeouts alike (`onError`, `onTimeout`). */
const COUNTS = [
  ["errors", "errors"],
  ["timeouts", "errors_timeout"],
  ["non2xx", "errors_status"],
  ["mismatches", "errors_check"],
] as const;

const LABELS = ["url", "title", "start", "finish", "pipelining", "workers", "sampleInt", "server"];

/** How many answers were of each class: the difference between "non2xx" and errors of the server. */
const CLASSES = ["1xx", "2xx", "3xx", "4xx", "5xx"];

function readResult(found: FoundObject, number: number): Run {
  const { object, source } = found;
  const run = startRun("autocannon", number);
  for (const key of [...LABELS, ...CLASSES]) {
    const label = labelAt(object, key);
    if (label !== undefined) run.labels[key] = label;
  }
  readConnections(run, object, source);
  addMember(run, { metric: "duration", statistic: "total" }, { object, key: "duration", source });
  const requests = objectAt(object, "requests");
  const throughput = objectAt(object, "throughput");
  const sent = labelAt(requests, "sent");
  if (sent !== undefined) run.labels.requestsSent = sent;
  addMember(run, { metric: "requests", statistic: "total" }, {
    object: requests,
    key: "total",
    source: `${source}/requests`,
  });
  addMember(run, { metric: "bytes_received", statistic: "total" }, {
    object: throughput,
    key: "total",
    source: `${source}/throughput`,
  });
  const isCut = found.isCut("");
  if (!isCut || numberAt(object, "sampleInt") !== undefined) addRates(run, object, source);
  addLatency(run, object, source, isCut);
  for (const [key, metric] of COUNTS) {
    addMember(run, { metric, statistic: "total" }, { object, key, source });
  }
  return run;
}

/** Each worker gets floor(connections / workers), at least one (`lib/manager.js`). */
function readConnections(run: Run, object: JsonObject, source: string): void {
  const connections = numberAt(object, "connections");
  if (connections === undefined) return;
  const workers = numberAt(object, "workers") ?? 0;
  const labels: Record<string, string> = {};
  if (workers > 0) {
    labels.connectionsActual = String(Math.max(1, Math.floor(connections / workers)) * workers);
    run.labels.connectionsActual = labels.connectionsActual;
  }
  // Each connection has so many requests in flight at once: Little's law must know.
  const pipelining = labelAt(object, "pipelining");
  if (pipelining !== undefined) labels.pipelining = pipelining;
  addMember(run, { metric: "connections", statistic: "total", labels }, {
    object,
    key: "connections",
    source,
  });
  // A worker is a thread; without workers one thread makes all the load.
  if (Object.hasOwn(object, "workers")) {
    const threads = { metric: "threads", statistic: "total", value: Math.max(1, workers) };
    run.measurements.push(measurement({ ...threads, source: `${source}/workers` }));
  }
}
