/**
 * What a workflow must keep to, so that nobody from outside runs a line on a benchmark machine and no step has
 * more rights than it needs. Pure: a workflow in, problems out.
 */
import { isScalar, parseDocument, visit } from "yaml";
import { type Job, neededBy, type Workflow } from "./workflow.ts";

/** A rule that is broken, and where. */
export interface WorkflowProblem {
  rule: string;
  message: string;
}

type Rule = (workflow: Workflow, text: string) => string[];

/** Triggers that anybody can cause: a fork, a comment, a run that a fork began. */
const FROM_OUTSIDE = /^(pull_request|issue|discussion|fork|watch|workflow_run|repository_dispatch)/;

/** Triggers that a job on a machine of ours may have. */
const FROM_INSIDE = new Set(["push", "workflow_dispatch"]);

/** GitHub's own machines; every other label is taken for one of ours. */
const HOSTED = /^(ubuntu|windows|macos)-[\w.-]+$/;

/** Permissions that a job may have written into its name. */
const WRITABLE = new Set(["contents", "id-token", "attestations", "pages"]);

const MOST_MINUTES_HOSTED = 60;

export const WORKFLOW_RULES: Readonly<Record<string, Rule>> = {
  "pinned-action": (_, text) =>
    scalarsOf(text, "uses").flatMap(({ value, comment }) => {
      if (!/^[\w-]+\/[\w./-]+@[0-9a-f]{40}$/.test(value)) {
        return [`${value} is not pinned by a full commit`];
      }
      if (!/^ v\d+\.\d+\.\d+$/.test(comment)) return [`${value} has no version as its comment`];
      return [];
    }),

  "no-expression-in-run": ({ jobs }) =>
    steps(jobs, ({ run = "" }) => run.includes("${{") ? "an expression stands in run" : ""),

  "one-task-a-step": ({ jobs }) =>
    steps(
      jobs,
      ({ run }) =>
        run === undefined || /^deno task [\w:]+( [\w./-]+| "\$[A-Z_]+")*$/.test(run.trim())
          ? ""
          : `"${run.trim()}" is not a call of one task`,
    ),

  "top-level-permissions": ({ permissions }) =>
    typeof permissions === "object" && Object.keys(permissions).length === 0
      ? []
      : ["the workflow does not begin with `permissions: {}`"],

  "job-permissions": ({ jobs }) =>
    eachJob(jobs, ({ permissions, "runs-on": labels }) => {
      if (typeof permissions !== "object") return ["it lists no permissions of its own"];
      return Object.entries(permissions).flatMap(([name, level]) => {
        if (level === "read" || level === "none") return [];
        if (isOurs(labels)) return [`a machine of ours may not write ${name}`];
        return WRITABLE.has(name) ? [] : [`it may write ${name}, which nothing here needs`];
      });
    }),

  "no-persisted-credentials": ({ jobs }) =>
    steps(
      jobs,
      ({ uses = "", with: given }) =>
        uses.startsWith("actions/checkout@") && given["persist-credentials"] !== false
          ? "checkout leaves its token in the folder"
          : "",
    ),

  "nothing-from-outside-on-our-machines": ({ on, jobs }) =>
    Object.values(jobs).some((job) => isOurs(job["runs-on"]))
      ? on.filter((trigger) => FROM_OUTSIDE.test(trigger) || !FROM_INSIDE.has(trigger))
        .map((trigger) => `${trigger} reaches a machine of ours`)
      : [],

  "no-target-trigger": ({ on }) =>
    on.filter((trigger) => trigger === "pull_request_target" || trigger === "workflow_run")
      .map((trigger) => `${trigger} gives a fork this repository's rights`),

  "our-machines-have-no-secret": ({ jobs }) =>
    eachJob(jobs, (job) => {
      if (!isOurs(job["runs-on"])) return [];
      const text = JSON.stringify(job);
      return [
        ...(/\bsecrets\b/.test(text) ? ["a secret goes to a machine of ours"] : []),
        ...(/github\.token|GITHUB_TOKEN|GH_TOKEN/.test(text)
          ? ["a token goes to a step on a machine of ours"]
          : []),
        ...(job.environment === undefined ? [] : ["an environment's secrets go to it"]),
      ];
    }),

  "our-machines-restore-no-cache": ({ jobs }) =>
    eachJob(jobs, (job) => {
      if (!isOurs(job["runs-on"])) return [];
      return job.steps.flatMap(({ uses = "", with: given }) => {
        if (/cache@/.test(uses)) return [`${uses} restores a cache`];
        const setup = uses.startsWith("denoland/setup-deno@") && given.cache !== false;
        return setup ? ["setup-deno may restore a cache; give it `cache: false`"] : [];
      });
    }),

  "our-machines-one-job-at-a-time": ({ jobs }) =>
    eachJob(jobs, ({ "runs-on": labels, concurrency }) => {
      if (!isOurs(labels)) return [];
      const host = labels.at(-1) as string;
      if (labels[0] !== "self-hosted" || labels[1] !== "wallclock" || labels.length !== 3) {
        return [`its labels are ${labels.join(", ")}, not self-hosted, wallclock and the host`];
      }
      if (concurrency?.group.includes(host) && !concurrency["cancel-in-progress"]) return [];
      return ["no concurrency group keeps a second job off its host"];
    }),

  "our-machines-ask-doctor-and-keep-raw-output": ({ jobs }) =>
    eachJob(jobs, ({ "runs-on": labels, steps }) => {
      if (!isOurs(labels)) return [];
      const first = steps.find((step) => step.run !== undefined)?.run?.trim();
      const kept = steps.at(-1);
      return [
        ...(first === "deno task doctor --strict" ? [] : ["doctor --strict is not its first task"]),
        ...(kept?.uses?.startsWith("actions/upload-artifact@") && kept.if === "always()"
          ? []
          : ["raw output is not uploaded when a step fails"]),
      ];
    }),

  "our-machines-choose-no-plan": (workflow) =>
    eachJob(workflow.jobs, ({ "runs-on": labels, steps }, name) => {
      const after = [...neededBy(workflow, name)].some((each) =>
        isOurs(workflow.jobs[each]?.["runs-on"] ?? [])
      );
      if (isOurs(labels) || !after) return [];
      return steps.filter(({ uses = "", with: given }) =>
        uses.startsWith("actions/download-artifact@") && given.name === "plan"
      ).map(() =>
        "it takes a plan that a machine of ours could have replaced; make it from the tag"
      );
    }),

  "time-limit": ({ jobs }) =>
    eachJob(jobs, ({ "timeout-minutes": minutes, "runs-on": labels }) => {
      if (minutes === undefined) return ["it has no time limit"];
      if (isOurs(labels) || minutes <= MOST_MINUTES_HOSTED) return [];
      return [`${minutes} minutes are no limit for what takes a few`];
    }),

  "concurrency": ({ concurrency }) =>
    concurrency === undefined ? ["two runs of it may overlap"] : [],
};

/** Every rule that a workflow breaks. */
export function workflowProblems(workflow: Workflow, text: string): WorkflowProblem[] {
  return Object.entries(WORKFLOW_RULES).flatMap(([rule, check]) =>
    check(workflow, text).map((message) => ({ rule, message }))
  );
}

function isOurs(labels: readonly string[]): boolean {
  return labels.length !== 1 || !HOSTED.test(labels[0] as string);
}

function eachJob(
  jobs: Workflow["jobs"],
  check: (job: Job, name: string) => string[],
): string[] {
  return Object.entries(jobs).flatMap(([name, job]) =>
    check(job, name).map((message) => `${name}: ${message}`)
  );
}

function steps(jobs: Workflow["jobs"], check: (step: Job["steps"][number]) => string): string[] {
  return eachJob(jobs, (job) => job.steps.map(check).filter((message) => message !== ""));
}

/** Values of a key anywhere in a document, with the comments at their line's end. */
function scalarsOf(text: string, key: string): { value: string; comment: string }[] {
  const found: { value: string; comment: string }[] = [];
  visit(parseDocument(text), {
    Pair(_, pair) {
      if (!isScalar(pair.key) || pair.key.value !== key || !isScalar(pair.value)) return;
      found.push({ value: String(pair.value.value), comment: pair.value.comment ?? "" });
    },
  });
  return found;
}
