/** A planned trial as data: which processes it needs, and what they are told. */
import type { Built } from "./build.ts";
import { caseNamed, secondsOfCase } from "./cells.ts";
import type { GeneratorSpec, ProcessSpec, ServiceSpec, TrialSpec } from "./executor/spec.ts";
import type { CorePlan } from "./host/cores.ts";
import { resolveArgv, type Resolved } from "./implementations.ts";
import type { ReadyLoadTool } from "./load/load_tool.ts";
import type { Plan, PlannedTrial } from "./plan.ts";
import type { Backend, ProcessEnvironment, Scenario, ScenarioCase } from "./scenario.ts";

const HOSTNAME = "127.0.0.1";

/** An implementation that is ready to be started. */
export interface Ready {
  resolved: Resolved;
  built: Built;
  port: number;
}

/** A backend that is ready to be started. */
export interface ReadyBackend extends Ready {
  backend: Backend;
}

/** What the processes of every trial of a bench depend on. */
export interface Surroundings {
  scenario: Scenario;
  cores: CorePlan;
  /** By name, those that the host can run. */
  backends: ReadonlyMap<string, ReadyBackend>;
  /** Set for every process of the scenario. */
  environment: ProcessEnvironment;
}

function processOf(
  ready: Ready,
  role: ProcessSpec["role"],
  cores: readonly number[],
  ...environments: readonly (ProcessEnvironment | undefined)[]
): ProcessSpec {
  const { candidate, programs } = ready.resolved;
  const { start, environment } = candidate.implementation;
  return {
    role,
    argv: start,
    command: resolveArgv(start, programs, ready.built.folder),
    environment: Object.assign({ ...environment }, ...environments, { PORT: String(ready.port) }),
    cwd: ready.built.folder,
    cores,
  };
}

function backendsOf(each: ScenarioCase, around: Surroundings): ReadyBackend[] {
  return (each.backends ?? []).map((name) => {
    const ready = around.backends.get(name);
    if (ready === undefined) throw new RangeError(`the backend ${name} is not ready`);
    return ready;
  });
}

/** What the processes that talk to the backends are told of them. */
function addressesOf(backends: readonly ReadyBackend[]): ProcessEnvironment {
  return Object.fromEntries(
    backends.flatMap(({ backend, port }) =>
      Object.entries(backend.environment).map(([name, value]) => [
        name,
        value.replaceAll("{address}", `${HOSTNAME}:${port}`).replaceAll("{port}", String(port)),
      ])
    ),
  );
}

/** A program that measures itself has no generator whose cores its backends could be on. */
function coresOf(each: ScenarioCase, { scenario, cores }: Surroundings) {
  const { server, generator, backend = generator } = cores;
  const [first, ...others] = server;
  const isShared = scenario.harness !== undefined && (each.backends ?? []).length > 0;
  return isShared && first !== undefined && others.length > 0
    ? { underTest: others, backend: [first] }
    : { underTest: server, backend };
}

/** What runs through a trial of the case: its backends, and the server where there is one. */
export function servicesOf(ready: Ready, each: ScenarioCase, around: Surroundings): ServiceSpec[] {
  const { scenario, environment } = around;
  const cores = coresOf(each, around);
  const backends = backendsOf(each, around);
  const services = backends.map((own): ServiceSpec => ({
    ...processOf(own, "backend", cores.backend, environment, each.environment?.backend),
    name: own.backend.name,
    endpoint: { hostname: HOSTNAME, port: own.port, path: own.backend.path },
    ready: own.backend.ready,
  }));
  if (scenario.harness !== undefined) return services;
  const told = addressesOf(backends);
  return [...services, {
    ...processOf(ready, "server", cores.underTest, environment, told, each.environment?.server),
    name: "server",
    endpoint: { hostname: HOSTNAME, port: ready.port, path: each.path ?? scenario.path },
    ready: scenario.ready ?? "http",
  }];
}

/** A program that measures itself, called for the case. */
function programSpec(
  ready: Ready,
  each: ScenarioCase,
  around: Surroundings,
  call: { seconds: number; brief: boolean },
): GeneratorSpec {
  const { scenario } = around;
  if (scenario.harness === undefined) throw new RangeError(`${scenario.name} is no harness`);
  const { arguments: words, environment, ...outputs } = scenario.harness({ case: each, ...call });
  const told = addressesOf(backendsOf(each, around));
  const program = processOf(
    ready,
    "program",
    coresOf(each, around).underTest,
    around.environment,
    told,
    environment,
    each.environment?.program,
  );
  const fileNames = (word: string) =>
    Object.entries(outputs.writes)
      .reduce((text, [variable, name]) => text.replaceAll(`{${variable}}`, name), word);
  return {
    ...program,
    argv: [...program.argv, ...words.map(fileNames)],
    command: [...program.command, ...words],
    seconds: call.seconds,
    endsItself: true,
    ...outputs,
  };
}

/** One brief run of a program that measures itself, to see that it works. */
export function briefSpecOf(ready: Ready, each: ScenarioCase, around: Surroundings): TrialSpec {
  return {
    id: "brief",
    services: servicesOf(ready, each, around),
    warmupSeconds: 0,
    generator: programSpec(ready, each, around, { seconds: 1, brief: true }),
  };
}

/** The trial as data. */
export function specOf(
  planned: PlannedTrial,
  ready: Ready,
  around: Surroundings,
  plan: Plan,
  loadTool: ReadyLoadTool | undefined,
): TrialSpec {
  const { scenario, cores } = around;
  const each = caseNamed(scenario, planned.case);
  const seconds = secondsOfCase(each, plan.measure_seconds);
  const { id } = planned;
  const services = servicesOf(ready, each, around);
  if (loadTool === undefined) {
    const generator = programSpec(ready, each, around, { seconds, brief: false });
    return { id, services, warmupSeconds: 0, generator };
  }
  const path = each.path ?? scenario.path;
  const told = addressesOf(backendsOf(each, around));
  const generatorOf = (length: { seconds: number; requests: number }): GeneratorSpec => {
    const generator = loadTool.generator({
      address: `http://${HOSTNAME}:${ready.port}${path}`,
      case: each,
      load: planned.load,
      cores: cores.generator,
      ...length,
    });
    const environment = {
      ...generator.environment,
      ...around.environment,
      ...told,
      ...each.environment?.generator,
    };
    return { ...generator, environment };
  };
  const warmupSeconds = plan.warmup_seconds;
  return {
    id,
    services,
    ...(warmupSeconds > 0 ? { warmup: generatorOf({ seconds: warmupSeconds, requests: 0 }) } : {}),
    warmupSeconds,
    generator: generatorOf({ seconds, requests: each.requests ?? 0 }),
  };
}
