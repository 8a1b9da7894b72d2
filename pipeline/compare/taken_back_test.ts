import { deepEqual, equal } from "node:assert/strict";
import type { Erratum, Manifest } from "../manifest.ts";
import { compareReports } from "./compare_reports.ts";
import { madeUpReport } from "./testing.ts";

const A = madeUpReport({ name: "a", created: "2026-03-01T00:00:00Z" });
const B = madeUpReport({ name: "b", created: "2026-03-02T00:00:00Z" });
const CHOICE = { metrics: [{ metric: "throughput", statistic: "mean" }] };

/** What comparing says, and which cells have no ratio, where a third report says this of the two. */
async function comparedBeside(more: Partial<Manifest>): Promise<[string[], string[]]> {
  const later = { ...A.manifest, name: "c", created: "2026-03-03T00:00:00Z", ...more };
  const manifests = [A.manifest, B.manifest, later];
  const { notes, tables } = await compareReports(A, B, { ...CHOICE, manifests });
  const without = tables.flatMap(({ cells }) => cells).filter(({ ratio }) => ratio === null)
    .map(({ implementation, load, reason }) => `${implementation} ${load}: ${reason}`);
  return [notes, without];
}

function erratum(more: Partial<Erratum>): Erratum {
  return { report: "a", state: "retracted", reason: "It answered from a cache.", ...more };
}

Deno.test("what a third report took back is withheld, not compared, and named with the reason", async () => {
  const errata = [erratum({ implementation: "birch", load: 8 }), erratum({ words: "the host" })];
  deepEqual(await comparedBeside({ errata }), [
    ["A: birch, load 8 is retracted by c, and withheld here: It answered from a cache."],
    ["birch 8: withheld in A"],
  ]);
  const another = [...errata, erratum({ implementation: "cedar", load: 1 })];
  deepEqual(await comparedBeside({ errata: another }), [
    [
      "A: birch, load 8; cedar, load 1 are retracted by c, and withheld here: It answered from a cache.",
    ],
    ["birch 8: withheld in A", "cedar 1: withheld in A"],
  ]);
  deepEqual(await comparedBeside({ errata, state: "draft" }), [[], []]);
});

Deno.test("an empty case is left out of a place that has other words, and named where it has none", async () => {
  const of = async (more: Partial<Erratum>) => {
    const [[note = ""]] = await comparedBeside({ errata: [erratum(more)] });
    return note.replace(/ is retracted by .*/, "");
  };
  equal(await of({ implementation: "birch", case: "" }), "A: birch");
  equal(await of({ case: "" }), "A: what has no case");
});

Deno.test("of a cell with a figure that was taken back all others are compared", async () => {
  const at = { implementation: "birch", load: 8 };
  const other = erratum({ ...at, metric: "latency", statistic: "p99" });
  deepEqual(await comparedBeside({ errata: [other] }), [
    [
      "A: birch, load 8, latency, p99 is retracted by c, and withheld here: It answered from a cache.",
    ],
    [],
  ]);
  const errata = [erratum({ ...at, metric: "throughput", statistic: "mean" })];
  deepEqual((await comparedBeside({ errata }))[1], ["birch 8: withheld in A"]);
});

Deno.test("what was replaced is compared all the same, and named", async () => {
  const errata = [erratum({ report: "b", state: "superseded", implementation: "birch" })];
  deepEqual(await comparedBeside({ errata, supersedes: "a" }), [
    ["A is superseded by c.", "B: birch is superseded by c: It answered from a cache."],
    [],
  ]);
});

Deno.test("of a report that was taken back as a whole nothing is compared", async () => {
  const [notes, without] = await comparedBeside({ errata: [erratum({})] });
  deepEqual(notes.slice(0, 1), [
    "A is retracted by c, and withheld here: It answered from a cache.",
  ]);
  equal(without.length, 12);
});
