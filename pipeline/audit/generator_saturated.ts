import { type Case, fold } from "./cases.ts";
import type { Evidence, Rule, TrialFacts } from "./rule.ts";
import { isLatency, loadTrialsOf, rowsOfFacts, type TrialRows, valueOf } from "./trial_rows.ts";
import { formatCount, formatInteger, formatNumber } from "./words.ts";

/** Above this a generator has no time left to ask more. */
const SHARE = 0.9;

/**
 * The generator's cores are those it was pinned to, or its threads where these are fewer: one thread on two
 * cores is at its end at one core. Throughput and goodput become lower bounds; latency holds what the
 * generator itself added, so it gets a warning. A backend on the generator's cores takes from them: both are
 * summed, for neither can go faster.
 */
export const generatorSaturated: Rule = {
  name: "generator-saturated",
  severity: "lower bound",
  scope: "file",
  speaks: `>= ${SHARE} of its cores or threads; dropped iterations`,
  why:
    "A generator that has no CPU left measures itself: the server could do more, and answers wait in the generator.",
  example:
    "The SSE proxy benchmark runs k6 on the server's own four cores and samples the server's CPU alone (61.8 % of a core for Bun, at the top throughput): nobody can tell whose limit was met.",
  bounds: isRate,
  check(evidence) {
    const given = givenByTrial(evidence);
    const cases = loadTrialsOf(evidence).flatMap((trial) => {
      const why = reason(trial, given.get(trial) ?? { generatorCores: 0 });
      return why === undefined ? [] : [{ trial, ...why }];
    });
    return [
      ...fold(
        generatorSaturated,
        cases.map((each): Case => ({
          ...each,
          rows: rowsOf(each.trial, isRate),
        })),
      ),
      ...fold(
        generatorSaturated,
        cases.map((each): Case => ({
          ...each,
          rows: rowsOf(each.trial, isLatency),
          text: `${each.text}; answers waited in the generator`,
          severity: "warn",
        })).filter(({ rows }) => rows.length > 0),
      ),
    ];
  },
};

/** The cores of a trial's generator, 0 where unknown, and whether the backend runs on them too. */
type Given = Pick<TrialFacts, "generatorCores" | "backendBesideGenerator">;

function givenByTrial(evidence: Evidence): Map<TrialRows, Given> {
  const given = new Map<TrialRows, Given>();
  for (const facts of evidence.trials) {
    if (facts.generatorCores === 0) continue;
    for (const trial of rowsOfFacts(evidence, facts)) given.set(trial, facts);
  }
  return given;
}

function reason(
  trial: TrialRows,
  { generatorCores: cores, backendBesideGenerator }: Given,
): { weight: number; text: string } | undefined {
  const dropped = valueOf(trial, "dropped_iterations", "total") ?? 0;
  if (dropped > 0) {
    return {
      weight: dropped,
      text: `k6 dropped ${formatInteger(dropped)} iterations it had planned`,
    };
  }
  const busy = valueOf(trial, "generator_cpu", "mean");
  if (busy === undefined) return undefined;
  const threads = valueOf(trial, "threads", "total") ?? Infinity;
  const most = Math.min(cores > 0 ? cores : Infinity, threads);
  if (most !== Infinity && busy >= SHARE * most) {
    const of = threads < (cores > 0 ? cores : Infinity)
      ? formatCount(threads, "thread")
      : formatCount(cores, "core");
    return {
      weight: busy / most,
      text: `the generator was busy on ${formatNumber(busy)} of its ${of}`,
    };
  }
  const beside = backendBesideGenerator === true ? valueOf(trial, "backend_cpu", "mean") ?? 0 : 0;
  if (!(cores > 0 && beside > 0 && busy + beside >= SHARE * cores)) return undefined;
  return {
    weight: (busy + beside) / cores,
    text: `the generator and the backend were busy on ${formatNumber(busy + beside)} of the ${
      formatCount(cores, "core")
    } they share, the backend on ${formatNumber(beside)} of it`,
  };
}

function rowsOf(trial: TrialRows, isMeant: (row: TrialRows["first"]) => boolean) {
  return trial.rows.filter((row) => row.status === "ok" && isMeant(row));
}

function isRate({ metric }: { metric: string }): boolean {
  return metric === "throughput" || metric === "goodput";
}
