import { deepEqual, equal } from "node:assert/strict";
import { benchmarkLike } from "../charts/benchmarks/testing.ts";
import { coverageOf } from "./coverage.ts";
import { loadReport } from "./report.ts";

async function coverageIn(name: string) {
  const folder = new URL(`../../data/${name}`, import.meta.url).pathname;
  const report = await loadReport(name, decodeURIComponent(folder));
  const table = coverageOf(report, "echo");
  return (implementation: string, part: string) =>
    table?.rows.find((row) => row.name === implementation)?.of.get(part);
}

Deno.test("benchmarks are counted by the clock of their rate, and those withheld for themselves", async () => {
  const of = await coverageIn("published-echo");
  deepEqual(of("asyncio", "tcp"), { wall: 0, cpu: 4, withheld: 6 });
  deepEqual(of("trantor", "tcp"), { wall: 6, cpu: 3, withheld: 1 });
  deepEqual(of("asyncio", "ws-internal"), { wall: 12, cpu: 0, withheld: 0 });
  equal(of("drogon", "tcp"), undefined, "where nothing was measured there is no count");
  equal(of("asyncio", "tcp-stated-raw"), undefined, "what a text states is no benchmark");
});

Deno.test("a benchmark without a rate counts by its time", async () => {
  const of = await coverageIn("published-echo");
  deepEqual(of("asyncio", "ws-internal-original"), { wall: 8, cpu: 4, withheld: 0 });
});

Deno.test("a benchmark that was timed by two clocks is one", () => {
  const both = (["cpu", "wall"] as const).map((clock) => benchmarkLike({ clock, seconds: 1e-3 }));
  const summary = both.flatMap(({ rate, realTime }) => [rate, realTime].filter((each) => !!each));
  const table = coverageOf({ tables: { summary }, manifest: { implementations: [] } }, "echo");
  deepEqual(table?.parts, ["tcp"]);
  deepEqual(table?.rows.map(({ name, of }) => [name, of.get("tcp")]), [
    ["epoll", { wall: 1, cpu: 0, withheld: 0 }],
  ]);
});
