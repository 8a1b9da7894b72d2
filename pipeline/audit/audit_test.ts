import { deepEqual, equal, ok } from "node:assert/strict";
import { cpuSecondsOf } from "../../common/testing.ts";
import { audit } from "./audit.ts";
import { RULES } from "./mod.ts";
import { figureOf, type Rule } from "./rule.ts";
import { benchmarkRows, evidenceOf, factsOf, loadRows, wrkRows } from "./testing.ts";

const spoken = (severity: Rule["severity"]): Rule => ({
  name: "r",
  severity,
  scope: "file",
  why: "",
  example: "",
  check: ({ rows }) => [{ rule: "r", severity, message: "", rows: rows.slice(0, 1) }],
});

Deno.test("audit() withholds exactly the rows of a withhold finding and changes none it was given", () => {
  const rows = loadRows({ throughput: 1, requests: 2 });
  const audited = audit(evidenceOf(rows), [], [spoken("withhold")]);
  deepEqual(audited.rows.map((row) => [row.status, row.findings]), [["withheld", ["r"]], [
    "ok",
    [],
  ]]);
  deepEqual(rows.map((row) => [row.status, row.findings]), [["ok", []], ["ok", []]]);
});

Deno.test("audit() leaves a superseded row superseded, and a warning takes nothing away", () => {
  const rows = loadRows({ throughput: 1 }).map((row) => ({
    ...row,
    status: "superseded" as const,
  }));
  equal(audit(evidenceOf(rows), [], [spoken("withhold")]).rows[0]?.status, "superseded");
  equal(audit(evidenceOf(loadRows({ throughput: 1 })), [], [spoken("warn")]).rows[0]?.status, "ok");
});

Deno.test("audit() takes what a format says to the rows of its metric and statistic", () => {
  const rows = loadRows({ latency: { mean: 1, p99: 2 }, throughput: 3 });
  const say = (more: { metric?: string; statistic?: string }) => {
    const finding = { rule: "x", severity: "note" as const, message: "", source: "a#L1", ...more };
    return audit(evidenceOf(rows), [{ finding, rows }], []).findings[0]?.rows.length;
  };
  deepEqual(
    [
      say({}),
      say({ metric: "latency" }),
      say({ metric: "latency", statistic: "p99" }),
      say({
        metric: "none",
      }),
    ],
    [3, 2, 1, 0],
  );
});

Deno.test("audit() judges a hundred thousand rows in a step each, not in one for each pair", async () => {
  const load = Array.from({ length: 2800 }, (_, index) => {
    const trial = index % 5 + 1;
    const connections = 2 ** (Math.floor(index / 5) % 9);
    const implementation = `server-${Math.floor(index / 45)}`;
    const place = { scenario: "http", implementation, trial, connections };
    return wrkRows({
      ...place,
      threads: Math.ceil(connections / 10),
      throughput: 1000 + index,
      requests: 10_000,
      duration: 10,
      bytes: 4e6,
      latency: { mean: 0.001, p50: 0.0009, p75: 0.001, p90: 0.0012, p99: 0.002, max: 0.05 },
      more: {
        "errors_status total": 0,
        "errors_read total": 0,
        "errors_timeout total": index % 100 === 0 ? 3 : 0,
        "goodput mean": 1000 + index,
        "generator_cpu mean": 0.95,
        "cpu mean": 0.9,
        "memory_rss max": 1e7,
      },
    });
  });
  const benchmarks = Array.from({ length: 10_000 }, (_, index) =>
    benchmarkRows({
      benchmark: `BM_Family${index >> 2}_64B/${10 ** (index % 4)}`,
      realNs: 1000 * 10 ** (index % 4),
      cpuNs: 500 * 10 ** (index % 4),
      iterations: 1000,
      itemsRate: 2e6,
      bytesRate: 2e8,
    }));
  const rows = [...load.flat(), ...benchmarks.flat()];
  const trials = load.map(([first]) => factsOf({ ...first, id: "t", generatorCores: 1 }));
  ok(rows.length > 100_000, `${rows.length} rows`);
  // A scan of all rows for each row would take a minute. A busy host makes a run longer, never shorter: the
  // shortest of three is what the audit takes.
  const runs: number[] = [];
  for (let run = 0; run < 3; run++) {
    runs.push(
      await cpuSecondsOf(() => {
        const { findings } = audit(evidenceOf(rows, { trials }), [], RULES);
        ok(findings.length > 0 && findings.length < 1000, `${findings.length} findings`);
      }),
    );
  }
  const seconds = Math.min(...runs);
  ok(seconds < 2, `${seconds.toFixed(2)} s for ${rows.length} rows`);
});

Deno.test("audit() adds to what was said of a row before, each name once", () => {
  const rows = loadRows({ throughput: 1 }).map((row) => ({ ...row, findings: ["r", "z"] }));
  deepEqual(audit(evidenceOf(rows), [], [spoken("warn")]).rows[0]?.findings, ["r", "z"]);
  const other = rows.map((row) => ({ ...row, findings: ["z"] }));
  deepEqual(audit(evidenceOf(other), [], [spoken("warn")]).rows[0]?.findings, ["r", "z"]);
});

Deno.test("audit() gives what a format says of a whole run to no case of it unless it has but one", () => {
  const runOf = (...cases: string[]) =>
    cases.flatMap((each) => loadRows({ case: each, throughput: 1 }));
  const caseOf = (rows: ReturnType<typeof runOf>) => {
    const finding = { rule: "x", severity: "note" as const, message: "", source: "a#L1" };
    return audit(evidenceOf(rows), [{ finding, rows }], []).findings[0]?.place?.case;
  };
  deepEqual([caseOf(runOf("64B", "64B")), caseOf(runOf("64B", "64KB"))], ["64B", ""]);
});

Deno.test("a finding tells the metric and the statistic of a value that was left out, which has no row", () => {
  const rows = loadRows({ latency: { mean: 1, p50: 2 } });
  const finding = { rule: "x", severity: "withhold" as const, message: "", source: "a#L1" };
  const about = (more: { metric?: string; statistic?: string }) =>
    audit(evidenceOf(rows), [{ finding: { ...finding, ...more }, rows }], []).findings.map(
      figureOf,
    );
  deepEqual(about({ metric: "latency", statistic: "p99" }), [{
    metric: "latency",
    statistic: "p99",
  }]);
  deepEqual(about({ metric: "latency" }), [{ metric: "latency", statistic: "" }]);
  deepEqual(about({}), [{ metric: "latency", statistic: "" }]);
});
