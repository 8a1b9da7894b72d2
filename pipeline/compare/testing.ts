/** Made-up reports for tests of comparing: every figure comes from a seed. */
import { seededRandom } from "../../common/random.ts";
import type { ImplementationEntry } from "../manifest.ts";
import { metricNamed } from "../measurement.ts";
import { writeEnvironment, writeManifest, writeTrials } from "../report_folder.ts";
import type { Cell, Row } from "../row.ts";
import { summarize } from "../statistics/summarize.ts";
import { TABLE_NAMES, type Tables, writeTables } from "../tables/mod.ts";
import type { Trial } from "../trial.ts";
import type { ReportData } from "./report_data.ts";

export interface MadeUp {
  name: string;
  created?: string;
  seed?: string;
  trials?: number;
  loads?: number[];
  /** Spread of trials. */
  cv?: number;
  /** What the throughput of an implementation is multiplied by, and its latency divided by. */
  factor?: (implementation: string, load: number) => number;
  implementations?: string[];
  /** Whether the first implementation runs twice, for the noise floor. */
  twin?: boolean;
}

export const SCENARIO = "counter";

/** A report of one host: throughput and latency of each implementation at each load. */
export function madeUpReport(options: MadeUp): ReportData {
  const { name, created = "2026-03-01T00:00:00Z", trials = 5, loads = [1, 8, 64], cv = 0.01 } =
    options;
  const { implementations = ["alder", "birch", "cedar"], twin = true, factor = () => 1 } = options;
  const random = seededRandom(options.seed ?? name);
  const noise = () => {
    const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
    return Math.exp(cv * radius * Math.cos(2 * Math.PI * random.next()));
  };
  const entries = implementations.map((each) => entryOf(each));
  const [first] = entries;
  if (twin && first !== undefined) {
    entries.push({ ...first, name: `${first.name}-twin`, twin_of: first.name });
  }
  const rows: Row[] = [];
  const records: Trial[] = [];
  for (const entry of entries) {
    const program = entry.twin_of ?? entry.name;
    const peak = 1000 * (implementations.indexOf(program) + 1);
    for (const load of loads) {
      for (let trial = 1; trial <= trials; trial++) {
        const cell = cellOf(entry.name, load);
        const rate = peak * load / (load + 2) * factor(program, load) * noise();
        rows.push(
          rowOf(cell, trial, "duration", "total", 2.01 + 0.02 * random.next()),
          rowOf(cell, trial, "latency", "p99", 3 * load / rate * noise()),
          rowOf(cell, trial, "throughput", "mean", rate),
        );
        records.push(trialOf(cell, trial));
      }
    }
  }
  return {
    name,
    manifest: {
      name,
      title: name,
      created,
      state: "published",
      origin: "measured",
      citation: "",
      profile: "quick",
      seed: "1",
      reproduce: "",
      scenarios: [{
        name: SCENARIO,
        title: "Counter",
        about: "Made up.",
        kind: "ladder",
        load_unit: "connections",
        does_not_show: [],
        ranked_by: { metric: "throughput", statistic: "mean" },
        load_tool: "wrk",
      }],
      implementations: entries,
      failures: [],
      left_out: [],
    },
    environment: {
      known: true,
      title: "made-up host",
      fingerprint: { cpu: "Made-up CPU", cores: "2", kernel: "6.1.0" },
      notes: {},
      isolation: [],
    },
    trials: records,
    tables: { measurements: rows, summary: summarize(rows, []) },
  };
}

/** Takes the summary anew after rows were changed. */
export function summarized(report: ReportData): ReportData {
  const { measurements } = report.tables;
  return { ...report, tables: { measurements, summary: summarize(measurements, []) } };
}

/** Writes a report as a folder below `<root>/data`. */
export async function writeReport(root: string, report: ReportData): Promise<void> {
  const folder = `${root}/data/${report.name}`;
  await Deno.mkdir(folder, { recursive: true });
  await writeManifest(folder, report.manifest);
  await writeEnvironment(folder, report.environment);
  await writeTrials(folder, report.trials);
  const empty = Object.fromEntries(TABLE_NAMES.map((table) => [table, []])) as unknown as Tables;
  for (const { path, content } of writeTables({ ...empty, ...report.tables })) {
    await Deno.writeTextFile(`${folder}/${path}`, content);
  }
}

function entryOf(name: string): ImplementationEntry {
  return {
    name,
    scenario: SCENARIO,
    title: name,
    language: "C",
    runtime: "native",
    framework: "",
    state: "measured",
    reason: "",
    remedy: "",
    versions: [],
    source: "",
  };
}

function cellOf(implementation: string, load: number): Cell {
  const limits = "1 core";
  return { scenario: SCENARIO, implementation, case: "", limits, load, load_unit: "connections" };
}

function rowOf(cell: Cell, trial: number, metric: string, statistic: string, value: number): Row {
  return {
    ...cell,
    trial,
    metric,
    statistic,
    value,
    unit: metricNamed(metric)?.unit ?? "",
    clock: "wall",
    loop: metric === "latency" ? "closed" : "",
    correction: "",
    status: "ok",
    findings: [],
    source: "raw/made_up.txt#L1",
    labels: {},
  };
}

function trialOf(cell: Cell, trial: number): Trial {
  return {
    id: `${cell.scenario}.${cell.implementation}.${cell.load}.${trial}`,
    ...cell,
    trial,
    block: trial,
    seed: "1",
    started: "",
    ended: "",
    exit: 0,
    state: "finished",
    warmup_seconds: 0.5,
    tools: [{ name: "wrk", version: "4.2.0" }],
    programs: [{ name: "gcc", version: "14.2.0" }],
    processes: [
      { role: "server", argv: ["./server"], environment: {}, cores: [0] },
      { role: "generator", argv: ["wrk"], environment: {}, cores: [1] },
    ],
    raw: [],
    host: null,
  };
}
