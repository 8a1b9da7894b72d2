import { doesNotMatch, equal, match } from "node:assert/strict";
import { comparisonOf, propsOf, series } from "../components/testing.ts";
import type { Summary } from "../../pipeline/report.ts";
import type { Ranked } from "../model/scenario.ts";
import { standingsOf } from "../model/standings.ts";
import { series as single } from "../model/testing.ts";
import { peaksChart } from "./peaks.ts";

function titleOf(a: Summary["status"], b: Summary["status"]): string {
  const two = { a: series("a", 300, a), b: series("b", 100, b) };
  const { board } = propsOf({ ...two, ratio: 3, low: 2, high: 4, verdict: "faster" });
  return peaksChart({ board, slots: new Map() })?.title ?? "";
}

Deno.test("the title says where the load generator limited what first and last are apart", () => {
  match(titleOf("ok", "ok"), /^a and b, best and last by median, are a factor of 3/);
  match(titleOf("lower bound", "ok"), /are at least a factor of 3/);
  match(titleOf("ok", "lower bound"), /are at most a factor of 3/);
  match(
    titleOf("lower bound", "lower bound"),
    /are a factor of 3.* apart, as far as the load generator let them$/,
  );
});

Deno.test("how far first and last are at least, or at most, apart is rounded so that it holds", () => {
  const title = (size: number, a: Summary["status"], b: Summary["status"]) => {
    const two = { a: series("a", size, a), b: series("b", 100, b) };
    const { board } = propsOf({ ...two, ratio: 3, low: 2, high: 4, verdict: "faster" });
    return peaksChart({ board, slots: new Map() })?.title ?? "";
  };
  match(title(376.6, "ok", "ok"), /are a factor of 3\.8 apart/);
  match(title(376.6, "lower bound", "ok"), /are at least a factor of 3\.7 apart/);
  match(title(372.1, "ok", "lower bound"), /are at most a factor of 3\.8 apart/);
  match(title(160.9, "lower bound", "ok"), /are at least 60.% apart/);
});

Deno.test("who cannot be told apart from the first are all but the first", () => {
  const names = ["a", "b", "c"];
  const rows = [["a", "b"], ["a", "c"], ["b", "c"]].map(([a = "", b = ""]) =>
    comparisonOf(a, b, {
      ratio: 1.01,
      low: 0.9,
      high: 1.2,
      p_adjusted: 1,
      verdict: "no difference shown",
    })
  );
  const group = {
    case: "",
    limits: "",
    loadUnit: "connections",
    loads: [8],
    series: names.map((name, index) => series(name, 300 - index)),
  };
  const ranked: Ranked = {
    metric: "goodput",
    statistic: "mean",
    better: "higher",
    title: "goodput",
  };
  const board = standingsOf(group, ranked, rows);
  match(
    peaksChart({ board, slots: new Map() })?.title ?? "",
    /^None of the other 2 can be told apart from the first$/,
  );
});

Deno.test("without loads no figure is called the best of its implementation", () => {
  const { board } = propsOf({
    a: series("a", 300),
    b: series("b", 100),
    ratio: 3,
    low: 2,
    high: 4,
    verdict: "faster",
  });
  const subtitle = (loads: (number | null)[]) =>
    peaksChart({ board: { ...board, group: { ...board.group, loads } }, slots: new Map() })
      ?.subtitle ?? "";
  match(subtitle([8]), /^Best median goodput of each implementation · /);
  match(subtitle([null]), /^Median goodput of each implementation · /);
});

/** Where the texts of a drawing with digits end, from its left. */
function endsOf(svg: string): string[] {
  return [
    ...svg.matchAll(/<g class="series[^>]*tabular-nums[^>]*transform="translate\(([-\d.]+),/g),
  ]
    .map(([, x]) => x ?? "");
}

Deno.test("values stand in one column, so that none reads as the trial beside it", () => {
  const two = { a: series("a", 300), b: series("b", 100) };
  const { board } = propsOf({ ...two, ratio: 3, low: 2, high: 4, verdict: "faster" });
  const chart = peaksChart({ board, slots: new Map() });
  const wide = endsOf(chart?.wide ?? "");
  equal(wide.length, 4, "a value and a load each");
  equal(new Set(wide).size, 2);
  const narrow = endsOf(chart?.narrow ?? "");
  equal(narrow.length, 2);
  equal(new Set(narrow).size, 1);
});

Deno.test("single trials are not called medians", () => {
  const two = { a: single("a", { 8: [300] }), b: single("b", { 8: [100] }) };
  const { board } = propsOf({ ...two, ratio: 3, low: 2, high: 4, verdict: "faster" });
  const { title = "", subtitle = "", notes = [] } = peaksChart({ board, slots: new Map() }) ?? {};
  match(title, /^a and b, best and last by single trials, are /);
  doesNotMatch([title, subtitle, ...notes].join(" "), /median/);
});
