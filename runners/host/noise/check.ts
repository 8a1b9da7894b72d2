/** What a check of the host's noise is: what it reads, what it says, and how its effect is stated. */
import type { CorePlan } from "../cores.ts";
import type { Files } from "./files.ts";
import type { ProbeResult } from "./probe/probe.ts";

/** `unknown`: this host does not tell; nothing is assumed in its place. */
export type NoiseState = "good" | "acceptable" | "bad" | "unknown";

/** What a thing can do to a result. */
export interface Effect {
  /** Share of throughput, 0 to 1; null where no source puts a number on it. */
  share: number | null;
  /** `cost`: results are lower by this; `noise`: results of equal programs differ by this. */
  kind: "cost" | "noise";
  /** The measurement, source or assumption that the share comes from. */
  basis: string;
}

/** A measured or read value. */
export interface Quantity {
  name: string;
  value: number | string;
  /** SI base unit; empty for words. */
  unit: string;
}

/** What a check says. */
export interface NoiseResult {
  name: string;
  state: NoiseState;
  /** What was measured, in words. */
  measured: string;
  values: Quantity[];
  /** Null where there is none to speak of. */
  effect: Effect | null;
  /** The command or setting that changes it; empty where nothing needs to be done. */
  remedy: string;
}

/** What a check returns; the registry adds its name. */
export type Assessment = Omit<NoiseResult, "name">;

/** What checks judge: files before and after the probe, and the probe itself. */
export interface Observation {
  cores: CorePlan;
  before: Files;
  after: Files;
  /** Seconds between the two readings. */
  seconds: number;
  /** Process ids of this program and its probes. */
  own: ReadonlySet<number>;
  /** Whether a hypervisor is known to be under this system. */
  virtual: boolean;
  probe: ProbeResult;
}

/** One check, in one file; mod.ts lists them. */
export interface NoiseCheck {
  name: string;
  /** Files it looks at, before and after the probe; `*` stands for part of one path segment. */
  files(read: (path: string) => string): readonly string[];
  check(host: Observation): Assessment;
}

/** Below this share a thing is lost in what else varies between trials. */
export const GOOD_BELOW = 0.005;
/** From here on it hides or feigns the 5 % differences that a report is to find at a cv of 2 %. */
export const BAD_FROM = 0.02;

/** The state of a share that was measured. */
export function stateOf(share: number): NoiseState {
  return share < GOOD_BELOW ? "good" : share < BAD_FROM ? "acceptable" : "bad";
}

/** For what this host does not show. */
export function unknown(measured: string, remedy = ""): Assessment {
  return { state: "unknown", measured, values: [], effect: null, remedy };
}

/** Cores of the plan, the server's first, each once. */
export function plannedCores(cores: CorePlan): number[] {
  return [...new Set([...cores.server, ...cores.generator])];
}
