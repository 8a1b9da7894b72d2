import { deepEqual, equal, match, ok, throws } from "node:assert/strict";
import { compareReports } from "./compare_reports.ts";
import type { ComparedTable } from "./table.ts";
import { type MadeUp, madeUpReport } from "./testing.ts";
import { shareOption, worseSentence } from "./worse.ts";

/** B / A of made-up reports, where B is made with these options. */
async function tablesOf(options: Partial<MadeUp>): Promise<ComparedTable[]> {
  const implementations = ["alder", "birch", "cedar", "dogwood", "elm"];
  const made = (name: string, own: Partial<MadeUp>) =>
    madeUpReport({ name, implementations, ...own });
  return (await compareReports(made("a", {}), made("b", options))).tables;
}

Deno.test("what all programs share is not worse; what one loses beside them is, cell by cell and over them", async () => {
  equal(worseSentence(await tablesOf({ factor: () => 0.7 }), 0.05), undefined);
  const tables = await tablesOf({ factor: (name) => name === "birch" ? 0.6 : 0.7 });
  const said = worseSentence(tables, 0.05) ?? "";
  match(
    said,
    /^8 comparisons are worse by more than 5 % over the whole interval: counter\/birch, /,
  );
  equal(said.match(/counter\/birch, over 3 cells: /g)?.length, 2);
  match(
    said,
    /birch, 1 core, 64 connections: throughput mean B \/ A 0\.8\d\d \(0\.8\d\d to 0\.8\d\d\)/,
  );
  ok(!/alder|cedar|dogwood|elm/.test(said), said);
});

Deno.test("an interval that reaches into the share is not beyond it, nor is what is better", async () => {
  const tables = await tablesOf({ factor: (name) => name === "birch" ? 0.9 : 1 });
  const cells = tables.flatMap((table) => table.cells)
    .filter(({ implementation }) => implementation === "birch");
  const [throughput] = cells;
  const [ratio, high] = [throughput?.beside ?? NaN, throughput?.beside_high ?? NaN];
  ok(ratio < high && high < 0.95);
  const [table] = tables as [ComparedTable];
  const only: ComparedTable[] = [{ ...table, cells: cells.slice(0, 1), implementations: [] }];
  match(worseSentence(only, 1 - high - 0.0001) ?? "", /^1 comparison is worse by more than/);
  equal(worseSentence(only, 1 - high + 0.0001), undefined);
  const faster = await tablesOf({ factor: (name) => name === "birch" ? 1.2 : 1 });
  equal(worseSentence(faster, 0), undefined);
});

Deno.test("of very many that are worse the first are named, and how many more there are", async () => {
  const loads = Array.from({ length: 16 }, (_, index) => index + 1);
  const implementations = ["birch", "cedar", "dogwood", "elm", "alder"];
  const made = (name: string, factor: MadeUp["factor"]) =>
    madeUpReport({ name, implementations, loads, twin: false, ...(factor ? { factor } : {}) });
  const { tables } = await compareReports(
    made("a", undefined),
    made("b", (name) => name === "birch" ? 0.5 : 1),
  );
  const said = worseSentence(tables, 0.05) ?? "";
  match(said, /^34 comparisons are worse .*; and 14 more$/);
  equal(said.split("; ").length, 21);
});

Deno.test("what is not shown to be slower is not worse, however low its interval", async () => {
  const tables = await tablesOf({ factor: (name) => name === "birch" ? 0.6 : 1 });
  match(worseSentence(tables, 0.05) ?? "", /birch/);
  const unshown = tables.map((table) => ({
    ...table,
    cells: table.cells.map((cell) => ({ ...cell, verdict: "no difference shown" as const })),
    implementations: [],
  }));
  equal(worseSentence(unshown, 0.05), undefined);
});

Deno.test("a share is written in per cent, and anything else is refused by the option's name", () => {
  const share = shareOption("--fail-worse");
  deepEqual(["5%", "2.5 %", " 0% "].map(share), [0.05, 0.025, 0]);
  for (const text of ["0.05", "5", "-5%", "5%%"]) {
    throws(() => share(text), {
      message: /^--fail-worse takes a share such as 5%, not /,
      status: 2,
    });
  }
});
