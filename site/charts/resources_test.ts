import { match } from "node:assert/strict";
import { standingsOf } from "../model/standings.ts";
import { series } from "../model/testing.ts";
import { resourcesChart } from "./resources.ts";

Deno.test("the title says memory with the digits that the bars have", () => {
  const MIB = 2 ** 20;
  const withMemory = (name: string, mib: number) => {
    const found = series(name, { 8: [10, 11] });
    const points = found.points.map((point) => {
      const goodput = point.value("goodput", "mean");
      if (goodput === undefined) throw new Error("every point has a goodput");
      const memory = {
        ...goodput.summary,
        ...{ metric: "memory_rss", statistic: "max", unit: "B" },
        ...{ median: mib * MIB, low: (mib - 0.2) * MIB, high: (mib + 0.2) * MIB },
      };
      return {
        ...point,
        value: (metric: string, statistic: string) =>
          metric === "memory_rss"
            ? { ...goodput, summary: memory }
            : point.value(metric, statistic),
      };
    });
    return { ...found, points };
  };
  const group = {
    case: "",
    limits: "",
    loadUnit: "connections",
    loads: [8],
    series: [withMemory("a", 2.512), withMemory("b", 40.04)],
  };
  const ranked = {
    metric: "goodput",
    statistic: "mean",
    better: "higher",
    title: "goodput",
  } as const;
  const chart = resourcesChart({ board: standingsOf(group, ranked, []), slots: new Map() });
  match(chart?.title ?? "", /from 2\.5.MiB \(a\) to 40\.0.MiB \(b\) in memory$/);
  match(chart?.wide ?? "", />2\.5</);
});
