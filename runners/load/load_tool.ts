/** What a load tool is to the bench: how it is found, called, and which raw files it leaves. */
import type { GeneratorSpec } from "../executor/spec.ts";

/** What one call of a load tool must do. */
export interface LoadRequest {
  address: string;
  connections: number;
  seconds: number;
  cores: readonly number[];
}

/** A load tool found on this host. */
export interface ReadyLoadTool {
  name: string;
  version: string;
  /** What a reader must know of its figures, a sentence each. */
  notes: readonly string[];
  generator(request: LoadRequest): GeneratorSpec;
}

export interface LoadTool {
  name: string;
  /** How to get it, for people. */
  get: string;
  /** Finds or installs it; undefined where it cannot be had here. */
  prepare(): Promise<ReadyLoadTool | undefined>;
}
