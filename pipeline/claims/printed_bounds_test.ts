import { deepEqual, equal } from "node:assert/strict";
import { halfUnitOf, NO_BOUNDS, printedBoundsOf, readPrintedBounds } from "./printed_bounds.ts";
import { once, rowOf } from "./testing.ts";

const TABLE = `# wallclock cited-table 1
# source: A. Author
implementation,metric,statistic,value,unit,printed,note
a,memory_rss,max,8.6,MB,,"1, or 2"
a,memory_rss,mean,1.0,MB,"1.00 MB",
a,requests,total,1000,1,1K req,
a,latency,p99,0,ms,,
`;
const bounds = printedBoundsOf(
  new Map([["raw/figures.csv", TABLE], ["raw/other.txt", "8.6 MB\n8.6 MB\n8.6 MB\n8.6"]]),
);

function at(line: number, metric: string, unit: string, value: number, file = "raw/figures.csv") {
  return rowOf(once({ metric, unit, median: value }), { source: `${file}#L${line}` });
}

Deno.test("a figure is bounded by half a unit in the last place that is printed", () => {
  deepEqual(bounds(at(4, "memory_rss", "B", 8_600_000)), { low: 8_550_000, high: 8_650_000 });
  // A zero at the end is a digit, and what was printed has more of them than what was typed.
  deepEqual(bounds(at(5, "memory_rss", "B", 1_000_000)), { low: 995_000, high: 1_005_000 });
  deepEqual(bounds(at(6, "requests", "1", 1000)), { low: 500, high: 1500 });
  deepEqual(bounds(at(7, "latency", "s", 0)), { low: -0.0005, high: 0.0005 });
});

Deno.test("what a tool wrote, and what a correction made, was not printed", () => {
  equal(bounds(at(4, "memory_rss", "B", 8_600_000, "raw/other.txt")), null);
  equal(bounds({ ...at(4, "memory_rss", "B", 8_600_000), correction: "cpu-to-wall" }), null);
  equal(bounds(at(1, "memory_rss", "B", 1)), null);
});

Deno.test("a remark beside a figure does not bound it", () => {
  equal(halfUnitOf("316506", "316,506"), 0.5);
  equal(halfUnitOf("22.50", "peak of 3"), 0.005);
  equal(halfUnitOf("222000", "222k"), 500);
  equal(halfUnitOf("4", "fail at 4.0"), 0.5);
});

Deno.test("cited tables are found among raw files by their first line", () => {
  const bytes = new TextEncoder().encode(TABLE);
  const read = readPrintedBounds(
    new Map([["raw/figures.csv", bytes], ["raw/x.bin", bytes.slice(1)]]),
  );
  const row = at(4, "memory_rss", "B", 8_600_000);
  deepEqual(read(row), { low: 8_550_000, high: 8_650_000 });
  equal(readPrintedBounds(new Map([["raw/x.bin", bytes.slice(1)]])), NO_BOUNDS);
});
