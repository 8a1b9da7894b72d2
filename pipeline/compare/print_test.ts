import { equal, match } from "node:assert/strict";
import { compareReports } from "./compare_reports.ts";
import { formatComparison, keyLines } from "./print.ts";
import { madeUpReport } from "./testing.ts";

Deno.test("keyLines() shows of long values the part in which they differ", () => {
  const shared = "retbleed: Mitigated; spectre: Retpolines; ".repeat(3);
  const [, line = ""] = keyLines([["mitigations", `${shared}on`, `${shared}off, and ${shared}`]]);
  match(line, /^mitigations +….{0,20}on +….{0,20}off, and .*…$/);
  const [, short = ""] = keyLines([["cores", "2", "4"]]);
  match(short, /^cores +2 +4$/);
});

Deno.test("keyLines() cuts nothing off a value that just fits", () => {
  const [fits, longer] = ["a".repeat(56), "b".repeat(57)];
  const [, line = ""] = keyLines([["key", fits, longer]]);
  equal(line, `key  ${fits}  ${"b".repeat(56)}…`);
});

Deno.test("a ratio over a lower bound is at most so much, one of a lower bound at least, and of two unknown", async () => {
  const made = (name: string, isLimited: boolean) => {
    const report = madeUpReport({ name, implementations: ["birch"], twin: false, loads: [8] });
    if (isLimited) { for (const row of report.tables.summary) row.status = "lower bound"; }
    return report;
  };
  const metrics = [{ metric: "throughput", statistic: "mean" }];
  const lineOf = async (isLimitedA: boolean, isLimitedB: boolean) => {
    const found = await compareReports(made("a", isLimitedA), made("b", isLimitedB), { metrics });
    return formatComparison(found).split("\n").find((line) => /birch .* 8 /.test(line)) ?? "";
  };
  match(
    await lineOf(false, false),
    / 1\.\d+ {2,}\d\.\d+ to 1\.\d+ | 0\.\d+ {2,}\d\.\d+ to \d\.\d+ /,
  );
  match(await lineOf(true, false), / <= \d\.\d+ +to \d\.\d+ /);
  match(await lineOf(false, true), / >= \d\.\d+ +from \d\.\d+ /);
  match(await lineOf(true, true), / \? /);
});

Deno.test("a line above a table says that A and B are geometric means of trials", async () => {
  const [a, b] = ["a", "b"].map((name) =>
    madeUpReport({ name, implementations: ["birch"], loads: [8] })
  );
  const metrics = [{ metric: "throughput", statistic: "mean" }];
  const found = await compareReports(a as never, b as never, { metrics });
  match(
    formatComparison(found),
    /\n {2}A and B are geometric means of trials, as their ratio is\n/,
  );
});
