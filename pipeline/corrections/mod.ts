/** The registry of corrections, in the order they are applied. */
import type { Run } from "../formats/format.ts";
import type { Correction } from "./correction.ts";
import { backfillRemoved } from "./backfill_removed.ts";
import { COORDINATED_OMISSION } from "./coordinated_omission.ts";
import { cpuToWall } from "./cpu_to_wall.ts";
import { goodput } from "./goodput.ts";
import { percentilesFromHistogram } from "./percentiles_from_histogram.ts";

export const CORRECTIONS: readonly Correction[] = [
  cpuToWall,
  percentilesFromHistogram,
  backfillRemoved,
  goodput,
];

/** Those that a person asks for, since only they know what it takes; no report is made with them. */
export const REQUESTED_CORRECTIONS: readonly (Pick<Correction, "name" | "about"> & {
  /** The command that asks for it. */
  command: string;
})[] = [
  { ...COORDINATED_OMISSION, command: "deno task inspect FILE --expected-interval SECONDS" },
];

/** The runs of one trial or one file after every correction, and after those that were asked for. */
export function correct(runs: readonly Run[], requested: readonly Correction[] = []): Run[] {
  return [...CORRECTIONS, ...requested].reduce<Run[]>(
    (before, correction) => correction.apply(before),
    [...runs],
  );
}
