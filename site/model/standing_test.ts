import { equal, throws } from "node:assert/strict";
import { loadReport } from "./report.ts";
import { standingsOfReports } from "./standing.ts";

const NAME = "published-static-files";
const FOLDER = decodeURIComponent(new URL(`../../data/${NAME}`, import.meta.url).pathname);

Deno.test("standingsOfReports() refuses an erratum of a report that is not there", async () => {
  const report = await loadReport(NAME, FOLDER);
  equal(standingsOfReports([report]).get(NAME)?.state, "published");
  const errata = [{ report: "gone", state: "retracted" as const, reason: "It was another host." }];
  const later = { name: "later", manifest: { ...report.manifest, name: "later", errata } };
  throws(
    () => standingsOfReports([report, later]),
    /later\/report\.json: errata: gone: there is no such report/,
  );
});
