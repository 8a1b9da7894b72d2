/** Runs what is left of a plan, one trial after another, and closes the report. */
import { formatSeconds, type Progress } from "../common/progress.ts";
import { type FailureEntry, readTrials } from "../pipeline/report.ts";
import { caseNamed, nameOfCell, secondsOfCase } from "./cells.ts";
import { TRIAL_OVERHEAD_SECONDS } from "./fit.ts";
import { allowedCores } from "./host/cores.ts";
import { outputOf } from "./host/programs.ts";
import { writeEnd } from "./manifest.ts";
import { type PlannedTrial, remaining } from "./plan.ts";
import { type BenchContext, runTrial } from "./trial.ts";
import type { Ready } from "./trial_spec.ts";

/** Measures every remaining trial. An abort is thrown; failed trials are filed and returned by name. */
export async function measure(
  context: BenchContext,
  servers: ReadonlyMap<string, Ready>,
  signal: AbortSignal,
  progress: Progress,
): Promise<FailureEntry[]> {
  const { folder, plan, scenario, cores } = context;
  const trials = await readTrials(folder);
  const before = allowedCores().join(",");
  // The sampler must not take time from the server's core.
  await pinSelf(cores.generator.join(","));
  try {
    const began = performance.now();
    const expected = (trials: readonly PlannedTrial[]) =>
      trials.reduce((sum, planned) => {
        const each = caseNamed(scenario, planned.case);
        const seconds = secondsOfCase(each, plan.measure_seconds);
        return sum + seconds + plan.warmup_seconds + TRIAL_OVERHEAD_SECONDS;
      }, 0);
    const whole = expected(remaining(plan, trials));
    for (
      let queue = remaining(plan, trials);
      queue.length > 0;
      queue = remaining(plan, trials)
    ) {
      const planned = queue[0] as PlannedTrial;
      const left = expected(queue);
      const took = (performance.now() - began) / 1000;
      const pace = left < whole ? took / (whole - left) : 1;
      const total = trials.length + queue.length;
      progress.show(
        `[${trials.length + 1}/${total}] ${planned.implementation}, ` +
          `${nameOfCell(planned, scenario.load_unit)}, trial ${planned.trial} · about ${
            formatSeconds(pace * left)
          } left`,
      );
      const ready = servers.get(planned.implementation) as Ready;
      const trial = await runTrial(planned, ready, context, signal);
      if (trial.state === "failed") {
        progress.say(`  ${trial.id}: failed, ${trial.failure?.kind}: ${trial.failure?.message}`);
      }
      trials.push(trial);
    }
  } finally {
    progress.done();
    await pinSelf(before);
  }
  return await writeEnd(folder, plan, trials);
}

async function pinSelf(cores: string): Promise<void> {
  if (cores !== "") await outputOf(["taskset", "-a", "-cp", cores, String(Deno.pid)]);
}
