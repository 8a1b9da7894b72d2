import { type Case, fold } from "./cases.ts";
import type { Row } from "../row.ts";
import type { Rule } from "./rule.ts";
import { find, isLatency, loadTrialsOf, type TrialRows } from "./trial_rows.ts";
import { formatNumber, formatPlural, formatRate, formatShare, formatTime } from "./words.ts";

/** Rounding of a latency printed in whole microseconds reaches a few percent; beyond this it is no rounding. */
const WARN_ABOVE = 1.05;
/** Beyond this the mean latency is not that of the requests that were counted. */
const WITHHOLD_ABOVE = 1.15;

/**
 * Little's law (Little 1961): requests in flight = throughput x mean latency. In a closed loop a connection
 * has one request in flight, so the product cannot exceed the open connections. Left out: an open loop,
 * where latency counts from the schedule and includes waiting for a free connection, and k6's virtual
 * users, who may have several requests open (`http.batch`).
 *
 * The greatest latency of wrk stays: each sample that wrk adds lies below the one it is added for, so the
 * greatest is one that a request had. Withheld, it would take the stall with it that made wrk add samples.
 */
export const littlesLaw: Rule = {
  name: "littles-law",
  severity: "withhold",
  scope: "file",
  speaks: `in flight / open connections > ${WARN_ABOVE} warns, > ${WITHHOLD_ABOVE} withholds`,
  why:
    "More requests in flight than there are connections is impossible, so the latency is not that of the requests that were counted (wrk adds samples of its own; pipelining counts batches).",
  example:
    "hyper.dev/letloop: C (h2o) at 16 connections is published with 397,669 req/s and 79 µs, which needs 31.4 requests in flight; Vert.x at 8 needs 27.5, Loom on 234 connections 510.",
  check: (evidence) =>
    fold(littlesLaw, loadTrialsOf(evidence).flatMap((trial) => caseOf(trial) ?? [])),
};

function caseOf(trial: TrialRows): Case | undefined {
  const throughput = find(trial, "throughput", "mean", "wall")?.value;
  const latency = find(trial, "latency", "mean");
  const open = openConnections(trial);
  if (throughput === undefined || latency === undefined || open === undefined) return undefined;
  if (latency.loop === "open" || latency.loop === "corrected") return undefined;
  const inFlight = throughput * latency.value;
  const times = inFlight / open;
  if (!(times > WARN_ABOVE)) return undefined;
  return {
    trial,
    rows: trial.rows.filter((row) =>
      isLatency(row) && row.status === "ok" && row.loop === latency.loop && !isLeftByBackfill(row)
    ),
    weight: times,
    severity: times > WITHHOLD_ABOVE ? "withhold" : "warn",
    text: `in flight ${formatNumber(inFlight)} = ${formatRate(throughput)} x ${
      formatTime(latency.value)
    }, but only ${formatPlural(open, "connection")} ${open === 1 ? "was" : "were"} open: ${
      formatShare(times - 1)
    } too many (${formatShare(WARN_ABOVE - 1)} is warned of, ${
      formatShare(WITHHOLD_ABOVE - 1)
    } withheld)`,
  };
}

/** Whether samples that wrk added cannot have changed it. */
function isLeftByBackfill({ loop, statistic }: Row): boolean {
  return loop === "closed-backfilled" && statistic === "max";
}

/** Requests that may be in flight; undefined where nothing tells. */
function openConnections(trial: TrialRows): number | undefined {
  const { first } = trial;
  const row = find(trial, "connections", "total");
  // Written by formats whose tool rounds down, and by those that know of pipelining.
  const actual = Number(row?.labels.connectionsActual ?? row?.value ?? NaN);
  const pipelining = Number(row?.labels.pipelining ?? 1);
  if (actual > 0) return actual * Math.max(1, pipelining);
  return first.load_unit === "connections" && first.load !== null ? first.load : undefined;
}
