/** The registry of corrections, in the order they are applied. */
import type { Run } from "../formats/format.ts";
import type { Correction } from "./correction.ts";
import { backfillRemoved } from "./backfill_removed.ts";
import { cpuToWall } from "./cpu_to_wall.ts";
import { goodput } from "./goodput.ts";
import { percentilesFromHistogram } from "./percentiles_from_histogram.ts";

export const CORRECTIONS: readonly Correction[] = [
  cpuToWall,
  percentilesFromHistogram,
  backfillRemoved,
  goodput,
];

/** The runs of one trial or one file after every correction, and after those that were asked for. */
export function correct(runs: readonly Run[], requested: readonly Correction[] = []): Run[] {
  return [...CORRECTIONS, ...requested].reduce<Run[]>(
    (before, correction) => correction.apply(before),
    [...runs],
  );
}
