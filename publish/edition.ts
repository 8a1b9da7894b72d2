/**
 * What a maintainer says of a tag before it is measured: publish/editions/<tag>/report.json (below). Without
 * the folder a tag means every scenario, whole, on every host. Texts are in edition_texts.ts.
 */
import { z } from "zod";
import { Failure } from "../common/failure.ts";
import { erratumSchema, type Manifest, nameSchema } from "../pipeline/report.ts";
import { readJsonIfThere } from "./json.ts";

/** Where editions lie, from the project's root. */
const EDITIONS_FOLDER = "publish/editions";

/** Most bytes that a report may add to the repository. */
export const MOST_REPOSITORY_BYTES = 10_000_000;

const editionSchema = z.strictObject({
  /** In place of the title that bench computes. */
  title: z.string().min(1).optional(),
  scenarios: z.array(nameSchema).min(1).optional(),
  hosts: z.array(nameSchema).min(1).optional(),
  profile: z.enum(["quick", "full"]).default("full"),
  /** Most seconds of measuring a report; the profile's own where it is left out. */
  budget_seconds: z.number().positive().optional(),
  /** Of each scenario only these; all that the host can run where it is left out. */
  implementations: z.array(nameSchema).min(1).optional(),
  /** Most bytes a report adds to the repository, where the usual ones are too many. */
  repository_bytes: z.int().positive().max(MOST_REPOSITORY_BYTES).optional(),
  /** The report that this one replaces as a whole; of a tag with several reports, the earlier tag. */
  supersedes: nameSchema.optional(),
  /** Results of earlier reports, or words of their texts, that are replaced or taken back. */
  errata: z.array(erratumSchema).min(1).optional(),
});
export type Edition = z.infer<typeof editionSchema>;

/** Folder of a tag's edition. */
export function editionFolder(tag: string, editions = EDITIONS_FOLDER): string {
  return `${editions}/${checkTag(tag)}`;
}

/** Reads an edition; a Failure names the file and the field that is wrong. */
export async function readEdition(tag: string, editions?: string): Promise<Edition> {
  const file = `${editionFolder(tag, editions)}/report.json`;
  return await readJsonIfThere(file, editionSchema) ?? { profile: "full" };
}

/** A tag that may become a report. Dots are left to the names of a tag's several reports. */
export function checkTag(tag: string): string {
  if (/^report-[a-z0-9]+(-[a-z0-9]+)*$/.test(tag) && tag.length <= 60) return tag;
  throw new Failure(
    `"${tag}" cannot name a report: a tag is report- and lower-case letters, digits and single hyphens, ` +
      "60 characters at most, such as report-2026-12-01",
  );
}

/** What the edition says of one report of its tag. */
export type OwnEdition = Pick<Manifest, "supersedes" | "errata"> & { title?: string };

/**
 * report.json with what the edition says; the report is then published, not a draft. What a report says of
 * others comes from the edition alone: the machine that measured has no word in it.
 */
export function withEdition(
  manifest: Manifest,
  { title, supersedes, errata }: OwnEdition,
): Manifest {
  const { supersedes: _supersedes, errata: _errata, ...measured } = manifest;
  return {
    ...measured,
    state: "published",
    ...(title === undefined ? {} : { title }),
    ...(supersedes === undefined ? {} : { supersedes }),
    ...(errata === undefined ? {} : { errata }),
  };
}
