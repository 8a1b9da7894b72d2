import { type Case, fold } from "./cases.ts";
import { inFlightOf } from "./in_flight.ts";
import type { Rule } from "./rule.ts";
import { loadTrialsOf, type TrialRows } from "./trial_rows.ts";
import { formatCount, formatNumber, formatRate, formatShare, formatTime } from "./words.ts";

/** Below this most of the connections' time is in no latency. wrk at the end of its own CPU reaches 0.51. */
const SHARE = 0.5;

/**
 * The other side of `littles-law`: in a closed loop a connection that has its answer asks again, so that
 * throughput x mean latency is about the number of connections. Where it is less than half of them, the load
 * was not what its name says, and the latency is that of the connections that were served. wrk records an
 * answer that comes after the run, or never, nowhere: six of eight connections may hang while it prints
 * microseconds and no error.
 *
 * A tool that cuts latencies to whole units is given the one that it may have cut off. Left out, as in
 * `littles-law`: open loops and virtual users, who pause.
 */
export const idleConnections: Rule = {
  name: "idle-connections",
  severity: "warn",
  scope: "file",
  speaks: `in flight / open connections < ${SHARE} in a closed loop`,
  why:
    "Where connections wait for most of their time without a request being timed, the load that a chart names was not applied, or answers that never came are in no latency.",
  example:
    "Ruchy's benchmark of static files has 50 workers; 371 req/s of Python's server at 63.48 ms keep 24 of them busy, so that half of the time is the client's own.",
  check: (evidence) =>
    fold(idleConnections, loadTrialsOf(evidence).flatMap((trial) => caseOf(trial) ?? [])),
};

function caseOf(trial: TrialRows): Case | undefined {
  const found = inFlightOf(trial);
  if (found === undefined) return undefined;
  const { throughput, latency, latencies, requests, open, noun } = found;
  if (latency.loop !== "closed" && latency.loop !== "closed-backfilled") return undefined;
  const cut = throughput * Number(latency.labels.resolutionSeconds ?? 0);
  // Where nothing was answered another rule says so.
  if (requests === 0 || !(requests + cut < SHARE * open)) return undefined;
  return {
    trial,
    rows: latencies,
    weight: open / requests,
    text: `in flight ${formatNumber(requests)} = ${formatRate(throughput)} x ${
      formatTime(latency.value)
    }, of ${formatCount(open, noun)}: ${
      formatShare(1 - requests / open)
    } of the time is in no latency (answers that never came, or a generator that was busy or paused)`,
  };
}
