import assert from "node:assert/strict";
import type { Erratum } from "../pipeline/report.ts";
import { errataOf, withSuperseded } from "./corrections.ts";
import { type PlannedReport, planOf } from "./plan_file.ts";

const plan = (hosts: string[], scenarios: string[]) =>
  planOf("report-2", { profile: "full" }, hosts, scenarios);
const replaced = (of: ReturnType<typeof plan>, earlier: string, reports: string[]) =>
  withSuperseded(of, earlier, reports, "report.json").reports.map((report) => report.supersedes);

Deno.test("one report replaces the one that is named, whatever tag it was of", () => {
  assert.deepEqual(replaced(plan(["a"], ["echo"]), "report-1.a.echo", ["report-1.a.echo"]), [
    "report-1.a.echo",
  ]);
});

Deno.test("what a report replaces changes nothing else of the plan", () => {
  const one = plan(["a"], ["echo"]);
  const { reports, ...rest } = withSuperseded(one, "report-1", ["report-1"], "report.json");
  const several = plan(["a"], ["echo", "static"]);
  const earlier = ["report-1.echo"];
  const { reports: both, ...others } = withSuperseded(several, "report-1", earlier, "report.json");
  const { reports: _one, ...planned } = one;
  assert.deepEqual([rest, others], [planned, planned]);
  assert.deepEqual(reports, [{
    name: "report-2",
    host: "a",
    scenario: "echo",
    supersedes: "report-1",
  }]);
  assert.deepEqual(both[0], { ...several.reports[0], supersedes: "report-1.echo" });
  assert.deepEqual(both[1], several.reports[1]);
});

Deno.test("of several reports each replaces the one with its host and scenario, and a new one none", () => {
  const reports = ["report-1.a.echo", "report-1.b.echo"];
  assert.deepEqual(replaced(plan(["a", "b"], ["echo", "static"]), "report-1", reports), [
    "report-1.a.echo",
    undefined,
    "report-1.b.echo",
    undefined,
  ]);
});

Deno.test("a tag that replaces what it has no pair of is refused", () => {
  const several = plan(["a"], ["echo", "static"]);
  assert.throws(() => replaced(several, "report-1", ["report-1"]), /none of which has its pair/);
  assert.throws(() => replaced(several, "report-1", ["report-0"]), /there is no such report/);
  assert.throws(
    () => replaced(several, "report-1", ["report-1.b.echo", "report-1.x", "report-10"]),
    /report-2 becomes report-2\.echo, report-2\.static, .* among report-1\.b\.echo, report-1\.x;/,
  );
  assert.throws(
    () => replaced(plan(["a"], ["echo"]), "report-1", ["report-1.a"]),
    /report-2 becomes report-2, none of which has its pair among report-1\.a; name one/,
  );
  assert.deepEqual(withSuperseded(several, undefined, [], "report.json"), several);
});

Deno.test("an erratum stands in one report: that of its host and scenario, its scenario, or the first", () => {
  const several = plan(["a", "b"], ["echo", "static"]);
  const erratum = (report: string, scenario?: string): Erratum => ({
    report,
    state: "retracted",
    reason: "It was wrong.",
    ...(scenario === undefined ? {} : { scenario }),
  });
  const carriers = (given: Erratum) =>
    several.reports.filter((report: PlannedReport) => errataOf(several, report, [given]))
      .map(({ name }) => name);
  assert.deepEqual(carriers(erratum("report-1.b.static")), ["report-2.b.static"]);
  assert.deepEqual(carriers(erratum("report-1", "static")), ["report-2.a.static"]);
  assert.deepEqual(carriers(erratum("report-1")), ["report-2.a.echo"]);
  assert.deepEqual(carriers(erratum("report-1.c.static")), ["report-2.a.static"]);
  const one = plan(["a"], ["echo"]);
  assert.deepEqual(errataOf(one, one.reports[0] as PlannedReport, [erratum("report-1")]), [
    erratum("report-1"),
  ]);
  assert.equal(errataOf(one, one.reports[0] as PlannedReport, []), undefined);
});
