import { deepEqual, equal, ok } from "node:assert/strict";
import type { Row } from "../row.ts";
import { readCsv } from "../tables/csv.ts";
import { audit } from "./audit.ts";
import { RULES } from "./mod.ts";
import { evidenceOf, loadRows, wrkRows } from "./testing.ts";

const FILE = new URL("testdata/http_counter_points.csv", import.meta.url);
const HEADER = [
  ..."kind implementation connections threads connections_actual".split(" "),
  ..."requests_per_second mean_ms p99_ms flags".split(" "),
];

interface Point {
  name: string;
  flags: string[];
  actual: number;
  rows: Row[];
}

/** The points as wrk's format builds them. Of the four tails only p99 and the level were published. */
function readPoints(): Point[] {
  return [...readCsv(Deno.readTextFileSync(FILE), HEADER, FILE.pathname)].map(({ fields }) => {
    const [kind, implementation, ...rest] = fields as [string, string, ...string[]];
    const [connections, threads, actual, throughput, mean, p99] = rest.slice(0, 6).map(Number);
    const figures = {
      scenario: "http-counter",
      implementation,
      latency: { mean: (mean as number) / 1000, p99: (p99 as number) / 1000 },
    };
    const rows = kind === "p99_at_256"
      ? loadRows({
        ...figures,
        load: connections as number,
        load_unit: "connections",
        latency: { p99: figures.latency.p99 },
        loop: "closed-backfilled",
      })
      : wrkRows({
        ...figures,
        threads: threads as number,
        connections: connections as number,
        throughput: throughput as number,
      });
    // PEAK marks the best level; it says nothing against it.
    const flags = (rest[6] as string).split(";").filter((flag) => flag !== "" && flag !== "PEAK");
    return { name: `${implementation} at ${connections}`, flags, actual: actual as number, rows };
  });
}

/** The flags of the golden rows, in the words of the rules. */
const RULE_OF_FLAG: readonly [flag: RegExp, rule: string][] = [
  [/^avg_latency_violates_littles_law$/, "littles-law"],
  [/^wrk_opened_\d+_not_\d+$/, "connections-rounded"],
  [/^p99>10x_mean$/, "heavy-tail"],
  [/^p99_non_monotonic_vs_previous_level$/, "tail-not-monotonic"],
  [/^p99_near_40ms_nagle_signature$/, "nagle-plateau"],
];

function ruleOf(flag: string): string {
  return RULE_OF_FLAG.find(([pattern]) => pattern.test(flag))?.[1] as string;
}

const POINTS = readPoints();
const VERDICT = audit(evidenceOf(POINTS.flatMap(({ rows }) => rows)), [], RULES);

/** The judged rows of each point, in the order given. */
function judgedRows(): Row[][] {
  let at = 0;
  return POINTS.map(({ rows }) => VERDICT.rows.slice(at, at += rows.length));
}

Deno.test("the rules give the flags of all 55 points of the letloop report, and no other", () => {
  equal(POINTS.length, 55);
  const named = new Set(RULE_OF_FLAG.map(([, rule]) => rule));
  const judged = judgedRows();
  for (const [index, { name, flags }] of POINTS.entries()) {
    const said = new Set((judged[index] as Row[]).flatMap((row) => row.findings));
    const found = [...said].filter((rule) => named.has(rule)).sort();
    deepEqual(found, flags.map(ruleOf).sort(), name);
  }
});

Deno.test("littles-law withholds the latency of those points that exceed their connections by 15 %", () => {
  const judged = judgedRows();
  for (const [index, { name, rows, actual }] of POINTS.entries()) {
    const value = (metric: string) =>
      rows.find((row) => row.metric === metric && row.statistic === "mean")?.value ?? 0;
    const expected = value("throughput") * value("latency") > 1.15 * actual;
    const latency = (judged[index] as Row[]).filter((row) => row.metric === "latency");
    const throughput = (judged[index] as Row[]).filter((row) => row.metric === "throughput");
    ok(latency.every((row) => (row.status === "withheld") === expected), name);
    ok(throughput.every((row) => row.status === "ok"), name);
  }
});

Deno.test("connections-rounded tells what wrk opened: 63, 117 and 234", () => {
  const messages = VERDICT.findings.filter(({ rule }) => rule === "connections-rounded")
    .map(({ message }) => message.replace(/ \(in \d+ trials\)$/, ""));
  deepEqual(messages.sort(), [
    "117 connections were opened, 128 asked for (13 threads of 9 each)",
    "234 connections were opened, 256 asked for (26 threads of 9 each)",
    "63 connections were opened, 64 asked for (7 threads of 9 each)",
  ]);
});

Deno.test("threads-step sees wrk's threads change on each of the four ladders, once", () => {
  const findings = VERDICT.findings.filter(({ rule }) => rule === "threads-step");
  deepEqual(findings.map(({ message }) => message), [
    "the generator's threads change inside the ladder: 1 from 1, 2 from 16, 4 from 32, 7 from 64, " +
    "13 from 128 and 26 from 256 connections on, in each of 4 ladders",
  ]);
  const named = new Set(findings[0]?.rows.map((row) => row.implementation));
  deepEqual([...named], ["c-h2o", "rust-axum", "java-vertx", "bun"]);
});
