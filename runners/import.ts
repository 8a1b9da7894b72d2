/** Files raw outputs that somebody else made: copies them into a report as they are, never edited. */
import { command, numberOption, runCommand } from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import { sha256 } from "../common/files.ts";
import {
  type Manifest,
  type RawFile,
  readManifest,
  readTrials,
  recognizeRawFile,
  reportFolder,
  type Trial,
  writeEnvironment,
  writeManifest,
  writeTrials,
} from "../pipeline/report.ts";
import { nameSchema } from "../pipeline/report.ts";
import { gzip, GZIP_ABOVE_BYTES } from "./raw_files.ts";

interface ImportOptions {
  report: string;
  scenario: string;
  implementation: string;
  case: string;
  limits: string;
  load?: number;
  loadUnit: string;
  trial: number;
  title?: string;
  citation: string;
  date: string;
}

/** Files the given raw outputs as one trial of a cell. Returns the trial. */
export async function importFiles(
  files: readonly string[],
  options: ImportOptions,
  dataFolder?: string,
): Promise<Trial> {
  for (const option of ["scenario", "implementation"] as const) {
    if (!nameSchema.safeParse(options[option]).success) {
      throw new Failure(
        `--${option} "${options[option]}": a name has lower-case letters, digits, dots and hyphens`,
        2,
      );
    }
  }
  if ((options.load === undefined) !== (options.loadUnit === "")) {
    throw new Failure("--load and --load-unit are given together or not at all", 2);
  }
  const folder = reportFolder(options.report, dataFolder);
  const manifest = await manifestFor(folder, options);
  const trials = await readTrials(folder);
  const place = [options.implementation, slug(options.case), options.load, options.trial]
    .filter((part) => part !== undefined && part !== "").join(".");
  const id = `${options.scenario}.${place}`;
  if (trials.some((trial) => trial.id === id)) {
    throw new Failure(
      `${folder}/trials.ndjson already has trial ${id}; give the next --trial, or another --report`,
    );
  }
  const raw: RawFile[] = [];
  const contents = await Promise.all(files.map(readGood));
  for (const [index, file] of files.entries()) {
    const bytes = contents[index] as Uint8Array<ArrayBuffer>;
    const packed = bytes.length > GZIP_ABOVE_BYTES && !(bytes[0] === 0x1f && bytes[1] === 0x8b);
    const stored = packed ? await gzip(bytes) : bytes;
    const path = `raw/${id}/${fileName(file)}${packed ? ".gz" : ""}`;
    if (raw.some((each) => each.path === path)) {
      throw new Failure(`two of the files are named ${fileName(file)}; rename one`);
    }
    await Deno.mkdir(`${folder}/raw/${id}`, { recursive: true });
    await Deno.writeFile(`${folder}/${path}`, stored);
    raw.push({ path, bytes: stored.length, sha256: await sha256(stored) });
  }
  const trial: Trial = {
    id,
    scenario: options.scenario,
    implementation: options.implementation,
    case: options.case,
    limits: options.limits,
    load: options.load ?? null,
    load_unit: options.loadUnit,
    trial: options.trial,
    block: 0,
    seed: "",
    started: "",
    ended: "",
    exit: null,
    state: "finished",
    warmup_seconds: null,
    tools: [],
    programs: [],
    processes: [],
    raw,
    host: null,
  };
  await writeManifest(folder, manifest);
  await writeTrials(folder, [...trials, trial]);
  return trial;
}

async function readGood(file: string): Promise<Uint8Array<ArrayBuffer>> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await Deno.readFile(file);
  } catch {
    throw new Failure(`${file}: there is no such file that may be read`);
  }
  await recognizeRawFile(bytes, file);
  return bytes;
}

async function manifestFor(folder: string, options: ImportOptions): Promise<Manifest> {
  let manifest: Manifest;
  try {
    await Deno.stat(`${folder}/report.json`);
    manifest = await readManifest(folder);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    await Deno.mkdir(`${folder}/raw`, { recursive: true });
    await writeEnvironment(folder, {
      known: false,
      title: "unknown host",
      fingerprint: {},
      notes: {},
      isolation: [],
    });
    manifest = {
      name: options.report,
      title: options.title ?? options.report,
      created: options.date,
      state: "draft",
      origin: "imported",
      citation: options.citation,
      profile: "",
      seed: "",
      reproduce: "",
      scenarios: [],
      implementations: [],
      failures: [],
      left_out: [],
    };
  }
  if (manifest.origin !== "imported") {
    throw new Failure(`${folder} was measured by bench; import into another --report`);
  }
  if (!manifest.scenarios.some((each) => each.name === options.scenario)) {
    manifest.scenarios.push({
      name: options.scenario,
      title: options.scenario,
      about: "",
      kind: options.load === undefined ? "harness" : "ladder",
      load_unit: options.loadUnit,
      does_not_show: [],
      load_tool: "",
    });
  }
  const known = manifest.implementations.some((each) =>
    each.scenario === options.scenario && each.name === options.implementation
  );
  if (!known) {
    manifest.implementations.push({
      name: options.implementation,
      scenario: options.scenario,
      title: options.implementation,
      language: "",
      runtime: "",
      framework: "",
      state: "measured",
      reason: "",
      remedy: "",
      versions: [],
      source: "",
    });
  }
  return manifest;
}

function fileName(path: string): string {
  const name = path.split("/").at(-1) as string;
  return name.replace(/[^A-Za-z0-9._-]+/g, "_").replace(/^\.+/, "") || "raw";
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/** `deno task import` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command(
    "import",
    "File raw outputs that somebody else made as one trial of a report.",
  )
    .argument("<FILE...>", "raw output of a load tool, as the tool wrote it")
    .requiredOption("--report <name>", "folder under data/; made when it is not there")
    .requiredOption("--scenario <name>", "the workload")
    .requiredOption("--implementation <name>", "the program under test")
    .option("--case <text>", "a named part of the workload", "")
    .option("--limits <text>", "what the server was allowed, e.g. 1 core", "")
    .option("--load <number>", "level of load", numberOption("--load", 0))
    .option("--load-unit <unit>", "connections, virtual-users, sessions", "")
    .option("--trial <number>", "1..n", numberOption("--trial", 1), 1)
    .option("--title <text>", "title of a report that is made")
    .option("--citation <text>", "where the figures come from, of a report that is made", "")
    .option("--date <date>", "when they were published, of a report that is made", "")
    .action(async (files: string[], options: ImportOptions) => {
      const trial = await importFiles(files, options);
      console.error(
        `filed ${trial.raw.length} raw files as trial ${trial.id} of ${options.report}`,
      );
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
