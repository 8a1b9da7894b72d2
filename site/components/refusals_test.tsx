import { equal, match, ok } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { digestOf } from "../model/digest.ts";
import { withReports } from "../testing.ts";
import { Refusals } from "./refusals.tsx";

const TROUBLED = { name: "r", implementations: 4, loads: 5, trials: 3, troubled: true };

Deno.test("what is not published is counted by cells, each once however often it was found", () =>
  withReports([TROUBLED], ({ reports }) => {
    const { digest, report } = reports[0] as typeof reports[0];
    const rule = "generator-saturated";
    const found = new Map(digest.rules).get(rule) ?? 0;
    const cells = new Set(
      report.tables.findings.filter((each) => each.rule === rule)
        .map(({ implementation, load }) => `${implementation} ${load}`),
    );
    const html = renderToString(<Refusals views={reports} to={(page) => page} />);
    match(html, new RegExp(`as that of the server.*?>${cells.size}\u00a0cells of r<`));
    ok(found > cells.size, "it was found of each trial");
    return Promise.resolve();
  }));

Deno.test("what left no value at all counts as the cell that its finding names", () =>
  withReports([TROUBLED], (data) => {
    const [view] = data.reports;
    if (view === undefined) throw new Error("there is a report");
    const cells = () =>
      digestOf(view).spokenOf.filter(([rules]) => rules.includes("no-samples"))
        .reduce((sum, [, count]) => sum + count, 0);
    equal(cells(), 0);
    const { findings } = view.report.tables;
    const [finding] = findings as [typeof findings[0]];
    findings.push({ ...finding, rule: "no-samples", implementation: "mute" });
    equal(cells(), 1);
    return Promise.resolve();
  }));
