import { equal, notEqual, ok } from "node:assert/strict";
import { boardsOf } from "../model/boards.ts";
import { withReports } from "../testing.ts";
import type { Chart, ChartInput } from "./chart.ts";
import { drawnOnce } from "./drawn_once.ts";
import { standaloneSvg } from "./standalone.ts";
import { throughputChart } from "./throughput.ts";

Deno.test("a chart is drawn once for all who show it alike, and anew for other links or colours", () =>
  withReports([{ name: "a", implementations: 3, loads: 3, trials: 3 }], (data) => {
    const [view] = data.reports.flatMap(({ scenarios }) => scenarios);
    const board = view === undefined ? undefined : boardsOf(view)[0]?.standings;
    if (board === undefined) throw new Error("the synthetic report has no scenario");
    let drawings = 0;
    const maker = (input: ChartInput): Chart | undefined => {
      const chart = throughputChart(input);
      return chart && {
        ...chart,
        get wide() {
          drawings++;
          return chart.wide;
        },
      };
    };
    const input: ChartInput = { board, slots: data.slots, hrefOf: (name) => `../${name}/` };
    const chart = drawnOnce(maker, input);
    equal(drawnOnce(maker, { ...input }), chart);
    drawings = 0;
    equal(chart?.wide, chart?.wide);
    equal(drawings, 1);
    equal(chart?.narrow, throughputChart(input)?.narrow);
    notEqual(drawnOnce(maker, { ...input, hrefOf: (name) => `./${name}/` }), chart);
    notEqual(drawnOnce(maker, { ...input, slots: new Map() }), chart);
    equal(drawnOnce(() => undefined, input), undefined);

    // Another site's page gets the same drawing, whose links would lead nowhere there.
    ok(chart?.wide.includes("<a "));
    const svg = standaloneSvg(chart as Chart, {
      of: "b",
      title: "a",
      address: "https://a.example/",
    });
    ok(!/<a\b|<\/a>/.test(svg) && svg.includes("Alder"));
    return Promise.resolve();
  }));
