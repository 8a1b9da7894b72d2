import { deepEqual, equal, ok } from "node:assert/strict";
import { wrapText } from "../charts/wrap.ts";
import { textWidth } from "../charts/plot.ts";
import { withReports } from "../testing.ts";
import { CARD, cardSvg } from "./card.ts";
import { drawPng } from "./png.ts";
import { faultOfXml } from "./testing.ts";

const HOSTILES = [
  `<script>alert(1)</script>"onload=&amp;'`,
  "x".repeat(900),
  "long words ".repeat(80),
  "\u202e\ud800 \u05e2\u05d1 \u6f22\u5b57 \ud83c\udf89",
];

Deno.test("a card is a PNG of its size, whatever the report's texts hold", async () => {
  const options = HOSTILES.map((hostile, index) => ({
    name: `hostile-${index}`,
    hostile,
    implementations: 4,
    loads: 2,
    trials: 3,
  }));
  await withReports(options, async (data) => {
    const views = data.reports.flatMap((view) => {
      const { report } = view;
      // No report that is read has a control character; a card would leave it out all the same.
      const title = `\u0000${report.manifest.title} `.repeat(10_000 / report.manifest.title.length);
      return [view, { ...view, report: { ...report, manifest: { ...report.manifest, title } } }];
    });
    for (const view of views) {
      const svg = cardSvg(view, data.slots);
      equal(faultOfXml(svg), undefined);
      for (const bad of ["<script", "\u202e", "\u0000"]) ok(!svg.includes(bad));
      ok(svg.length < 20_000, `${svg.length} signs`);
      const png = await drawPng(svg);
      const header = new DataView(png.buffer, png.byteOffset);
      deepEqual([...png.subarray(1, 4)], [...new TextEncoder().encode("PNG")]);
      deepEqual([header.getUint32(16), header.getUint32(20)], [CARD.width, CARD.height]);
    }
  });
});

Deno.test("a card draws its text: another title gives another picture", async () => {
  await withReports([{ name: "a", implementations: 2, loads: 1, trials: 3 }], async (data) => {
    const [view] = data.reports;
    ok(view !== undefined);
    const { report } = view;
    const other = { ...report, manifest: { ...report.manifest, title: "Quite another" } };
    const draw = async (of: typeof report) =>
      await drawPng(cardSvg({ ...view, report: of }, data.slots));
    const [one, two] = [await draw(report), await draw(other)];
    ok(one.length > 10_000);
    deepEqual(await draw(report), one);
    ok(one.length !== two.length || one.some((byte, index) => byte !== two[index]));
  });
});

Deno.test("a figure that was taken back has a sign on a card, and a report that was says so first", () => {
  const small = { implementations: 3, loads: 2, trials: 3 };
  const cardWith = async (erratum: { implementation?: string }) => {
    const errata = [{ report: "a", state: "retracted" as const, reason: "So.", ...erratum }];
    let svg = "";
    await withReports([
      { ...small, name: "a", created: "2026-01-01" },
      { ...small, name: "b", created: "2026-03-01", errata },
    ], (data) => {
      const view = data.reports.find(({ report }) => report.name === "a");
      ok(view !== undefined);
      svg = cardSvg(view, data.slots);
      return Promise.resolve();
    });
    return svg;
  };
  return Promise.all([cardWith({ implementation: "alder" }), cardWith({})]).then(([some, all]) => {
    equal(some.match(/†<\/text>/g)?.length, 1);
    ok(some.includes("† taken back or replaced since"));
    ok(!some.includes("Retracted"));
    ok(all.includes("Retracted · ") && !all.includes("†"));
  });
});

Deno.test("a card's title gets smaller before it gets a second line, and an answer without bars larger", async () => {
  await withReports([{ name: "a", implementations: 2, loads: 1, trials: 3 }], (data) => {
    const [view] = data.reports;
    ok(view !== undefined);
    const titlesOf = (title: string, scenarios = view.scenarios) => {
      const { report } = view;
      const manifest = { ...report.manifest, title };
      const svg = cardSvg({ ...view, scenarios, report: { ...report, manifest } }, data.slots);
      return [...svg.matchAll(/font-size="(\d+)" font-weight="600"[^>]*>([^<]*)/g)]
        .map(([, size, text]) => `${size} ${text}`).slice(1);
    };
    deepEqual(titlesOf("Short"), ["50 Short"]);
    const long = "Token stream on a small virtual machine (AMD EPYC)";
    deepEqual(titlesOf(long), [`42 ${long}`]);
    equal(titlesOf(`${long} and more of it`).length, 2);
    return Promise.resolve();
  });
});

Deno.test("wrapText() fits lines to their width and ends what it cuts with an ellipsis", () => {
  deepEqual(wrapText("", 100, 10, 2), []);
  deepEqual(wrapText("one two", 1000, 10, 2), ["one two"]);
  const lines = wrapText("a sentence that is too long for its two lines", 90, 10, 2);
  equal(lines.length, 2);
  ok(lines[1]?.endsWith("…"));
  for (const line of wrapText(`${"x".repeat(500)} b`, 90, 10, 3)) {
    ok(textWidth(line, 10) <= 90, line);
  }
});
