/** The edition that a rehearsal pushes: the tag's own, bounded to what a rehearsal measures. */
import { readTextIfThere } from "../../common/files.ts";
import type { Erratum } from "../../pipeline/report.ts";
import { type Edition, editionFolder, readEdition } from "../edition.ts";
import { implementationsOf } from "../implementations.ts";
import { FALSE_CLAIM } from "./faults.ts";
import { exists, visibleFiles } from "./files.ts";
import { releasedFiles } from "./outcome.ts";
import type { Rehearsal } from "./rehearse.ts";

/** Why a rehearsed erratum takes results back; the pages must say it. */
export const RETRACTED_BECAUSE = "Rehearsed: its figures at one connection count were taken back.";

/** Part of the superseded report's raw files that its successor may have in the repository. */
const SMALLER = 0.4;

/** What is rehearsed where neither the tag's edition nor the command says. */
const SCENARIO = "http-counter";
const NEEDS_NO_BUILD = ["node-http", "deno-serve"];

/** What is measured of a scenario where nobody says: what needs no build, or else the first by name. */
function quickOnes(scenario: string): string[] {
  const all = implementationsOf(scenario);
  const quick = NEEDS_NO_BUILD.filter((name) => all.includes(name));
  return quick.length > 0 ? quick : all.slice(0, 1);
}

function retraction(report: string): Erratum {
  return {
    report,
    state: "retracted",
    scenario: SCENARIO,
    load: 64,
    reason: RETRACTED_BECAUSE,
  };
}

/** Files of the edition, by path in its folder. */
export async function editionFiles(rehearsal: Rehearsal): Promise<Record<string, string>> {
  const { tag, supersedes, fault, budget, texts } = rehearsal;
  const { hosts: _, ...edition } = await readEdition(tag);
  const scenarios = rehearsal.scenarios.length > 0
    ? [...rehearsal.scenarios]
    : edition.scenarios ?? [SCENARIO];
  const implementations = rehearsal.implementations.length > 0
    ? [...rehearsal.implementations]
    : edition.implementations ?? [...new Set(scenarios.flatMap(quickOnes))];
  const bounded: Edition = {
    ...edition,
    profile: "quick",
    budget_seconds: budget,
    scenarios,
    ...(implementations.length === 0 ? {} : { implementations }),
    ...(supersedes === undefined ? {} : {
      supersedes,
      errata: [retraction(supersedes)],
      repository_bytes: await smaller(rehearsal, supersedes),
    }),
  };
  const files: Record<string, string> = { "report.json": `${JSON.stringify(bounded, null, 2)}\n` };
  const folder = editionFolder(tag);
  for (const path of texts && await exists(folder) ? await visibleFiles(folder) : []) {
    const text = await readTextIfThere(`${folder}/${path}`);
    if (path !== "report.json" && text !== undefined) files[path] = text;
  }
  if (fault === "false-claim") files["claims.json"] = JSON.stringify({ claims: [FALSE_CLAIM] });
  return files;
}

/** So few bytes that some raw files must live with the release, and so many that the tables fit. */
async function smaller({ place }: Rehearsal, earlier: string): Promise<number> {
  const files = Object.entries(await releasedFiles(place, earlier, earlier));
  const sum = files.reduce(
    (sum, [path, { length }]) => sum + (path.startsWith(`${earlier}/raw/`) ? SMALLER : 1) * length,
    0,
  );
  return Math.round(sum);
}
