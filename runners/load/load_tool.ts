/** What a load tool is to the bench: how it is found, called, and which raw files it leaves. */
import type { GeneratorSpec } from "../executor/spec.ts";
import type { ScenarioCase } from "../scenario.ts";

/** What one call of a load tool must do. A warm-up is one too; its output is thrown away. */
export interface LoadRequest {
  address: string;
  /** What of the scenario is driven: its stages and script, where it has them. */
  case: ScenarioCase;
  /** Connections, virtual users, requests at a time; null where the case has no load point. */
  load: number | null;
  /** How long it loads; where the work is fixed, the least. */
  seconds: number;
  /** Least number of requests where the work is fixed, else 0. */
  requests: number;
  cores: readonly number[];
}

/** A load tool found on this host. */
export interface ReadyLoadTool {
  name: string;
  version: string;
  /** What a reader must know of its figures, a sentence each. */
  notes: readonly string[];
  /** Why it cannot drive a case, after "it "; undefined where it can. Without it, it can drive all. */
  cannot?(each: ScenarioCase): string | undefined;
  generator(request: LoadRequest): GeneratorSpec;
}

export interface LoadTool {
  name: string;
  /** How to get it, for people. */
  get: string;
  /** What doctor says of it, where preparing takes too long for a look: its version, or what it lacks. */
  look?(): Promise<{ version: string; lacks: { reason: string; remedy: string }[] }>;
  /**
   * Finds or installs it; undefined where it cannot be had here. Throws the reason of `signal` where that fires while
   * it is installed.
   */
  prepare(signal: AbortSignal): Promise<ReadyLoadTool | undefined>;
}
