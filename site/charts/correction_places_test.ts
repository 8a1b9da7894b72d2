import { deepEqual, equal } from "node:assert/strict";
import type { Correction, Result } from "../../pipeline/report.ts";
import type { Chart } from "./chart.ts";
import { withCorrections } from "./correction_notes.ts";

const at = (
  implementation: string,
  load: number | null,
  metric = "goodput",
  statistic = "mean",
) => ({
  ...{
    scenario: "s",
    implementation,
    case: "",
    limits: "",
    load,
    load_unit: load === null ? "" : "users",
  },
  ...{ metric, statistic },
});

const BY: Correction = { state: "retracted", report: "later", reason: "", source: "" };

/** What a chart of these results is called, and what stands below it, where `of` tells of each what was corrected. */
function said(cells: readonly Result[], of: (result: Result) => Correction | undefined) {
  const chart: Chart = {
    ...{ id: "c", title: "Go is ahead", subtitle: "", notes: ["As it was."], cells },
    wide: '<svg aria-label="Go is ahead. A"></svg>',
    narrow: '<svg aria-label="Go is ahead. B"></svg>',
  };
  const standing = { by: [], parts: [{ ...BY, erratum: {} as never }], cells: of };
  const implementations = [{ name: "go", title: "Go" }, { name: "bun", title: "Bun" }] as never;
  const { title, notes, wide, narrow } = withCorrections(chart, standing, { implementations });
  const label = title.replaceAll("\u00a0", "&nbsp;");
  deepEqual([wide, narrow], [
    `<svg aria-label="${label}. A"></svg>`,
    `<svg aria-label="${label}. B"></svg>`,
  ]);
  return [title, ...notes.slice(1)].map((text) => text.replaceAll("\u00a0", " "));
}

const taken = (...loads: (number | null)[]) => (result: Result) =>
  result.implementation === "go" && loads.includes(result.load) ? BY : undefined;
const ladder = (...loads: number[]) => loads.map((load) => at("go", load));

Deno.test("loads are named in their order up to three, counted above, and all of them are none", () => {
  const drawn = [...ladder(40, 10, 20, 30, 50), at("bun", 10)];
  const below = (places: string) => `Retracted by a later report, drawn as published: ${places}.`;
  const title = (place: string) => `Go is ahead, as published; a later report takes back ${place}`;
  const cases: [loads: number[], place: string][] = [
    [[10], "Go at 10 users"],
    [[40, 10], "Go at 10, 40 users"],
    [[30, 10, 20], "Go at 10, 20, 30 users"],
    [[10, 20, 30, 40], "Go at 4 loads"],
  ];
  for (const [loads, place] of cases) {
    deepEqual(said(drawn, taken(...loads)), [title(place), below(place)]);
  }
  const all = said(drawn, taken(10, 20, 30, 40, 50));
  deepEqual(all, [title("Go"), below("Go at 5 loads")]);
  deepEqual(said(drawn, () => undefined), ["Go is ahead"]);
});

Deno.test("results without a load are counted; one drawn twice is one", () => {
  const cells = [at("go", null), { ...at("go", null), case: "a" }, {
    ...at("go", null),
    case: "b",
  }];
  const some = (...cases: string[]) => (result: Result) =>
    cases.includes(result.case) ? BY : undefined;
  equal(said(cells, some("a"))[0], "Go is ahead, as published; a later report takes back Go");
  equal(
    said([...cells, ...cells], some("a", "b"))[1],
    "Retracted by a later report, drawn as published: Go, 2 results.",
  );
});

Deno.test("figures are named where others of their cell stand, with the metric where several are drawn", () => {
  const p = (statistic: string, metric = "latency") => at("go", 10, metric, statistic);
  const only = (...statistics: string[]) => ({ statistic = "" }: Result) =>
    statistics.includes(statistic) ? BY : undefined;
  const note = (cells: Result[], ...statistics: string[]) =>
    said(cells, only(...statistics))[1]?.replace(/^.*: /, "");
  equal(note([p("p50"), p("p99"), p("p99.9")], "p99", "p99.9"), "Go at 10 users (p99, p99.9).");
  equal(note([p("p50"), p("p99")], "p50", "p99"), "Go at 10 users.");
  equal(note([p("p50"), p("mean", "goodput")], "p50"), "Go at 10 users (latency p50).");
});

Deno.test("each state has a note of its own, and the title has each report and state once", () => {
  const by = (result: Result): Correction | undefined =>
    result.implementation === "bun"
      ? { ...BY, state: "superseded" }
      : result.implementation === "go" && result.load === 10
      ? BY
      : result.load === 20
      ? { ...BY, report: "another" }
      : undefined;
  deepEqual(said([...ladder(10, 20, 30), at("bun", 10), at("unknown", 10)], by), [
    "Go is ahead, as published; later reports take back Go at 10 users and Go at 20 users and replace Bun",
    "Retracted by a later report, drawn as published: Go at 10, 20 users.",
    "Superseded by a later report, drawn as published: Bun at 10 users.",
  ]);
  equal(said([at("nobody", 10)], () => BY)[1]?.replace(/^.*: /, ""), "nobody at 10 users.");
});
