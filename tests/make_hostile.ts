/**
 * A synthetic report whose every text field says something hostile: markup, broken quotes, paths, formulas of
 * spreadsheets, ten thousand letters, text from right to left, emoji. Fields that a schema binds (names, hashes,
 * states) and the names that the tables know (metrics, statistics) stay as they are, each with a twin that does not.
 */
import { sha256 } from "../common/files.ts";
import {
  type Manifest,
  readEnvironment,
  readManifest,
  readTables,
  readTrials,
  type StateRow,
  type Tables,
  type Trial,
  writeEnvironment,
  writeManifest,
  writeTrials,
} from "../pipeline/report.ts";
import { CLAIMS_FILE } from "../pipeline/claims/mod.ts";
import { writeTables } from "../pipeline/tables/mod.ts";
import { makeReport } from "./make_report.ts";

/** What a text field must never do anything with but show it. */
export const ATTACK = `<script>globalThis.owned=1</script>" onload="globalThis.owned=1" ` +
  `'><img src=x onerror=globalThis.owned=1> &lt;b&gt; ../../../../etc/passwd =cmd|' /C calc'!A0 ` +
  `\u202eלימשמאל مرحبا\u202c 👩‍👩‍👧‍👦🔥 javascript:globalThis.owned=1`;
/** A word that breaks nowhere. */
export const LONG = "long".repeat(2500);

/** How a field shows which one it is. */
export function markOf(field: string): string {
  return `⟦${field}⟧`;
}

/** Begins as a formula, so that its CSV must be guarded. */
function attack(field: string, long = true): string {
  return `=cmd|${markOf(field)} ${ATTACK}${long ? ` ${LONG}` : ""}`;
}

export interface HostileOptions {
  dataFolder: string;
  name: string;
  origin: Manifest["origin"];
  created: string;
  /** Whether its fields are ten thousand letters long too. */
  long?: boolean;
}

/** The name of a raw file, as hostile as a file system lets it be. */
const RAW_NAME = `=cmd|<img src=x onerror='globalThis.owned=1'>"&\u202e🔥 a#b?c%2e%2e.txt`;

/** Writes the report and returns its folder. */
export async function makeHostile(options: HostileOptions): Promise<string> {
  const { dataFolder, name, origin, created, long = true } = options;
  const folder = await makeReport({
    dataFolder,
    name,
    created,
    implementations: 4,
    loads: 2,
    trials: 2,
    seed: name.length,
  });
  const text = (field: string) => attack(field, long);
  const manifest = await readManifest(folder);
  await writeManifest(folder, { ...hostileManifest(manifest, text), origin });
  const environment = await readEnvironment(folder);
  await writeEnvironment(folder, {
    ...environment,
    title: text("environment.title"),
    fingerprint: { cpu: text("environment.fingerprint"), [text("fingerprint.key")]: "4" },
    notes: { [text("environment.notes.key")]: text("environment.notes") },
    isolation: [text("environment.isolation")],
  });
  const place = { case: text("case"), limits: text("limits") };
  await writeTrials(
    folder,
    await Promise.all(
      (await readTrials(folder)).map((trial) => hostileTrial(trial, place, text, folder)),
    ),
  );
  const tables = hostileTables(await readTables(folder), place, text);
  for (const { path, content } of writeTables(tables)) {
    await Deno.writeTextFile(`${folder}/${path}`, content);
  }
  // Claims and text that belong together are judged when they are read: this text claims nothing.
  await Deno.remove(`${folder}/${CLAIMS_FILE}`);
  await Deno.writeTextFile(`${folder}/report.md`, `# ${text("report.md")}\n\n${ATTACK}\n`);
  return folder;
}

type Text = (field: string) => string;

function hostileManifest(manifest: Manifest, text: Text): Manifest {
  const [scenario] = manifest.scenarios;
  return {
    ...manifest,
    title: text("manifest.title"),
    citation: text("manifest.citation"),
    profile: text("manifest.profile"),
    seed: text("manifest.seed"),
    reproduce: text("manifest.reproduce"),
    left_out: [text("manifest.left_out")],
    scenarios: scenario === undefined ? [] : [{
      ...scenario,
      title: text("scenario.title"),
      about: text("scenario.about"),
      load_tool: text("scenario.load_tool"),
      does_not_show: [text("scenario.does_not_show")],
      slo: {
        gates: [{
          name: "newest-p50",
          metric: "latency",
          statistic: "p50",
          mostSeconds: 0.2,
          bounds: text("gate.bounds"),
        }],
        budget: { errors: "errors", answers: "partials", errorsAllowed: 1, perAnswers: 1000 },
      },
    }],
    implementations: manifest.implementations.map((each) => ({
      ...each,
      title: text(`${each.name}.title`),
      language: text("language"),
      runtime: text("runtime"),
      framework: text("framework"),
      reason: each.state === "measured" ? "" : text("reason"),
      remedy: each.state === "measured" ? "" : text("remedy"),
      versions: [{ name: text("version.name"), version: text("version") }],
      source: text("source"),
    })),
    failures: manifest.failures.map((failure) => ({
      ...failure,
      trial: text("failure.trial"),
      kind: text("failure.kind"),
      message: text("failure.message"),
    })),
  };
}

async function hostileTrial(
  trial: Trial,
  place: { case: string; limits: string },
  text: Text,
  folder: string,
): Promise<Trial> {
  const path = `raw/${trial.id}/${RAW_NAME}`;
  const bytes = new TextEncoder().encode("hostile, not a result\n");
  await Deno.writeFile(`${folder}/${path}`, bytes);
  return {
    ...trial,
    ...place,
    seed: text("trial.seed"),
    tools: [{ name: text("tool.name"), version: text("tool.version") }],
    programs: [{ name: text("program.name"), version: text("program.version") }],
    processes: trial.processes.map((process) => ({
      ...process,
      argv: [text("argv")],
      environment: { [text("environment.name")]: text("environment.value") },
    })),
    raw: [...trial.raw, { path, bytes: bytes.length, sha256: await sha256(bytes) }],
    ...(trial.trial === 2
      ? {
        state: "failed" as const,
        failure: { kind: text("trial.kind"), message: text("trial.message") },
      }
      : {}),
  };
}

function hostileTables(
  tables: Tables,
  place: { case: string; limits: string },
  text: Text,
): Tables {
  const counter = { metric: `counter:${text("counter")}`, unit: text("unit") };
  const measurements = tables.measurements.map((row) => ({
    ...row,
    ...place,
    ...(row.metric === "errors_status" ? counter : {}),
    findings: [...row.findings, text("row.findings")],
    source: `${row.source.replace(/#.*$/, "")}#${text("row.place")}`,
  }));
  return {
    measurements,
    summary: tables.summary.map((row) => ({
      ...row,
      ...place,
      ...(row.metric === "errors_status" ? counter : {}),
    })),
    comparisons: tables.comparisons.map((row) => ({ ...row, ...place })),
    states: statesOf(tables, place, text),
    findings: tables.findings.map((row, index) => ({
      ...row,
      ...place,
      ...(index === 0 ? { rule: text("finding.rule") } : {}),
      message: text("finding.message"),
      source: `raw/none#${text("finding.place")}`,
    })),
    claims: (["holds", "refuted", "not established"] as const).map((verdict, index) => ({
      id: index === 0 ? text("claim.id") : `c${index}`,
      statement: text("claim.statement"),
      expression: text("claim.expression"),
      value: 1.25,
      low: 1,
      high: 1.5,
      relation: ">=",
      threshold: 1,
      verdict,
      reason: text("claim.reason"),
      unit: text("claim.unit"),
    })),
  };
}

/** Of each implementation a load that passes and one that does not. */
function statesOf(
  { summary }: Tables,
  place: { case: string; limits: string },
  text: Text,
): StateRow[] {
  const names = [...new Set(summary.map((row) => row.implementation))];
  const scenario = summary[0]?.scenario ?? "";
  return names.flatMap((implementation) =>
    [1, 2].map((load): StateRow => ({
      scenario,
      implementation,
      ...place,
      load,
      load_unit: "connections",
      state: load === 1 ? "passed" : "failed",
      passes: load === 1 ? 1 : 0,
      fails: load === 1 ? 0 : 1,
      limited_by: load === 1 ? [] : [text("limited_by")],
      errors_allowed: null,
      note: text("state.note"),
    }))
  );
}
