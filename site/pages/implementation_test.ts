import { equal, match, ok } from "node:assert/strict";
import { pagesOf, withReports } from "../testing.ts";
import implementations from "./implementation.page.tsx";

const REPORT = { name: "a", implementations: 3, loads: 1, trials: 2 };

Deno.test("a program's page says how long it is where that was counted, and nothing where not", () =>
  withReports([REPORT], async (data) => {
    const [alder] = data.reports[0]?.report.manifest.implementations ?? [];
    equal(alder?.name, "alder");
    if (alder !== undefined) alder.code = { lines: 1234, files: 1 };
    const pages = await pagesOf(implementations, data);
    const pageOf = (name: string) => String(pages.get(`/reports/a/synthetic-counter/${name}/`));
    match(
      pageOf("alder"),
      /Size<.*1234\u00a0lines in 1\u00a0file: empty lines, files of its build/s,
    );
    match(pageOf("birch"), /<h1[^>]*>[^<]*birch/i);
    ok(!/>Size</.test(pageOf("birch")));
  }));
