/** What judging needs to know of a report beside its raw files. */
import type { TrialFacts } from "./audit/rule.ts";
import type { ReportFacts } from "./judge.ts";
import type { Environment, Manifest } from "./manifest.ts";
import type { Trial } from "./trial.ts";
import type { JudgedReport } from "./verdicts/point_states.ts";

/** What report.json and environment.json say. */
export function reportFactsOf(manifest: Manifest, environment: Environment): ReportFacts {
  return {
    environmentKnown: environment.known,
    baselines: manifest.scenarios.flatMap(({ name, baseline }) =>
      baseline === undefined ? [] : [{ scenario: name, ...baseline }]
    ),
    ranking: {
      scenarios: manifest.scenarios,
      twins: manifest.implementations.flatMap(({ scenario, name, twin_of }) =>
        twin_of === undefined ? [] : [{ scenario, name, of: twin_of }]
      ),
    },
  };
}

/** The objectives of a report's scenarios, and the trials that left nothing to judge by them. */
export function objectivesOf(
  manifest: Manifest,
  trials: readonly Trial[],
): Omit<JudgedReport, "rows"> {
  return {
    objectives: new Map(
      manifest.scenarios.flatMap(({ name, slo }) => slo === undefined ? [] : [[name, slo]]),
    ),
    failedTrials: trials.filter((trial) => trial.state === "failed")
      .map((trial) => ({ ...trial, kind: trial.failure?.kind ?? "" })),
  };
}

/** What a line of trials.ndjson says. */
export function trialFactsOf(trial: Trial): TrialFacts {
  const { id, scenario, implementation, limits, load, load_unit, state, host } = trial;
  const generator = trial.processes.find((process) => process.role === "generator");
  const backends = trial.processes.filter((process) => process.role === "backend");
  const isBeside = backends.some(({ cores }) =>
    cores.some((core) => generator?.cores.includes(core))
  );
  const measuresItself = trial.processes.some((process) => process.role === "program");
  const coresGiven = new Set(trial.processes.flatMap((process) => process.cores)).size;
  const versions = (list: Trial["tools"]) => list.map((each) => `${each.name} ${each.version}`);
  return {
    id,
    scenario,
    implementation,
    case: trial.case,
    limits,
    load,
    load_unit,
    trial: trial.trial,
    block: trial.block > 0 ? trial.block : null,
    state,
    failure: trial.failure === undefined ? "" : `${trial.failure.kind}: ${trial.failure.message}`,
    warmupSeconds: trial.warmup_seconds,
    ...(measuresItself ? { measuresItself } : {}),
    tools: versions(trial.tools),
    programs: versions(trial.programs),
    generatorCores: generator?.cores.length ?? 0,
    ...(isBeside ? { backendBesideGenerator: true } : {}),
    ...(coresGiven > 0 ? { coresGiven } : {}),
    ...spanOf(trial),
    host,
  };
}

function spanOf({ started, ended }: Trial): Pick<TrialFacts, "span"> {
  const [began, end] = [Date.parse(started) / 1000, Date.parse(ended) / 1000];
  return end > began ? { span: { began, ended: end } } : {};
}
