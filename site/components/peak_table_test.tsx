import { doesNotMatch, equal, match, ok } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Head, PeakTable } from "./peak_table.tsx";
import { type Of, propsOf, series, takesBack } from "./testing.ts";

const tableOf = (two: Of) => renderToString(<PeakTable {...propsOf(two)} />);

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

Deno.test("the bar stands right after its figure, whatever else makes its row high", () => {
  const html = tableOf({ a: series("a", 100), b: series("b", 99), ...OPEN });
  for (const [, cell = ""] of html.matchAll(/<td class="number ranked">(.*?)<\/td>/gs)) {
    match(cell, /(100|99).*<svg class="bar"/s);
    ok(cell.endsWith("</svg>"), cell);
  }
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

Deno.test("of two lower bounds neither share nor ratio is known", () => {
  const [a, b] = [series("a", 100, "lower bound"), series("b", 99, "lower bound")];
  const [share, ratio] = cellsOfB(tableOf({ a, b, ...OPEN }));
  equal(share, "not known<small>no difference shown</small>");
  equal(ratio, "not known");
});

Deno.test("a table speaks of a best load where there are loads alone", () => {
  const props = propsOf({ a: series("a", 100), b: series("b", 99), ...OPEN });
  const caption = (loads: (number | null)[]) => {
    const { board } = props;
    const own = { ...props, board: { ...board, group: { ...board.group, loads } } };
    return /<caption[^>]*>(.*?)<\/caption>/s.exec(renderToString(<PeakTable {...own} />))?.[1];
  };
  match(caption([8]) ?? "", /Each implementation at the load with its best median goodput of 3/);
  match(caption([null]) ?? "", /Each implementation with its median goodput of 3/);
});

Deno.test("columns say where less is better, for the first click on them is to bring the best", () => {
  const ranks = tableOf({ a: series("a", 100), b: series("b", 120), ...OPEN });
  match(ranks, /<th [^>]*data-better="lower">rank</);
  match(ranks, /<th scope="col" class="number" ?>goodput</);
  const headOf = (metric: string) =>
    renderToString(<Head title="figure" unit="" metric={metric} />);
  for (const metric of ["latency", "memory_rss", "errors_timeout"]) {
    match(headOf(metric), /data-better="lower"/, metric);
  }
  for (const metric of ["goodput", "cpu", "counter:spins"]) {
    doesNotMatch(headOf(metric), /data-better/, metric);
  }
});

Deno.test("what rests on a figure that was taken back says so at the head of its column, and on whose", () => {
  const two = { a: series("a", 100), b: series("b", 99), ...OPEN };
  const htmlOf = (name: string) =>
    renderToString(<PeakTable {...propsOf(two)} correctionOf={takesBack(name)} />);
  const ofBest = htmlOf("a");
  match(ofBest, /<p>† as published; a later report takes back a\.<\/p>/);
  match(ofBest, />rank†<.*>of the best median†<.*>ratio of trials†</s);
  const ofOther = htmlOf("b");
  match(ofOther, /<p>† as published; a later report takes back b\.<\/p>/);
  match(ofOther, />rank†<.*>of the best median<.*>ratio of trials</s);
  doesNotMatch(htmlOf("none"), /†/);
});
