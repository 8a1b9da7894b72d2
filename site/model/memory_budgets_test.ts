import { deepEqual, doesNotMatch, match } from "node:assert/strict";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Summary } from "../../pipeline/report.ts";
import { MemoryBudgets } from "../components/memory_budgets.tsx";
import { comparisonOf, propsOf, takesBack } from "../components/testing.ts";
import { siteData } from "../page.ts";
import { boardsOf } from "./boards.ts";
import { memoryBudgetsOf, memoryOf } from "./memory_budgets.ts";
import { loadReport } from "./report.ts";
import type { Group, Ranked, Series } from "./scenario.ts";
import { standingsOf } from "./standings.ts";
import { series } from "./testing.ts";

const MEBIBYTE = 1024 ** 2;

const shortOf = (board: Parameters<typeof memoryBudgetsOf>[0]) =>
  memoryBudgetsOf(board).map(({ least, most, first, tied }) => [
    `${least / MEBIBYTE}-${most / MEBIBYTE}`,
    first?.series.name,
    ...tied.map((each) => each.series.name),
  ]);

Deno.test("the best of the published proxies within each memory budget", async () => {
  const folder = new URL("../../data/published-token-stream", import.meta.url).pathname;
  const report = await loadReport("published-token-stream", decodeURIComponent(folder));
  const [view] = siteData([report]).reports[0]?.scenarios ?? [];
  const stress = view === undefined
    ? undefined
    : boardsOf(view).find(({ label }) => label === "stress");
  deepEqual(stress === undefined ? [] : shortOf(stress.standings), [
    ["16-16", undefined],
    ["32-32", "rust-axum"],
    ["64-64", "go-http"],
    ["128-128", "bun-http"],
    ["256-256", "bun-hono"],
  ]);
});

/** An implementation that answers `rate` and holds so many MiB, or memory that is withheld. */
function holding(name: string, rate: number, mebibytes: number, status: Summary["status"] = "ok") {
  const { points, ...rest } = series(name, { 8: [rate, rate, rate] });
  return {
    ...rest,
    points: points.map((point) => ({
      ...point,
      value(metric: string, statistic: string) {
        const goodput = point.value("goodput", "mean");
        if (metric !== "memory_rss" || statistic !== "max" || goodput === undefined) {
          return point.value(metric, statistic);
        }
        const summary = { ...goodput.summary, median: mebibytes * MEBIBYTE, status };
        return { ...goodput, summary };
      },
    })),
  } satisfies Series;
}

const RANKED: Ranked = { metric: "goodput", statistic: "mean", better: "higher", title: "goodput" };

function boardOf(all: readonly Series[], verdict: "faster" | "no difference shown") {
  const group: Group = {
    case: "",
    limits: "",
    loadUnit: "connections",
    loads: [8],
    series: [...all],
  };
  const pair = { ratio: 1.1, low: 0.9, high: 1.3, p_adjusted: 0.2, verdict } as const;
  return standingsOf(group, RANKED, [comparisonOf("a", "b", pair)]);
}

Deno.test("what is not shown to be behind the first of a budget is named beside it, once for budgets that say the same", () => {
  const all = [holding("a", 110, 20), holding("b", 100, 30), holding("c", 90, 31)];
  // c was compared with none.
  deepEqual(shortOf(boardOf(all, "no difference shown"))[1], ["32-256", "a", "b"]);
  deepEqual(shortOf(boardOf(all, "faster"))[1], ["32-256", "a"]);
});

Deno.test("whose figure was taken back has a sign behind its name beside a budget", () => {
  const { board: _, ...props } = propsOf({
    ...{ a: series("a", { 8: [1] }), b: series("b", { 8: [1] }) },
    ...{ ratio: 1, low: 1, high: 1, verdict: "faster" },
  });
  const board = boardOf([holding("a", 110, 20), holding("b", 100, 30)], "no difference shown");
  const htmlOf = (name: string) =>
    renderToString(h(MemoryBudgets, { ...props, board, correctionOf: takesBack(name) }));
  match(htmlOf("b"), /<p>† as published; a later report takes back b\.<\/p>.*>a? ?b†<\/td>/s);
  doesNotMatch(htmlOf("c"), /†/);
});

Deno.test("whose memory is withheld or exactly the budget", () => {
  const board = boardOf([holding("a", 110, 10, "withheld"), holding("b", 100, 16)], "faster");
  deepEqual(shortOf(board)[0], ["16-256", "b"]);
  deepEqual(board.standings.map((each) => memoryOf(each) === undefined), [true, false]);
});
