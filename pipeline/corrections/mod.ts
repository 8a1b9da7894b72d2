/** The registry of corrections, in the order they are applied. */
import type { Run } from "../formats/format.ts";
import type { Correction } from "./correction.ts";
import { goodput } from "./goodput.ts";
import { percentilesFromHistogram } from "./percentiles_from_histogram.ts";

export const CORRECTIONS: readonly Correction[] = [
  percentilesFromHistogram,
  goodput,
];

/** The runs of one trial or one file after every correction. */
export function correct(runs: readonly Run[]): Run[] {
  return CORRECTIONS.reduce<Run[]>((before, correction) => correction.apply(before), [...runs]);
}
