/** Runs what is left of a plan, one trial after another, and closes the report. */
import { formatSeconds, type Progress } from "../common/progress.ts";
import { type FailureEntry, readTrials } from "../pipeline/report.ts";
import { outputOf } from "./host/programs.ts";
import { writeEnd } from "./manifest.ts";
import { type PlannedTrial, remaining } from "./plan.ts";
import { type BenchContext, type Ready, runTrial } from "./trial.ts";

/** Measures every remaining trial. An abort is thrown; failed trials are filed and returned by name. */
export async function measure(
  context: BenchContext,
  servers: ReadonlyMap<string, Ready>,
  signal: AbortSignal,
  progress: Progress,
): Promise<FailureEntry[]> {
  const { folder, plan, scenario, cores } = context;
  const trials = await readTrials(folder);
  const before = await affinityOf(Deno.pid);
  // The sampler must not take time from the server's core.
  await pinSelf(cores.generator.join(","));
  try {
    const began = performance.now();
    let run = 0;
    for (
      let queue = remaining(plan, trials);
      queue.length > 0;
      queue = remaining(plan, trials)
    ) {
      const planned = queue[0] as PlannedTrial;
      const each = run === 0
        ? plan.measure_seconds + plan.warmup_seconds + 0.5
        : (performance.now() - began) / 1000 / run;
      const total = trials.length + queue.length;
      progress.show(
        `[${trials.length + 1}/${total}] ${planned.implementation}, ${planned.load} ` +
          `${scenario.load_unit}, trial ${planned.trial} · about ${
            formatSeconds(each * queue.length)
          } left`,
      );
      const ready = servers.get(planned.implementation) as Ready;
      const trial = await runTrial(planned, ready, context, signal);
      if (trial.state === "failed") {
        progress.say(`  ${trial.id}: failed, ${trial.failure?.kind}: ${trial.failure?.message}`);
      }
      trials.push(trial);
      run++;
    }
  } finally {
    progress.done();
    await pinSelf(before);
  }
  return await writeEnd(folder, plan, trials);
}

async function affinityOf(pid: number): Promise<string> {
  return /list: (\S+)/.exec(await outputOf(["taskset", "-cp", String(pid)]))?.[1] ?? "";
}

async function pinSelf(cores: string): Promise<void> {
  if (cores !== "") await outputOf(["taskset", "-a", "-cp", cores, String(Deno.pid)]);
}
