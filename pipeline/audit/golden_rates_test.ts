import { deepEqual, equal } from "node:assert/strict";
import { cpuToWall } from "../corrections/cpu_to_wall.ts";
import type { Row } from "../row.ts";
import { readCsv } from "../tables/csv.ts";
import { audit } from "./audit.ts";
import { RULES } from "./mod.ts";
import { benchmarkRows, evidenceOf, loadRows } from "./testing.ts";

const FILE = new URL("testdata/rates.csv", import.meta.url);
const HEADER = "publication benchmark metric work real_ns cpu_ns iterations reported_rate verdict"
  .split(" ");

/** A single file has no scenario to be compared in: rules about whole reports are left out. */
const FILE_RULES = RULES.filter((rule) => rule.scope === "file");

interface Published {
  name: string;
  metric: string;
  verdict: string;
  rows: Row[];
  hasTimes: boolean;
}

/** The rows as the formats of Google Benchmark and of load tools build them. */
function readPublished(): Published[] {
  return [...readCsv(Deno.readTextFileSync(FILE), HEADER, FILE.pathname)].map(({ fields }) => {
    const [publication, full, metric, ...rest] = fields as [string, string, string, ...string[]];
    const [work, realNs, cpuNs, iterations, rate] = rest.slice(0, 5).map(Number) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const hasTimes = realNs > 0 && cpuNs > 0;
    const name = `${publication} ${full}`;
    const verdict = rest[5] as string;
    if (publication !== "echo") {
      const [part, implementation] = full.split("/") as [string, string];
      const rows = loadRows({
        scenario: publication,
        implementation,
        case: part,
        throughput: rate,
        requests: work,
        duration: realNs / 1e9,
      });
      return { name, metric, verdict, rows, hasTimes };
    }
    const at = full.indexOf("/") + 1;
    const rows = benchmarkRows({
      benchmark: full.slice(at),
      part: full.slice(0, at),
      ...(hasTimes ? { realNs, cpuNs, iterations } : {}),
      [metric === "items_rate" ? "itemsRate" : "bytesRate"]: rate,
    });
    return { name, metric, verdict, rows, hasTimes };
  });
}

/** The words of the golden rows, by what the rules say of a rate; the first that fits is the verdict. */
function verdictOf(findings: ReadonlySet<string>, hasTimes: boolean): string {
  if (findings.has("work-does-not-scale")) return "invalid:no_work_done";
  if (findings.has("waiting-thread")) return "inflated:cpu_of_waiting_thread";
  if (findings.has("sibling-contradiction")) return "contradiction:sibling_row_did_no_work";
  if (findings.has("cpu-clock-rate")) {
    return hasTimes ? "inflated:cpu_time" : "cpu_time_rate:consistent_with_sibling";
  }
  if (findings.has("clock-unknown")) return "cpu_time_rate:unverifiable_wall";
  if (findings.has("short-run")) return "short_run";
  return findings.size === 0 ? "ok:wall_clock" : [...findings].sort().join(";");
}

/** As the pipeline corrects them: each row of the table is a run here. */
function corrected({ rows }: Published): Row[] {
  const first = rows[0] as Row;
  const run = { format: "google-benchmark-console", run: 1, labels: {}, measurements: rows };
  return cpuToWall.apply([{ ...run, findings: [] }])
    .flatMap(({ measurements }) => measurements.map((each) => ({ ...first, ...each })));
}

function judge(published: readonly Row[][]): Row[][] {
  const { rows: audited } = audit(evidenceOf(published.flat()), [], FILE_RULES);
  let at = 0;
  return published.map((each) => audited.slice(at, at += each.length));
}

/** What was said of the published rate itself. */
function saidOf(rows: readonly Row[], { metric }: Published): Set<string> {
  return new Set(
    rows.filter((row) => row.metric === metric && row.correction === "")
      .flatMap((row) => row.findings),
  );
}

const PUBLISHED = readPublished();
const CASES: readonly [how: string, judged: Row[][]][] = [
  ["as printed", judge(PUBLISHED.map(({ rows }) => rows))],
  ["after cpu-to-wall", judge(PUBLISHED.map(corrected))],
];

for (const [how, judged] of CASES) {
  Deno.test(`the rules give the verdicts of all 92 published rates, ${how}`, () => {
    equal(PUBLISHED.length, 92);
    for (const [index, published] of PUBLISHED.entries()) {
      const found = verdictOf(saidOf(judged[index] as Row[], published), published.hasTimes);
      equal(found, published.verdict, published.name);
    }
  });

  Deno.test(`exactly the asyncio TCP rows and Trantor's 108 GiB/s are withheld, ${how}`, () => {
    const withheld = PUBLISHED.filter((_, index) =>
      (judged[index] as Row[]).some((row) => row.status === "withheld")
    ).map(({ name }) => name);
    deepEqual(withheld, [
      "echo tcp_echo/BM_AsyncioTcpEcho_64B/100",
      "echo tcp_echo/BM_AsyncioTcpEcho_64B/1000",
      "echo tcp_echo/BM_AsyncioTcpEcho_1KB/100",
      "echo tcp_echo/BM_AsyncioTcpEcho_1KB/1000",
      "echo tcp_echo/BM_AsyncioTcpEcho_64KB/100",
      "echo tcp_echo/BM_AsyncioTcpEcho_64KB/1000",
      "echo tcp_throughput/TrantorTcpFixture/65536",
    ]);
  });

  Deno.test(`no value of a withheld rate is left standing, ${how}`, () => {
    for (const [index, { name, verdict }] of PUBLISHED.entries()) {
      if (verdict !== "invalid:no_work_done") continue;
      const standing = (judged[index] as Row[]).filter((row) =>
        row.status === "ok" && row.metric !== "iterations"
      );
      deepEqual(standing.map((row) => `${row.metric} ${row.clock}`), [], name);
    }
  });
}
