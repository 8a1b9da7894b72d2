import { doesNotMatch, match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { Correction, Result, Row, Summary } from "../../pipeline/report.ts";
import { scaleFor } from "../format.ts";
import type { CellFigure } from "../model/implementation.ts";
import { CellTrials } from "./cell_trials.tsx";
import { ValueCell } from "./value_cell.tsx";

const CELL = {
  ...{ scenario: "s", implementation: "a", case: "", limits: "" },
  ...{ load: 8, load_unit: "connections" },
};
const KIND = { ...CELL, metric: "latency", statistic: "max", unit: "s", clock: "wall" } as const;

const summary = (more: Partial<Summary>): Summary => ({
  ...KIND,
  ...{ loop: "closed", n: 2, median: 0.1, mean: null, low: 0.01, high: 9, cv: 0.1, min: 0.1 },
  ...{ max: 0.2, rank_low: null, rank_high: null, status: "ok", findings: [], merged: null },
  ...more,
});

function figure(
  more: Partial<Summary>,
  trials: readonly number[],
  status: Row["status"],
): CellFigure {
  const own = summary(more);
  const rows = trials.map((trial): Row => ({
    ...KIND,
    ...{ loop: own.loop, trial, value: 0.1, correction: "", status },
    ...{ findings: [], source: "raw/a.txt#L1", labels: {} },
  }));
  const { metric, statistic, unit } = KIND;
  return { metric, statistic, unit, title: "latency, max", kind: "", summary: own, rows };
}

Deno.test("a cell says how many of its trials are withheld, where some are", () => {
  const cell = (withheldTrials: number) =>
    renderToString(
      <ValueCell
        value={{ summary: summary({}), rows: [], withheldTrials }}
        cell={CELL}
        scale={scaleFor("s", "latency", [0.1])}
        report="r"
        to={(path) => path}
        reasons={() => []}
        correctionOf={() => undefined}
      />,
    );
  match(cell(1), /<small class="less">1 of 3 trials withheld<\/small>/);
  doesNotMatch(cell(0), /<small/);
});

Deno.test("the page of an implementation says it too, and that few trials give no interval of the slowest", () => {
  const withheld = { loop: "closed-backfilled", status: "withheld", n: 1 } as const;
  const htmlWith = (of: CellFigure) =>
    renderToString(
      <CellTrials
        view={{
          cell: CELL,
          figures: [figure({}, [2, 3], "ok"), of],
          trials: [1, 2, 3].map((number) => ({ number, trial: undefined })),
        }}
        heading="c"
        fileAddress={(path) => path}
        standing={{ cells: () => undefined }}
        reasonOf={() => undefined}
        to={(path) => path}
      />,
    );
  const max = figure(withheld, [1], "withheld");
  // wrk itself prints fewer percentiles than its histogram has.
  const p50 = { statistic: "p50" };
  const another = { ...max, ...p50, rows: max.rows.map((row) => ({ ...row, ...p50 })) };
  for (const html of [htmlWith(max), htmlWith(another)]) {
    match(html, /<small>2 trials: no interval<\/small><small class="less">1 of 3 trials withheld</);
    doesNotMatch(html, /alike/);
  }
});

Deno.test("a figure that was taken back is marked in its row, where its cell stands", () => {
  const taken: Correction = { state: "retracted", report: "later", reason: "Too low.", source: "" };
  const htmlOf = (
    of: (result: Result) => Correction | undefined,
    shown: CellFigure = figure({}, [1], "ok"),
  ) =>
    renderToString(
      <CellTrials
        view={{ cell: CELL, figures: [shown], trials: [] }}
        heading="c"
        fileAddress={(path) => path}
        standing={{ cells: of }}
        reasonOf={() => undefined}
        to={(path) => path}
      />,
    );
  const marked = /<th scope="row">latency, max.*mark-retracted.*title="Too low.">retracted by a/;
  match(htmlOf(({ metric }) => metric === KIND.metric ? taken : undefined), marked);
  doesNotMatch(htmlOf(() => undefined), /mark-/);
  doesNotMatch(htmlOf(() => taken), /mark-/);
  // What a correction replaced is no result that could be taken back.
  const replaced = { ...figure({}, [1], "ok"), summary: undefined };
  doesNotMatch(
    htmlOf(({ metric }) => metric === KIND.metric ? taken : undefined, replaced),
    /mark/,
  );
});

Deno.test("a table marks a figure that was taken back in its own cell, and none where its row says so", () => {
  const taken: Correction = { state: "retracted", report: "later", reason: "Too low.", source: "" };
  const htmlOf = (correctionOf: (result: Result) => Correction | undefined) =>
    renderToString(
      <ValueCell
        value={{ summary: summary({}), rows: [] }}
        cell={CELL}
        scale={scaleFor("s", "latency", [0.1])}
        report="r"
        to={(path) => path}
        reasons={() => []}
        correctionOf={correctionOf}
      />,
    );
  match(
    htmlOf(({ metric }) => metric === KIND.metric ? taken : undefined),
    /<td class="number">.*mark-retracted.*title="Too low.">retracted by a/,
  );
  doesNotMatch(htmlOf(({ metric }) => metric === "cpu" ? taken : undefined), /mark-/);
  doesNotMatch(htmlOf(() => taken), /mark-/);
});
