import { deepEqual, doesNotMatch, match, ok } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { Row } from "../../../pipeline/report.ts";
import type { Report } from "../../model/report.ts";
import { withReports } from "../../testing.ts";
import { CorrectedTable } from "./corrected_table.tsx";

const row = {
  ...{ scenario: "s", implementation: "a", case: "", limits: "", load: 8 },
  ...{ load_unit: "connections", trial: 1, unit: "s", clock: "", loop: "closed" },
  ...{ correction: "", status: "ok", findings: [], source: "raw/wrk.histogram.txt#L2", labels: {} },
} as const;

function tableOf(correction: string, metric: string, [before, after] = [3, 1]): string {
  const values = [{
    report: { name: "r", manifest: { implementations: [] } } as unknown as Report,
    correction,
    before: { ...row, metric, statistic: "p95", value: before } as unknown as Row,
    after: { ...row, metric, statistic: "p95", value: after, correction } as unknown as Row,
    terms: [],
  }];
  const to = (path: string) => path;
  return renderToString(<CorrectedTable of={{ correction, metric, values }} to={to} />);
}

Deno.test("what wrk never prints is not called printed", () => {
  const html = tableOf("backfill-removed", "latency");
  match(html, /○ from wrk’s histogram, ●/);
  match(html, /the values from wrk’s histogram are 3\.0 times the corrected ones/);
  doesNotMatch(html, /printed/);
  match(tableOf("cpu-to-wall", "items_rate"), /○ as printed, ●/);
});

const SMALL = { name: "a", implementations: 1, loads: 1, trials: 1, troubled: false };

/** The rows of a table of values that were each 1000 before: case, trial and what they are after. */
function rowsOf(
  values: readonly (readonly [part: string, trial: number, after: number])[],
  most: number,
  body: (names: string[], html: string) => void,
): Promise<void> {
  return withReports([SMALL], (data) => {
    const report = data.reports[0]?.report as Report;
    const [first] = report.tables.measurements as [Row];
    const corrected = values.map(([part, trial, after]) => {
      const row: Row = {
        ...first,
        case: part,
        load: null,
        load_unit: "",
        statistic: "mean",
        trial,
      };
      return {
        report,
        correction: "cpu-to-wall",
        before: { ...row, value: 1000 },
        after: { ...row, value: after },
        terms: [],
      };
    });
    const html = renderToString(
      <CorrectedTable
        of={{ correction: "cpu-to-wall", metric: first.metric, values: corrected }}
        to={(target) => target}
        most={most}
      />,
    );
    const names = [...html.matchAll(/<th scope="row">.*?<small>(.*?)<\/small>/g)];
    body(names.map(([, name = ""]) => name), html);
    return Promise.resolve();
  });
}

Deno.test("the most changed of many values stand first", () =>
  rowsOf([["a", 1, 900], ["b", 1, 10], ["c", 1, 100], ["d", 1, 0], ["e", 1, 0]], 4, (names) => {
    deepEqual(names, ["d", "e", "b", "c"]);
  }));

Deno.test("values of one benchmark are told apart by their trials", () =>
  rowsOf([["a", 1, 900], ["b", 1, 10], ["b", 2, 20]], 3, (names, html) => {
    deepEqual(names, ["a", "b, trial 1", "b, trial 2"]);
    match(html, /<th scope="col">Implementation<\/th>/);
    ok(!html.includes("Benchmark"));
  }));

Deno.test("values that a correction left as they were to the printed digit make a sentence, no table", () =>
  rowsOf([["a", 1, 1000.5], ["b", 1, 999.6]], 4, (names, html) => {
    deepEqual(names, []);
    match(html, /took up 2.values and changed none by as much as 0\.1.%/);
  }));

Deno.test("what a correction changed by less than three digits show is printed with more of them", () => {
  const html = tableOf("percentiles-from-histogram", "latency", [184e-6, 184.5e-6]);
  match(html, />184\.0<.*>184\.5<.*>\+0\.3.%</);
  match(html, /corrected by \+0\.3.%</);
  match(tableOf("percentiles-from-histogram", "latency", [184e-6, 190e-6]), />184<.*>190</);
});
