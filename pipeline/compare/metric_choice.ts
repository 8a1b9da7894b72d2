/** Which metrics two or more reports are compared by. */
import type { Command } from "commander";
import { Failure } from "../../common/failure.ts";
import type { ScenarioEntry } from "../manifest.ts";
import { formatList } from "../audit/words.ts";
import { nearestNames } from "../claims/nearest.ts";
import { isStatistic, metricNamed, METRICS } from "../measurement.ts";

export interface MetricChoice {
  metric: string;
  statistic: string;
}

/** Latency is what ranks rarely show. */
const BESIDE_RANKED: MetricChoice = { metric: "latency", statistic: "p99" };

/**
 * The chosen metrics, or without a choice the one that ranks the scenario (of the first entry that has
 * one) and the 99th percentile of latency.
 */
export function metricsFor(
  scenarios: readonly ScenarioEntry[],
  chosen: readonly MetricChoice[],
): MetricChoice[] {
  if (chosen.length > 0) return [...chosen];
  const ranked = scenarios.find(({ ranked_by }) => ranked_by !== undefined)?.ranked_by;
  const isSame = ranked?.metric === BESIDE_RANKED.metric &&
    ranked.statistic === BESIDE_RANKED.statistic;
  return ranked === undefined || isSame ? [BESIDE_RANKED] : [ranked, BESIDE_RANKED];
}

const append = (value: string, before: string[] = []) => [...before, value];

/** Adds `--metric M --statistic S`, which may be given several times, as pairs. */
export function addMetricOptions(program: Command): Command {
  return program
    .option(
      "--metric <name>",
      "metric of the tables; with --statistic, any number of times",
      append,
    )
    .option(
      "--statistic <name>",
      "statistic of the --metric before it: mean, total, p99 ...",
      append,
    );
}

/** Reads the pairs; a Failure of status 2 where one names no metric or statistic or lacks its mate. */
export function readMetricOptions(
  { metric = [], statistic = [] }: { metric?: string[]; statistic?: string[] },
): MetricChoice[] {
  for (const name of metric) {
    if (metricNamed(name) !== undefined) continue;
    const names = nearestNames(name, Object.keys(METRICS));
    throw new Failure(
      `--metric: there is no "${name}"; there are ${names}, and counter:<name> of a program's own`,
      2,
    );
  }
  for (const name of statistic) {
    if (isStatistic(name)) continue;
    const words = formatList(["total", "mean", "stdev", "min", "max", "a percentile such as p99"]);
    throw new Failure(`--statistic: "${name}" is none of ${words}`, 2);
  }
  if (metric.length !== statistic.length) {
    throw new Failure(
      `${metric.length} --metric and ${statistic.length} --statistic; give one of each, as pairs`,
      2,
    );
  }
  return metric.map((name, index) => ({ metric: name, statistic: statistic[index] as string }));
}
