/** One job of a rehearsed run, step by step, as a runner does it. */
import { messageOf } from "../../common/failure.ts";
import type { Job, Step } from "../workflow/workflow.ts";
import { standInOf } from "./actions.ts";
import type { ArtifactStore } from "./artifacts.ts";
import { condition, type Contexts, interpolate, type Status } from "./expressions.ts";
import type { Place } from "./place.ts";
import { runScript } from "./script.ts";

/** A job with its place in the run. */
export interface JobCall {
  id: string;
  /** Job, matrix value and attempt: the name of its folder. */
  label: string;
  job: Job;
  contexts: Contexts;
  needed: ReadonlySet<string>;
  artifacts: ArtifactStore;
  place: Place;
  tag: string;
  signal: AbortSignal;
  /** Called when a step's command runs, with the job's folder; it may end what runs. */
  during?: (command: string, workspace: string, end: () => void) => () => void;
  say: (text: string) => void;
}

export interface JobResult {
  status: Status;
  outputs: Record<string, string>;
  /** What the steps put on the run's page. */
  summary: string;
  /** What the failing command printed, or why the stand-in failed; empty of a job that succeeded. */
  problem: string;
}

/**
 * Steps whose failure a rehearsal passes over: what they judge is whether this machine may measure for
 * publication, and a rehearsal publishes nothing.
 */
const TOLERATED = new Set(["deno task doctor --strict"]);

/** Runs a job in an empty folder. */
export async function runJob(call: JobCall): Promise<JobResult> {
  const folder = `${call.place.folder}/jobs/${call.label}`;
  const workspace = `${folder}/work`;
  await Deno.mkdir(workspace, { recursive: true });
  const steps: Record<string, { outputs: Record<string, string> }> = {};
  const result: JobResult = { status: "success", outputs: {}, summary: "", problem: "" };
  for (const [index, step] of call.job.steps.entries()) {
    call.signal.throwIfAborted();
    const contexts = { ...call.contexts, steps };
    const title = step.run ?? step.uses?.replace(/@.*/, "") ?? "";
    if (!condition(step.if, contexts, result.status)) continue;
    call.say(`  ${title}`);
    try {
      const own = { ...call, workspace, temporary: folder, number: index + 1 };
      const { outputs, summary } = await runStep(step, own, contexts, result.status);
      result.summary += summary;
      if (step.id !== undefined) steps[step.id] = { outputs };
    } catch (error) {
      call.signal.throwIfAborted();
      if (error instanceof StepFailure) result.summary += error.summary;
      if (step.run !== undefined && TOLERATED.has(step.run.trim())) {
        call.say("    it objects; a rehearsal publishes nothing and goes on");
        continue;
      }
      result.status = "failure";
      result.problem ||= messageOf(error);
      call.say(`    failed`);
    }
  }
  const contexts = { ...call.contexts, steps };
  for (const [name, text] of Object.entries(call.job.outputs)) {
    result.outputs[name] = String(interpolate(text, contexts, result.status) ?? "");
  }
  return result;
}

class StepFailure extends Error {
  constructor(message: string, readonly summary: string) {
    super(message);
  }
}

async function runStep(
  step: Step,
  call: JobCall & { workspace: string; temporary: string; number: number },
  contexts: Contexts,
  status: Status,
): Promise<{ outputs: Record<string, string>; summary: string }> {
  const strings = (record: Step["env"]) =>
    Object.fromEntries(
      Object.entries(record).map(([name, value]) => [
        name,
        String(interpolate(String(value), contexts, status) ?? ""),
      ]),
    );
  if (step.uses !== undefined) {
    const outputs = await standInOf(step.uses)({
      ...call,
      job: call.id,
      with: strings(step.with),
    });
    return { outputs, summary: "" };
  }
  const command = step.run ?? "";
  const { success, printed, outputs, summary } = await runScript({
    // As it stands: a workflow has no expression here, and a rehearsal would show one as what it is.
    script: command,
    environment: strings(step.env),
    workspace: call.workspace,
    files: `${call.temporary}/step-${call.number}`,
    place: call.place,
    ...(call.during === undefined
      ? {}
      : { during: (end) => call.during?.(command, call.workspace, end) ?? (() => {}) }),
  });
  if (!success) throw new StepFailure(printed, summary);
  return { outputs, summary };
}
