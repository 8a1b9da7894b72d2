/** Errata of an edition against the reports that they speak of. */
import { Failure } from "../common/failure.ts";
import { readTextIfThere } from "../common/files.ts";
import {
  DATA_FOLDER,
  type Erratum,
  isWhole,
  matches,
  placeOf,
  readManifest,
  readResults,
  reportFolder,
  TEXT_FILE,
  wordsProblem,
} from "../pipeline/report.ts";

/**
 * Refuses an erratum about a scenario, an implementation, a figure or words that its report does not have:
 * `T verify` would, but only after the measuring. A report that is on the branch alone is left to it.
 */
export async function checkErrata(
  errata: readonly Erratum[] | undefined,
  file: string,
  dataFolder = DATA_FOLDER,
): Promise<void> {
  for (const erratum of errata ?? []) {
    const { report, scenario, implementation, words } = erratum;
    const folder = reportFolder(report, dataFolder);
    if (await readTextIfThere(`${folder}/report.json`) === undefined) continue;
    const { scenarios, implementations } = await readManifest(folder);
    const check = (kind: string, name: string | undefined, all: readonly { name: string }[]) => {
      if (name === undefined || all.some((each) => each.name === name)) return;
      const names = all.map((each) => each.name).join(", ");
      throw new Failure(`${file}: errata: ${report} has no ${kind} "${name}"; it has ${names}`);
    };
    check("scenario", scenario, scenarios);
    check("implementation", implementation, implementations);
    if (words === undefined) {
      if (!isWhole(erratum)) await checkFigure(erratum, folder, file);
      continue;
    }
    const problem = wordsProblem(words, await readTextIfThere(`${folder}/${TEXT_FILE}`));
    if (problem !== undefined) {
      throw new Failure(
        `${file}: errata: expected words that stand once in the text of ${report}, ` +
          `found ${problem}: ${JSON.stringify(words)}; ` +
          `copy a few plain words from ${folder}/${TEXT_FILE}`,
      );
    }
  }
}

async function checkFigure(erratum: Erratum, folder: string, file: string): Promise<void> {
  if ((await readResults(folder)).some((result) => matches(erratum, result))) return;
  throw new Failure(
    `${file}: errata: ${erratum.report} has no figure with ${placeOf(erratum)}; ` +
      `copy the fields from ${folder}/summary.csv`,
  );
}
