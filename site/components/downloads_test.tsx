import { match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { Report } from "../model/report.ts";
import { withReports } from "../testing.ts";
import { Downloads } from "./downloads.tsx";

Deno.test("one raw file is not called the first of several", () =>
  withReports([{ name: "r", implementations: 2, loads: 2, trials: 2 }], ({ reports }) => {
    const { report } = reports[0] as typeof reports[0];
    const textOf = (trials: Report["trials"]) =>
      renderToString(<Downloads report={{ ...report, trials }} to={(page) => page} />)
        .replace(/<[^>]*>/g, "");
    match(textOf(report.trials), /raw files, as the tools wrote them, stand .* is the first\./);
    const [trial] = report.trials as [typeof report.trials[0]];
    const one = [{ ...trial, raw: trial.raw.slice(0, 1) }];
    match(
      textOf(one),
      /1.raw file, as the tools wrote it, stands beside the tables: raw\/[^ ]+\. /,
    );
    return Promise.resolve();
  }));
