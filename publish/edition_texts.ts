/**
 * Texts and claims of an edition: publish/editions/<tag>/claims.json and report.md, or of a tag that becomes
 * several reports in a folder each, `<scenario>/`, `<host>/` or `<host>.<scenario>/`. They go into the reports as
 * they are.
 */
import { z } from "zod";
import { Failure } from "../common/failure.ts";
import { readTextIfThere } from "../common/files.ts";
import { editionFolder } from "./edition.ts";
import { readJsonIfThere } from "./json.ts";
import { type PlannedReport, type PublicationPlan, suffixOf } from "./plan_file.ts";

/** Files of an edition that go into a report. */
export const EDITION_TEXTS = ["claims.json", "report.md"] as const;

/** As much of claims.json as can be told wrong before anything is measured. */
const claimsSchema = z.strictObject({
  claims: z.array(z.looseObject({
    id: z.string().min(1),
    statement: z.string().min(1),
    expression: z.string().min(1),
  })),
});

/** Folders that may hold the text of a report, the nearest first. */
function foldersOf(plan: PublicationPlan, report: PlannedReport, editions?: string): string[] {
  const folder = editionFolder(plan.tag, editions);
  const suffix = suffixOf(plan.tag, report.name).slice(1);
  const scenarios = new Set(plan.reports.map(({ scenario }) => scenario));
  return [
    ...(suffix === "" ? [] : [`${folder}/${suffix}`]),
    `${folder}/${report.scenario}`,
    // A text is about one scenario; it may serve several hosts.
    ...(scenarios.size === 1 ? [folder] : []),
  ];
}

/** The text of a report; undefined where the edition has none for it. */
export async function editionText(
  plan: PublicationPlan,
  report: PlannedReport,
  file: typeof EDITION_TEXTS[number],
  editions?: string,
): Promise<string | undefined> {
  for (const folder of foldersOf(plan, report, editions)) {
    const text = await readTextIfThere(`${folder}/${file}`);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Refuses an edition with a file that would go nowhere, by name: after hours of measuring it is too late. */
export async function checkEditionFiles(plan: PublicationPlan, editions?: string): Promise<void> {
  const root = editionFolder(plan.tag, editions);
  const homes = new Set(plan.reports.flatMap((report) => foldersOf(plan, report, editions)));
  for (const { name, isDirectory } of await entriesOf(root)) {
    const path = `${root}/${name}`;
    if (!isDirectory) {
      if (name !== "report.json") await checkText(path, name, homes.has(root), homes);
      continue;
    }
    for (const inner of await entriesOf(path)) {
      await checkText(`${path}/${inner.name}`, inner.name, homes.has(path), homes);
    }
  }
}

async function checkText(
  path: string,
  name: string,
  isHome: boolean,
  homes: ReadonlySet<string>,
): Promise<void> {
  if (!(EDITION_TEXTS as readonly string[]).includes(name)) {
    throw new Failure(`${path}: an edition has report.json, ${EDITION_TEXTS.join(" and ")} alone`);
  }
  if (!isHome) {
    throw new Failure(
      `${path}: no report of this tag takes it; put it in ${[...homes].join(" or ")}`,
    );
  }
  if (name === "claims.json") await readJsonIfThere(path, claimsSchema);
}

async function entriesOf(folder: string): Promise<Deno.DirEntry[]> {
  try {
    return await Array.fromAsync(Deno.readDir(folder));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
