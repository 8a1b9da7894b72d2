/** Errata against the reports that they speak of: each must meet a result or words, or it takes back nothing. */
import { Failure } from "../../common/failure.ts";
import { readTextIfThere } from "../../common/files.ts";
import { wordsProblem } from "../errata_words.ts";
import type { Manifest } from "../manifest.ts";
import { readManifests, readTrials, reportFolder } from "../report_folder.ts";
import { TEXT_FILE } from "../report_text.ts";
import { checkCorrections, matches, placeOf, type Result } from "../standing.ts";
import { readSummary } from "../tables/summary.ts";
import { type Problem, problemOf } from "./problem.ts";

/** What all reports of a data folder say of one another. */
export interface Corrections {
  manifests: Manifest[];
  /** Of all reports together: these belong to none of those that are verified. */
  problems: Problem[];
  notes: string[];
}

/** What the reports say of one another; one that cannot be read is left to its own verification. */
export async function readCorrections(dataFolder: string): Promise<Corrections> {
  const manifests = await readManifests(dataFolder);
  try {
    return { manifests, problems: [], notes: checkCorrections(manifests) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const problem = problemOf(error, dataFolder, "errata that make sense");
    return { manifests, problems: [problem], notes: [] };
  }
}

/** The errata of a report that meet no figure or no words of the report they name. */
export async function checkErrata(
  manifest: Manifest,
  folder: string,
  dataFolder: string,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const erratum of manifest.errata ?? []) {
    const earlier = reportFolder(erratum.report, dataFolder);
    if (erratum.words !== undefined) {
      problems.push(...await checkWords(erratum.words, erratum.report, earlier, folder));
      continue;
    }
    const results = await readResults(earlier).catch(ignoreFailure);
    // Without any it is not there or cannot be read, which is said elsewhere.
    if (results === undefined || results.length === 0) continue;
    if (results.some((result) => matches(erratum, result))) continue;
    problems.push({
      file: `${folder}/report.json`,
      expected: `an erratum that meets a figure of ${erratum.report}`,
      found: `none with ${placeOf(erratum)}`,
      remedy: `copy the fields from ${earlier}/summary.csv`,
    });
  }
  return problems;
}

/**
 * What an erratum can speak of in a report: its figures, and trials that failed and have none. Not all trials: the
 * cases of a program that measures itself come from its file.
 */
export async function readResults(folder: string): Promise<readonly Result[]> {
  const file = `${folder}/summary.csv`;
  const figures = readSummary(await readTextIfThere(file) ?? "", file);
  return [...figures, ...(await readTrials(folder)).filter(({ state }) => state === "failed")];
}

async function checkWords(
  words: string,
  report: string,
  earlier: string,
  folder: string,
): Promise<Problem[]> {
  const found = wordsProblem(words, await readTextIfThere(`${earlier}/${TEXT_FILE}`));
  return found === undefined ? [] : [{
    file: `${folder}/report.json`,
    expected: `an erratum whose words stand once in the text of ${report}`,
    found: `${found}: ${JSON.stringify(words)}`,
    remedy: `copy a few plain words from ${earlier}/${TEXT_FILE}`,
  }];
}

function ignoreFailure(error: unknown): undefined {
  if (!(error instanceof Failure)) throw error;
}
