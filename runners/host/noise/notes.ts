/** How quiet the host was when a bench began, for the notes of environment.json. */
import type { CorePlan } from "../cores.ts";
import { probeCores } from "./probe/probe.ts";
import { formatNumber, formatShare, formatTime } from "./words.ts";

/** Short: it delays every bench. */
const SECONDS = 0.5;

/** One note per probed core; none where the probe cannot be run. */
export async function quietnessNotes(cores: CorePlan): Promise<Record<string, string>> {
  const { cores: probed } = await probeCores(cores, { gaps: SECONDS, work: 0 });
  return Object.fromEntries(probed.flatMap(({ core, gaps }) =>
    gaps === undefined ? [] : [[
      `taken away at start${core === undefined ? "" : `, core ${core}`}`,
      `${formatShare(gaps.share)} of ${formatTime(gaps.seconds)}, ${
        formatNumber(gaps.perSecond)
      } gaps above 10 µs a second, longest ${formatTime(gaps.longestSeconds)}`,
    ]]
  ));
}
