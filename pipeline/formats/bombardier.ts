/**
 * The JSON that bombardier writes (`-o json`; github.com/codesenberg/bombardier, `templates.go` and
 * `internal/test_info.go`), with or without its progress lines before. Latencies are microseconds.
 */
import { add, sayUnanswered, startRun, withhold } from "./build_run.ts";
import type { Run, TextFormat } from "./format.ts";
import {
  addMember,
  type FoundObject,
  isObject,
  type JsonObject,
  labelAt,
  numberAt,
  objectAt,
  readJsonResults,
} from "./json/json_result.ts";

export const bombardierFormat: TextFormat = {
  kind: "text",
  name: "bombardier",
  looksFor: 'bombardier JSON ("numberOfConnections", "timeTakenSeconds")',
  recognizes: (head) => /"numberOfConnections"\s*:/.test(head) && /"req2xx"\s*:/.test(head),
  otherForm: {
    recognizes: (head) => /^(?:Bombarding \S+ |Statistics\s+Avg\s+Stdev\s+Max\s*$)/m.test(head),
    give: "what bombardier -o json prints",
  },
  read: (text, { file }) =>
    readJsonResults(text, file, {
      isResult,
      readResult,
      without: "no result of bombardier in it; give what bombardier -o json prints",
    }),
};

function isResult(object: JsonObject): boolean {
  return isObject(object.spec) && isObject(object.result);
}

function readResult(found: FoundObject, number: number): Run {
  const { object, source } = found;
  const run = startRun("bombardier", number);
  const spec = objectAt(object, "spec");
  for (const key of ["url", "method", "client", "rate"]) {
    const label = labelAt(spec, key);
    if (label !== undefined) run.labels[key] = label;
  }
  addMember(run, { metric: "connections", statistic: "total" }, {
    object: spec,
    key: "numberOfConnections",
    source: `${source}/spec`,
  });
  const result = objectAt(object, "result");
  const place = { object: result, source: `${source}/result` };
  addMember(run, { metric: "bytes_received", statistic: "total" }, { ...place, key: "bytesRead" });
  addMember(run, { metric: "bytes_sent", statistic: "total" }, { ...place, key: "bytesWritten" });
  addMember(run, { metric: "duration", statistic: "total" }, { ...place, key: "timeTakenSeconds" });
  addAnswers(run, result, place.source, found.isCut("/result"));
  addLatency(run, result, place.source);
  return run;
}

/**
 * Adds counts and the rate. "rps" is the mean of the rates in windows of some ten milliseconds, the last of
 * them shorter than the others; the rate of the run is its answers by its time.
 */
function addAnswers(run: Run, result: JsonObject, source: string, isCut: boolean): void {
  const classes = ["req1xx", "req2xx", "req3xx", "req4xx", "req5xx"].map((key) =>
    numberAt(result, key)
  );
  // A result that was cut lacks some of them, and then their sum is not known.
  if (classes.some((each) => each === undefined || each < 0)) return;
  const sum = (from: number) =>
    classes.slice(from).reduce<number>((total, each) => total + (each as number), 0);
  const answers = sum(0);
  add(run, { metric: "requests", statistic: "total", value: answers, source: `${source}/req2xx` });
  add(run, {
    metric: "errors_status",
    statistic: "total",
    value: sum(3),
    source: `${source}/req4xx`,
  });
  const errors = Array.isArray(result.errors) ? result.errors.filter(isObject) : [];
  const others = numberAt(result, "others");
  if (others !== undefined && others >= 0 && !isCut) {
    // Nothing is printed of errors where there were none.
    const counted = errors.reduce(
      (total, each) => total + Math.max(0, numberAt(each, "count") ?? 0),
      0,
    );
    const at = errors.length > 0 ? `${source}/errors` : `${source}/others`;
    add(run, { metric: "errors", statistic: "total", value: counted, source: at });
  }
  const seconds = numberAt(result, "timeTakenSeconds");
  if (seconds === undefined || seconds <= 0) return;
  add(run, {
    metric: "throughput",
    statistic: "mean",
    value: answers / seconds,
    source: `${source}/timeTakenSeconds`,
    labels: { derivedFrom: "answers / timeTakenSeconds" },
  });
}

function addLatency(run: Run, result: JsonObject, source: string): void {
  const latency = objectAt(result, "latency");
  const at = `${source}/latency`;
  const place = { object: latency, source: at, factor: 1e-6 };
  const loop = "closed";
  addMember(run, { metric: "latency", statistic: "mean", loop }, { ...place, key: "mean" });
  addMember(run, { metric: "latency", statistic: "stdev", loop }, { ...place, key: "stddev" });
  addMember(run, { metric: "latency", statistic: "max", loop }, { ...place, key: "max" });
  const percentiles = objectAt(latency, "percentiles");
  for (const key of Object.keys(percentiles)) {
    if (!/^\d{1,2}(?:\.\d{1,3})?$/.test(key)) continue;
    addMember(run, { metric: "latency", statistic: `p${Number(key)}`, loop }, {
      object: percentiles,
      key,
      source: `${at}/percentiles`,
      factor: 1e-6,
    });
  }
  for (const each of run.measurements) {
    if (each.metric !== "latency" || each.status !== "ok") continue;
    if (each.statistic === "stdev") {
      withhold(
        run,
        each,
        "bombardier sums the squares once for each different latency and divides by the number of requests",
      );
    } else if (each.value === 0) withhold(run, each, "0 us is no latency");
  }
  // A text that is cut may end before any latency.
  if (run.measurements.some(({ metric }) => metric === "latency")) {
    sayUnanswered(run, numberAt(result, "others") ?? 0, at);
  }
}
