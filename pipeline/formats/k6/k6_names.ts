/** The names that k6 gives to metrics and statistics, and what they stand for. */
import { isStatistic, percentileName } from "../../measurement.ts";

export type K6Type = "counter" | "gauge" | "rate" | "trend" | "";
export type K6Contains = "time" | "data" | "default" | "";

/**
 * A name of a value: a statistic of ours (`mean min max p95`), or `total` (a counter's count), `rate` (per
 * second of a counter, share of a rate), `trues` and `falses` (of a rate), `last` (of a gauge), `count`
 * (samples of a trend).
 */
export type K6Key = string;

/** Parts of a request that no metric of ours holds, and what k6 adds by itself for groups. */
const LEFT_OUT = new Set([
  "http_req_blocked",
  "http_req_connecting",
  "http_req_tls_handshaking",
  "http_req_sending",
  "http_req_receiving",
  "group_duration",
]);

/** Whether nothing of a metric is kept. */
export function isLeftOut(name: string): boolean {
  return LEFT_OUT.has(name);
}

const BUILT_IN_TIMES =
  /^(?:(?:http|grpc|browser_http|graphql)_req_\w+|(?:iteration|group)_duration|ws_(?:connecting|session_duration|ping)|browser_web_vital_(?:fcp|fid|inp|lcp|ttfb))$/;
const BUILT_IN_COUNTERS =
  /^(?:http_reqs|grpc_reqs|checks_total|iterations|dropped_iterations|(?:browser_)?data_(?:sent|received)|ws_(?:sessions|msgs_sent|msgs_received)|grpc_streams\w*)$/;
const BUILT_IN_RATES =
  /^(?:checks(?:_succeeded|_failed)?|http_req_failed|browser_http_req_failed)$/;
const BUILT_IN_GAUGES = /^(?:vus|vus_max)$/;

/** What k6 measures under this name by itself; empty for the metrics of scripts and extensions. */
export function typeOf(name: string): K6Type {
  if (BUILT_IN_RATES.test(name)) return "rate";
  if (BUILT_IN_TIMES.test(name) || name === "browser_web_vital_cls") return "trend";
  if (BUILT_IN_COUNTERS.test(name)) return "counter";
  return BUILT_IN_GAUGES.test(name) ? "gauge" : "";
}

/** What its values are. */
export function containsOf(name: string): K6Contains {
  if (BUILT_IN_RATES.test(name)) return "default";
  if (BUILT_IN_TIMES.test(name)) return "time";
  if (/^(?:browser_)?data_(?:sent|received)$/.test(name)) return "data";
  return typeOf(name) === "" ? "" : "default";
}

/** Seconds of k6's milliseconds: the same digits, moved, without the noise of a division. */
export function secondsOf(milliseconds: number): number {
  const digits = String(milliseconds);
  return digits.includes("e") ? milliseconds / 1000 : Number(`${digits}e-3`);
}

/** `http_req_duration{name:slow}` as name and selector. */
export function splitSelector(name: string): { name: string; selector: string } {
  const brace = name.indexOf("{");
  if (brace <= 0 || !name.endsWith("}")) return { name, selector: "" };
  return { name: name.slice(0, brace), selector: name.slice(brace + 1, -1).trim() };
}

/** A statistic of ours from a trend's key: `avg`, `med`, `p(99.9)`, `p99`; undefined for any other. */
export function trendKey(key: string): K6Key | undefined {
  if (key === "avg") return "mean";
  if (key === "med") return "p50";
  if (key === "min" || key === "max" || key === "count") return key;
  const percent = /^p\((\d+(?:\.\d+)?)\)$/.exec(key)?.[1] ?? /^p(\d+(?:[._]\d+)?)$/.exec(key)?.[1];
  if (percent === undefined) return undefined;
  const name = percentileName(Number(percent.replace("_", ".")));
  return isStatistic(name) ? name : undefined;
}
