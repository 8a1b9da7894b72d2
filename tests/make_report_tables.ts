/** The tables of a synthetic report: what the audit would say of its rows, and what the pipeline makes of them. */
import { sha256 } from "../common/files.ts";
import { type Claim, judgeClaims, NO_BOUNDS } from "../pipeline/claims/mod.ts";
import type { Finding } from "../pipeline/audit/rule.ts";
import { comparisonsOf, figuresOf, withRanks } from "../pipeline/ranking.ts";
import {
  cellKey,
  type FindingRow,
  type Manifest,
  readEnvironment,
  type Row,
  type Tables,
} from "../pipeline/report.ts";
import { reportFactsOf } from "../pipeline/report_facts.ts";
import { summarize } from "../pipeline/statistics/summarize.ts";
import { writeDataPackage } from "../pipeline/tables/data_package.ts";
import { writeTables } from "../pipeline/tables/mod.ts";

/** Withholds, bounds and warns, as the audit would. */
export function trouble(rows: Row[], names: readonly string[]): FindingRow[] {
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

/** Writes the tables and their package: summaries, comparisons, ranks and claims as the pipeline makes them. */
export async function writeTableFiles(
  folder: string,
  manifest: Manifest,
  rows: readonly Row[],
  findings: readonly FindingRow[],
  claims: readonly Claim[],
): Promise<Tables> {
  const files = [];
  const facts = reportFactsOf(manifest, await readEnvironment(folder)).ranking;
  const unranked = summarize(rows, findings.map((each) => findingOf(each, rows)));
  const comparisons = comparisonsOf(figuresOf(unranked, rows, ({ trial }) => trial), facts);
  const summary = withRanks(unranked, comparisons, facts);
  const context = { manifest, rows, findings, comparisons, summary, printedBounds: NO_BOUNDS };
  const tables: Tables = {
    measurements: [...rows],
    summary,
    comparisons,
    states: [],
    findings: [...findings],
    claims: judgeClaims(claims, context),
  };
  for (const { path, content } of writeTables(tables)) {
    const bytes = new TextEncoder().encode(content);
    await Deno.writeFile(`${folder}/${path}`, bytes);
    files.push({ path, bytes: bytes.length, sha256: await sha256(bytes) });
  }
  const { name, title, created, citation } = manifest;
  await Deno.writeTextFile(
    `${folder}/datapackage.json`,
    writeDataPackage({ name, title, created, citation, files }),
  );
  return tables;
}

/** A finding with the rows that it is about. */
function findingOf(
  { rule, severity, message, ...about }: FindingRow,
  rows: readonly Row[],
): Finding {
  const own = rows.filter((row) =>
    cellKey(row) === cellKey(about) && row.trial === about.trial &&
    row.metric === about.metric && row.statistic === about.statistic
  );
  return { rule, severity, message, rows: own };
}
