import { equal, match, ok } from "node:assert/strict";
import type { StateRow } from "../../../pipeline/report.ts";
import { siteData } from "../../page.ts";
import { codeSizeChart } from "./code_size.ts";
import { liftChart } from "./lift.ts";
import { perCoreChart } from "./per_core.ts";
import { group, inputOf, REPORT } from "./testing.ts";
import { capacityView, type Search } from "./view.ts";
import { capacitySentence, capacityTitle, searchSentence, sureSentence } from "./words.ts";

Deno.test("a search says of itself what it sustains, what ended it, and how sure that is", () => {
  const searches = inputOf().view.groups.flatMap((each) => each.searches);
  const sentenceOf = (name: string, change: Partial<Search["capacity"]> = {}) => {
    const search = searches.find((each) => each.name === name && each.cores === 1);
    if (search?.capacity === undefined) throw new Error(`${name} has no capacity`);
    const capacity = { ...search.capacity, ...change };
    return searchSentence({ ...search, capacity }, "sessions")?.replaceAll("\u00a0", " ");
  };
  equal(
    sentenceOf("cpp-uwebsockets", { confirmed: true }),
    "It sustains 4,450 sessions, but not 4,475: it fails newest p50. It passed at least twice.",
  );
  match(
    sentenceOf("java-helidon") ?? "",
    /^It sustains 2,625 sessions, but not 2,650: it fails newest p50, .*\. No second run confirmed it\.$/,
  );
  match(
    sentenceOf("java-helidon", { status: "lower bound", fails: undefined }) ?? "",
    /^It sustains ≥ 2,625 sessions; no higher load was tried\. /,
  );
  equal(
    sentenceOf("java-helidon", { passes: undefined }),
    "It sustains none of the loads that were tried.",
  );
  const [search] = searches;
  if (search === undefined) throw new Error("there is no search");
  equal(searchSentence({ ...search, capacity: undefined }, "sessions"), undefined);
});

Deno.test("sentences say who sustains most, and how sure that is", () => {
  const one = group(inputOf(), 1);
  match(capacitySentence(one, "sessions"), /^On 1 core C\+\+ \(uWebSockets\) sustains most, 4,450/);
  match(sureSentence(one), /^None of 9.capacities was confirmed/);
  const twice = REPORT.tables.states.map((row) => ({ ...row, passes: 2 * row.passes }));
  match(sureSentence(group(inputOf(twice), 1)), /^Every capacity passed at least twice/);
});

/** C++ sustains 4350 sessions and Rust 3475, as the erratum has them; the load above is left out of who is `open`. */
function corrected(...open: string[]): string {
  const row = (implementation: string, load: number, state: StateRow["state"]): StateRow => ({
    ...REPORT.tables.states[0] as StateRow,
    implementation,
    case: "",
    limits: "1 core",
    load,
    state,
    passes: state === "confirmed" ? 2 : 0,
    fails: state === "confirmed" ? 0 : 2,
  });
  const states = [
    ["cpp-uwebsockets", 4350, 4400] as const,
    ["rust-axum", 3475, 3500] as const,
  ].flatMap(([name, passes, fails]) => [
    row(name, passes, "confirmed"),
    ...open.includes(name) ? [] : [row(name, fails, "first solid fail")],
  ]);
  return capacitySentence(group(inputOf(states), 1), "sessions");
}

Deno.test("how many times as many are sustained has the digits that the first fails allow", () => {
  match(corrected(), /4,350\Wsessions, 1\.25 times as many as Rust/);
  match(corrected("cpp-uwebsockets"), /≥\W4,350\Wsessions, at least 1\.2 times as many as Rust/);
  match(corrected("rust-axum"), /4,350\Wsessions, at most 1\.3 times as many as Rust/);
  match(corrected("cpp-uwebsockets", "rust-axum"), /≥\W4,350\Wsessions, Rust \(axum\) ≥\W3,475$/);
});

Deno.test("what is said of the rest names those that later reports take back or replace", () => {
  const data = siteData([REPORT]);
  const scenario = data.reports[0]?.scenarios[0] as Parameters<typeof capacityView>[0];
  const view = capacityView(scenario, {
    cells: ({ implementation, limits }) =>
      limits.startsWith("1 core") && ["cpp-uwebsockets", "rust-axum"].includes(implementation)
        ? { state: "superseded", report: "later", reason: "", source: "" }
        : undefined,
  });
  ok(view !== undefined);
  const [one, two] = view.groups;
  ok(one !== undefined && two !== undefined);
  match(
    capacitySentence(one, "sessions"),
    /^On 1 core, without C\+\+ \(uWebSockets\) and Rust \(axum\), which a later report takes back or replaces, Java \(Helidon\) sustains most, 2,625/,
  );
  match(
    capacityTitle(one, "sessions"),
    /^Of what stands, on 1 core Java \(Helidon\) sustains most, 2,625/,
  );
  equal(capacityTitle(two, "sessions"), capacitySentence(two, "sessions"));
  match(capacitySentence(two, "sessions"), /^On 2 cores Rust \(axum\) sustains most, 4,250/);
  const input = { view, slots: data.slots };
  const names = "^Without C\\+\\+ \\(uWebSockets\\) and Rust \\(axum\\) on 1 core, which a later";
  for (const make of [codeSizeChart, perCoreChart, liftChart]) {
    const chart = make(input);
    match(chart?.title ?? "", /^Of what stands, (a core|capacity|no smaller)/, make.name);
    match(chart?.notes[0] ?? "", new RegExp(names), make.name);
  }
});
