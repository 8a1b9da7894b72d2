import { type Case, fold } from "./cases.ts";
import type { Row } from "../row.ts";
import type { Rule } from "./rule.ts";
import { find, loadTrialsOf, type TrialRows } from "./trial_rows.ts";
import { formatInteger, formatNumber, formatRate, formatShare, formatTime } from "./words.ts";

/** Tools round what they print, and some leave out the beginning or the end; that stays below this. */
const WARN_ABOVE = 0.05;
/** Beyond this one of the numbers is not of this run. */
const WITHHOLD_ABOVE = 0.15;
/** The rate as a mean of samples of a second each may miss up to one of them. */
const SAMPLE_SECONDS = 1;
/** What either of the contradicting numbers is, or is computed from. */
const CONCERNED: ReadonlySet<string> = new Set(["throughput", "goodput", "requests"]);

/**
 * Rate x duration is the number of requests. Asked where a run states all three; a rate that was computed from the
 * other two agrees with them always. k6 may tell no duration: there, that which its iterations give is taken.
 */
export const rateContradictsCount: Rule = {
  name: "rate-contradicts-count",
  severity: "withhold",
  scope: "file",
  speaks: `rate x seconds / requests apart by > ${formatShare(WARN_ABOVE)} warns, > ${
    formatShare(WITHHOLD_ABOVE)
  } withholds`,
  why:
    "Requests a second times seconds are the requests; where they are not, the rate or the count was mistyped, cut, or is that of another run.",
  example:
    "Of 125 runs of other people's files none is 15 % apart; the most, 8 %, is autocannon's mean of whole seconds in nearform/autocannon-ui: 17 requests/s, and 17 requests in 1.08 s.",
  check: (evidence) =>
    fold(rateContradictsCount, loadTrialsOf(evidence).flatMap((trial) => caseOf(trial) ?? [])),
};

function caseOf(trial: TrialRows): Case | undefined {
  const rate = find(trial, "throughput", "mean", "wall");
  const requests = find(trial, "requests", "total");
  const duration = find(trial, "duration", "total");
  if (rate === undefined || requests === undefined || duration === undefined) return undefined;
  if (isComputed(rate) || isComputed(requests) || !(requests.value > 0)) return undefined;
  const seconds = Number(duration.labels.secondsByIterations ?? duration.value);
  const expected = rate.value * seconds;
  const apart = Math.abs(expected - requests.value);
  if (isSampled(trial) && apart <= rate.value * SAMPLE_SECONDS) return undefined;
  const share = apart / requests.value;
  if (!(share > WARN_ABOVE)) return undefined;
  const way = expected > requests.value ? "more" : "fewer";
  return {
    trial,
    rows: trial.rows.filter((row) =>
      row.status === "ok" && (CONCERNED.has(row.metric) || row === duration && isComputed(row))
    ),
    weight: share,
    severity: share > WITHHOLD_ABOVE ? "withhold" : "warn",
    text: `${formatRate(rate.value)} x ${formatTime(seconds)}${
      seconds === duration.value ? "" : ", as the iterations tell,"
    } are ${formatInteger(expected)} requests, but ${formatInteger(requests.value)} were counted: ${
      formatNumber(share * 100)
    } % ${way} (${formatShare(WARN_ABOVE)} is warned of, ${formatShare(WITHHOLD_ABOVE)} withheld)`,
  };
}

function isComputed({ labels, correction }: Row): boolean {
  return labels.derived !== undefined || labels.derivedFrom !== undefined || correction !== "";
}

/** Whether the tool sampled its rate a second at a time, as autocannon does. */
function isSampled(trial: TrialRows): boolean {
  return find(trial, "throughput", "stdev") !== undefined;
}
