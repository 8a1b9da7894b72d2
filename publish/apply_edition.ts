/**
 * Job normalize, first step: what the maintainer said of the tag joins what was measured. What came from the
 * machines is trusted for what it measured and for nothing else.
 */
import { command, runCommand } from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import { writeAtomically } from "../common/files.ts";
import {
  DATA_FOLDER,
  listReports,
  type Manifest,
  readManifest,
  reportFolder,
  writeManifest,
} from "../pipeline/report.ts";
import { errataOf } from "./corrections.ts";
import { type Edition, readEdition, withEdition } from "./edition.ts";
import { EDITION_TEXTS, editionText } from "./edition_texts.ts";
import { type PlannedReport, type PublicationPlan, readPublicationPlan } from "./plan_file.ts";

/** Refuses a report that is not the one the plan asked this host for. */
export function checkMeasured(manifest: Manifest, { name, host, scenario }: PlannedReport): void {
  const folder = reportFolder(name);
  const scenarios = manifest.scenarios.map((each) => each.name);
  const elsewhere = manifest.elsewhere?.[0]?.path;
  const wrong = manifest.name !== name
    ? `with the name ${manifest.name}`
    : scenarios.join() !== scenario
    ? `with the scenarios ${scenarios.join(", ")} in place of ${scenario}`
    : manifest.origin !== "measured"
    ? "as imported, not measured"
    : elsewhere !== undefined
    ? `with ${elsewhere} kept elsewhere; it takes the raw output as bench left it`
    : undefined;
  if (wrong !== undefined) throw new Failure(`${folder} came from ${host} ${wrong}`);
}

/** Refuses a report of the tag that the plan does not have: the site would show it. */
export function checkPlanned(plan: PublicationPlan, there: readonly string[]): void {
  const planned = new Set(plan.reports.map(({ name }) => name));
  const stray = there.find((name) =>
    (name === plan.tag || name.startsWith(`${plan.tag}.`)) && !planned.has(name)
  );
  if (stray === undefined) return;
  throw new Failure(
    `${DATA_FOLDER}/${stray} is there, and the plan of ${plan.tag} has no such report`,
  );
}

/** Title of a report: of several, each says what it is about. */
export function titleOf(
  title: string | undefined,
  { reports }: PublicationPlan,
  { host }: PlannedReport,
  scenarioTitle: string,
): string | undefined {
  if (title === undefined) return undefined;
  const several = (of: (report: PlannedReport) => string) => new Set(reports.map(of)).size > 1;
  return [
    title,
    ...(several((report) => report.scenario) ? [`: ${scenarioTitle}`] : []),
    ...(several((report) => report.host) ? [` on ${host}`] : []),
  ].join("");
}

async function apply(
  plan: PublicationPlan,
  report: PlannedReport,
  edition: Edition,
): Promise<void> {
  const folder = reportFolder(report.name);
  const manifest = await readManifest(folder);
  checkMeasured(manifest, report);
  const title = titleOf(edition.title, plan, report, manifest.scenarios[0]?.title ?? "");
  const errata = errataOf(plan, report, edition.errata);
  await writeManifest(
    folder,
    withEdition(manifest, {
      ...(title === undefined ? {} : { title }),
      ...(report.supersedes === undefined ? {} : { supersedes: report.supersedes }),
      ...(errata === undefined ? {} : { errata }),
    }),
  );
  for (const file of EDITION_TEXTS) {
    const text = await editionText(plan, report, file);
    if (text !== undefined) await writeAtomically(`${folder}/${file}`, text);
    else await Deno.remove(`${folder}/${file}`).catch(ignoreMissing);
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}

/** `deno task publish:edition` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command(
    "publish:edition",
    "Put text, claims and errata of a tag into its reports.",
  )
    .action(async () => {
      const plan = await readPublicationPlan();
      checkPlanned(plan, await listReports());
      const edition = await readEdition(plan.tag);
      for (const report of plan.reports) await apply(plan, report, edition);
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
