import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { StateRow } from "../../../pipeline/report.ts";
import { loadReport } from "../../model/report.ts";
import type { ReportStanding } from "../../model/standing.ts";
import { siteData } from "../../page.ts";
import { capacityLeads } from "./leads.ts";
import { capacityView } from "./view.ts";

const FOLDER = decodeURIComponent(
  new URL("../../../data/published-speech-gateway", import.meta.url).pathname,
);
const REPORT = await loadReport("published-speech-gateway", FOLDER);

function leadsOf(
  states: readonly StateRow[] = REPORT.tables.states,
  cells: ReportStanding["cells"] = () => undefined,
) {
  const report = { ...REPORT, tables: { ...REPORT.tables, states: [...states] } };
  const [scenario] = siteData([report]).reports[0]?.scenarios ?? [];
  ok(scenario !== undefined);
  const view = capacityView(scenario, { cells });
  ok(view !== undefined);
  return capacityLeads(view);
}

const short = (leads: ReturnType<typeof leadsOf>) =>
  leads.map(({ aim, first, next }) =>
    [aim, first, next].map((each) =>
      typeof each === "object"
        ? `${each.of.map(({ name }) => name).join(", ")}: ${each.figure}`.replaceAll("\u00a0", " ")
        : each
    )
  );

Deno.test("each aim of a search has its first and its next", () => {
  deepEqual(short(leadsOf()), [
    ["Most sessions on 1 core", "cpp-uwebsockets: 4,450 sessions", "rust-axum: 3,000 sessions"],
    ["Most sessions on 2 cores", "rust-axum: 4,250 sessions", "go-net-http: 4,000 sessions"],
    // On one core Elixir passes every load that was tried.
    ["Best lift by more cores", "elixir-phoenix: × ≤ 1.80", "go-net-http: × 1.60"],
    [
      "Fewest lines of code for what it sustains",
      "python-fastapi: 678 lines, 1,100 sessions",
      "rust-axum: 696 lines, 3,000 sessions",
    ],
  ]);
});

Deno.test("a lead says whether its capacity passed once or more often", () => {
  const [most] = leadsOf();
  equal(most?.first.note, "one run");
  const twice = REPORT.tables.states.map((row) => ({ ...row, passes: 2 * row.passes }));
  equal(leadsOf(twice)[0]?.first.note, "passed twice or more");
  match(leadsOf()[2]?.first.note ?? "", /^≥\u00a01,250 to 2,250; one run each$/);
  match(
    leadsOf()[3]?.next?.note ?? "",
    /; of C\+\+ \(uWebSockets\) and Elixir \(Phoenix\) it is not known$/,
  );
});

Deno.test("what a later report takes back leads in nothing", () => {
  const leads = leadsOf(
    REPORT.tables.states,
    ({ implementation }) =>
      implementation === "cpp-uwebsockets"
        ? { state: "retracted", report: "later", reason: "", source: "" }
        : undefined,
  );
  equal(leads[0]?.first.of[0]?.name, "rust-axum");
  ok(!JSON.stringify(leads).includes("uWebSockets"));
});

Deno.test("those with the same figure share a place, and one alone has no next", () => {
  const own = REPORT.tables.states.filter(({ implementation, limits }) =>
    implementation === "go-net-http" && limits.startsWith("1 core")
  );
  equal(leadsOf(own)[0]?.next, undefined);
  const both = own.flatMap((row) => [row, { ...row, implementation: "bun-serve" }]);
  const [most] = leadsOf(both);
  deepEqual(most?.first.of.map(({ name }) => name), ["go-net-http", "bun-serve"]);
  equal(most?.first.note, "one run each");
  equal(most?.next, undefined);
});
