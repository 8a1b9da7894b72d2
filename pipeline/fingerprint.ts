/** What a report was measured on and with, as keys and a hash, and what forbids comparing two reports. */
import { sha256 } from "../common/files.ts";
import type { Environment, ScenarioEntry } from "./manifest.ts";
import { compareText, type Row } from "./row.ts";
import { median } from "./statistics/moments.ts";
import type { Trial } from "./trial.ts";

/**
 * What a key is about: the host; a tool or the load of a scenario; a program of one implementation. The
 * last three name their scenario, and the last its implementation.
 */
export type KeyScope = "host" | "tool" | "load" | "program";

/** One thing that is the same in two reports, or their values are not compared. */
export interface FingerprintKey {
  scope: KeyScope;
  /** Empty of the host. */
  scenario: string;
  /** Empty of all but a program. */
  implementation: string;
  /** `cpu`, `wrk`, `warm-up`; unique within the rest. */
  name: string;
  value: string;
}

export interface Fingerprint {
  /** Whether anything is known of the host. Two unknown hosts are not one host. */
  known: boolean;
  /** Sorted; see {@linkcode hashOf} for the text that is hashed. */
  keys: FingerprintKey[];
  hash: string;
}

/** What a fingerprint is made from: files of one report folder. */
export interface FingerprintInput {
  environment: Environment;
  trials: readonly Trial[];
  scenarios: readonly ScenarioEntry[];
  /** Rows of measurements.csv. */
  rows: readonly Row[];
}

/**
 * The fingerprint of a report:
 * - host: every key of environment.json's `fingerprint`;
 * - tool: version of each tool of a scenario's trials;
 * - load: warm-up and measured seconds of a scenario's trials, and the cores its processes were pinned to
 *   (limits and level of load are part of the cell);
 * - program: version of each program of an implementation's trials.
 *
 * What a report does not record has no key. Several values of one key are all in it, sorted.
 */
export async function fingerprintOf(input: FingerprintInput): Promise<Fingerprint> {
  const host = Object.entries(input.environment.fingerprint).map(([name, value]) =>
    key("host", "", "", name, value)
  );
  const keys = [...host, ...trialKeys(input.trials), ...secondsKeys(input)].sort(compareKeys);
  return { known: input.environment.known, keys, hash: await hashOf(keys) };
}

/**
 * The first 12 hexadecimal digits (48 bits) of the SHA-256 of the keys as text: a line each, sorted,
 * `["scope","scenario","implementation","name","value"]` as JSON without spaces, each ended by LF, UTF-8.
 */
export async function hashOf(keys: readonly FingerprintKey[]): Promise<string> {
  const lines = [...keys].sort(compareKeys).map((each) =>
    JSON.stringify([each.scope, each.scenario, each.implementation, each.name, each.value]) + "\n"
  );
  return (await sha256(new TextEncoder().encode(lines.join("")))).slice(0, 12);
}

/** A key whose values differ; undefined where a report does not record it. */
export interface DifferingKey extends Omit<FingerprintKey, "value"> {
  a: string | undefined;
  b: string | undefined;
}

/**
 * The keys of which two reports have different values, sorted. Keys of a scenario or of an implementation
 * that one report did not run are no difference: nothing of it is compared. Nor is a setting of the load
 * that one report lacks, such as the seconds of a case that it did not run.
 */
export function differingKeys(a: Fingerprint, b: Fingerprint): DifferingKey[] {
  const valuesOf = (fingerprint: Fingerprint) =>
    new Map(fingerprint.keys.map((each) => [identityOf(each), each]));
  const [first, second] = [valuesOf(a), valuesOf(b)];
  const shared = (part: "scenario" | "implementation", value: string) =>
    value === "" || [a, b].every(({ keys }) => keys.some((each) => each[part] === value));
  const differing: DifferingKey[] = [];
  for (const [identity, each] of new Map([...first, ...second])) {
    const values = { a: first.get(identity)?.value, b: second.get(identity)?.value };
    if (values.a === values.b) continue;
    const lacking = values.a === undefined || values.b === undefined;
    if (each.scope === "load" && lacking) continue;
    if (!shared("scenario", each.scenario)) continue;
    if (!shared("implementation", each.implementation)) continue;
    const { scope, scenario, implementation, name } = each;
    differing.push({ scope, scenario, implementation, name, ...values });
  }
  return differing.sort(compareKeys);
}

/** "cpu", "wrk (http-counter)", "go (http-counter, go-net-http)": a key for people. */
export function nameOfKey(key: Omit<FingerprintKey, "value">): string {
  const place = [key.scenario, key.implementation].filter((part) => part !== "").join(", ");
  return place === "" ? key.name : `${key.name} (${place})`;
}

function trialKeys(trials: readonly Trial[]): FingerprintKey[] {
  const values = new Map<string, [FingerprintKey, Set<string>]>();
  const add = (
    scope: KeyScope,
    scenario: string,
    implementation: string,
    name: string,
    value: string,
  ) => {
    const identity = identityOf({ scope, scenario, implementation, name });
    values.getOrInsertComputed(
      identity,
      () => [key(scope, scenario, implementation, name, ""), new Set()],
    )[1].add(value);
  };
  for (const trial of trials) {
    if (trial.state === "failed") continue;
    const { scenario, implementation, tools, programs, warmup_seconds } = trial;
    for (const { name, version } of tools) add("tool", scenario, "", name, version);
    for (const { name, version } of programs) {
      add("program", scenario, implementation, name, version);
    }
    if (warmup_seconds !== null) add("load", scenario, "", "warm-up", `${warmup_seconds} s`);
    for (const { role, cores } of trial.processes) {
      const value = cores.length === 0 ? "not pinned" : cores.join(" ");
      add("load", scenario, "", `cores of the ${role}`, value);
    }
  }
  return [...values.values()].map(([found, set]) => ({ ...found, value: valueOf(set) }));
}

/** Kinds of scenario whose trials last as long as they are told to. */
const TIMED: readonly ScenarioEntry["kind"][] = ["ladder", "stages", "search"];

/**
 * Measured seconds of each case: the median over its trials, in whole seconds, since tools are told whole
 * seconds and measure a little more.
 */
function secondsKeys({ scenarios, rows }: FingerprintInput): FingerprintKey[] {
  const timed = new Set(
    scenarios.filter(({ kind }) => TIMED.includes(kind)).map(({ name }) => name),
  );
  const durations = rows.filter((row) =>
    row.metric === "duration" && row.statistic === "total" && timed.has(row.scenario)
  );
  const cases = Map.groupBy(durations, (row) => JSON.stringify([row.scenario, row.case]));
  return [...cases.values()].map((group) => {
    const { scenario, case: name } = group[0] as Row;
    const middle = median(group.map(({ value }) => value).sort((a, b) => a - b));
    const seconds = middle < 1 ? Number(middle.toPrecision(1)) : Math.round(middle);
    return key("load", scenario, "", `measured${name === "" ? "" : ` ${name}`}`, `${seconds} s`);
  });
}

function key(
  scope: KeyScope,
  scenario: string,
  implementation: string,
  name: string,
  value: string,
): FingerprintKey {
  return { scope, scenario, implementation, name, value };
}

function valueOf(values: ReadonlySet<string>): string {
  return [...values].sort(compareText).join(", ");
}

type Identity = Omit<FingerprintKey, "value">;

function identityOf({ scope, scenario, implementation, name }: Identity): string {
  return `${scope}\0${scenario}\0${implementation}\0${name}`;
}

const SCOPES: readonly KeyScope[] = ["host", "tool", "load", "program"];

function compareKeys(a: Identity, b: Identity): number {
  return SCOPES.indexOf(a.scope) - SCOPES.indexOf(b.scope) ||
    compareText(a.scenario, b.scenario) || compareText(a.implementation, b.implementation) ||
    compareText(a.name, b.name);
}
