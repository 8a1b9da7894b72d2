import { deepEqual, equal, ok } from "node:assert/strict";
import { siteData } from "../page.ts";
import { bestRatesOf } from "./best_rates.ts";
import { loadReport } from "./report.ts";
import { type Group, scenarioViews } from "./scenario.ts";
import { series } from "./testing.ts";

const FOLDER = decodeURIComponent(
  new URL("../../data/published-echo", import.meta.url).pathname,
);

/** A row as text: "34293 100%", "withheld", "–". */
async function rowOf(protocol: string, label: string): Promise<Record<string, string>> {
  const report = await loadReport("published-echo", FOLDER);
  const [view] = siteData([report]).reports[0]?.scenarios ?? [];
  ok(view !== undefined);
  const table = bestRatesOf(view).find((each) => each.protocol === protocol);
  const row = table?.rows.find((each) => each.label === label);
  return Object.fromEntries((table?.columns ?? []).map(({ part, series }, index) => {
    const cell = row?.cells[index];
    const text = cell === undefined
      ? "–"
      : cell.share === undefined
      ? cell.value.summary.status
      : `${Math.round(cell.value.summary.median)} ${Math.round(100 * cell.share)}%`;
    return [`${part} ${series.name}`, text];
  }));
}

Deno.test("a benchmark of several libraries has each one's rate, its share of the best, and what is withheld", async () => {
  deepEqual(await rowOf("tcp", "64B/100"), {
    "tcp asio-async": "32774 96%",
    "tcp asio-sync": "34293 100%",
    "tcp asyncio": "withheld",
    "tcp trantor": "5506 16%",
  });
});

Deno.test("parts of one protocol stand side by side, of several names the best, and what is missing is a dash", async () => {
  deepEqual(await rowOf("ws", "64B/100"), {
    "ws-external asyncio": "33076 59%",
    "ws-external drogon": "56344 100%",
    "ws-internal asyncio": "26389 47%",
  });
  equal((await rowOf("ws", "64B/1000"))["ws-external drogon"], "–");
});

/** The rates of some programs in one benchmark. */
function groupOf(benchmark: string, ...names: string[]): Group {
  return {
    case: benchmark,
    limits: "",
    loadUnit: "",
    loads: [8],
    series: names.map((name) => {
      const { points: [point], ...rest } = series(name, { 8: [1, 2, 3] });
      ok(point !== undefined);
      return { ...rest, points: [{ ...point, value: () => point.value("goodput", "mean") }] };
    }),
  };
}

Deno.test("programs of one protocol that have no benchmark in common make no table", () => {
  const groups = [groupOf("tcp/BM_Echo_64B/100", "a"), groupOf("tcp/BM_Echo_64KB/100", "b")];
  deepEqual(bestRatesOf({ groups }), []);
});

Deno.test("protocols stand in the order of their names, whatever that of the benchmarks", () => {
  const groups = ["ws", "tcp", "udp"].map((each) => groupOf(`${each}/BM_Echo_64B/100`, "a", "b"));
  deepEqual(bestRatesOf({ groups }).map(({ protocol }) => protocol), ["tcp", "udp", "ws"]);
});

Deno.test("a benchmark of one program alone is held against nothing", () => {
  const of = (...names: string[]) => groupOf("tcp/BM_Echo_64B/100", ...names);
  deepEqual(bestRatesOf({ groups: [of("a")] }), []);
  const [both] = bestRatesOf({ groups: [of("a", "b")] });
  deepEqual(both?.rows[0]?.cells.map((cell) => cell?.share), [1, 1]);
});

Deno.test("benchmarks of a report that ranks are not held against each other again", async () => {
  const { default: pages } = await import("../pages/scenario.page.tsx");
  const report = await loadReport("published-echo", FOLDER);
  const contentOf = (given: typeof report) =>
    [...pages(siteData([given]))].map(({ content }) => String(content)).join("");
  ok(contentOf(report).includes('id="best-tcp"'));
  const [entry] = report.manifest.scenarios;
  ok(entry !== undefined);
  const ranked_by = { metric: "items_rate", statistic: "mean", cases: ["tcp/BM_AsioTcpEcho"] };
  const ranked = {
    ...report,
    manifest: { ...report.manifest, scenarios: [{ ...entry, ranked_by }] },
  };
  ok(!contentOf(ranked).includes('id="best-tcp"'));
  equal(scenarioViews(ranked)[0]?.ranked?.metric, "items_rate");
});
