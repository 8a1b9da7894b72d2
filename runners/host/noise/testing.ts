/** Hosts for the tests of the checks: files, a plan and a probe's result, all made to measure. */
import type { NoiseCheck, NoiseResult, Observation } from "./check.ts";
import type { Files } from "./files.ts";
import type { CoreGaps, CoreResult } from "./probe/probe.ts";
import type { WorkSummary } from "./probe/work.ts";

/** A fixture in the form in which `head` prints several files. */
export function fixtureFiles(name: string): Files {
  const text = Deno.readTextFileSync(new URL(`./testdata/${name}`, import.meta.url));
  const files = new Map<string, string>();
  for (const part of text.split(/^(?===> )/m)) {
    const [, path, content] = /^==> (\S+) <==\n([^]*)$/.exec(part) ?? [];
    if (path !== undefined && content !== undefined) files.set(path, content.trim());
  }
  return files;
}

export interface HostOptions extends Partial<Omit<Observation, "before" | "after">> {
  before?: Record<string, string>;
  /** Those of `before` where they are not given. */
  after?: Record<string, string>;
}

/** A quiet host of two cores, with these differences. */
export function hostWith({ before = {}, after = {}, ...rest }: HostOptions = {}): Observation {
  return {
    cores: { server: [0], generator: [1], notes: [] },
    before: new Map(Object.entries(before)),
    after: new Map(Object.entries({ ...before, ...after })),
    seconds: 2,
    own: new Set([1000]),
    virtual: false,
    probe: {
      clock: { readSeconds: 30e-9, stepSeconds: 30e-9 },
      cores: [coreResult(0, "server"), coreResult(1, "generator")],
    },
    ...rest,
  };
}

/** What a probe sees on a quiet core, with these differences. */
export function coreResult(
  core: number,
  role: CoreResult["role"],
  { gaps, work, alone = [1e-3, 1e-3, 1e-3, 1e-3] }: {
    gaps?: Partial<CoreGaps>;
    work?: Partial<WorkSummary>;
    alone?: number[];
  } = {},
): CoreResult {
  return {
    core,
    role,
    alone,
    gaps: {
      seconds: 2,
      perSecond: 3,
      longestSeconds: 20e-6,
      p999Seconds: 0,
      share: 6e-5,
      waitedShare: 0,
      ...gaps,
    },
    work: {
      chunks: 2000,
      fastestSeconds: 0.99e-3,
      quartileSeconds: 1e-3,
      slowestSeconds: 1.1e-3,
      cv: 0.01,
      windowCv: 0.001,
      ...work,
    },
  };
}

/** What one check says of a host. */
export function resultOf(check: NoiseCheck, host: HostOptions): NoiseResult {
  return { name: check.name, ...check.check(hostWith(host)) };
}
