/** The registry of audit rules. A new rule is one file and one line here. */
import { allAnswersFailed } from "./all_answers_failed.ts";
import { backfilledLatency } from "./backfilled_latency.ts";
import { clockUnknown } from "./clock_unknown.ts";
import { connectionsRounded } from "./connections_rounded.ts";
import { cpuClockRate } from "./cpu_clock_rate.ts";
import { doubledValue } from "./doubled_value.ts";
import { driftedBaseline } from "./drifted_baseline.ts";
import { duplicateStatistic } from "./duplicate_statistic.ts";
import { environmentUnknown } from "./environment_unknown.ts";
import { failedAnswers } from "./failed_answers.ts";
import { fixedOverhead } from "./fixed_overhead.ts";
import { generatorSaturated } from "./generator_saturated.ts";
import { heavyTail } from "./heavy_tail.ts";
import { idleConnections } from "./idle_connections.ts";
import { implausibleThroughput } from "./implausible_throughput.ts";
import { INPUT_RULES } from "./input_rules.ts";
import { littlesLaw } from "./littles_law.ts";
import { mixedVersions } from "./mixed_versions.ts";
import { naglePlateau } from "./nagle_plateau.ts";
import { noSamples } from "./no_samples.ts";
import { noisyHost } from "./noisy_host.ts";
import { percentileOrder } from "./percentile_order.ts";
import { rampAverage } from "./ramp_average.ts";
import { rateContradictsCount } from "./rate_contradicts_count.ts";
import { responseSizeDiffers } from "./response_size_differs.ts";
import type { Rule } from "./rule.ts";
import { scheduleNotKept } from "./schedule_not_kept.ts";
import { sentinelValue } from "./sentinel_value.ts";
import { shortRun } from "./short_run.ts";
import { siblingContradiction } from "./sibling_contradiction.ts";
import { singleTrial } from "./single_trial.ts";
import { tailNotMonotonic } from "./tail_not_monotonic.ts";
import { threadsStep } from "./threads_step.ts";
import { truncatedInput } from "./truncated_input.ts";
import { waitingThread } from "./waiting_thread.ts";
import { workDoesNotScale } from "./work_does_not_scale.ts";

export const RULES: readonly Rule[] = [
  // What makes a value no result.
  noSamples,
  allAnswersFailed,
  sentinelValue,
  workDoesNotScale,
  implausibleThroughput,
  rateContradictsCount,
  littlesLaw,
  percentileOrder,
  doubledValue,
  // What bounds it or stands beside it.
  generatorSaturated,
  cpuClockRate,
  clockUnknown,
  waitingThread,
  siblingContradiction,
  duplicateStatistic,
  failedAnswers,
  connectionsRounded,
  idleConnections,
  scheduleNotKept,
  threadsStep,
  naglePlateau,
  shortRun,
  singleTrial,
  responseSizeDiffers,
  driftedBaseline,
  noisyHost,
  environmentUnknown,
  mixedVersions,
  truncatedInput,
  // What a reader should know.
  fixedOverhead,
  backfilledLatency,
  rampAverage,
  heavyTail,
  tailNotMonotonic,
  ...INPUT_RULES,
];

/** Where a rule is, from the project's root: its own file, and the folder of what else speaks under its name. */
export function ruleFiles(rule: Rule): string[] {
  const own = INPUT_RULES.includes(rule) ? [] : [`${rule.name.replaceAll("-", "_")}.ts`];
  return [
    ...own.map((file) => `pipeline/audit/${file}`),
    ...(rule.saidBy === undefined ? [] : [`pipeline/${rule.saidBy}/`]),
  ];
}
