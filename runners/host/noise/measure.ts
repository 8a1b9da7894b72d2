/** Runs the probe and all checks around it. */
import type { CorePlan } from "../cores.ts";
import { readVirtualization } from "../environment.ts";
import type { NoiseCheck, NoiseResult, Observation } from "./check.ts";
import { readFiles, readText } from "./files.ts";
import { NOISE_CHECKS } from "./mod.ts";
import { probeCores, type ProbeSeconds } from "./probe/probe.ts";

/** Seconds that each part of doctor's probe lasts. */
export const PROBE_SECONDS: ProbeSeconds = { gaps: 2, work: 2 };

/** Measures for some seconds; results come in the order of what to change first. */
export async function measureNoise(
  cores: CorePlan,
  seconds: ProbeSeconds = PROBE_SECONDS,
): Promise<NoiseResult[]> {
  const paths = NOISE_CHECKS.flatMap((check) => check.files(readText));
  const before = readFiles(paths);
  const began = performance.now();
  const own = new Set([Deno.pid]);
  // Read while the probe's processes live, whose CPU time must be told from that of others.
  let after = before;
  let lasted = 0;
  const probe = await probeCores(cores, seconds, (pids) => {
    for (const pid of pids) own.add(pid);
    after = readFiles(paths);
    lasted = (performance.now() - began) / 1000;
  });
  const { machine } = await readVirtualization();
  const virtual = machine !== "" && machine !== "none";
  return assess({ cores, before, after, seconds: lasted, own, virtual, probe });
}

/** What all checks say, ordered: by effect, then without a number, then unknown, then good. */
export function assess(
  host: Observation,
  checks: readonly NoiseCheck[] = NOISE_CHECKS,
): NoiseResult[] {
  return checks.map((each) => ({ name: each.name, ...each.check(host) }))
    .toSorted((a, b) => placeOf(a) - placeOf(b) || shareOf(b) - shareOf(a));
}

function placeOf({ state, effect }: NoiseResult): number {
  if (state === "good") return 3;
  if (state === "unknown") return 2;
  return typeof effect?.share === "number" ? 0 : 1;
}

function shareOf({ effect }: NoiseResult): number {
  return effect?.share ?? 0;
}
