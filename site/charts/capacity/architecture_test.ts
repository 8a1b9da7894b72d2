import { deepEqual, equal, match, ok } from "node:assert/strict";
import { loadReport } from "../../model/report.ts";
import { siteData } from "../../page.ts";
import { NARROW, textWidth, WIDE } from "../plot.ts";
import { architectureChart, architectureOf } from "./architecture.ts";
import { type CapacityView, capacityView } from "./view.ts";

const FOLDER = decodeURIComponent(
  new URL("../../../data/published-speech-gateway", import.meta.url).pathname,
);
const REPORT = await loadReport("published-speech-gateway", FOLDER);

/** The published search, its scenario with another text. */
function viewWith(about?: string): CapacityView {
  const [scenario] = siteData([REPORT]).reports[0]?.scenarios ?? [];
  if (scenario === undefined) throw new Error("the report has no scenario");
  const entry = about === undefined ? scenario.entry : { ...scenario.entry, about };
  const view = capacityView({ ...scenario, entry }, { cells: () => undefined });
  if (view === undefined) throw new Error("the report has no states");
  return view;
}

Deno.test("who takes part and what passes is read from the scenario's text", () => {
  const architecture = architectureOf(viewWith());
  deepEqual(architecture?.parts.map(({ title, detail }) => [title, detail]), [
    ["Load generator", "up to 5,000\u00a0sessions"],
    ["Gateway", "under test, on 1 core or 2 cores"],
    ["Recogniser", "simulated"],
  ]);
  deepEqual(architecture?.parts.filter((part) => part.isMeasured).map(({ title }) => title), [
    "Gateway",
  ]);
  deepEqual(architecture?.flows.map(({ from, to, text }) => [from, to, text]), [
    [0, 1, "50 frames of 640 bytes a second over WebSocket"],
    [1, 0, "partial results"],
    [1, 2, "flushes once a second"],
  ]);
});

Deno.test("a text that does not say who takes part has no drawing", () => {
  equal(architectureChart(viewWith("A gateway answers.")), undefined);
});

Deno.test("the drawing says the same in words, and its texts lie inside it", () => {
  const chart = architectureChart(viewWith());
  ok(chart !== undefined);
  match(chart.subtitle, /9.implementations$/);
  match(chart.notes.join(" "), /quota of 1 or 2 cores/);
  for (const [svg, size] of [[chart.wide, WIDE], [chart.narrow, NARROW]] as const) {
    match(svg, /^<svg [^>]*role="img"/);
    match(svg, /aria-label="[^"]*Gateway to load generator: partial results\./);
    equal(svg.match(/stroke-width="3"/g)?.length, 1, "one thick frame");
    ok(!/NaN|undefined/.test(svg));
    const height = Number(/ height="([\d.]+)"/.exec(svg)?.[1]);
    const texts = [...svg.matchAll(
      /<text x="([^"]*)" y="([^"]*)" dy="0.34em" text-anchor="(\w+)"[^>]*>([^<]*)/g,
    )];
    ok(texts.length >= 9);
    for (const [, x, y, anchor, written = ""] of texts) {
      const text = written.replaceAll("&nbsp;", "\u00a0");
      const width = textWidth(text, size.fontSize);
      const left = anchor === "middle" ? Number(x) - width / 2 : Number(x);
      ok(left >= 0 && left + width <= size.width, `${text} is wider than the drawing`);
      ok(Number(y) > 6 && Number(y) < height - 6, `${text} lies outside`);
    }
  }
});
