/** What a scenario is: data, and the functions that verify what is under test before it is measured. */
import type { ScenarioEntry } from "../pipeline/report.ts";

/** Where a server under test listens. */
export interface Endpoint {
  hostname: string;
  port: number;
}

/** Variables set for a process. */
export type ProcessEnvironment = Readonly<Record<string, string>>;

/** Virtual users go from the target before (0 at first) to this one; equal targets keep them constant. */
export interface Stage {
  seconds: number;
  target: number;
}

/** A request that is made again and again; its path is the scenario's, or the case's. */
export interface AskedFor {
  method: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** A named part of the workload. */
export interface ScenarioCase {
  /** As the row's `case` has it; empty where a scenario has but one. */
  name: string;
  /** In place of the scenario's. */
  path?: string;
  /** Fixed work: least number of requests in a trial. */
  requests?: number;
  /** Stages: how the load goes; the load tool scales them to the seconds of the trial. */
  stages?: readonly Stage[];
  /** How long a trial is expected to last where neither step nor stages say. */
  seconds?: number;
  /** Names of the scenario's backends that run beside it. */
  backends?: readonly string[];
  /** Set for the processes of this case's trials, beside what they have. */
  environment?: Partial<Record<"server" | "backend" | "generator" | "program", ProcessEnvironment>>;
  /** The scenario's own script for its load tool. */
  script?: URL;
  /** What is asked, where it is more than GET and a path; for load tools that take no script. */
  request?: AskedFor;
}

/** One part of the workload at one load. */
export interface Cell {
  /** Name of a case of the scenario. */
  case: string;
  /** Null where the case has no load point. */
  load: number | null;
}

/** Every case at every load. */
export function cells(cases: readonly string[], loads: readonly (number | null)[]): Cell[] {
  return cases.flatMap((name) => loads.map((load) => ({ case: name, load })));
}

/** How much of the workload a run takes; the richest step that fits the time budget is chosen. */
export interface Step {
  cells: readonly Cell[];
  trials: number;
  /** Whole seconds, since wrk takes no fractions; null where each case says its own. */
  measureSeconds: number | null;
}

export interface Profile {
  about: string;
  /** Richest first. */
  steps: readonly Step[];
  /** Harnesses warm themselves up: 0. */
  warmupSeconds: number;
  /** Most seconds that all trials together may take; Infinity where time is no matter. */
  budgetSeconds: number;
  /** What a reader must know of figures taken this way, a sentence each. */
  notes: readonly string[];
}

/** A process that the one under test talks to, and that is not under test. */
export interface Backend {
  name: string;
  /** A folder as an implementation has, built and cached like one; it listens on `$PORT`. */
  folder: URL;
  /** Asked for until it answers, where it is ready by `http`. */
  path: string;
  /** `http`: it answers GET with any whole response; `tcp`: it accepts a connection. */
  ready: "http" | "tcp";
  /** Set for what talks to it; `{address}` stands for host and port, `{port}` for the port. */
  environment: ProcessEnvironment;
}

/** One way to set up a server: the case that is verified, and every case that shares backends and environment. */
export interface SetUp {
  case: ScenarioCase;
  cases: readonly ScenarioCase[];
  implementation: string;
}

export interface HarnessRequest {
  case: ScenarioCase;
  /** How long the whole program is expected to last. */
  seconds: number;
  /** Only whether it works is wanted: each benchmark once. */
  brief: boolean;
}

/** How a program that measures itself is called, and what it leaves. */
export interface HarnessCall {
  /** After the implementation's `start`; `{VARIABLE}` stands for the path of a file in `writes`. */
  arguments: readonly string[];
  environment?: ProcessEnvironment;
  /** Raw file that its standard output becomes; it is bounded, so large output belongs in `writes`. */
  stdout: string;
  /** Environment variables that name a further raw file it writes: variable -> file name. */
  writes: ProcessEnvironment;
  /** It is ended after so long. */
  mostSeconds: number;
  /** Why its output means that nothing was measured; undefined where it is good. */
  faultOf(stdout: string, read: (file: string) => string | undefined): string | undefined;
}

/** A workload. Kinds differ in what drives it: a load tool, or with `harness` the program under test itself. */
export interface Scenario extends Omit<ScenarioEntry, "load_tool"> {
  /** Folder of this scenario, as an address ending in a slash. */
  folder: URL;
  /** The n-th implementation listens on basePort + n, the n-th backend on basePort + 80 + n. */
  basePort: number;
  /** Path the load tool asks for; a server is asked for it until it answers. */
  path: string;
  /** How a server shows that it is ready; `http` where absent. */
  ready?: Backend["ready"];
  /** Cores that what is under test may use; a program's backends take the first of several. */
  serverCores: number;
  /** What the row says of its limits, where that is more than the number of cores. */
  limits?: string;
  /** Names of the load tools that can drive it, the preferred first; none for a harness. */
  loadTools: readonly string[];
  cases: readonly ScenarioCase[];
  backends?: readonly Backend[];
  profiles: Readonly<Record<"quick" | "full", Profile>>;
  /** Of each list the first that can run is run a second time under another name, for the noise floor. */
  twins: readonly (readonly string[])[];
  /** Makes what its processes need beside themselves, such as files; what it returns is set for all of them. */
  prepare?(signal: AbortSignal): Promise<ProcessEnvironment>;
  /**
   * Every way in which the server breaks the contract, as sentences; none when it holds. Asked once for each
   * distinct set-up of its cases; not of a harness, which is run briefly instead.
   */
  verify(endpoint: Endpoint, signal: AbortSignal, setUp: SetUp): Promise<string[]>;
  /** Makes this a scenario whose programs measure themselves. */
  harness?(request: HarnessRequest): HarnessCall;
}
