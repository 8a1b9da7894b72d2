import { deepEqual, equal, match, ok } from "node:assert/strict";
import embeds from "../pages/embed.page.ts";
import scenarios from "../pages/scenario.page.tsx";
import { pagesOf, withReports } from "../testing.ts";
import { allCharts } from "./all_charts.ts";
import { withCorrections } from "./correction_notes.ts";

const SCENARIO = "synthetic-counter";
const MEASURED = { implementations: 6, loads: 5, trials: 3, troubled: false };
const RETRACTED = {
  report: "first",
  state: "retracted" as const,
  scenario: SCENARIO,
  implementation: "alder",
  reason: "its probe was load",
  source: "the report itself",
};

function laterReports(errata: readonly object[]) {
  return [
    { ...MEASURED, name: "first" },
    { ...MEASURED, name: "second", created: "2026-02-02", errata: errata as [] },
  ];
}

Deno.test("each chart that draws a retracted result says so, on its page and as a picture", () =>
  withReports(laterReports([RETRACTED]), async (data) => {
    const view = data.reports.find(({ report }) => report.name === "first");
    ok(view !== undefined);
    const { manifest } = view.report;
    const charts = view.scenarios.flatMap((each) => allCharts(each, view.standing, data.slots));
    const drawn = charts.filter(({ chart }) => />[^<]*Alder</.test(chart.wide));
    ok(drawn.length > 6, "the synthetic reports have many");
    const pages = await pagesOf(scenarios, data);
    const pictures = await pagesOf(embeds, data);
    const page = String(pages.get(`/reports/first/${SCENARIO}/`));
    for (const { id, chart } of drawn) {
      const own = withCorrections(chart, view.standing, manifest);
      const notes = own.notes.filter((note) => !chart.notes.includes(note));
      equal(notes.length, 1, id);
      match(notes[0] ?? "", /^Retracted by a later report, drawn as published: \w+ Alder at /, id);
      equal(own.title, `${chart.title}, as published; a later report takes back C Alder`, id);
      const added = own.title.slice(chart.title.length);
      equal(own.wide.replace(added, ""), chart.wide, `${id}: its text alternative alone changes`);
      match(
        own.narrow,
        /^<svg[^>]* aria-label="[^"]*, as published; a later .* takes back C Alder\. /,
      );
      const figure = page.slice(page.indexOf(`id="chart-${id}"`));
      ok(figure.slice(0, figure.indexOf("</figure>")).includes(notes[0] ?? ""), id);
      const picture = String(pictures.get(`/reports/first/${SCENARIO}/${id}.svg`));
      match(picture, /<desc[^>]*>[^<]*Retracted by a later report/, id);
    }
    ok(!String(pages.get(`/reports/second/${SCENARIO}/`)).includes("Retracted by a"));
  }));

Deno.test("what is drawn of a corrected implementation at other loads has no note", () =>
  withReports(laterReports([{ ...RETRACTED, load: 2 }]), (data) => {
    const view = data.reports.find(({ report }) => report.name === "first");
    ok(view !== undefined);
    const notes = new Map(
      view.scenarios.flatMap((each) => allCharts(each, view.standing, data.slots))
        .map(({ id, chart }) => [
          id,
          withCorrections(chart, view.standing, view.report.manifest).notes
            .filter((note) => note.includes("drawn as published")),
        ]),
    );
    deepEqual(notes.get("throughput"), [
      "Retracted by a later report, drawn as published: C Alder at 2\u00a0connections.",
    ]);
    deepEqual(notes.get("highest"), []);
    const titles = new Map(
      view.scenarios.flatMap((each) => allCharts(each, view.standing, data.slots))
        .map(({ id, chart }) => [
          id,
          withCorrections(chart, view.standing, view.report.manifest).title.replace(/^.*, as/, ""),
        ]),
    );
    equal(
      titles.get("throughput"),
      " published; a later report takes back C Alder at 2\u00a0connections",
    );
    ok(!titles.get("highest")?.includes("published"));
    return Promise.resolve();
  }));

Deno.test("a chart that draws a figure that was taken back names it; one that draws others of the cell does not", () => {
  const figure = { ...RETRACTED, metric: "latency", statistic: "p99" };
  return withReports(
    laterReports([{ ...figure, load: 2 }, { ...figure, load: 16 }]),
    (data) => {
      const view = data.reports.find(({ report }) => report.name === "first");
      ok(view !== undefined);
      const charts = view.scenarios.flatMap((each) => allCharts(each, view.standing, data.slots));
      const noted = charts.flatMap(({ id, chart }) =>
        withCorrections(chart, view.standing, view.report.manifest).notes
          .filter((note) => note.includes("drawn as published"))
          .map((note) => [id, note])
      );
      deepEqual(noted, [
        [
          "p99",
          "Retracted by a later report, drawn as published: C Alder at 2, 16\u00a0connections.",
        ],
        [
          "highest",
          "Retracted by a later report, drawn as published: C Alder at 16\u00a0connections.",
        ],
        [
          "scores",
          "Retracted by a later report, drawn as published: C Alder at 16\u00a0connections (latency p99).",
        ],
      ]);
      return Promise.resolve();
    },
  );
});

Deno.test("charts of what a server takes, and of quotients of it, name a figure of it that was taken back", async () => {
  const notedOf = async (metric: string, statistic: string) => {
    let noted: (readonly [string, string])[] = [];
    await withReports(laterReports([{ ...RETRACTED, metric, statistic }]), (data) => {
      const view = data.reports.find(({ report }) => report.name === "first");
      ok(view !== undefined);
      noted = view.scenarios.flatMap((each) => allCharts(each, view.standing, data.slots))
        .flatMap(({ id, chart }) =>
          withCorrections(chart, view.standing, view.report.manifest).notes
            .filter((note) => note.includes("drawn as published"))
            .map((note) => [id, /\(.*\)/.exec(note)?.[0] ?? ""] as const)
        );
      return Promise.resolve();
    });
    return noted;
  };
  deepEqual(await notedOf("cpu", "mean"), [
    ["resources", "(CPU of the server mean)"],
    ["efficiency", "(CPU of the server mean)"],
    ["scores", "(CPU of the server mean)"],
  ]);
  deepEqual(await notedOf("memory_rss", "max"), [
    ["resources", "(resident memory of the server max)"],
    ["efficiency", "(resident memory of the server max)"],
    ["memory", "(resident memory of the server max)"],
    ["scores", "(resident memory of the server max)"],
  ]);
  // The scores have p99, in whose place p95 would stand.
  deepEqual(await notedOf("latency", "p95"), []);
});

Deno.test("loads of which all was taken back stand apart from those with a figure that was", () =>
  withReports(
    laterReports([{ ...RETRACTED, load: 2 }, { ...RETRACTED, load: 16, statistic: "p99" }]),
    (data) => {
      const view = data.reports.find(({ report }) => report.name === "first");
      ok(view !== undefined);
      const drawn = view.report.tables.summary.filter((row) =>
        row.implementation === "alder" && row.metric === "latency" &&
        (row.load === 2 || row.load === 16)
      );
      const [chart] = view.scenarios.flatMap((each) => allCharts(each, view.standing, data.slots));
      ok(chart !== undefined);
      // A load of two cases is one load.
      const ofTwo = drawn.flatMap((row) => [row, { ...row, case: "another" }]);
      for (const cells of [drawn, ofTwo]) {
        equal(
          withCorrections({ ...chart.chart, cells }, view.standing, view.report.manifest)
            .notes.at(-1),
          "Retracted by a later report, drawn as published: C Alder at 2\u00a0connections and C Alder at 16\u00a0connections (p99).",
        );
      }
      return Promise.resolve();
    },
  ));

Deno.test("the tables of the first at each load and of the scores mark what rests on a figure that was taken back", () =>
  withReports(
    laterReports([{ ...RETRACTED, metric: "goodput", statistic: "mean" }]),
    async (data) => {
      const page = String((await pagesOf(scenarios, data)).get(`/reports/first/${SCENARIO}/`));
      for (const id of ["top-list", "score-list"]) {
        const table = page.slice(page.indexOf(`<table id="${id}`));
        match(table.slice(0, table.indexOf("</table>")), /mark-retracted/, id);
      }
    },
  ));
