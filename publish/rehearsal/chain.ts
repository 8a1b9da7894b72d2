/** A rehearsed run of publish.yml: its jobs in order, again from a failed one as "Re-run failed jobs" does. */
import { Failure } from "../../common/failure.ts";
import { inOrder, neededBy, type Workflow } from "../workflow/workflow.ts";
import { type ArtifactStore, artifactStore } from "./artifacts.ts";
import { condition, type Contexts, interpolate, type Status } from "./expressions.ts";
import { type JobCall, type JobResult, runJob } from "./job.ts";
import { BRANCH, type Place, SERVER } from "./place.ts";

export interface ChainOptions {
  workflow: Workflow;
  place: Place;
  tag: string;
  /** `push` of the tag, or `workflow_dispatch`, which is a dry run. */
  event: "push" | "workflow_dispatch";
  signal: AbortSignal;
  say: (text: string) => void;
}

/** A job that ran, all values of its matrix together. */
type Ended = JobResult & { attempt: number };

/** Where a fault takes hold. */
export interface Hooks {
  /** Called before each job. */
  before?: (job: string) => Promise<void>;
  during?: JobCall["during"];
}

export interface Chain {
  artifacts: ArtifactStore;
  /** Runs what has not succeeded yet. Returns the first job that failed; undefined when all is done. */
  attempt(hooks?: Hooks): Promise<{ job: string; result: JobResult } | undefined>;
  /** All that the jobs put on the run's page. */
  summary(): string;
  /** Jobs that ran, in order. */
  ran(): string[];
}

/** A run that nothing of was done yet. */
export function chainOf(options: ChainOptions): Chain {
  const { workflow, place, tag, event, signal, say } = options;
  const artifacts = artifactStore(`${place.folder}/artifacts-${tag}`);
  const ended = new Map<string, Ended>();
  let attempts = 0;
  const github = {
    event_name: event,
    ref: event === "push" ? `refs/tags/${tag}` : `refs/heads/${BRANCH}`,
    ref_name: event === "push" ? tag : BRANCH,
    token: "a token that opens nothing",
    server_url: SERVER,
    repository: "rehearsal/wallclock",
    event: { repository: { default_branch: BRANCH } },
  };
  const inputs = event === "push" ? {} : { tag };

  const contextsOf = (id: string): Contexts => {
    const needs: Record<string, unknown> = {};
    for (const name of workflow.jobs[id]?.needs ?? []) {
      const { outputs, status } = ended.get(name) as Ended;
      needs[name] = { outputs, result: status };
    }
    return { github, inputs, needs, matrix: {} };
  };

  async function runOne(id: string, during: JobCall["during"]): Promise<Ended> {
    const job = workflow.jobs[id] as Workflow["jobs"][string];
    const contexts = contextsOf(id);
    const all: Ended = {
      status: "success",
      outputs: {},
      summary: "",
      problem: "",
      attempt: attempts,
    };
    for (const matrix of combinations(job.strategy?.matrix ?? {}, contexts)) {
      const label = [tag, id, ...Object.values(matrix), attempts].join("-");
      say(`${id} ${Object.values(matrix).join(" ")}`.trim());
      const result = await runJob({
        id,
        label,
        job,
        contexts: { ...contexts, matrix },
        needed: neededBy(workflow, id),
        artifacts,
        place,
        tag: event === "push" ? tag : BRANCH,
        signal,
        say,
        ...(during === undefined ? {} : { during }),
      });
      all.summary += result.summary;
      Object.assign(all.outputs, result.outputs);
      all.problem ||= result.problem;
      if (result.status === "failure") all.status = "failure";
    }
    return all;
  }

  return {
    artifacts,
    async attempt({ before, during } = {}) {
      attempts++;
      for (const id of inOrder(workflow)) {
        if (ended.get(id)?.status === "success") continue;
        const job = workflow.jobs[id] as Workflow["jobs"][string];
        // A job that was not run (its `if`) has no result; what needs it is not run either.
        if (!job.needs.every((name) => ended.has(name))) continue;
        if (!condition(job.if, contextsOf(id), statusOf(job.needs, ended))) continue;
        await before?.(id);
        const result = await runOne(id, during);
        ended.set(id, result);
        if (result.status === "failure") return { job: id, result };
      }
      return undefined;
    },
    summary: () => [...ended.values()].map((each) => each.summary).join(""),
    ran: () => [...ended.keys()],
  };
}

function statusOf(needs: readonly string[], ended: ReadonlyMap<string, Ended>): Status {
  return needs.every((name) => ended.get(name)?.status === "success") ? "success" : "failure";
}

/** Every combination of a matrix. Throws a Failure where a list is empty: GitHub refuses that too. */
function combinations(
  matrix: Readonly<Record<string, string | readonly unknown[]>>,
  contexts: Contexts,
): Record<string, unknown>[] {
  let all: Record<string, unknown>[] = [{}];
  for (const [name, given] of Object.entries(matrix)) {
    const values = typeof given === "string" ? interpolate(given, contexts, "success") : given;
    if (!Array.isArray(values) || values.length === 0) {
      throw new Failure(`the matrix has no value for ${name}`);
    }
    all = all.flatMap((each) => values.map((value) => ({ ...each, [name]: value as unknown })));
  }
  return all;
}
