/** The probe: what happens to programs that run alone, and at once, on the cores of the plan. */
import type { CorePlan } from "../../cores.ts";
import { plannedCores } from "../check.ts";
import type { ClockSummary } from "./clock.ts";
import { type CoreProbe, startCoreProbe } from "./core_probe.ts";
import type { GapSummary } from "./gaps.ts";
import type { WorkSummary } from "./work.ts";

/** Cores probed at most: the server's and as many of the generator's; each needs a process of its own. */
const MOST_CORES = 8;
/** Pieces of lone work are short; each core does two before and two after the work at once. */
const ALONE_SECONDS = 0.125;
const CLOCK_SECONDS = 0.1;

/** Gaps on one core, and whose they were. */
export interface CoreGaps extends GapSummary {
  /** Share of the time that another task of this system ran in its place; null where the kernel does not say. */
  waitedShare: number | null;
}

/** What was measured on one core; an undefined part did not end in time. */
export interface CoreResult {
  /** Undefined where nothing can be pinned. */
  core: number | undefined;
  role: "server" | "generator";
  gaps: CoreGaps | undefined;
  /** Fixed work on all cores at once. */
  work: WorkSummary | undefined;
  /** Quartile chunk times in seconds of the work on this core alone. */
  alone: number[];
}

export interface ProbeResult {
  cores: CoreResult[];
  /** Measured on the server's core. */
  clock: ClockSummary | undefined;
}

export interface ProbeSeconds {
  gaps: number;
  work: number;
}

/** Runs the probe; `whileRunning` sees the ids of its processes before they are ended. */
export async function probeCores(
  plan: CorePlan,
  seconds: ProbeSeconds,
  whileRunning: (pids: readonly number[]) => void = () => {},
): Promise<ProbeResult> {
  const planned: (number | undefined)[] = plannedCores(plan).slice(0, MOST_CORES);
  if (planned.length === 0) planned.push(undefined);
  const started = (await Promise.all(planned.map(startCoreProbe)))
    .filter((probe) => probe !== undefined);
  try {
    const result = await run(started, plan, seconds);
    whileRunning(started.map((probe) => probe.pid));
    return result;
  } finally {
    await Promise.all(started.map((probe) => probe.stop()));
  }
}

async function run(
  probes: readonly CoreProbe[],
  plan: CorePlan,
  seconds: ProbeSeconds,
): Promise<ProbeResult> {
  const alone = new Map<CoreProbe, number[]>(probes.map((probe) => [probe, []]));
  const workAlone = async (order: readonly CoreProbe[]) => {
    for (const probe of order) {
      const lone = await probe.order<WorkSummary>("work", ALONE_SECONDS);
      if (lone !== undefined) alone.get(probe)?.push(lone.quartileSeconds);
    }
  };
  // The server's core and one of the generator's stand for the rest, which would only take longer.
  const pair = probes.length < 2 || seconds.work === 0 ? [] : probes.slice(0, 2);
  const clock = await probes[0]?.order<ClockSummary>("clock", CLOCK_SECONDS);
  await workAlone([...pair, ...pair]);
  const work = seconds.work === 0
    ? []
    : await Promise.all(probes.map((probe) => probe.order<WorkSummary>("work", seconds.work)));
  await workAlone([...pair, ...pair]);
  const gaps = await Promise.all(
    probes.map((probe) => probe.order<CoreGaps>("gaps", seconds.gaps)),
  );
  return {
    clock,
    cores: probes.map((probe, index) => ({
      core: probe.core,
      role: probe.core === undefined || plan.server.includes(probe.core) ? "server" : "generator",
      gaps: gaps[index],
      work: work[index],
      alone: alone.get(probe) ?? [],
    })),
  };
}
