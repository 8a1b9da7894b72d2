import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { StateRow } from "../../../pipeline/report.ts";
import { siteData } from "../../page.ts";
import { NARROW, WIDE } from "../plot.ts";
import { codeSizeChart, linesOfCode } from "./code_size.ts";
import { gateChart, gateLines } from "./gate_curves.ts";
import { searchLadderChart } from "./ladder.ts";
import { liftChart, liftText } from "./lift.ts";
import { liftOf, perCore, perCoreChart, scalingsOf } from "./per_core.ts";
import { group, inputOf, NO_CORRECTIONS, REPORT } from "./testing.ts";
import { bestOf, capacityView, firstFail, gateName, gateText, sessionsOf } from "./view.ts";
import { bottleneck } from "./words.ts";

Deno.test("the capacities of the published sweeps, by implementation and cores", () => {
  const { view } = inputOf();
  const found = (cores: number) =>
    Object.fromEntries(
      bestOf(group(inputOf(), cores)).map((search) => [search.name, sessionsOf(search)]),
    );
  deepEqual(view.groups.map(({ label }) => label), ["1 core", "2 cores"]);
  const one = found(1);
  equal(one["cpp-uwebsockets"], 4450);
  equal(one["java-helidon"], 2625);
  equal(one["bun-serve"], 2550);
  equal(one["go-net-http"], 2500);
  equal(found(2)["go-net-http"], 4000);
  equal(found(2)["java-helidon"], 3750);
});

Deno.test("a search names the gate that ended it", () => {
  const searches = group(inputOf(), 1).searches;
  const cpp = searches.find(({ name }) => name === "cpp-uwebsockets");
  ok(cpp !== undefined);
  equal(firstFail(cpp)?.load, 4475);
  equal(bottleneck(cpp), "newest p50");
  equal(gateName("err_rate~2.3e-04>1e-5"), "errors");
  equal(gateText("newest_p50=204>200"), "newest p50 204\u00a0>\u00a0200\u00a0ms");
  equal(
    gateText("newest_p95=1271.25>350"),
    "newest p95 1,271.25\u00a0>\u00a0350\u00a0ms",
  );
  equal(gateText("err_rate=2.3e-04>1e-5"), "errors 230 > 10 in 1,000,000");
  equal(gateText("err_rate~3.5e-02>1e-5"), "errors about 35,000 > 10 in 1,000,000");
  equal(gateText("zero-partials/no-samples"), "no samples");
});

/** The searches where a later report has taken back those of C++. */
function withoutCpp() {
  const data = siteData([REPORT]);
  const scenario = data.reports[0]?.scenarios[0] as Parameters<typeof capacityView>[0];
  const view = capacityView(scenario, {
    cells: ({ implementation }) =>
      implementation === "cpp-uwebsockets"
        ? { state: "retracted", report: "later", reason: "", source: "" }
        : undefined,
  });
  return { view, slots: data.slots };
}

Deno.test("what later reports take back is not among the capacities", () => {
  const { view } = withoutCpp();
  const searches = view?.groups[0]?.searches ?? [];
  const cpp = searches.find(({ name }) => name === "cpp-uwebsockets");
  equal(cpp?.capacity, undefined);
  ok(cpp?.points.every(({ state }) => state === "retracted"));
  ok((searches[0]?.name ?? "") !== "cpp-uwebsockets");
});

Deno.test("what later reports take back is dotted in the charts of gates, and counts no more", () => {
  const { view, slots } = withoutCpp();
  ok(view !== undefined);
  const input = { view, slots };
  const gates = gateLines(view).map((line) => gateChart(input, group(input, 1), line));
  for (const chart of gates) {
    ok(chart !== undefined);
    match(chart.notes.join(" "), /took back or replaced: C\+\+ \(uWebSockets\) retracted\./);
    match(chart.wide, /<g [^>]*s-cpp-uwebsockets"[^>]*stroke-dasharray="1 4"/);
    ok(!/<g [^>]*s-go-net-http"[^>]*stroke-dasharray="1 4"/.test(chart.wide));
    // Of what is drawn as it was published an erratum of that figure is noted.
    const drawn = new Set(chart.cells.map(({ implementation }) => implementation));
    deepEqual([drawn.has("go-net-http"), drawn.has("cpp-uwebsockets")], [true, false]);
    ok(
      chart.cells.every(({ metric, statistic }) => metric !== undefined && statistic !== undefined),
    );
  }
  match(gates[0]?.title ?? "", / of 8.implementations$/);
});

Deno.test("lift and sessions per core follow from the capacities", () => {
  const scalings = scalingsOf(inputOf().view);
  const go = scalings.find(({ name }) => name === "go-net-http");
  ok(go !== undefined);
  equal(perCore(go), 2500);
  deepEqual(liftOf(go), { factor: 1.6, bound: "" });
  const bun = scalings.find(({ name }) => name === "bun-serve");
  equal(bun === undefined ? 0 : liftOf(bun), undefined);
});

Deno.test("a lift from a lower bound is at most what it is, one to a lower bound at least, of two not known", () => {
  const input = inputOf();
  const elixir = scalingsOf(input.view).find(({ name }) => name === "elixir-phoenix");
  ok(elixir !== undefined);
  deepEqual(liftOf(elixir), { factor: 1.8, bound: "≤" });
  const chart = liftChart(input);
  match(chart?.title ?? "", /1\.14 \(Python .*\) to at most 1\.80 \(Elixir \(Phoenix\)\)$/);
  ok(chart?.wide.includes("≤&nbsp;1.80") || chart?.wide.includes("≤\u00a01.80"));
  const [first, last] = elixir.steps;
  ok(first !== undefined && last !== undefined);
  deepEqual(liftOf({ ...elixir, steps: [last, first] })?.bound, "≥");
  equal(
    liftText(liftOf({ ...elixir, steps: [first, { ...first }] }) ?? { factor: 0, bound: "" }),
    "not known",
  );
});

Deno.test("the front of size and capacity is that of the text", () => {
  // Elixir passed the one load that it was tried at on 1 core: had it failed the next, all would be known.
  const [elixir] = REPORT.tables.states.filter(({ implementation, limits }) =>
    implementation === "elixir-phoenix" && limits.startsWith("1 core")
  );
  ok(elixir !== undefined);
  const fail: StateRow = { ...elixir, load: 1300, state: "first solid fail", passes: 0, fails: 2 };
  const input = inputOf([...REPORT.tables.states, fail]);
  equal(linesOfCode(input.view).get("cpp-uwebsockets"), 1551);
  match(
    codeSizeChart(input)?.title ?? "",
    /^No smaller program sustains more than Python .*Rust.* and C\+\+ \(uWebSockets\)$/,
  );
  const open = codeSizeChart(inputOf());
  match(
    open?.title ?? "",
    /^No smaller program sustains more than Python .* Rust \(axum\); of 2 more it is not known$/,
  );
  match(open?.notes.join(" ") ?? "", /Of .*Elixir.* it is not known: every load that was tried/);
});

Deno.test("every chart says its finding in two sizes, with every implementation named", () => {
  const input = inputOf();
  const one = group(input, 1);
  const charts = [
    searchLadderChart(input, one),
    perCoreChart(input),
    liftChart(input),
    codeSizeChart(input),
    ...gateLines(input.view).map((line) => gateChart(input, one, line)),
  ];
  equal(charts.length, 4 + 6);
  const ids = charts.map((chart) => chart?.id);
  equal(new Set(ids).size, ids.length);
  for (const chart of charts) {
    ok(chart !== undefined);
    ok(chart.title.length > 10 && !chart.title.endsWith("."), chart.id);
    for (const [svg, size] of [[chart.wide, WIDE], [chart.narrow, NARROW]] as const) {
      match(svg, /^<svg [^>]*role="img"/, chart.id);
      ok(!/NaN|undefined|Infinity| style=/.test(svg), chart.id);
      ok(svg.includes(`font-size="${size.fontSize}"`), chart.id);
      ok(svg.includes(">Go<"), chart.id);
    }
  }
});

Deno.test("lateness of flushes is drawn at the median and in the tail, though no gate bounds it", () => {
  const input = inputOf();
  const watched = gateLines(input.view).filter(({ mostSeconds }) => mostSeconds === undefined);
  deepEqual(watched.map(({ name }) => name), ["flush lateness p50", "flush lateness p95"]);
  const [median, tail] = watched.map((line) => gateChart(input, group(input, 1), line));
  match(
    median?.title ?? "",
    /^No gate bounds the flush lateness p50: on 1 core it goes up to 2\.64.s, Java \(Helidon\) with 3,000.sessions$/,
  );
  match(
    tail?.title ?? "",
    /^No gate bounds the flush lateness p95: on 1 core it goes up to .* with /,
  );
  match(median?.notes.join(" ") ?? "", /Bun.*withheld at 3,000 sessions/);
});

Deno.test("the ladder draws each state in a shape of its own", () => {
  const states: StateRow["state"][] = ["confirmed", "passed", "borderline", "failed", "withheld"];
  const rows = states.map((state, index): StateRow => ({
    ...(REPORT.tables.states[0] as StateRow),
    load: 100 * (index + 1),
    state,
    passes: state === "confirmed" ? 2 : state === "passed" || state === "borderline" ? 1 : 0,
    fails: state === "failed" || state === "borderline" ? 1 : 0,
    limited_by: state === "failed" ? ["newest_p50=204>200"] : [],
  }));
  const input = inputOf(rows);
  const chart = searchLadderChart(input, group(input, 1));
  const points =
    /<g class="series s-bun-serve"><circle.*?<\/g><\/g>|<g class="series s-bun-serve"><circle.*?<\/g>/
      .exec(chart?.wide ?? "")?.[0] ?? "";
  ok(points !== "");
  match(
    chart?.notes.join(" ") ?? "",
    /ringed dot passed twice.*half dot.*cross failed.*cannot be judged/,
  );
  match(chart?.notes.join(" ") ?? "", /A bar ends at/);
});

Deno.test("the ladder names the gate that ended each search, in both sizes", () => {
  const input = inputOf();
  const one = group(input, 1);
  const { wide = "", narrow = "" } = searchLadderChart(input, one) ?? {};
  const limited = one.searches.filter((search) => bottleneck(search) !== "").length;
  ok(limited > 5);
  equal(wide.match(/>[^<]*, (newest p\d\d|errors|no samples)</g)?.length, limited);
  equal(narrow.match(/>(newest p\d\d|errors|no samples)</g)?.length, limited);
});

Deno.test("a report without states has no capacity", () => {
  const report = { ...REPORT, tables: { ...REPORT.tables, states: [] } };
  const scenario = siteData([report]).reports[0]?.scenarios[0];
  equal(
    capacityView(scenario as Parameters<typeof capacityView>[0], NO_CORRECTIONS),
    undefined,
  );
});
