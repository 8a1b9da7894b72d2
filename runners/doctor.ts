/** What this host can run, what is missing and how to get it, and how quiet it is. */
import { Option } from "commander";
import { command, endWith, printData, runCommand } from "../common/command.ts";
import { type Progress, terminalProgress } from "../common/progress.ts";
import type { Environment } from "../pipeline/report.ts";
import { diagnosisText } from "./doctor_text.ts";
import { planCores } from "./host/cores.ts";
import { readHostEnvironment } from "./host/environment.ts";
import type { NoiseResult } from "./host/noise/check.ts";
import { measureNoise } from "./host/noise/measure.ts";
import {
  type Candidate,
  findCandidates,
  readCandidate,
  resolveCandidate,
} from "./implementations.ts";
import type { LoadTool } from "./load/load_tool.ts";
import { LOAD_TOOLS } from "./load/mod.ts";
import { fromFileUrl } from "./paths.ts";
import { SCENARIOS } from "./scenarios/mod.ts";

/** Something that is ready to be run, or what it lacks and how to get that. */
export interface Runnable {
  name: string;
  /** Programs that it runs with, `node 20.20.2`; empty where it cannot be run. */
  versions: string[];
  lacks: { reason: string; remedy: string }[];
}

/** All that doctor says; `--output json` prints it as it is. */
export interface Diagnosis {
  host: Pick<Environment, "title" | "fingerprint" | "isolation">;
  /** In the order of what to change first. */
  noise: NoiseResult[];
  load_tools: Runnable[];
  scenarios: { name: string; implementations: Runnable[]; backends: Runnable[] }[];
}

async function diagnose(progress: Progress): Promise<Diagnosis> {
  const cores = planCores(1);
  const { title, fingerprint, isolation } = await readHostEnvironment(cores);
  progress.show("measuring noise on the cores of the plan, about 6 s");
  const noise = await measureNoise(cores);
  progress.show("looking for load tools and the programs of each implementation");
  const diagnosis = {
    host: { title, fingerprint, isolation },
    noise,
    load_tools: await Promise.all(LOAD_TOOLS.map(lookAt)),
    scenarios: await Promise.all(SCENARIOS.map(async (scenario) => ({
      name: scenario.name,
      implementations: await Promise.all((await findCandidates(scenario)).map(runnableOf)),
      backends: await Promise.all(
        (scenario.backends ?? []).map(async ({ folder }) =>
          runnableOf(await readCandidate(fromFileUrl(folder)))
        ),
      ),
    }))),
  };
  progress.done();
  return diagnosis;
}

async function lookAt(tool: LoadTool): Promise<Runnable> {
  const seen = await tool.look?.();
  if (seen !== undefined) {
    const { version, lacks } = seen;
    return { name: tool.name, versions: lacks.length === 0 ? [version] : [], lacks };
  }
  const ready = await tool.prepare(new AbortController().signal).catch(() => undefined);
  return ready === undefined
    ? { name: tool.name, versions: [], lacks: [{ reason: "not found", remedy: tool.get }] }
    : { name: ready.name, versions: [ready.version], lacks: [] };
}

async function runnableOf(candidate: Candidate): Promise<Runnable> {
  const { programs, lacks } = await resolveCandidate(candidate);
  const versions = [...programs].map(([name, { version }]) => `${name} ${version}`);
  return { name: candidate.name, versions: lacks.length === 0 ? versions : [], lacks };
}

/** Why a host is not to be measured on; undefined where no check is bad. */
export function objectionTo(noise: readonly NoiseResult[]): string | undefined {
  const bad = noise.filter(({ state }) => state === "bad").map(({ name }) => name);
  return bad.length === 0
    ? undefined
    : `this host is too noisy to measure on: ${bad.join(", ")}; doctor says what to change`;
}

/** `deno task doctor` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command(
    "doctor",
    "Say what this host can run, what is missing and how quiet it is.",
  )
    .addOption(
      new Option("--output <form>", "text for people or json for programs")
        .choices(["text", "json"]).default("text"),
    )
    .option("--strict", "end with status 1 when a check of the noise is bad")
    .action(async (options: { output: "text" | "json"; strict?: true }) => {
      const diagnosis = await diagnose(terminalProgress());
      printData(
        options.output === "json"
          ? `${JSON.stringify(diagnosis, null, 2)}\n`
          : diagnosisText(diagnosis),
      );
      const objection = options.strict ? objectionTo(diagnosis.noise) : undefined;
      if (objection !== undefined) {
        console.error(`error: ${objection}`);
        endWith(1);
      }
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
