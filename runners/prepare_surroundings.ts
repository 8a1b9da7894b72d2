/** Before measuring: what surrounds the programs under test; cases that lack a backend are named. */
import { messageOf } from "../common/failure.ts";
import type { Progress } from "../common/progress.ts";
import { build } from "./build.ts";
import { coresFor } from "./host/cores.ts";
import { readCandidate, resolveCandidate } from "./implementations.ts";
import { fromFileUrl } from "./paths.ts";
import type { Backend, Scenario } from "./scenario.ts";
import type { ReadyBackend, Surroundings } from "./trial_spec.ts";

/** Backends listen this far above the first implementation. */
const PORTS_ABOVE = 80;

/** What came of preparing the backends of some cases. */
interface PreparedBackends {
  backends: Map<string, ReadyBackend>;
  /** The cases that have all they need. */
  cases: string[];
  /** The other cases, a sentence each. */
  leftOut: string[];
}

/** What surrounds the programs under test, for these cases; an abort is thrown. */
export async function prepareSurroundings(
  scenario: Scenario,
  names: readonly string[],
  signal: AbortSignal,
  progress: Progress,
): Promise<{ around: Surroundings; cases: string[]; leftOut: string[] }> {
  const environment = await scenario.prepare?.(signal) ?? {};
  const { backends, ...rest } = await prepareBackends(scenario, names, signal, progress);
  return { around: { scenario, cores: coresFor(scenario), backends, environment }, ...rest };
}

async function prepareBackends(
  scenario: Scenario,
  names: readonly string[],
  signal: AbortSignal,
  progress: Progress,
): Promise<PreparedBackends> {
  const cases = scenario.cases.filter((each) => names.includes(each.name));
  const backends = new Map<string, ReadyBackend>();
  const troubles = new Map<string, string>();
  for (const [index, backend] of (scenario.backends ?? []).entries()) {
    if (!cases.some((each) => each.backends?.includes(backend.name))) continue;
    const port = scenario.basePort + PORTS_ABOVE + index;
    const prepared = await prepareBackend(backend, port, signal, progress);
    if (typeof prepared === "string") {
      troubles.set(backend.name, prepared);
      progress.say(`  ${backend.name}: ${prepared}`);
    } else backends.set(backend.name, prepared);
  }
  const leftOut: string[] = [];
  const kept = cases.filter((each) => {
    const lacking = (each.backends ?? []).filter((name) => !backends.has(name));
    if (lacking.length === 0) return true;
    const why = lacking.map((name) => `${name} (${troubles.get(name) ?? "there is none"})`);
    leftOut.push(`Case ${each.name}: it needs ${why.join(" and ")}.`);
    return false;
  });
  return { backends, cases: kept.map((each) => each.name), leftOut };
}

/** The backend, or why it cannot be run. */
async function prepareBackend(
  backend: Backend,
  port: number,
  signal: AbortSignal,
  progress: Progress,
): Promise<ReadyBackend | string> {
  const candidate = await readCandidate(fromFileUrl(backend.folder));
  const resolved = await resolveCandidate(candidate);
  if (resolved.lacks.length > 0) {
    return resolved.lacks.map((lack) => `${lack.reason}; get it: ${lack.remedy}`).join("; ");
  }
  progress.show(`  ${backend.name}: building`);
  try {
    return { backend, resolved, built: await build(resolved, signal), port };
  } catch (error) {
    signal.throwIfAborted();
    return `build failed: ${messageOf(error)}`;
  }
}
