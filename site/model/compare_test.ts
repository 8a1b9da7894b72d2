import { deepEqual, equal, ok } from "node:assert/strict";
import { makeTrends, type TrendOptions } from "../../tests/make_trends.ts";
import { comparisonText, countsText } from "../components/compare/words.ts";
import { siteData } from "../page.ts";
import { boundOf, countCells, differencesOf, type ReportPairs, reportPairs } from "./compare.ts";
import type { Report } from "./report.ts";

async function withPairs(
  options: Omit<TrendOptions, "dataFolder">,
  change: (reports: Report[]) => void,
  body: (pairs: ReportPairs) => void,
): Promise<void> {
  const dataFolder = await Deno.makeTempDir();
  try {
    const reports = await makeTrends({ dataFolder, implementations: 3, loads: 2, ...options });
    change(reports);
    body(await reportPairs(siteData(reports).reports));
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
}

const names = (pairs: ReportPairs["compared"]) => pairs.map(({ a, b }) => `${a.name} ${b.name}`);

Deno.test("each of the newest reports is compared with the one before it, four at most", () =>
  withPairs({ count: 7 }, () => {}, ({ compared, refused }) => {
    deepEqual(names(compared), [
      "week-06 week-07",
      "week-05 week-06",
      "week-04 week-05",
      "week-03 week-04",
    ]);
    deepEqual(refused, []);
    const cells = compared.flatMap(({ comparison }) => comparison.tables)[0]?.cells ?? [];
    ok(cells.every(({ ratio }) => ratio !== null));
    equal(Object.values(countCells(cells)).reduce((sum, count) => sum + count), cells.length);
  }));

Deno.test("a report of another host is held against the newest of any, and the key is named", () =>
  withPairs({ count: 3 }, (reports) => {
    const moved = reports[0] as Report;
    moved.environment.fingerprint = { ...moved.environment.fingerprint, kernel: "0.0.1" };
    moved.fingerprint = {
      ...moved.fingerprint,
      keys: moved.fingerprint.keys.map((key) =>
        key.name === "kernel" ? { ...key, value: "0.0.1" } : key
      ),
    };
  }, ({ compared, refused }) => {
    deepEqual(names(compared), ["week-01 week-02"]);
    deepEqual(names(refused), ["week-02 week-03"]);
    const [pair] = refused;
    deepEqual(pair === undefined ? undefined : differencesOf(pair.comparison), {
      keys: [{ name: "kernel", a: "0.0.0", b: "0.0.1" }],
      programs: 0,
    });
  }));

Deno.test("of a host that is not known, that is said once, and not key by key", () =>
  withPairs({ count: 2 }, (reports) => {
    const oldest = reports[1] as Report;
    oldest.environment = { ...oldest.environment, known: false, fingerprint: {} };
    oldest.manifest = { ...oldest.manifest, origin: "imported" };
  }, ({ refused: [pair] }) => {
    deepEqual(pair === undefined ? undefined : differencesOf(pair.comparison).keys, [
      { name: "host", a: "not known", b: "known" },
    ]);
  }));

Deno.test("a report that was replaced is compared with none", () =>
  withPairs({ count: 2 }, (reports) => {
    const newest = reports[0] as Report;
    newest.manifest = { ...newest.manifest, supersedes: "week-01" };
  }, (pairs) => deepEqual(pairs, { compared: [], refused: [] })));

Deno.test("a bounded side bounds the ratio, on the side that the metric says", () => {
  const side = (status: "ok" | "lower bound") => ({ n: 3, centre: 1, status });
  const cell = (a: "ok" | "lower bound", b: "ok" | "lower bound") =>
    ({ a: side(a), b: side(b) }) as Parameters<typeof boundOf>[0];
  equal(boundOf(cell("ok", "ok"), "higher"), "");
  equal(boundOf(cell("ok", "lower bound"), "higher"), "≥");
  equal(boundOf(cell("lower bound", "ok"), "higher"), "≤");
  equal(boundOf(cell("ok", "lower bound"), "lower"), "≤");
  equal(boundOf(cell("lower bound", "lower bound"), "higher"), "?");
});

Deno.test("countsText() names what there is, and nothing that there is not", () => {
  const none = {
    ...{ faster: 0, slower: 0, equivalent: 0, open: 0, without: 0 },
    ...{ earlierAlone: 0, laterAlone: 0 },
  };
  equal(
    countsText({ ...none, open: 4 }),
    "no difference is shown in any of 4\u00a0values",
  );
  equal(
    countsText({ ...none, faster: 1, open: 4 }),
    "of 5\u00a0values, 1\u00a0better and 4\u00a0without a difference shown",
  );
});

Deno.test("values that one report alone has are compared with nothing, and counted apart", () => {
  const side = { n: 3, centre: 1, status: "ok" };
  const cell = (a: unknown, b: unknown, verdict: string | null) => ({ a, b, verdict });
  const cells = [
    cell(side, side, "no difference shown"),
    cell(side, side, "faster"),
    cell(side, side, null),
    cell(null, side, null),
    cell(null, side, null),
    cell(side, null, null),
  ] as unknown as Parameters<typeof countCells>[0];
  equal(
    countsText(countCells(cells)).replaceAll("\u00a0", " "),
    "of 3 values in both, 1 better, 1 without a difference shown and 1 without a verdict; " +
      "1 is in the earlier report alone; 2 are in the later report alone",
  );
  equal(
    countsText(countCells([...cells.slice(0, 1), ...cells.slice(-1)])).replaceAll("\u00a0", " "),
    "no difference is shown in any of 1 value in both; 1 is in the earlier report alone",
  );
});

Deno.test("comparisonText() names an implementation of which only all cells together differ", () => {
  const judged = (implementation: string, verdict: string) => ({
    implementation,
    verdict,
    beside: 0.866,
    beside_low: 0.791,
    beside_high: 0.947,
  });
  const tables = (verdict: string) =>
    [{ metric: "goodput", cells: [], implementations: [judged("node", verdict)] }] as never;
  const titles = { implementations: [{ name: "node", title: "Node.js" }] };
  const slower = comparisonText({ tables: tables("slower") }, titles);
  equal(
    slower.slice(slower.indexOf(";")),
    "; over all its cells Node.js is worse (goodput 0.87, 0.79–0.95)",
  );
  ok(!comparisonText({ tables: tables("no difference shown") }, titles).includes("Node.js"));
});
