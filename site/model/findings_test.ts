import { deepEqual, equal } from "node:assert/strict";
import type { FindingRow, Summary } from "../../pipeline/report.ts";
import { groupFindings, withholding } from "./findings.ts";

function finding(about: Partial<FindingRow>): FindingRow {
  return {
    rule: "littles-law",
    severity: "withhold",
    scenario: "s",
    implementation: "a",
    case: "",
    limits: "",
    load: 8,
    load_unit: "",
    trial: 1,
    metric: "latency",
    statistic: "p99",
    message: "too many in flight",
    source: "raw/a/wrk.txt#L4",
    ...about,
  };
}

Deno.test("groupFindings() puts what withholds first and names places once", () => {
  const groups = groupFindings([
    finding({ rule: "single-trial", severity: "warn", message: "n = 1" }),
    finding({ load: 16 }),
    finding({}),
    finding({ implementation: "b" }),
  ]);
  deepEqual(groups.map((group) => [group.rule, group.count]), [["littles-law", 3], [
    "single-trial",
    1,
  ]]);
  deepEqual(groups[0]?.places.map((place) => [place.implementation, place.loads, place.metrics]), [
    ["a", [8, 16], ["latency p99"]],
    ["b", [8], ["latency p99"]],
  ]);
  equal(groups[0]?.message, "too many in flight");
});

Deno.test("a finding about several metrics names no statistic of none", () => {
  const [group] = groupFindings([
    finding({ metric: "", statistic: "mean" }),
    finding({ load: 16 }),
  ]);
  deepEqual(group?.places[0]?.metrics, ["latency p99"]);
  const [other] = groupFindings([finding({ metric: "memory_rss", statistic: "max" })]);
  deepEqual(other?.places[0]?.metrics, ["resident memory of the server max"], "as tables name it");
});

Deno.test("groupFindings() keeps messages that differ with their places", () => {
  const [group] = groupFindings([finding({}), finding({ implementation: "b", message: "other" })]);
  equal(group?.message, "");
  deepEqual(group?.places.map((place) => place.first.message), ["too many in flight", "other"]);
});

Deno.test("withholding() finds the reason of a value, also where a finding leaves fields open", () => {
  const summary = {
    scenario: "s",
    implementation: "a",
    case: "",
    load: 8,
    metric: "latency",
    statistic: "p99",
    findings: ["littles-law"],
  } as unknown as Summary;
  const reasons = withholding([
    finding({ statistic: "", load: null, implementation: "" }),
    finding({ implementation: "b" }),
    finding({ severity: "note" }),
  ]);
  equal(reasons({ summary, rows: [] }).length, 1);
});

Deno.test("what is said of the host in other words is another line", () => {
  const of = (message: string) => finding({ rule: "noisy-host", implementation: "", message });
  const [group] = groupFindings([
    of("12 s were stolen"),
    of("the load was 9"),
    of("the load was 9"),
  ]);
  deepEqual(group?.places.map(({ first, count }) => [first.message, count]), [
    ["12 s were stolen", 1],
    ["the load was 9", 2],
  ]);
});
