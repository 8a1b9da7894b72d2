import { deepEqual } from "node:assert/strict";
import { newestAnswers, type ReportView, type SiteData } from "./page.ts";

/** A report of these scenarios, as far as the choice of what leads looks at it. */
function view(name: string, scenarios: readonly string[], more: object = {}): ReportView {
  const { state, origin } = { state: "published", origin: "measured", ...more };
  return {
    report: {
      name,
      manifest: { origin, scenarios: scenarios.map((scenario) => ({ name: scenario })) },
    },
    standing: { state },
  } as unknown as ReportView;
}

/** Scenario and report of each answer; reports newest first. */
function answers(...reports: ReportView[]): string[][] {
  return newestAnswers({ reports } as unknown as SiteData)
    .map(({ scenario, view }) => [scenario, view.report.name]);
}

Deno.test("of each scenario that the leading report has not, the newest report answers", () => {
  deepEqual(
    answers(
      view("d", ["echo"]),
      view("c", ["http", "echo"]),
      view("b", ["http"]),
      view("a", ["sse"]),
    ),
    [["http", "c"], ["sse", "a"]],
  );
  deepEqual(answers(view("b", ["echo"]), view("a", ["echo"])), []);
  deepEqual(answers(), []);
});

Deno.test("what was taken back or replaced answers nothing", () => {
  deepEqual(
    answers(
      view("d", ["echo"]),
      view("c", ["http"], { state: "retracted" }),
      view("b", ["http"], { state: "superseded" }),
    ),
    [],
  );
});

Deno.test("what somebody else measured answers where nothing of our own does, and comes last", () => {
  const imported = { origin: "imported" };
  deepEqual(
    answers(
      view("f", ["search"], imported),
      view("e", ["http"], imported),
      view("d", ["echo"]),
      view("c", ["search"], imported),
      view("b", ["http"]),
      view("a", ["lost"], { ...imported, state: "retracted" }),
    ),
    [["http", "b"], ["search", "f"]],
  );
});
