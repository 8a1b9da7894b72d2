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
  /** Set beside PATH, HOME, LANG and what marks it as ours; nothing else is inherited. */
  environment: Readonly<Record<string, string>>;
  cwd: string;
  cores: readonly number[];
}

/** A process that runs through the trial and answers on a port. */
export interface ServiceSpec extends ProcessSpec {
  /** `server`, or the backend's. */
  name: string;
  endpoint: { hostname: string; port: number; path: string };
  /** `http`: it answers GET with any whole response; `tcp`: it accepts a connection. */
  ready: "http" | "tcp";
}

/** A service for messages: `the server`, `the backend llm-stub`. */
export function calledService({ role, name }: Pick<ServiceSpec, "role" | "name">): string {
  return role === "server" ? "the server" : `the ${role} ${name}`;
}

/** What makes the raw files: a load tool's execution, or a program that measures itself. */
export interface GeneratorSpec extends ProcessSpec {
  /** Seconds it loads the server for, or is expected to. */
  seconds: number;
  /** What it measures lasts until it ends, not for so many seconds. */
  endsItself?: true;
  /** Most seconds it may take; by default {@linkcode GENERATOR_GRACE_SECONDS} more than it loads for. */
  mostSeconds?: number;
  /** Raw file that its standard output becomes. */
  stdout: string;
  /**
   * Environment variables that name a further raw file the tool writes: variable -> file name. `{VARIABLE}` in
   * `command` and `environment` stands for the same path, which ends in the file's name.
   */
  writes: Readonly<Record<string, string>>;
  /** Why its output means that nothing was measured; undefined where it is good. `read` gives a file it wrote. */
  faultOf(stdout: string, read: (file: string) => string | undefined): string | undefined;
}

export interface TrialSpec {
  id: string;
  /** Started in this order, each when the one before is ready; ended in reverse. The server is the last, if any. */
  services: readonly ServiceSpec[];
  /** Runs before measuring; its output is thrown away, its end comes after `warmupSeconds`. */
  warmup?: GeneratorSpec;
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
  /** `port-taken`, `start`, `crash`, `timeout`, `load-tool`, `program`, `clock`, `background`. */
  readonly kind: string;

  constructor(kind: string, message: string) {
    super(message);
    this.kind = kind;
  }
}
