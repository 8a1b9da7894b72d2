/** Checks pidstat's samples against the corpus. */
import type { Run } from "../../pipeline/formats/format.ts";
import type { ProcessSeries } from "../../pipeline/formats/pidstat/pidstat.ts";
import { agree, record } from "./facts.ts";

/** More than this is no share of a CPU; such a row must be reported and left out. */
const MOST_PERCENT = 102_400;

/** Lists what differs. */
export function check(expected: Record<string, unknown>, runs: Run[]): string[] {
  if (runs.length === 0) return ["runs: expected some, got none"];
  const series = runs.flatMap((run) => (run.series ?? []) as ProcessSeries[]);
  const valuesOf = (metric: string) =>
    series.filter((each) => each.metric === metric).flatMap((each) => each.values);
  const cpu = valuesOf("cpu");
  const mismatches: string[] = [];
  const compare = (key: string, actual: number, wanted: unknown = expected[key]) => {
    if (typeof wanted !== "number" || agree(actual, wanted)) return;
    mismatches.push(`${key}: expected ${wanted}, got ${actual}`);
  };
  const pids = new Set(
    runs.flatMap((run) => run.measurements.map((each) => each.labels.pid)),
  );
  if (cpu.length > 0 || expected.pids === 0) compare("pids", pids.size);
  if (Number(expected.max_cpu_pct ?? 0) > MOST_PERCENT) {
    const said = runs.some((run) => run.findings.some(({ rule }) => rule === "sentinel-value"));
    if (!said) mismatches.push(`max_cpu_pct: ${expected.max_cpu_pct} is not reported`);
  } else {
    compare("cpu_rows", cpu.length);
    compare("max_cpu_pct", Math.max(...cpu) * 100);
    compare("mean_cpu_pct", cpu.reduce((sum, value) => sum + value, 0) / cpu.length * 100);
  }
  compare("max_rss_kb", Math.max(...valuesOf("memory_rss")) / 1024);
  for (const [where, index] of [["first", 0], ["last", -1]] as const) {
    const row = record(expected[where]);
    const run = runs.at(index) as Run;
    mismatches.push(...checkRow(run, row, index).map((line) => `${where} row: ${line}`));
  }
  if (expected.rows === 0) {
    const said = runs.some((run) => run.findings.some(({ rule }) => rule === "no-samples"));
    if (!said) mismatches.push("rows: expected a finding that there is none");
  }
  return mismatches;
}

function checkRow(run: Run, row: Record<string, unknown>, index: 0 | -1): string[] {
  const id = [row.PID, row.TGID, row.TID].find((each) => typeof each === "number");
  if (id === undefined) return [];
  const isThread = row.TGID === "-";
  const own = ((run.series ?? []) as ProcessSeries[]).filter(({ labels }) =>
    isThread ? labels.tid === String(id) : labels.pid === String(id) && labels.tid === undefined
  );
  const mismatches: string[] = [];
  for (const [column, metric, factor] of [["%CPU", "cpu", 0.01], ["RSS", "memory_rss", 1024]]) {
    const wanted = row[column as string];
    if (typeof wanted !== "number" || wanted > MOST_PERCENT && column === "%CPU") continue;
    const value = own.find((each) => each.metric === metric)?.values.at(index);
    if (value === undefined || !agree(value, wanted * Number(factor))) {
      mismatches.push(`${column}: expected ${wanted}, got ${value} as ${metric}`);
    }
  }
  const command = String(row.Command).replace(/^\|__/, "");
  const actual = own[0]?.labels.command;
  if (own.length > 0 && actual !== command) {
    mismatches.push(`Command: expected ${command}, got ${actual}`);
  }
  return mismatches;
}
