import { deepEqual, equal, match, ok } from "node:assert/strict";
import { makeTrends, type TrendOptions } from "../../tests/make_trends.ts";
import { SCENARIO } from "../../tests/make_report_plan.ts";
import { trendChart } from "../charts/trend.ts";
import { trendNotes, trendTitle } from "../charts/trend_words.ts";
import { siteData } from "../page.ts";
import { largestChange, longestLine, scenariosOf, type TrendView, trendView } from "./trends.ts";

async function withTrends(
  options: Omit<TrendOptions, "dataFolder">,
  body: (view: TrendView, slots: ReturnType<typeof siteData>["slots"]) => void,
): Promise<void> {
  const dataFolder = await Deno.makeTempDir();
  try {
    const reports = await makeTrends({ dataFolder, ...options });
    const [scenario] = scenariosOf(reports);
    equal(scenario?.name, SCENARIO);
    body(
      await trendView(reports, scenario as { name: string; title: string }),
      siteData(reports).slots,
    );
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
}

Deno.test("a level that fell is named with its size and the report where it began", () =>
  withTrends({ count: 9, slowerFrom: 4 }, (view) => {
    equal(longestLine(view), 9);
    const [goodput] = view.groups;
    const found = goodput === undefined ? undefined : largestChange(goodput);
    equal(found?.series.name, "birch");
    equal(found?.change.report, "week-05");
    ok(Math.abs((found?.change.ratio ?? 0) - 0.8) < 0.02);
    match(
      trendTitle(goodput as TrendView["groups"][number]),
      /^Rust Birch: goodput \([^)]*\) down 20/,
    );
    equal(goodput?.coloured.has("birch"), true);
  }));

Deno.test("a report without a value has no place on the axis", async () => {
  const dataFolder = await Deno.makeTempDir();
  try {
    const reports = await makeTrends({ dataFolder, count: 3 });
    const [newest] = reports;
    if (newest !== undefined) newest.tables.summary = [];
    const [scenario] = scenariosOf(reports);
    const view = await trendView(reports, scenario as { name: string; title: string });
    deepEqual(view.reports.map(({ name }) => name), ["week-01", "week-02"]);
    const places = view.groups.flatMap(({ series }) =>
      series.flatMap(({ pieces }) => pieces.flatMap(({ dots }) => dots.map(({ at }) => at)))
    );
    deepEqual([...new Set(places)], [0, 1]);
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
});

Deno.test("where nothing changed the chart says so", () =>
  withTrends({ count: 9 }, (view, slots) => {
    const [group] = view.groups;
    const chart = group === undefined ? undefined : trendChart({ view, group, slots });
    equal(chart?.title, "No goodput (1 core, 4\u00a0connections) changed its level over 9 reports");
    ok(!/[▲▼]/.test(chart?.wide ?? ""));
  }));

Deno.test("a line breaks where the fingerprint changes, and begins again at 100 %", () =>
  withTrends({ count: 9, movedFrom: 6, slowerFrom: 6 }, (view, slots) => {
    deepEqual(view.reports.map(({ line }) => line), [0, 0, 0, 0, 0, 0, 1, 1, 1]);
    const [group] = view.groups;
    const birch = group?.series.find(({ name }) => name === "birch");
    deepEqual(birch?.pieces.map(({ dots }) => dots.map(({ at }) => at)), [
      [0, 1, 2, 3, 4, 5],
      [6, 7, 8],
    ]);
    equal(birch?.pieces[1]?.dots[0]?.share, 1);
    // What differs between two hosts is no change of a program.
    deepEqual(birch?.changes, []);
    const chart = trendChart({ view, group: group as TrendView["groups"][number], slots });
    ok(
      chart?.notes.some((note) =>
        /begins at week-07: it differs from week-06 in kernel/.test(note)
      ),
    );
    const lines = chart?.wide.match(/class="series s-birch"[^>]*stroke-width="2"[^>]*><path/g);
    equal(lines?.length, 2);
  }));

Deno.test("fewer reports than a change needs are said to be too few; one gives no chart", async () => {
  await withTrends({ count: 3, slowerFrom: 1 }, (view, slots) => {
    const [group] = view.groups;
    const chart = group === undefined ? undefined : trendChart({ view, group, slots });
    // Where the programs came to is said all the same, so that no two charts of a page have one title.
    match(
      chart?.title ?? "",
      /^Goodput \(.*\): 79 to 101.% of the first of 3 reports, too few to look for a change of level$/,
    );
    ok(chart?.notes.some((note) => /noise floor of the reports, [\d.]+.%\.$/.test(note)));
    const band = (low: number, high: number) =>
      trendNotes(view, group as TrendView["groups"][number], [low, high])[0] ?? "";
    match(band(0.99999, 1.00001), /: wider than the chart\.$/);
    match(band(0.1, 10), /[\d.]+.%\.$/);
  });
  await withTrends({ count: 1 }, (view, slots) => {
    for (const group of view.groups) equal(trendChart({ view, group, slots }), undefined);
    equal(longestLine(view), 1);
  });
});

Deno.test("twins are in no chart, and both sizes hold a label for every other program", () =>
  withTrends({ count: 4 }, (view, slots) => {
    for (const group of view.groups) {
      ok(!group.series.some(({ name }) => name.endsWith("-twin")));
      const chart = trendChart({ view, group, slots });
      for (const svg of [chart?.wide ?? "", chart?.narrow ?? ""]) {
        equal(svg.match(/<text class="label/g)?.length, group.series.length);
        ok(!/ style=|<style|NaN|undefined|Infinity/.test(svg));
      }
    }
  }));

Deno.test("the intervals of one report stand side by side, and within the chart however many reports there are", async () => {
  for (const count of [2, 12]) {
    await withTrends({ count }, (view, slots) => {
      const [group] = view.groups;
      const chart = trendChart({ view, group: group as TrendView["groups"][number], slots });
      for (const svg of [chart?.wide ?? "", chart?.narrow ?? ""]) {
        const width = Number(/viewBox="0 0 ([\d.]+)/.exec(svg)?.[1]);
        const places = [
          ...svg.matchAll(
            /<g[^>]*class="series s-(\w+)"[^>]*>((?:<line[^>]*>(?:<\/line>)?)+)<\/g>/g,
          ),
        ]
          .map(([, , lines = ""]) =>
            [...lines.matchAll(/ x1="([\d.]+)"/g)].map(([, x]) => Number(x))
          );
        ok(places.length > 1);
        for (const at of Array(count).keys()) {
          const own = places.map((of) => of[at] as number);
          equal(new Set(own).size, own.length, `${own}`);
          ok(own.every((x) => x > 0 && x < width));
          // Nor does the last of one report come near to the first of the next.
          const next = Math.min(...places.map((of) => of[at + 1] ?? Infinity));
          ok(Math.max(...own) < next);
        }
      }
    });
  }
});
