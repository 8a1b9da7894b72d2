import { equal, match, throws } from "node:assert/strict";
import { createDocument } from "@mixmark-io/domino";
import * as Plot from "@observablehq/plot";
import { element } from "./plot.ts";
import { SvgDocument } from "./svg_document.ts";

const ROWS = [
  { name: `<a>&"b"`, case: "one", x: 1, low: 0.5, high: 2.25 },
  { name: "no\u00a0break", case: "two", x: 3.333333, low: 3, high: 4 },
  { name: "…", case: "one", x: 12, low: 11, high: 14 },
];

/** Options that lead through the marks that our charts have, and what these can be told. */
const PLOTS: Readonly<Record<string, () => Plot.PlotOptions>> = {
  lines: () => ({
    x: { type: "log", base: 2, label: "load" },
    y: { grid: true },
    marks: [
      Plot.line(ROWS, { x: "x", y: "high", stroke: "red", className: "series", marker: "circle" }),
      Plot.areaY(ROWS, { x: "x", y1: "low", y2: "high", fillOpacity: 0.2 }),
      Plot.dot(ROWS, { x: "x", y: "low", symbol: "times", title: "name", r: 4 }),
      Plot.ruleY([1], { strokeDasharray: "5 4" }),
      Plot.ruleX(ROWS, { x: "x", y1: "low", y2: "high", clip: true }),
    ],
  }),
  bars: () => ({
    marginLeft: 80,
    fy: { label: null },
    marks: [
      Plot.barX(ROWS, { x: "x", y: "name", fy: "case", fill: "case", ariaLabel: "name" }),
      Plot.rect(ROWS, { x1: "low", x2: "high", y1: "low", y2: "high", fy: "case" }),
      Plot.text(ROWS, {
        x: "x",
        y: "name",
        fy: "case",
        text: ({ name }: typeof ROWS[number]) => `${name}\nsecond`,
        href: ({ name }: typeof ROWS[number]) => `#${name}`,
        target: "_top",
      }),
      Plot.tickX(ROWS, { x: "x", fy: "case" }),
    ],
  }),
  symbols: () => ({
    symbol: { legend: false },
    color: { type: "linear", scheme: "blues" },
    marks: [
      Plot.dot(ROWS, { x: "x", y: "low", symbol: "name", fill: "high", rotate: 45 }),
      Plot.text(ROWS, { x: "x", y: "low", text: "x", fontSize: "high", textAnchor: "start" }),
      Plot.frame(),
      (_index, _scales, _values, _dimensions, { document }) =>
        element(document, "g", { class: "own" }, element(document, "text", { x: 1.5 }, `<&"`)),
    ],
  }),
};

/** Numbers that Plot counts up from drawing to drawing. */
function withoutCounts(svg: string): string {
  return svg.replace(/\bplot-(clip|marker)-\d+/g, "plot-$1");
}

/** What is empty needs no second tag within SVG. */
function closedAtOnce(html: string): string {
  return html.replace(/(<(\w+)(?:\s[\w:-]+="[^"]*")*)><\/\2>/g, "$1/>");
}

for (const [name, options] of Object.entries(PLOTS)) {
  Deno.test(`Plot draws ${name} in it as in a document of the whole standard`, () => {
    const whole = createDocument("<html><body></body></html>") as unknown as Document;
    const ours = new SvgDocument() as unknown as Document;
    const [expected, found] = [whole, ours].map((document) =>
      withoutCounts(Plot.plot({ ...options(), document }).outerHTML)
    );
    match(expected ?? "", /<svg .*<text/s);
    equal(found, closedAtOnce(expected ?? ""));
  });
}

Deno.test("a node leaves its place for another, and text replaces what was there", () => {
  const document = new SvgDocument();
  const make = (name: string) => document.createElementNS("http://www.w3.org/2000/svg", name);
  const [outer, a, b] = [make("g"), make("a"), make("b")];
  outer.appendChild(a);
  outer.appendChild(b);
  outer.insertBefore(b, a);
  equal(outer.outerHTML, "<g><b/><a/></g>");
  b.appendChild(a);
  equal(outer.outerHTML, "<g><b><a/></b></g>");
  equal(a.parentNode, b);
  outer.textContent = "x & y";
  equal(outer.outerHTML, "<g>x &amp; y</g>");
  equal(b.parentNode, null);
  throws(() => outer.removeChild(b), RangeError);
  throws(() => document.createElementNS("http://www.w3.org/1999/xhtml", "p"), TypeError);
});
