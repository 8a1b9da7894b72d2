/**
 * A trial as data: which processes, in which role, on which cores, what to wait for, which raw files it
 * leaves. Only runners/executor/ knows how a process is started, so the same data can become jobs elsewhere.
 */
import type { TrialProcess } from "../../pipeline/report.ts";

/** A process to start. */
export interface ProcessSpec {
  role: TrialProcess["role"];
  /** What is recorded: portable, as the implementation or load tool declares it. */
  argv: readonly string[];
  /** What is started: `argv` with programs resolved to paths of this host. */
  command: readonly string[];
  /** Set beside PATH, HOME and LANG; nothing else is inherited. */
  environment: Readonly<Record<string, string>>;
  cwd: string;
  cores: readonly number[];
}

/** A load tool's execution. */
export interface GeneratorSpec extends ProcessSpec {
  /** Seconds it loads the server for. */
  seconds: number;
  /** Raw file that its standard output becomes. */
  stdout: string;
  /** Environment variables that name a further raw file the tool writes: variable -> file name. */
  writes: Readonly<Record<string, string>>;
  /** Why its output means that nothing was measured; undefined where it is good. */
  faultOf(stdout: string): string | undefined;
}

export interface TrialSpec {
  id: string;
  /** Started in this order, ended in reverse. */
  servers: readonly ProcessSpec[];
  endpoint: { hostname: string; port: number; path: string };
  /** Runs before measuring; its output is thrown away, its end comes after `warmupSeconds`. */
  warmup: GeneratorSpec;
  warmupSeconds: number;
  generator: GeneratorSpec;
}

/** Seconds a server has to answer its first request. */
export const START_TIMEOUT_SECONDS = 10;

/** Seconds a load tool may take beyond the time it loads for. */
export const GENERATOR_GRACE_SECONDS = 20;

/** A named failure of an execution. */
export class TrialFailure extends Error {
  override readonly name = "TrialFailure";
  /** `port-taken`, `start`, `crash`, `timeout`, `load-tool`. */
  readonly kind: string;

  constructor(kind: string, message: string) {
    super(message);
    this.kind = kind;
  }
}
