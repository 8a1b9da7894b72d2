/** What a synthetic report is made from: its options, its random numbers and its report.json. */
import type { ImplementationEntry, Manifest } from "../pipeline/report.ts";

export interface SyntheticOptions {
  /** Parent of the report's folder; made where it is missing. */
  dataFolder: string;
  name?: string;
  implementations?: number;
  /** Load points: 1, 2, 4 ... */
  loads?: number;
  trials?: number;
  seed?: number;
  state?: Manifest["state"];
  /** What it says of earlier reports. */
  errata?: Manifest["errata"];
  created?: string;
  /** Stands in every field of free text, to see that it comes out as text. */
  hostile?: string;
  /** Implementations so alike that their ranks overlap in a chain. */
  close?: boolean;
  /** Also what goes wrong: withheld, bounded, failed and missing. */
  troubled?: boolean;
}

export const SCENARIO = "synthetic-counter";
const TREES =
  "Alder Birch Cedar Dogwood Elm Fir Ginkgo Hazel Ironwood Juniper Katsura Larch Maple " +
  "Nutmeg Oak Pine Quince Rowan Spruce Teak";

/** Options with their defaults, and what follows from them. */
export interface Plan extends Required<Omit<SyntheticOptions, "errata">> {
  errata: Manifest["errata"];
  names: string[];
  loadPoints: number[];
  random: () => number;
}

/** Fills in the defaults. */
export function planOf(options: SyntheticOptions): Plan {
  const count = options.implementations ?? 15;
  const trees = TREES.split(" ");
  return {
    name: "synthetic",
    loads: 9,
    trials: 5,
    seed: 1,
    state: "published",
    errata: undefined,
    created: "2026-01-02T03:04:05Z",
    hostile: "",
    close: false,
    troubled: true,
    ...options,
    implementations: count,
    names: Array.from(
      { length: count },
      (_, index) =>
        `${trees[index % trees.length]}${
          index < trees.length ? "" : Math.floor(index / trees.length)
        }`,
    ),
    loadPoints: Array.from({ length: options.loads ?? 9 }, (_, index) => 2 ** index),
    random: randomFrom(options.seed ?? 1),
  };
}

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Free text, hostile where that is asked for. */
export function text(plan: Plan, plain: string): string {
  return plan.hostile === "" ? plain : `${plain} ${plan.hostile}`;
}

/** The report.json: implementations from best to worst. */
export function manifestOf(plan: Plan): Manifest {
  const measured = plan.names.map((name, index) =>
    implementation(plan, name, LANGUAGES[index % 5])
  );
  const [first] = measured;
  const twin = first === undefined ? [] : [{
    ...first,
    name: `${first.name}-twin`,
    title: `${first.title} (twin)`,
    twin_of: first.name,
  }];
  const absent: ImplementationEntry[] = plan.troubled
    ? [
      {
        ...implementation(plan, "Willow", "Racket"),
        state: "missing",
        reason: text(plan, "racket is not on this host"),
        remedy: text(plan, "apt-get install racket"),
      },
      {
        ...implementation(plan, "Yew", "Ruby"),
        state: "failed",
        reason: text(plan, "it answered 500 to GET /"),
        remedy: text(plan, "read its log, then run the bench again"),
      },
    ]
    : [];
  return {
    name: plan.name,
    title: text(plan, "Synthetic report, not results"),
    created: plan.created,
    state: plan.state,
    origin: "measured",
    citation: "",
    profile: "synthetic",
    seed: String(plan.seed),
    reproduce: text(plan, "deno test --allow-all tests/browser_test.ts"),
    scenarios: [{
      name: SCENARIO,
      title: text(plan, "Synthetic counter"),
      about: text(plan, "Made-up figures that look like those of a counter served over HTTP."),
      kind: "ladder",
      load_unit: "connections",
      does_not_show: [text(plan, "Anything at all: no server ran.")],
      ranked_by: { metric: "goodput", statistic: "mean" },
      load_tool: "wrk",
    }],
    implementations: [...measured, ...twin, ...absent],
    failures: plan.troubled
      ? [{
        scenario: SCENARIO,
        implementation: "yew",
        trial: "",
        kind: "contract",
        message: text(plan, "GET / answered 500, expected 200"),
      }]
      : [],
    ...(plan.errata === undefined ? {} : { errata: plan.errata }),
    left_out: plan.troubled ? [text(plan, "Load points above the last: no time.")] : [],
  };
}

const LANGUAGES = ["C", "Rust", "Go", "JavaScript", "Python"];

function implementation(plan: Plan, name: string, language = "C"): ImplementationEntry {
  return {
    name: name.toLowerCase(),
    scenario: SCENARIO,
    title: text(plan, `${language} ${name}`),
    language,
    runtime: text(plan, "native"),
    framework: text(plan, name),
    state: "measured",
    reason: "",
    remedy: "",
    versions: [{ name: name.toLowerCase(), version: text(plan, "1.2.3") }],
    source: `runners/scenarios/${SCENARIO}/implementations/${name.toLowerCase()}`,
  };
}
