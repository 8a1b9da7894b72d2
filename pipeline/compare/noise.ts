/** The noise floor of one metric of a report, from its A/A twins. */
import type { Manifest } from "../manifest.ts";
import { type NoiseFloor, noiseFloor, type TwinLoad } from "../statistics/noise_floor.ts";
import { type MeasuredCell, measuredKey } from "./cells.ts";

/**
 * The largest difference that a program showed against itself, over all twins and all their cells of a
 * scenario; undefined where there is no twin.
 */
export function noiseFloorOf(
  { implementations }: Manifest,
  cells: ReadonlyMap<string, MeasuredCell>,
): NoiseFloor | undefined {
  const loads: TwinLoad[] = [];
  for (const twin of cells.values()) {
    const original = implementations.find(({ name, scenario }) =>
      name === twin.implementation && scenario === twin.scenario
    )?.twin_of;
    if (original === undefined || twin.status !== "ok") continue;
    const mate = cells.get(measuredKey({ ...twin, implementation: original }));
    if (mate === undefined || mate.status !== "ok") continue;
    loads.push({ load: twin.load, original: mate.values, twin: twin.values });
  }
  return noiseFloor(loads);
}
