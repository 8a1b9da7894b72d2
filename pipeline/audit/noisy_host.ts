import { type Finding, findingOf, type HostFacts, type Rule, type TrialFacts } from "./rule.ts";
import { maxOf } from "./numbers.ts";
import { groupBy, resultsOf, rowsOfFacts, valueOf } from "./trial_rows.ts";
import { formatCount, formatInteger, formatNumber, formatShare, formatTime } from "./words.ts";

/** Share of the measured time that a hypervisor may give to others. */
const MOST_STEAL = 0.01;
/** Load beside the cores of the trial itself. */
const MOST_OTHER_LOAD = 0.5;
/** For so long a trial's own threads stay in the one-minute average: e^-5 of them is left then. */
const LOAD_MEMORY_SECONDS = 300;
/** A mebibyte: single pages come and go on any host. */
const MOST_SWAPPED_PAGES = 256;
/** The clock may fall this much below its highest. */
const MOST_SLOWDOWN = 0.1;
/** Where the trial does not say how long it lasted. */
const USUAL_SECONDS = 10;

/** What a kind of noise is judged by beside the host's figures. */
interface Setting {
  /** Cores of the trial itself; 0 where unknown. */
  cores: number;
  /** Seconds during which the host was watched. */
  seconds: number;
  /** Whether a trial shortly before may have left its own threads in the load average. */
  follows: boolean;
}

/** Each kind of noise: how many times its limit it was, and in words. */
const KINDS: readonly ((host: HostFacts, setting: Setting) => { times: number; text: string })[] = [
  ({ stealSeconds }, { seconds }) => ({
    times: stealSeconds / (MOST_STEAL * seconds),
    text: `the hypervisor gave ${formatTime(stealSeconds)} of CPU to others in ${
      formatTime(seconds)
    }`,
  }),
  ({ loadAverage }, { cores, follows }) => ({
    times: follows || cores === 0 ? 0 : (loadAverage - cores) / MOST_OTHER_LOAD,
    text: `the load average was ${formatNumber(loadAverage)} when it began, with ${
      formatCount(cores, "core")
    } of its own`,
  }),
  ({ swapPages }) => ({
    times: swapPages / MOST_SWAPPED_PAGES,
    text: `${formatInteger(swapPages)} pages were swapped`,
  }),
  ({ frequencyHertz }) => ({
    times: frequencyHertz === undefined || !(frequencyHertz.highest > 0)
      ? 0
      : (1 - frequencyHertz.lowest / frequencyHertz.highest) / MOST_SLOWDOWN,
    text: frequencyHertz === undefined
      ? ""
      : `the clock fell from ${formatNumber(frequencyHertz.highest / 1e9)} to ${
        formatNumber(frequencyHertz.lowest / 1e9)
      } GHz`,
  }),
];

/** What the host did meanwhile, as far as somebody looked. */
export const noisyHost: Rule = {
  name: "noisy-host",
  severity: "warn",
  scope: "report",
  speaks: `steal > ${
    formatShare(MOST_STEAL)
  }, load > own cores + ${MOST_OTHER_LOAD}, > ${MOST_SWAPPED_PAGES} pages, clock -${
    formatShare(MOST_SLOWDOWN)
  }`,
  why:
    "What others did on the host during a trial is in its figures, and a difference between two implementations may be no more than that.",
  example:
    "The second machine of the SSE proxy benchmark reverses its order (Go 2,033, Rust 1,735, Bun 1,680 req/s, where Bun led): server, stub and k6 shared four cores and nobody recorded what else ran.",
  check(evidence) {
    const ends = evidence.trials.flatMap(({ span }) => span?.ended ?? []).sort((a, b) => a - b);
    const noisy = evidence.trials.flatMap((facts) => {
      const { host } = facts;
      if (host === null || facts.state === "failed") return [];
      const trials = rowsOfFacts(evidence, facts);
      const rows = trials.flatMap(resultsOf);
      const measured = maxOf(trials.flatMap((trial) => valueOf(trial, "duration", "total") ?? []));
      const setting = {
        cores: facts.coresGiven ?? 0,
        seconds: secondsOf(facts) ?? (measured > 0 ? measured : USUAL_SECONDS),
        follows: followsOne(facts, ends),
      };
      return KINDS.flatMap((kind, index) => {
        const { times, text } = kind(host, setting);
        return times > 1 ? [{ facts, rows, index, times, text }] : [];
      });
    });
    const groups = groupBy(noisy, ({ facts, index }) => `${facts.scenario}\u0000${index}`);
    return groups.map((group): Finding => {
      const worst = group.reduce((a, b) => b.times > a.times ? b : a);
      const count = group.length === 1
        ? ""
        : `, the worst of ${formatCount(group.length, "trial")}`;
      const rows = [...new Set(group.flatMap((each) => each.rows))];
      return {
        ...findingOf(noisyHost, rows, `${worst.text} (${worst.facts.id}${count})`),
        place: placeOf(group.map(({ facts }) => facts)),
      };
    });
  },
};

function secondsOf({ span }: TrialFacts): number | undefined {
  return span === undefined ? undefined : span.ended - span.began;
}

/** Whether a trial ended shortly before this one began. `ends` ascend. */
function followsOne({ span }: TrialFacts, ends: readonly number[]): boolean {
  if (span === undefined) return false;
  const last = ends.findLast((end) => end <= span.began);
  return last !== undefined && span.began - last < LOAD_MEMORY_SECONDS;
}

function placeOf(facts: readonly TrialFacts[]): NonNullable<Finding["place"]> {
  const first = facts[0] as TrialFacts;
  return facts.length === 1
    ? { ...first, source: "trials.ndjson" }
    : { scenario: first.scenario, source: "trials.ndjson" };
}
