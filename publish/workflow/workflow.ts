/** A workflow of GitHub Actions as data: what its rules and its rehearsal read. */
import { parseDocument } from "yaml";
import { z } from "zod";
import { Failure } from "../../common/failure.ts";

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const permissionsSchema = z.union([z.string(), z.record(z.string(), z.string())]);

const stepSchema = z.strictObject({
  id: z.string().optional(),
  name: z.string().optional(),
  if: scalar.optional(),
  uses: z.string().optional(),
  with: z.record(z.string(), scalar).default({}),
  run: z.string().optional(),
  env: z.record(z.string(), scalar).default({}),
});
export type Step = z.infer<typeof stepSchema>;

const jobSchema = z.strictObject({
  name: z.string().optional(),
  if: scalar.optional(),
  needs: z.union([z.string(), z.array(z.string())]).default([])
    .transform((needs) => typeof needs === "string" ? [needs] : needs),
  "runs-on": z.union([z.string(), z.array(z.string())])
    .transform((labels) => typeof labels === "string" ? [labels] : labels),
  "timeout-minutes": z.number().optional(),
  permissions: permissionsSchema.optional(),
  concurrency: z.strictObject({ group: z.string(), "cancel-in-progress": z.boolean() }).optional(),
  environment: z.strictObject({ name: z.string(), url: z.string().optional() }).optional(),
  strategy: z.strictObject({
    "fail-fast": z.boolean().optional(),
    matrix: z.record(z.string(), z.union([z.string(), z.array(scalar)])),
  }).optional(),
  outputs: z.record(z.string(), z.string()).default({}),
  steps: z.array(stepSchema).min(1),
});
export type Job = z.infer<typeof jobSchema>;

const workflowSchema = z.strictObject({
  name: z.string(),
  on: z.union([z.string(), z.array(z.string()), z.record(z.string(), z.unknown())])
    .transform((on) => typeof on === "string" ? [on] : Array.isArray(on) ? on : Object.keys(on)),
  permissions: permissionsSchema.optional(),
  concurrency: z.strictObject({ group: z.string(), "cancel-in-progress": z.boolean() }).optional(),
  jobs: z.record(z.string(), jobSchema),
});

/** `on` holds the names of the triggers. */
export type Workflow = z.infer<typeof workflowSchema>;

/**
 * Reads a workflow. A key that is not in the schema above is refused: neither the rules nor the rehearsal
 * would know what it does. Throws a Failure that names the file and the key.
 */
export function parseWorkflow(text: string, file: string): Workflow {
  const document = parseDocument(text);
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw new Failure(`${file}: ${problem.message}`);
  const { data, error } = workflowSchema.safeParse(document.toJS());
  if (data !== undefined) return data;
  const issue = error?.issues[0];
  throw new Failure(`${file}: ${issue?.path.join(".") || "the document"}: ${issue?.message}`);
}

/** Every job that a job waits for, directly or not. */
export function neededBy(workflow: Workflow, job: string): Set<string> {
  const needed = new Set<string>();
  const waiting = [...workflow.jobs[job]?.needs ?? []];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (needed.has(name)) continue;
    needed.add(name);
    waiting.push(...workflow.jobs[name]?.needs ?? []);
  }
  return needed;
}

/** The jobs, each after all that it needs. Throws a Failure where one needs what there is not, or itself. */
export function inOrder(workflow: Workflow): string[] {
  const names = Object.keys(workflow.jobs);
  for (const name of names) {
    const needed = neededBy(workflow, name);
    const missing = [...needed].find((each) => !names.includes(each));
    if (missing !== undefined) throw new Failure(`the job ${name} needs ${missing}, which is none`);
    if (needed.has(name)) throw new Failure(`the job ${name} needs itself`);
  }
  return names.toSorted((a, b) => neededBy(workflow, a).size - neededBy(workflow, b).size);
}
