/**
 * A synthetic report in a folder of its own, the same for the same seed. For tests of the site only:
 * its figures are made up and must never be shown as results.
 */
import { sha256 } from "../common/files.ts";
import {
  type ImplementationEntry,
  type RawFile,
  type Row,
  type Trial,
  writeEnvironment,
  writeManifest,
  writeTrials,
} from "../pipeline/report.ts";
import {
  manifestOf,
  type Plan,
  planOf,
  SCENARIO,
  type SyntheticOptions,
  text,
} from "./make_report_plan.ts";
import { claimsOf, writeText } from "./make_report_text.ts";
import { trouble, writeTableFiles } from "./make_report_tables.ts";

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
  await writeTrials(folder, trials);
  const claims = claimsOf(plan);
  const tables = await writeTableFiles(folder, manifest, rows, findings, claims);
  await writeText(folder, plan, claims, tables.claims);
  return folder;
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
  const peak = plan.close
    ? 320_000 * 0.995 ** place
    : 320_000 * 0.74 ** place * (place % 2 === 1 ? 1.34 : 1);
  const latecomer = plan.close ? 0 : place * 0.15;
  const rate = peak * (load / (load + 0.9 + latecomer)) * (1 - load / 4000) * noise();
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
      started: new Date(plan.created).toISOString(),
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
