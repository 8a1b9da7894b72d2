import { deepEqual, equal, match, ok } from "node:assert/strict";
import { render } from "preact-render-to-string";
import { compareReports } from "../../../pipeline/compare/compare_reports.ts";
import { madeUpReport } from "../../../pipeline/compare/testing.ts";
import type { ReportPair } from "../../model/compare.ts";
import { ReportPairTables } from "./report_pairs.tsx";

const LOADS = Array.from({ length: 30 }, (_, index) => index + 1);

/** The page of two reports of five programs and a twin, elm a fifth slower in the second. */
async function pageOf(loads: number[], isLoadless = false, whole = true): Promise<string> {
  const [a, b] = ["a", "b"].map((name) =>
    madeUpReport({
      name,
      loads,
      implementations: ["alder", "birch", "cedar", "dogwood", "elm"],
      factor: (program) => name === "b" && program === "elm" ? 0.8 : 1,
    })
  );
  const comparison = await compareReports(a as never, b as never, {
    metrics: [{ metric: "throughput", statistic: "mean" }],
  });
  if (isLoadless) {
    for (const cell of comparison.tables.flatMap(({ cells }) => cells)) cell.load = null;
  }
  const pair = { a, b, comparison } as unknown as ReportPair;
  return render(<ReportPairTables pair={pair} whole={whole} index={0} to={(page) => page} />);
}

/** The rows of a table: the texts of their cells. */
function rowsOf(html: string, id: string): string[][] {
  const table = new RegExp(`<table[^>]* id="${id}".*?</table>`, "s").exec(html)?.[0] ??
    html.slice(html.indexOf(`id="${id}"`)).split("</table>")[0] as string;
  return table.split("<tbody>")[1]?.split("</tr>").map((row) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) =>
      cell.replaceAll(/<[^>]*>/g, "").trim()
    )
  ).filter((row) => row.length > 0) ?? [];
}

Deno.test("each program, and a twin of its title, over all its cells stands in a table of its own", async () => {
  const rows = rowsOf(await pageOf([1, 8, 64]), "cells-1-1-over");
  deepEqual(rows.map(([name]) => name), [
    "alder",
    "alder",
    "birch",
    "cedar",
    "dogwood",
    "elm",
  ]);
  const [, cells, verdict, ratio] = rows.at(-1) as string[];
  equal(cells, "3");
  equal(verdict, "▼ worse");
  match(ratio as string, /^0\.(79|80)/);
  ok(rows.slice(0, -1).every((row) => row[2] !== "▼ worse"));
});

Deno.test("of many cells those are shown whose ratio is furthest from 1, and the page says so", async () => {
  const html = await pageOf(LOADS);
  const rows = rowsOf(html, "cells-1-1");
  equal(rows.length, 100);
  equal(rows.slice(0, 30).filter(([name]) => name?.startsWith("elm")).length, 30);
  match(html, /Shown are the 100.*80.*more/s);
  const few = await pageOf([1, 8, 64]);
  equal(rowsOf(few, "cells-1-1").length, 18);
  ok(!few.includes("Shown are the"));
});

Deno.test("where no cell has a load there is no column of dashes; A and B have their unit", async () => {
  const heads = (html: string) =>
    (html.split('id="cells-1-1"')[1]?.split("</thead>")[0]?.match(/<th.*?<\/th>/gs) ?? [])
      .map((head) => head.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ").trim());
  const [loaded, loadless] = [heads(await pageOf([1, 8])), heads(await pageOf([1], true))];
  deepEqual(loaded.slice(0, 3), ["Implementation", "Load", "B is"]);
  deepEqual(loadless.slice(0, 2), ["Implementation", "B is"]);
  ok(
    loaded.some((head) => /^A .*req\/s$/.test(head)) &&
      loaded.some((head) => /^B .*req\/s$/.test(head)),
  );
});

Deno.test("what the answer of the page says of the newest pair is not said again below it", async () => {
  const [whole, other] = [await pageOf([1, 8]), await pageOf([1, 8], false, false)];
  ok(!whole.includes("B against A"));
  match(other, /<p>B against A: of /);
});

Deno.test("A and B are said to be geometric means of trials, which other pages do not show", async () => {
  match(await pageOf([1, 8]), /A and B are geometric means of trials, as their ratio is/);
});
