import { equal, match, ok } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { ComparisonRow, Row, Summary } from "../../pipeline/report.ts";
import type { Group, Ranked, Series } from "../model/scenario.ts";
import { standingsOf } from "../model/standings.ts";
import { PeakTable } from "./peak_table.tsx";

/** An implementation with three trials around its median. */
function series(name: string, median: number, status: Summary["status"] = "ok"): Series {
  const place = { scenario: "s", implementation: name, case: "", limits: "", load: 8 };
  const cell = { ...place, load_unit: "connections" };
  const figure = { metric: "goodput", statistic: "mean", unit: "1/s", clock: "wall", loop: "" };
  const summary = {
    ...cell,
    ...figure,
    n: 3,
    median,
    mean: null,
    low: null,
    high: null,
    cv: null,
    min: median,
    max: median,
    rank_low: null,
    rank_high: null,
    status,
    findings: [],
    merged: null,
  } as Summary;
  const value = (metric: string) =>
    metric === "goodput" ? { summary, rows: [] as Row[] } : undefined;
  const implementation = {
    name,
    scenario: "s",
    title: name,
    language: "",
    runtime: "",
    framework: "",
    state: "measured" as const,
    reason: "",
    remedy: "",
    versions: [],
    source: "",
  };
  return { name, title: name, implementation, points: [{ cell, value }] };
}

interface Of {
  a: Series;
  b: Series;
  /** Of a against b. */
  ratio: number;
  low: number;
  high: number;
  verdict: ComparisonRow["verdict"];
  better?: Ranked["better"];
}

function tableOf({ a, b, better = "higher", ...pair }: Of): string {
  const group: Group = {
    case: "",
    limits: "",
    loadUnit: "connections",
    loads: [8],
    series: [a, b],
  };
  const row: ComparisonRow = {
    scenario: "s",
    case: "",
    limits: "",
    load: 8,
    load_unit: "connections",
    metric: "goodput",
    statistic: "mean",
    implementation_a: "a",
    implementation_b: "b",
    p_adjusted: 0.01,
    ...pair,
  };
  const ranked: Ranked = { metric: "goodput", statistic: "mean", better, title: "goodput" };
  return renderToString(
    <PeakTable
      board={standingsOf(group, ranked, [row])}
      report="r"
      to={(target) => target}
      styleOf={() => ({ colour: "", marker: "circle", dash: "", coloured: true })}
      reasons={() => []}
      correctionOf={() => undefined}
      suffix=""
      label=""
    />,
  );
}

/** The two cells that set b against a, the best median. */
function cellsOfB(html: string): string[] {
  const row = /<tr[^>]*data-series="b".*?<\/tr>/s.exec(html)?.[0] ?? "";
  return [...row.matchAll(/<td class="number(?: verdict)?">(.*?)<\/td>/gs)].map((match) =>
    match[1] as string
  )
    .slice(1, 3);
}

const OPEN = { ratio: 0.98, low: 0.95, high: 1.01, verdict: "no difference shown" } as const;

Deno.test("a share of the best median is that of the medians shown, whatever the trials say in pairs", () => {
  const html = tableOf({ a: series("a", 100), b: series("b", 99), ...OPEN });
  match(html, />of the best median<span class="unit">%<\/span><\/th>/);
  match(html, />ratio of trials<\/th>/);
  const [share, ratio] = cellsOfB(html);
  equal(share, "99.0<small>no difference shown</small>");
  equal(ratio, "1.02<small>0.99–1.05</small>");
});

Deno.test("of what is better where it is lower, share and ratio lie above the best", () => {
  const html = tableOf({
    a: series("a", 100),
    b: series("b", 120),
    ratio: 0.8,
    low: 0.78,
    high: 0.82,
    verdict: "faster",
    better: "lower",
  });
  const [share, ratio] = cellsOfB(html);
  equal(share, "120");
  equal(ratio, "1.25<small>1.22–1.28</small>");
});

Deno.test("beside a lower bound share and ratio are at most what they are", () => {
  const html = tableOf({ a: series("a", 100, "lower bound"), b: series("b", 99), ...OPEN });
  ok(cellsOfB(html).every((cell) => cell.startsWith("≤\u00a0")));
});
