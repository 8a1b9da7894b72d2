/**
 * What a maintainer says of a report before it is measured: publish/editions/<tag>/ with report.json (below)
 * and, as wanted, claims.json and report.md, which go into the report as they are. Without the folder a tag
 * means every scenario, whole, on every host.
 */
import { z } from "zod";
import { Failure } from "../common/failure.ts";
import { type Manifest, nameSchema } from "../pipeline/report.ts";
import { readJsonIfThere } from "./json.ts";

const EDITIONS_FOLDER = "publish/editions";

/** Files of an edition that go into the report as they are. */
export const EDITION_TEXTS = ["claims.json", "report.md"] as const;

const erratumSchema = z.looseObject({
  report: nameSchema,
  state: z.enum(["superseded", "retracted"]),
  reason: z.string().min(1),
});

const editionSchema = z.strictObject({
  /** In place of the title that bench computes. */
  title: z.string().min(1).optional(),
  scenarios: z.array(nameSchema).min(1).optional(),
  hosts: z.array(nameSchema).min(1).optional(),
  profile: z.enum(["quick", "full"]).default("full"),
  /** Most seconds of measuring a report; the profile's own where it is left out. */
  budget_seconds: z.number().positive().optional(),
  /** Only these; all that the host can run where it is left out. */
  implementations: z.array(nameSchema).min(1).optional(),
  /** The report that this one replaces as a whole. */
  supersedes: nameSchema.optional(),
  /** Results of earlier reports that are replaced or taken back; fields as in a report's report.json. */
  errata: z.array(erratumSchema).min(1).optional(),
});
export type Edition = z.infer<typeof editionSchema>;

/** Folder of a tag's edition. */
export function editionFolder(tag: string): string {
  return `${EDITIONS_FOLDER}/${checkTag(tag)}`;
}

/** Reads an edition; a Failure names the file and the field that is wrong. */
export async function readEdition(tag: string): Promise<Edition> {
  const file = `${editionFolder(tag)}/report.json`;
  return await readJsonIfThere(file, editionSchema) ?? { profile: "full" };
}

/** A tag that may become a report. Dots are left to the names of a tag's several reports. */
export function checkTag(tag: string): string {
  if (/^report-[a-z0-9]+(-[a-z0-9]+)*$/.test(tag) && tag.length <= 60) return tag;
  throw new Failure(
    `"${tag}" cannot name a report: a tag is report- and lower-case letters, digits and single hyphens, ` +
      "such as report-2026-12-01",
  );
}

/** report.json with what the edition says; the report is then published, not a draft. */
export function withEdition(manifest: Manifest, edition: Edition): Manifest {
  const { title, supersedes, errata } = edition;
  return {
    ...manifest,
    state: "published",
    ...(title === undefined ? {} : { title }),
    ...(supersedes === undefined ? {} : { supersedes }),
    ...(errata === undefined ? {} : { errata: errata as Manifest["errata"] & object }),
  };
}
