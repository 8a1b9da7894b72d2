import { deepEqual, equal } from "node:assert/strict";
import type { ClaimRow, ClaimVerdict } from "../../pipeline/report.ts";
import { makeReport } from "../../tests/make_report.ts";
import { siteData } from "../page.ts";
import { countsText, sumCounts, totalOf } from "./claims.ts";
import { publishedReports } from "./published.ts";
import { loadReports, type Report } from "./report.ts";

const claim = (id: string, verdict: ClaimVerdict): ClaimRow => ({
  id,
  statement: `statement of ${id}`,
  expression: "1 == 1",
  value: 1,
  low: null,
  high: null,
  relation: "==",
  threshold: 1,
  verdict,
  reason: "exact",
  unit: "1",
});

async function withReports(body: (reports: Report[]) => void): Promise<void> {
  const dataFolder = await Deno.makeTempDir();
  try {
    for (const name of ["ours", "theirs"]) {
      await makeReport({
        dataFolder,
        name,
        implementations: 2,
        loads: 1,
        trials: 1,
        troubled: false,
      });
    }
    const { reports } = await loadReports(dataFolder);
    for (const report of reports) {
      report.tables.claims = [];
      if (report.name === "theirs") report.manifest = { ...report.manifest, origin: "imported" };
    }
    body(reports);
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
}

Deno.test("only what was imported is listed, with none of its claims judged or with many", () =>
  withReports((reports) => {
    const of = () => publishedReports(siteData(reports).reports);
    deepEqual(of().map(({ view, counts }) => [view.report.name, totalOf(counts)]), [["theirs", 0]]);
    const theirs = reports.find(({ name }) => name === "theirs") as Report;
    theirs.tables.claims = [
      claim("a", "holds"),
      claim("b", "refuted"),
      claim("c", "not established"),
      claim("d", "holds"),
    ];
    const [published] = of();
    deepEqual(published?.claims.map(({ id }) => id), ["b", "c", "a", "d"]);
    deepEqual(published?.counts.all, { "holds": 2, "refuted": 1, "not established": 1 });
    equal(totalOf(sumCounts([...of(), ...of()])), 8);
  }));

Deno.test("countsText() leaves out a verdict that no claim has", () => {
  const none = { "holds": 0, "refuted": 0, "not established": 0 };
  equal(
    countsText({ all: { ...none, "holds": 2, "refuted": 1 }, corrected: none }),
    "2\u00a0hold and 1\u00a0is refuted",
  );
  equal(countsText({ all: none, corrected: none }), "");
});

Deno.test("what a correction left as it was is not among what it corrected", () =>
  withReports((reports) => {
    // Every goodput of the synthetic report is its throughput: nothing failed.
    const [published] = publishedReports(siteData(reports).reports);
    deepEqual(published?.corrected, []);
    const theirs = reports.find(({ name }) => name === "theirs") as Report;
    for (const row of theirs.tables.measurements) if (row.metric === "goodput") row.value /= 2;
    const [changed] = publishedReports(siteData(reports).reports);
    deepEqual(changed?.corrected.map(({ metric }) => metric), ["goodput"]);
    // What a later correction takes up again is that one's.
    for (const row of theirs.tables.measurements) {
      if (row.metric === "goodput") row.status = "superseded";
    }
    deepEqual(publishedReports(siteData(reports).reports)[0]?.corrected, []);
  }));
