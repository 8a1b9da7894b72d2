import { deepEqual } from "node:assert/strict";
import { readPrintedNotes } from "./printed_notes.ts";

const TABLE = `# wallclock cited-table 1
# source: A. Author, "Title", 2026
metric,statistic,value,unit,note
latency,p50,204,ms,"fail, newest p50"
latency,p95,270,ms,
`;

Deno.test("the notes of cited tables are found by the address of their record", () => {
  const bytes = new TextEncoder();
  const files = new Map([
    ["raw/points.csv", bytes.encode(TABLE.replaceAll("\n", "\r\n"))],
    ["raw/other.csv", bytes.encode("a,note\n1,pass\n")],
  ]);
  deepEqual([...readPrintedNotes(files)], [["raw/points.csv#L4", "fail, newest p50"]]);
});
