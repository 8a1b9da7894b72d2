import { type Case, fold } from "./cases.ts";
import { inFlightOf } from "./in_flight.ts";
import type { Rule } from "./rule.ts";
import { loadTrialsOf, type TrialRows } from "./trial_rows.ts";
import { formatCount, formatNumber, formatRate, formatTime } from "./words.ts";

/**
 * Requests due and unanswered for each connection. Of 24 runs of wrk2 in other people's files 20 have five at
 * most, since its clock ticks in milliseconds, and the other four 790 and more.
 */
const TIMES = 10;

/**
 * In an open loop latency counts from the moment when a request was due, so that throughput x mean latency is
 * the number of requests that were due and had no answer. A connection answers one of them; the others waited
 * for the connection.
 */
export const scheduleNotKept: Rule = {
  name: "schedule-not-kept",
  severity: "warn",
  scope: "file",
  speaks: `requests due / open connections > ${TIMES} in an open loop`,
  why:
    "Where a server falls behind the schedule, requests wait for their turn, the longer the longer the run lasts: such a latency belongs to the length of the run, and the rate is what the server could do, not what was asked of it.",
  example:
    "The wrk2 output profiling_info/get/wrk.txt of github.com/re1nex/2020-highload-dht prints a mean of 1.45 minutes, and a greatest latency of 2.12, for a run of three minutes on one connection.",
  check: (evidence) =>
    fold(scheduleNotKept, loadTrialsOf(evidence).flatMap((trial) => caseOf(trial) ?? [])),
};

function caseOf(trial: TrialRows): Case | undefined {
  const found = inFlightOf(trial);
  if (found === undefined || found.latency.loop !== "open") return undefined;
  const { throughput, latency, latencies, requests, open, noun } = found;
  if (!(requests > TIMES * open)) return undefined;
  return {
    trial,
    rows: latencies,
    weight: requests / open,
    text: `${formatNumber(requests)} requests were due and not answered = ${
      formatRate(throughput)
    } x ${formatTime(latency.value)}, on ${
      formatCount(open, noun)
    }: latency is mostly the wait for a connection`,
  };
}
