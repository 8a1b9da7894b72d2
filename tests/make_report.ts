/**
 * A synthetic report in a folder of its own, the same for the same seed. For tests of the site only:
 * its figures are made up and must never be shown as results.
 */
import { sha256 } from "../common/files.ts";
import { writeDataPackage } from "../pipeline/tables/data_package.ts";
import { writeFindings } from "../pipeline/tables/findings.ts";
import { writeMeasurements } from "../pipeline/tables/measurements.ts";
import { writeSummary } from "../pipeline/tables/summary.ts";
import {
  appendTrial,
  type FindingRow,
  type ImplementationEntry,
  type Manifest,
  type RawFile,
  type Row,
  type Summary,
  type Trial,
  writeEnvironment,
  writeManifest,
  writeTrials,
} from "../pipeline/report.ts";

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
  created?: string;
  /** Stands in every field of free text, to see that it comes out as text. */
  hostile?: string;
  /** Ranks and intervals, as a report with tested differences has them. */
  ranked?: boolean;
  /** Also what goes wrong: withheld, bounded, failed and missing. */
  troubled?: boolean;
}

const SCENARIO = "synthetic-counter";
const TREES =
  "Alder Birch Cedar Dogwood Elm Fir Ginkgo Hazel Ironwood Juniper Katsura Larch Maple " +
  "Nutmeg Oak Pine Quince Rowan Spruce Teak";

interface Plan extends Required<SyntheticOptions> {
  names: string[];
  loadPoints: number[];
  random: () => number;
}

/** Writes the report and returns its folder. */
export async function makeReport(options: SyntheticOptions): Promise<string> {
  const plan = planOf(options);
  const folder = `${plan.dataFolder}/${plan.name}`;
  await Deno.mkdir(`${folder}/raw`, { recursive: true });
  const manifest = manifestOf(plan);
  await writeManifest(folder, manifest);
  await writeEnvironment(folder, {
    known: true,
    title: text(plan, "synthetic 4-core host"),
    fingerprint: { cpu: text(plan, "Synthetic CPU"), cores: "4", kernel: "0.0.0" },
    notes: { "load average at start": "0.10 0.10 0.10" },
    isolation: [text(plan, "Nothing ran; these figures are made up.")],
  });
  const trials: Trial[] = [];
  const rows: Row[] = [];
  const measured = manifest.implementations.filter((each) => each.state === "measured");
  for (const [rank, implementation] of measured.entries()) {
    for (const load of plan.loadPoints) {
      for (let trial = 1; trial <= plan.trials; trial++) {
        const made = trialOf(plan, implementation, rank, load, trial);
        trials.push(await withRaw(folder, made.trial, made.raw));
        rows.push(...made.rows);
      }
    }
  }
  const findings = plan.troubled ? trouble(rows, measured.map((each) => each.name)) : [];
  const [first, ...rest] = trials;
  await writeTrials(folder, rest);
  if (first !== undefined) await appendTrial(folder, first);
  await writeTables(folder, manifest, rows, findings, plan);
  return folder;
}

function planOf(options: SyntheticOptions): Plan {
  const count = options.implementations ?? 15;
  const trees = TREES.split(" ");
  return {
    name: "synthetic",
    loads: 9,
    trials: 5,
    seed: 1,
    state: "published",
    created: "2026-01-02T03:04:05Z",
    hostile: "",
    ranked: false,
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

function text(plan: Plan, plain: string): string {
  return plan.hostile === "" ? plain : `${plain} ${plan.hostile}`;
}

function manifestOf(plan: Plan): Manifest {
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

interface Made {
  trial: Trial;
  raw: Record<string, string>;
  rows: Row[];
}

function trialOf(
  plan: Plan,
  entry: ImplementationEntry,
  rank: number,
  load: number,
  number: number,
): Made {
  // A twin runs the program of the first.
  const place = entry.twin_of === undefined ? rank : 0;
  const noise = () => 1 + (plan.random() - 0.5) * 0.03;
  const peak = 320_000 * 0.74 ** place * (place % 2 === 1 ? 1.34 : 1);
  const rate = peak * (load / (load + 0.9 + place * 0.15)) * (1 - load / 4000) * noise();
  const mean = load / rate;
  const id = `${SCENARIO}.${entry.name}.${load}.${number}`;
  const cell = {
    scenario: SCENARIO,
    implementation: entry.name,
    case: "",
    limits: "1 core",
    load,
    load_unit: "connections",
    trial: number,
  };
  const wrk = `raw/${id}/wrk.txt`;
  const samples = `raw/${id}/server.samples.ndjson.gz`;
  const row = (
    metric: string,
    statistic: string,
    value: number,
    unit: string,
    source: string,
  ): Row => ({
    ...cell,
    metric,
    statistic,
    value,
    unit,
    clock: unit === "s" || unit === "1/s" ? "wall" : "",
    loop: metric === "latency" ? "closed-backfilled" : "",
    correction: metric === "goodput" ? "goodput" : "",
    status: "ok",
    findings: [],
    source,
    labels: {},
  });
  return {
    trial: {
      id,
      ...cell,
      block: number,
      seed: String(plan.seed),
      started: plan.created,
      ended: new Date(Date.parse(plan.created) + 3_600_000).toISOString(),
      exit: 0,
      state: "finished",
      warmup_seconds: 2,
      tools: [{ name: "wrk", version: text(plan, "0.0.0") }],
      programs: entry.versions,
      processes: [
        { role: "server", argv: ["./server", "--quiet"], environment: {}, cores: [0] },
        {
          role: "generator",
          argv: ["wrk", "-t1", `-c${load}`, "-d10s", "--latency", "http://127.0.0.1:18300/"],
          environment: {},
          cores: [1],
        },
      ],
      raw: [],
      host: { stealSeconds: 0, loadAverage: 0.1, swapPages: 0 },
    },
    raw: {
      [wrk]: `synthetic, not results\n${rate} req/s at ${load} connections\n`,
      [samples]: `{"synthetic":true,"rate":${rate}}\n`,
    },
    rows: [
      row("cpu", "mean", Math.min(1, 0.97 + plan.random() * 0.03), "cores", `${samples}#L1`),
      row("errors_status", "total", 0, "1", `${wrk}#L2`),
      row("generator_cpu", "mean", Math.min(1, 0.2 + rate / 420_000), "cores", `${samples}#L1`),
      row("goodput", "mean", rate, "1/s", `${wrk}#L2`),
      row("latency", "mean", mean, "s", `${wrk}#L2`),
      row("latency", "max", mean * (8 + 20 * plan.random()), "s", `${wrk}#L2`),
      row("latency", "p50", mean * 0.9, "s", `${wrk}#L2`),
      row("latency", "p99", mean * (1.3 + place / 6 + plan.random() / 3), "s", `${wrk}#L2`),
      row("memory_rss", "max", (6 + place * 14) * 2 ** 20 * noise(), "B", `${samples}#L1`),
      row("throughput", "mean", rate, "1/s", `${wrk}#L2`),
    ],
  };
}

/** Withholds, bounds and warns, as the audit would. */
function trouble(rows: Row[], names: readonly string[]): FindingRow[] {
  const findings: FindingRow[] = [];
  const speak = (
    rule: string,
    severity: FindingRow["severity"],
    message: string,
    about: (row: Row) => boolean,
  ) => {
    for (const row of rows.filter(about)) {
      row.findings = [...new Set([...row.findings, rule])].sort();
      if (severity === "withhold") row.status = "withheld";
      findings.push({ ...row, rule, severity, message: `${message} (${row.trial})` });
    }
  };
  const last = names.at(-2);
  speak(
    "littles-law",
    "withhold",
    "requests under way exceed the connections by more than 15 %",
    (row) => row.implementation === names[3] && row.load === 16 && row.metric === "latency",
  );
  speak(
    "all-answers-failed",
    "withhold",
    "nothing succeeded",
    (row) => row.implementation === last && /^(goodput|latency)$/.test(row.metric),
  );
  speak(
    "generator-saturated",
    "lower bound",
    "the load generator used 90 % or more of its CPU",
    (row) => row.implementation === names[0] && (row.load ?? 0) >= 8 && row.metric === "goodput",
  );
  speak(
    "backfilled-latency",
    "note",
    "wrk corrected mean and percentiles for coordinated omission in its own way",
    (row) => row.metric === "latency" && row.statistic === "p99",
  );
  return findings;
}

async function withRaw(
  folder: string,
  trial: Trial,
  files: Record<string, string>,
): Promise<Trial> {
  const raw: RawFile[] = [];
  for (const [path, content] of Object.entries(files)) {
    let bytes: Uint8Array = new TextEncoder().encode(content);
    if (path.endsWith(".gz")) {
      const zipped = new Blob([content]).stream().pipeThrough(new CompressionStream("gzip"));
      bytes = new Uint8Array(await new Response(zipped).arrayBuffer());
    }
    const target = `${folder}/${path}`;
    await Deno.mkdir(target.slice(0, target.lastIndexOf("/")), { recursive: true });
    await Deno.writeFile(target, bytes);
    raw.push({ path, bytes: bytes.length, sha256: await sha256(bytes) });
  }
  return { ...trial, raw };
}

async function writeTables(
  folder: string,
  manifest: Manifest,
  rows: readonly Row[],
  findings: readonly FindingRow[],
  plan: Plan,
): Promise<void> {
  const tables = {
    "measurements.csv": writeMeasurements(rows),
    "summary.csv": writeSummary(summaries(rows, findings, plan)),
    "findings.csv": writeFindings(findings),
  };
  const files = [];
  for (const [path, content] of Object.entries(tables)) {
    const bytes = new TextEncoder().encode(content);
    await Deno.writeFile(`${folder}/${path}`, bytes);
    files.push({ path, bytes: bytes.length, sha256: await sha256(bytes) });
  }
  const { name, title, created, citation } = manifest;
  await Deno.writeTextFile(
    `${folder}/datapackage.json`,
    writeDataPackage({ name, title, created, citation, files }),
  );
}

/** Medians and ends; intervals and ranks only where asked for, and then plainly made up. */
function summaries(rows: readonly Row[], findings: readonly FindingRow[], plan: Plan): Summary[] {
  const groups = Map.groupBy(
    rows,
    (row) => [row.implementation, row.load, row.metric, row.statistic].join(" "),
  );
  return [...groups.values()].map((group) => {
    const [first] = group as [Row];
    const values = group.map((row) => row.value).sort((a, b) => a - b);
    const middle = values[values.length >> 1] as number;
    const bounded = findings.some((finding) =>
      finding.severity === "lower bound" && finding.implementation === first.implementation &&
      finding.load === first.load && finding.metric === first.metric
    );
    const rank = plan.names.findIndex((name) => name.toLowerCase() === first.implementation) + 1;
    const ranked = plan.ranked && first.metric === "goodput" && rank > 0;
    return {
      ...first,
      n: values.length,
      median: middle,
      mean: first.statistic.startsWith("p") ? null : middle,
      low: plan.ranked ? values[0] as number : null,
      high: plan.ranked ? values.at(-1) as number : null,
      cv: null,
      min: values[0] as number,
      max: values.at(-1) as number,
      rank_low: ranked ? rank - (rank % 3 === 0 ? 1 : 0) : null,
      rank_high: ranked ? rank + (rank % 3 === 2 ? 1 : 0) : null,
      status: first.status === "withheld" ? "withheld" : bounded ? "lower bound" : "ok",
      findings: first.findings,
    };
  });
}
