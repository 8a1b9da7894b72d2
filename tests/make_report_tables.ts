/** The tables of a synthetic report: what the audit would say of its rows, and their summaries. */
import { sha256 } from "../common/files.ts";
import { writeDataPackage } from "../pipeline/tables/data_package.ts";
import { writeTables } from "../pipeline/tables/mod.ts";
import type { FindingRow, Manifest, Row, Summary } from "../pipeline/report.ts";

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

/** Writes the tables and their package. */
export async function writeTableFiles(
  folder: string,
  manifest: Manifest,
  rows: readonly Row[],
  findings: readonly FindingRow[],
  ranked: boolean,
): Promise<void> {
  const files = [];
  const tables = {
    measurements: [...rows],
    summary: summaries(rows, findings, ranked ? namesOf(manifest) : []),
    comparisons: [],
    states: [],
    findings: [...findings],
    claims: [],
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
}

/** Medians and ends; intervals and ranks only where asked for, and then plainly made up. */
function summaries(
  rows: readonly Row[],
  findings: readonly FindingRow[],
  order: readonly string[],
): Summary[] {
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
    const rank = order.indexOf(first.implementation) + 1;
    const ranked = first.metric === "goodput" && rank > 0;
    return {
      ...first,
      n: values.length,
      median: middle,
      mean: first.statistic.startsWith("p") ? null : middle,
      low: order.length > 0 ? values[0] as number : null,
      high: order.length > 0 ? values.at(-1) as number : null,
      cv: null,
      min: values[0] as number,
      max: values.at(-1) as number,
      rank_low: ranked ? rank - (rank % 3 === 0 ? 1 : 0) : null,
      rank_high: ranked ? rank + (rank % 3 === 2 ? 1 : 0) : null,
      status: first.status === "withheld" ? "withheld" : bounded ? "lower bound" : "ok",
      findings: first.findings,
      merged: null,
    };
  });
}

/** Implementations from best to worst, as they were made up; a twin is not ranked. */
function namesOf({ implementations }: Manifest): string[] {
  return implementations.filter((each) => each.twin_of === undefined).map((each) => each.name);
}
