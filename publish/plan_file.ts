/** _publish/plan.json: what a tag becomes; every later job reads it and nothing else of the tag. */
import { z } from "zod";
import { nameSchema } from "../pipeline/report.ts";
import { checkTag, type Edition, MOST_REPOSITORY_BYTES } from "./edition.ts";
import { readJson } from "./json.ts";

/** Where the chain keeps what is no report: the plan, the assets of the release. */
export const WORK_FOLDER = "_publish";
const PLAN_FILE = `${WORK_FOLDER}/plan.json`;

const plannedSchema = z.strictObject({
  name: nameSchema,
  host: nameSchema,
  scenario: nameSchema,
  /** The earlier report that this one replaces as a whole. */
  supersedes: nameSchema.optional(),
});
/** One report of a tag. */
export type PlannedReport = z.infer<typeof plannedSchema>;

const planSchema = z.strictObject({
  tag: z.string().refine((tag) => checkTag(tag) === tag),
  profile: z.enum(["quick", "full"]),
  budget_seconds: z.number().positive().optional(),
  implementations: z.array(nameSchema).optional(),
  /** Most bytes that each report adds to the repository. */
  repository_bytes: z.int().positive().max(MOST_REPOSITORY_BYTES),
  /** One a host and scenario: a report folder has one environment. */
  reports: z.array(plannedSchema).min(1),
});
export type PublicationPlan = z.infer<typeof planSchema>;

/** Reads the plan. */
export async function readPublicationPlan(): Promise<PublicationPlan> {
  return await readJson(PLAN_FILE, planSchema, "run `deno task publish:plan TAG`, which writes it");
}

/** Writes the plan. */
export async function writePublicationPlan(plan: PublicationPlan): Promise<void> {
  await Deno.mkdir(WORK_FOLDER, { recursive: true });
  await Deno.writeTextFile(PLAN_FILE, `${JSON.stringify(planSchema.parse(plan), null, 2)}\n`);
}

/**
 * The reports of a tag. One host and one scenario make the report of the tag's own name; where there are
 * several, `.<host>` and `.<scenario>` tell them apart.
 */
export function planOf(
  tag: string,
  edition: Edition,
  hosts: readonly string[],
  scenarios: readonly string[],
): PublicationPlan {
  const { profile, budget_seconds, implementations, repository_bytes } = edition;
  return {
    tag,
    profile,
    ...(budget_seconds === undefined ? {} : { budget_seconds }),
    ...(implementations === undefined ? {} : { implementations }),
    repository_bytes: repository_bytes ?? MOST_REPOSITORY_BYTES,
    reports: hosts.flatMap((host) =>
      scenarios.map((scenario) => ({
        name: [
          tag,
          ...(hosts.length > 1 ? [host] : []),
          ...(scenarios.length > 1 ? [scenario] : []),
        ].join("."),
        host,
        scenario,
      }))
    ),
  };
}

/** What tells a report from the others of its tag: `.epyc-1.echo`; empty where it is the only one. */
export function suffixOf(tag: string, report: string): string {
  return report.slice(tag.length);
}
