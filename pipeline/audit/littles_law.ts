import { type Case, fold } from "./cases.ts";
import type { Row } from "../row.ts";
import type { Rule } from "./rule.ts";
import { inFlightOf } from "./in_flight.ts";
import { loadTrialsOf, type TrialRows } from "./trial_rows.ts";
import { formatCount, formatNumber, formatRate, formatShare, formatTime } from "./words.ts";

/** Rounding of a latency printed in whole microseconds reaches a few percent; beyond this it is no rounding. */
const WARN_ABOVE = 1.05;
/** Beyond this the mean latency is not that of the requests that were counted. */
const WITHHOLD_ABOVE = 1.15;

/**
 * In a closed loop a connection has one request in flight, so that no more can be than connections are open.
 * Left out: an open loop, where latency counts from the schedule and includes waiting for a free connection,
 * and k6's virtual users, who may have several requests open (`http.batch`).
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
  const found = inFlightOf(trial);
  if (found === undefined) return undefined;
  const { throughput, latency, latencies, open, noun } = found;
  if (latency.loop === "open" || latency.loop === "corrected") return undefined;
  const times = found.requests / open;
  if (!(times > WARN_ABOVE)) return undefined;
  return {
    trial,
    rows: latencies.filter((row) => !isLeftByBackfill(row)),
    weight: times,
    severity: times > WITHHOLD_ABOVE ? "withhold" : "warn",
    text: `in flight ${formatNumber(found.requests)} = ${formatRate(throughput)} x ${
      formatTime(latency.value)
    }, but only ${formatCount(open, noun)} ${open === 1 ? "was" : "were"} open: ${
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
