/** An implementation's levels of load, ascending. */
import { medianOf } from "./numbers.ts";
import type { Evidence } from "./rule.ts";
import {
  groupBy,
  ladderKey,
  levelOf,
  loadTrialsOf,
  type TrialRows,
  valueOf,
} from "./trial_rows.ts";

export interface Level {
  load: number;
  trials: TrialRows[];
}

/** Ladders of at least one level, each ascending; trials whose load nobody knows are left out. */
export function laddersOf(evidence: Evidence): Level[][] {
  const loaded = loadTrialsOf(evidence).flatMap((trial) => {
    const load = levelOf(trial);
    return load === undefined ? [] : [{ load, trial }];
  });
  return groupBy(loaded, ({ trial }) => ladderKey(trial)).map((ladder) =>
    groupBy(ladder, ({ load }) => String(load)).map((level) => ({
      load: (level[0] as typeof loaded[number]).load,
      trials: level.map(({ trial }) => trial),
    })).sort((a, b) => a.load - b.load)
  );
}

/** Median over the trials of a level; undefined where none has it. */
export function medianAt(level: Level, metric: string, statistic: string): number | undefined {
  const values = level.trials.flatMap((trial) => valueOf(trial, metric, statistic) ?? []);
  return values.length === 0 ? undefined : medianOf(values);
}
