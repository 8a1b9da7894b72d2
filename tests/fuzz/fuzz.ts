/** Damages real raw files at random and checks what the formats make of them. */
import { command, endWith, numberOption, runCommand } from "../../common/command.ts";
import {
  formatSeconds,
  type Progress,
  silentProgress,
  terminalProgress,
} from "../../common/progress.ts";
import { Failure } from "../../common/failure.ts";
import { seededRandom } from "../../common/random.ts";
import type { Run } from "../../pipeline/formats/format.ts";
import { cleanText, decodeText, isGzip } from "../../pipeline/formats/decode.ts";
import { type Mutation, MUTATIONS } from "./mutations.ts";
import { differing, notFinite, readText, unexplained } from "./property.ts";

const FIXTURES = decodeURIComponent(
  new URL("../../pipeline/formats/testdata", import.meta.url).pathname,
);

/** Larger files make each case slow and say nothing that smaller ones do not. */
const MOST_BYTES = 24 * 1024;

/** A raw file and what is read from it undamaged. */
export interface Sample {
  file: string;
  text: string;
  runs: Run[];
}

/** Every small raw file below a folder that a format reads. */
export async function readSamples(folder = FIXTURES): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const entry of [...Deno.readDirSync(folder)].sort((a, b) => a.name < b.name ? -1 : 1)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) {
      samples.push(...await readSamples(path));
      continue;
    }
    const bytes = await Deno.readFile(path);
    if (bytes.length > MOST_BYTES || isGzip(bytes) || entry.name === "README.md") continue;
    const text = cleanText(decodeText(bytes));
    const runs = await readText(text, "f");
    if (Array.isArray(runs)) samples.push({ file: path.slice(FIXTURES.length + 1), text, runs });
  }
  return samples;
}

/** A case that failed, so that it can be made again. */
export interface Failing {
  case: number;
  file: string;
  done: string;
  problem: string;
}

/** What a mutation did to this text: some damage leaves another, equally good document behind. */
function effectOn(text: string, mutant: string, mutation: Mutation): Mutation["effect"] {
  if (!/^\s*[[{]/.test(text)) return mutation.effect;
  // A member that moved into another object of the same document.
  if (mutation.name === "lines swapped") return "lossy";
  // The first of two documents, whole.
  return mutation.name === "cut" && isDocument(mutant) ? "lossy" : mutation.effect;
}

function isDocument(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Runs so many cases from a seed; stops at `most` failing ones. */
export async function fuzz(
  samples: readonly Sample[],
  cases: number,
  seed: string,
  most: number,
  progress: Progress = silentProgress,
): Promise<Failing[]> {
  const random = seededRandom(seed);
  const failing: Failing[] = [];
  const began = performance.now();
  for (let number = 1; number <= cases && failing.length < most; number++) {
    const sample = samples[random.below(samples.length)] as Sample;
    const other = samples[random.below(samples.length)] as Sample;
    const mutation = MUTATIONS[random.below(MUTATIONS.length)] as Mutation;
    const mutant = mutation.apply(sample.text, random, other.text);
    const effect = effectOn(sample.text, mutant.text, mutation);
    const problems: string[] = [];
    try {
      const runs = await readText(mutant.text, "f");
      if (Array.isArray(runs)) {
        problems.push(...notFinite(runs));
        if (effect === "same") problems.push(...differing(sample.runs, runs));
        if (effect === "damaged") {
          problems.push(...unexplained([sample.runs, other.runs], runs));
        }
      } else if (effect === "same") {
        problems.push(`no longer read: ${runs.message}`);
      }
    } catch (error) {
      problems.push(`thrown: ${error instanceof Error ? error.stack : error}`);
    }
    const done = mutation.name === "joined" ? `${mutant.done} ${other.file}` : mutant.done;
    for (const problem of problems.slice(0, 1)) {
      failing.push({ case: number, file: sample.file, done, problem });
    }
    if (number % 1000 === 0) {
      const each = (performance.now() - began) / number / 1000;
      progress.show(
        `${number} of ${cases}, ${failing.length} failing · about ${
          formatSeconds(each * (cases - number))
        } left`,
      );
    }
  }
  progress.done();
  return failing;
}

/** `deno task fuzz` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command("fuzz", "Damage real raw files at random; no crash, no wrong number.")
    .option("--cases <number>", "how many", numberOption("--cases", 1), 100_000)
    .option("--seed <text>", "decides all cases (default: drawn and printed)")
    .option("--most <number>", "failing cases to stop at", numberOption("--most", 1), 20)
    .option("--only <text>", "only files whose path holds this", "")
    .option("--from <folder>", "other raw files than the project's own")
    .action(async (options) => {
      const seed: string = options.seed ?? crypto.randomUUID().slice(0, 8);
      const all = await readSamples(options.from);
      const samples = all.filter((sample) => sample.file.includes(options.only));
      if (samples.length === 0) {
        throw new Failure(
          `none of the ${all.length} files that are read whole has "${options.only}" in its path`,
          2,
        );
      }
      console.log(`seed ${seed}, ${samples.length} files`);
      const failing = await fuzz(samples, options.cases, seed, options.most, terminalProgress());
      for (const { case: number, file, done, problem } of failing) {
        console.log(`case ${number}: ${file}, ${done}: ${problem}`);
      }
      console.log(`${options.cases} cases, ${failing.length} failing, seed ${seed}`);
      if (failing.length > 0) endWith(1);
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
