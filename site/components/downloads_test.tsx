import { deepEqual, match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { Report } from "../model/report.ts";
import files from "../pages/data_report.page.tsx";
import report from "../pages/report.page.tsx";
import scenario from "../pages/scenario.page.tsx";
import { pagesOf, withReports } from "../testing.ts";
import { Downloads } from "./downloads.tsx";

Deno.test("one raw file is not called the first of several", () =>
  withReports([{ name: "r", implementations: 2, loads: 2, trials: 2 }], ({ reports }) => {
    const { report } = reports[0] as typeof reports[0];
    const textOf = (trials: Report["trials"]) =>
      renderToString(
        <Downloads
          report={{ ...report, trials }}
          standing={{ by: [], parts: [] }}
          to={(page) => page}
        />,
      )
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

Deno.test("tables of which later reports corrected a figure are said to be as published, on each page that offers them", () => {
  const small = { implementations: 2, loads: 1, trials: 2 };
  const erratum = { report: "a", state: "retracted" as const, implementation: "alder" };
  const errata = [{ ...erratum, metric: "goodput", reason: "Too low." }];
  const reports = [
    { ...small, name: "a", created: "2026-11-01" },
    { ...small, name: "b", created: "2026-12-01", errata },
  ];
  return withReports(reports, async (data) => {
    const pages = new Map([
      ...await pagesOf(report, data),
      ...await pagesOf(scenario, data),
      ...await pagesOf(files, data),
    ]);
    const saidOn = (address: string) =>
      String(pages.get(address)).split("The tables are as published: ").length - 1;
    const addresses = ["/reports/a/", "/reports/a/synthetic-counter/", "/data/a/"];
    deepEqual(addresses.map(saidOn), [1, 1, 1]);
    deepEqual(addresses.map((address) => saidOn(address.replace("/a/", "/b/"))), [0, 0, 0]);
  });
});
