import { equal, match, ok } from "node:assert/strict";
import type { QuantileCurve } from "../../pipeline/report.ts";
import { makeReport } from "../../tests/make_report.ts";
import { boardsOf } from "../model/boards.ts";
import { loadReports } from "../model/report.ts";
import type { Point } from "../model/scenario.ts";
import { centreOf } from "../model/values.ts";
import { siteData } from "../page.ts";
import type { ChartInput } from "./chart.ts";
import { distributionChart } from "./distribution.ts";

/** A synthetic report without trouble. */
async function makeInput(): Promise<ChartInput> {
  const dataFolder = await Deno.makeTempDir();
  try {
    await makeReport({ dataFolder, implementations: 4, troubled: false });
    const { reports } = await loadReports(dataFolder);
    const data = siteData(reports);
    const view = data.reports[0]?.scenarios[0];
    const board = view === undefined ? undefined : boardsOf(view)[0]?.standings;
    if (board === undefined) throw new Error("the synthetic report has no scenario");
    return { board, slots: data.slots };
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
}

const INPUT = await makeInput();

/** What the synthetic report leaves out, as multiples of its medians. */
const FURTHER: Readonly<Record<string, number>> = { p75: 1.2, p90: 1.5, p95: 2, "p99.9": 6 };

function withPercentiles(point: Point): Point {
  return {
    ...point,
    value: (metric, statistic) => {
      const factor = FURTHER[statistic];
      if (metric !== "latency" || factor === undefined) return point.value(metric, statistic);
      const value = point.value(metric, "p50");
      if (value === undefined) return undefined;
      const { summary } = value;
      const median = factor * summary.median;
      return { ...value, summary: { ...summary, statistic, median, merged: null } };
    },
  };
}

/** The report with the point of each cell changed. */
function withPoints(change: (point: Point) => Point): ChartInput {
  const { board } = INPUT;
  const series = board.group.series.map((each) => ({
    ...each,
    points: each.points.map((point) => change(withPercentiles(point))),
  }));
  return { ...INPUT, board: { ...board, group: { ...board.group, series } } };
}

const STEPS = 60;

/** Stairs from half of the median on, so that each point is a corner; `missing` trials are not in it. */
function withCurve(point: Point, missing = 0): Point {
  const summary = point.value("latency", "p50")?.summary;
  if (summary === undefined) return point;
  const curve: QuantileCurve = {
    cell: point.cell,
    metric: "latency",
    loop: summary.loop,
    trials: summary.n - missing,
    points: Array.from({ length: STEPS }, (_, step) => ({
      nines: step / 16,
      seconds: centreOf(summary) * (0.5 + (step - step % 2) / 16),
    })),
  };
  return { ...point, curves: [curve] };
}

/** Points of the longest line of a drawing. */
function longestPath(svg: string): number {
  const paths = [...svg.matchAll(/ d="(M[^"]*)"/g)].map(([, d = ""]) =>
    d.split(/[MLC]/).length - 1
  );
  return Math.max(...paths);
}

Deno.test("where the histograms were kept, a line has every step of them", () => {
  const chart = distributionChart(withPoints((point) => withCurve(point)));
  ok(chart !== undefined);
  match(chart.notes.join(" "), /Lines are the histograms of all trials together/);
  for (const svg of [chart.wide, chart.narrow]) {
    ok(longestPath(svg) >= STEPS, `${longestPath(svg)} points`);
    ok(!/NaN|undefined|Infinity/.test(svg));
    for (const tick of ["p50", "p99"]) ok(svg.includes(`>${tick}<`), tick);
  }
});

Deno.test("a histogram of other trials than those that count is not drawn", () => {
  const chart = distributionChart(withPoints((point) => withCurve(point, 1)));
  ok(chart !== undefined && longestPath(chart.wide) < STEPS);
  ok(!chart.notes.join(" ").includes("Lines are the histograms"));
});

Deno.test("where a percentile is withheld, nothing of the line between is drawn either", () => {
  const chart = distributionChart(withPoints((point) => {
    const { value } = point;
    return withCurve({
      ...point,
      value: (metric, statistic) => {
        const found = value(metric, statistic);
        return found === undefined || statistic !== "p99"
          ? found
          : { ...found, summary: { ...found.summary, status: "withheld" } };
      },
    });
  }));
  ok(chart !== undefined && longestPath(chart.wide) < STEPS);
});

/** The report with 60 times its p50 as the p99.9 of one implementation, and no other percentile beyond p99. */
function withOneFurther(name: string): ChartInput {
  return withPoints((point) => {
    const { value } = point;
    return {
      ...point,
      value: (metric, statistic) => {
        if (statistic === "p99.99") return undefined;
        if (statistic !== "p99.9") return value(metric, statistic);
        const found = value(metric, "p50");
        if (found === undefined || point.cell.implementation !== name) return undefined;
        const { summary } = found;
        return {
          ...found,
          summary: { ...summary, statistic, median: 60 * summary.median, merged: null },
        };
      },
    };
  });
}

Deno.test("how long tails are is told by the last percentile that all have", () => {
  const names = INPUT.board.group.series.map(({ name }) => name);
  const titles = names.map((name) => distributionChart(withOneFurther(name))?.title ?? "");
  for (const title of titles) {
    match(
      title,
      /has the longest tail: .*\(p50\) to .*\(p99\), a factor|the p99 is .* times the p50/,
    );
  }
  equal(new Set(titles).size, 1, "one further percentile of whoever it is changes nothing");
});

/** The report with a p99 of so many times the p50 in each trial, by implementation; no percentile beyond. */
function titleOfTails(tails: readonly (readonly number[])[]): string {
  const names = INPUT.board.group.series.map(({ name }) => name);
  const input = withPoints((point) => {
    const { value } = point;
    const factors = tails[names.indexOf(point.cell.implementation)] ?? tails[0];
    return {
      ...point,
      value: (metric, statistic) => {
        if (statistic.startsWith("p99.")) return undefined;
        const found = value(metric, statistic);
        const middle = value(metric, "p50");
        if (metric !== "latency" || factors === undefined) return found;
        if (found === undefined || middle === undefined) return undefined;
        const rows = middle.rows.slice(0, factors.length).map((row, index) => ({
          ...row,
          value: statistic === "p50" ? row.value : row.value * (factors[index] ?? 1),
        }));
        if (statistic !== "p99") return { ...found, rows };
        const factor = factors.toSorted((a, b) => a - b)[factors.length >> 1] ?? 1;
        const median = factor * centreOf(middle.summary);
        return { summary: { ...found.summary, median, merged: null }, rows };
      },
    };
  });
  return (distributionChart(input)?.title ?? "").replaceAll("\u00a0", " ");
}

Deno.test("whose tail is the longest is said where every trial of it is above all others, else how long all are", () => {
  const same = [[2, 2.1, 2.2], [2.1, 2, 2.2], [2, 2.2, 2.1]];
  match(
    titleOfTails([...same, [5, 6, 7]]),
    /^At .* has the longest tail: .* \(p50\) to .* \(p99\), a factor of 6\.0$/,
  );
  match(titleOfTails([...same, [5012, 6012, 7012]]), /, a factor of 6,000$/);
  match(titleOfTails([...same, [2.15, 6, 7]]), /^At .* the p99 is 2\.1 to 6\.0 times the p50$/);
  match(titleOfTails([...same, [2, 2.1, 2.2]]), /^At .* the p99 is 2\.1 times the p50$/);
  const single = same.map(([first = 0]) => [first]);
  match(titleOfTails([...single, [7]]), /^At .* the p99 is 2\.0 to 7\.0 times the p50$/);
});

Deno.test("who has no distribution at the load that is shown is named", () => {
  const chart = (name: string) =>
    distributionChart(
      withPoints((point) =>
        point.cell.implementation === name ? { ...point, value: () => undefined } : point
      ),
    );
  const [series] = INPUT.board.group.series;
  match(
    chart(series?.name ?? "")?.notes.join(" ") ?? "",
    new RegExp(`Without a distribution there: ${series?.title}\\.`),
  );
  ok(!chart("")?.notes.join(" ").includes("Without a distribution"));
});
