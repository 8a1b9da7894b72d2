/**
 * Reads a corpus of real raw files and compares what each says with facts worked out independently.
 *
 *     deno run --allow-read tests/corpus/run.ts [FOLDER] [TOOL...]
 *
 * FOLDER holds INDEX.csv (columns file, tool, ..., expected as JSON) and the files it names; without it
 * `../shared/corpus` beside the project. Prints a line per mismatch and the score by tool; exit 1 on any
 * mismatch.
 */
import { Failure } from "../../common/failure.ts";
import type { Run } from "../../pipeline/formats/format.ts";
import { readRuns } from "../../pipeline/formats/read.ts";
import { readCsv } from "../../pipeline/tables/csv.ts";
import { record } from "./facts.ts";
import { CHECKS } from "./mod.ts";

const HEADER = "file,tool,variant,repo,path,commit_or_id,license,note,expected".split(",");

interface Score {
  facts: number;
  factsRight: number;
  files: number;
  filesRight: number;
}

/** Reads a file; of one that cannot be read there are no runs, but the reason. */
async function readFile(path: string, file: string): Promise<{ runs: Run[]; failure?: string }> {
  try {
    return { runs: await readRuns(await Deno.readFile(path), { file }) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { runs: [], failure: error.message };
  }
}

/** Members of an expectation that no check compares: remarks, and what is not read on purpose. */
const NOT_COMPARED = new Set([
  "note",
  // wrk2's second section, of latencies without the waiting for a late start; and rows of its print.
  "uncorrected",
  "hdr_uncorrected",
  "spectrum_rows",
  "spectrum_rows_uncorrected",
]);

/** How many facts an expectation states: its numbers, texts, nulls and truths. */
function countFacts(expected: unknown): number {
  if (Array.isArray(expected)) return expected.reduce<number>((n, each) => n + countFacts(each), 0);
  if (typeof expected !== "object" || expected === null) return 1;
  return Object.entries(expected).reduce(
    (n, [key, value]) => n + (NOT_COMPARED.has(key) ? 0 : countFacts(value)),
    0,
  );
}

async function main(folder: string, tools: readonly string[]): Promise<void> {
  const scores = new Map<string, Score>();
  const index = await Deno.readTextFile(`${folder}/INDEX.csv`);
  for (const { fields } of readCsv(index, HEADER, `${folder}/INDEX.csv`)) {
    const [file = "", tool = ""] = fields;
    const check = CHECKS[tool];
    if (check === undefined || (tools.length > 0 && !tools.includes(tool))) continue;
    const expected = record(JSON.parse(fields.at(-1) as string));
    const { runs, failure } = await readFile(`${folder}/${file}`, file);
    const mismatches = check(expected, runs);
    if (mismatches.length > 0 && failure !== undefined) mismatches.unshift(`not read: ${failure}`);
    for (const mismatch of mismatches) console.log(`${file}: ${mismatch}`);
    const facts = countFacts(expected);
    const score = scores.get(tool) ?? { facts: 0, factsRight: 0, files: 0, filesRight: 0 };
    score.facts += facts;
    score.factsRight += failure !== undefined && mismatches.length > 0
      ? 0
      : Math.max(0, facts - mismatches.length);
    score.files++;
    if (mismatches.length === 0) score.filesRight++;
    scores.set(tool, score);
  }
  for (const [tool, { facts, factsRight, files, filesRight }] of scores) {
    console.log(`${tool}: ${factsRight} of ${facts} facts, ${filesRight} of ${files} files`);
  }
  const total = [...scores.values()];
  if (total.length === 0) {
    console.error(`${folder}: no file of these tools; checks exist for ${Object.keys(CHECKS)}`);
    Deno.exit(2);
  }
  if (total.some((each) => each.filesRight < each.files)) Deno.exit(1);
}

if (import.meta.main) {
  const [folder, ...tools] = Deno.args;
  const beside = decodeURIComponent(new URL("../../../shared/corpus", import.meta.url).pathname);
  await main(folder ?? beside, tools);
}
