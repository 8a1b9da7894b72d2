/** Little's law (Little 1961) of one trial: requests in flight = throughput x mean latency. */
import type { Row } from "../row.ts";
import { find, isLatency, type TrialRows } from "./trial_rows.ts";

export interface InFlight {
  /** Requests a second. */
  throughput: number;
  /** The row of the mean latency. */
  latency: Row;
  /** The latencies that count and were taken in the same loop. */
  latencies: Row[];
  requests: number;
  /** Requests that may be in flight: a connection has one, or as many as its pipeline holds. */
  open: number;
  /** What is open, in the singular: `connection`, `worker`. */
  noun: string;
}

/** Undefined where the trial does not tell its rate, its mean latency or its connections. */
export function inFlightOf(trial: TrialRows): InFlight | undefined {
  const throughput = find(trial, "throughput", "mean", "wall")?.value;
  const latency = find(trial, "latency", "mean");
  const opened = openedOf(trial);
  if (throughput === undefined || latency === undefined || opened === undefined) return undefined;
  const latencies = trial.rows.filter((row) =>
    isLatency(row) && row.status === "ok" && row.loop === latency.loop
  );
  return { throughput, latency, latencies, requests: throughput * latency.value, ...opened };
}

/** Units of load that have one request in flight each. k6's virtual users may have several (`http.batch`). */
const NOUNS: Readonly<Record<string, string>> = { connections: "connection", workers: "worker" };

function openedOf(trial: TrialRows): Pick<InFlight, "open" | "noun"> | undefined {
  const { first } = trial;
  const row = find(trial, "connections", "total");
  // Written by formats whose tool rounds down, and by those that know of pipelining.
  const actual = Number(row?.labels.connectionsActual ?? row?.value ?? NaN);
  const pipelining = Number(row?.labels.pipelining ?? 1);
  if (actual > 0) return { open: actual * Math.max(1, pipelining), noun: "connection" };
  const noun = NOUNS[first.load_unit];
  return noun === undefined || first.load === null ? undefined : { open: first.load, noun };
}
