/** What a scenario is: data, and the function that verifies a server before it is measured. */
import type { ScenarioEntry } from "../pipeline/report.ts";

/** Where a server under test listens. */
export interface Endpoint {
  hostname: string;
  port: number;
}

/** How much of the ladder a run takes; the richest step that fits the time budget is chosen. */
export interface Step {
  loads: readonly number[];
  trials: number;
  /** Whole seconds: wrk takes no fractions. */
  measureSeconds: number;
}

export interface Profile {
  about: string;
  /** Richest first. */
  steps: readonly Step[];
  warmupSeconds: number;
  /** Most seconds that all trials together may take; Infinity where time is no matter. */
  budgetSeconds: number;
  /** What a reader must know of figures taken this way, a sentence each. */
  notes: readonly string[];
}

export interface Scenario extends Omit<ScenarioEntry, "load_tool"> {
  kind: "ladder";
  /** Folder of this scenario, as an address ending in a slash. */
  folder: URL;
  /** The n-th implementation listens on basePort + n. */
  basePort: number;
  /** Path the load tool asks for. */
  path: string;
  /** Cores a server may use; the row's `limits` says the same. */
  serverCores: number;
  profiles: Readonly<Record<"quick" | "full", Profile>>;
  /** The first of these that can run is run a second time under another name, for the noise floor. */
  twins: readonly string[];
  /** Every way in which the server breaks the contract, as sentences; none when it holds. */
  verify(endpoint: Endpoint, signal?: AbortSignal): Promise<string[]>;
}
