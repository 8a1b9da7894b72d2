import assert from "node:assert/strict";
import type { Finding } from "./audit/rule.ts";
import { measurement } from "./measurement.ts";
import { comparisonsOf, figuresOf, type RankingFacts, withRanks } from "./ranking.ts";
import type { Row } from "./row.ts";
import { summarize } from "./statistics/summarize.ts";

const FACTS: RankingFacts = {
  scenarios: [{ name: "s", ranked_by: { metric: "goodput", statistic: "mean" } }],
  twins: [{ scenario: "s", name: "twin", of: "fast" }],
};

/** Trials of a cell around a centre; the same small noise for every name, in the order of its letters. */
function cell(implementation: string, load: number, centre: number, n = 5): Row[] {
  return Array.from({ length: n }, (_, index) => ({
    ...measurement({
      metric: "goodput",
      statistic: "mean",
      value: centre *
        (1 +
          0.01 * Math.sin(1 + index * implementation.length + load + implementation.charCodeAt(0))),
      source: "raw/a.txt#L1",
    }),
    scenario: "s",
    implementation,
    case: "",
    limits: "",
    load,
    load_unit: "connections",
    trial: index + 1,
  }));
}

function judge(rows: readonly Row[], facts = FACTS, limited: readonly Row[] = []) {
  const saturated: Finding = {
    rule: "generator-saturated",
    severity: "lower bound",
    message: "",
    rows: limited,
  };
  const summaries = summarize(rows, [saturated]);
  const comparisons = comparisonsOf(figuresOf(summaries, rows, (row) => row.trial), facts);
  return { comparisons, summaries: withRanks(summaries, comparisons, facts) };
}

const FAST = [...cell("fast", 1, 50), ...cell("fast", 8, 200)];
const TWIN = [...cell("twin", 1, 50.4), ...cell("twin", 8, 204)];
const SLOW = [...cell("slow", 1, 49.9), ...cell("slow", 8, 100)];
const LIKE = [...cell("like", 1, 50.1), ...cell("like", 8, 201)];

Deno.test("comparisonsOf() compares each load and the peaks, twins with their originals alone", () => {
  const { comparisons } = judge([...FAST, ...TWIN, ...SLOW, ...LIKE]);
  const at = (load: number | null) =>
    comparisons.filter((row) => row.load === load)
      .map((row) => `${row.implementation_a} ${row.implementation_b}`);
  const pairs = ["fast like", "fast slow", "like slow"];
  assert.deepEqual(at(null), pairs);
  assert.deepEqual(at(8), ["fast like", "fast slow", "fast twin", "like slow"]);
  const verdictOf = (a: string, b: string) =>
    comparisons.find((row) =>
      row.load === 8 && row.implementation_a === a && row.implementation_b === b
    )?.verdict;
  assert.equal(verdictOf("fast", "slow"), "faster");
  assert.notEqual(verdictOf("fast", "twin"), "faster");
  assert.match(verdictOf("fast", "like") ?? "", /^equivalent within/);
});

Deno.test("a difference smaller than that of a twin from itself is none", () => {
  const near = [...cell("near", 1, 50), ...cell("near", 8, 190)];
  const verdictWith = (twin: Row[]) =>
    judge([...FAST, ...twin, ...near]).comparisons.find((row) =>
      row.load === 8 && row.implementation_b === "near"
    )?.verdict;
  assert.equal(verdictWith(TWIN), "faster");
  const noisy = [...cell("twin", 1, 50), ...cell("twin", 8, 225)];
  assert.notEqual(verdictWith(noisy), "faster");
});

Deno.test("twins that the load generator limited are no noise floor, and other loads of theirs are", () => {
  const near = [...cell("near", 1, 50.05), ...cell("near", 8, 190)];
  const noisy = [...cell("twin", 1, 51.5), ...cell("twin", 8, 225)];
  const rows = [...FAST, ...noisy, ...near, ...LIKE];
  const verdictsWith = (isLimited: (row: Row) => boolean) => {
    const { comparisons } = judge(rows, FACTS, rows.filter(isLimited));
    const of = (load: number) =>
      comparisons.find((row) =>
        row.load === load && row.implementation_a === "like" && row.implementation_b === "near"
      )?.verdict;
    return [of(8), of(1)];
  };
  // 12.5 % apart at 8 connections: what is 6 % apart there is no difference.
  const both = verdictsWith(() => false);
  assert.match(both[0] ?? "", /^equivalent within/);
  assert.match(both[1] ?? "", /^equivalent within/);
  for (const limited of [["fast", "twin"], ["fast"], ["twin"]]) {
    const isLimited = ({ implementation }: Row) => limited.includes(implementation);
    // The 3 % between them at 1 connection is left, or nothing.
    const [at8, at1] = verdictsWith((row) => row.load === 8 && isLimited(row));
    assert.equal(at8, "faster");
    assert.match(at1 ?? "", /^equivalent within/);
    assert.deepEqual(verdictsWith(isLimited), ["faster", "no difference shown"]);
  }
});

Deno.test("withRanks() gives ties one interval, twins no rank, and single trials none", () => {
  const { summaries } = judge([...FAST, ...TWIN, ...SLOW, ...LIKE, ...cell("once", 8, 150, 1)]);
  const ranks = Object.fromEntries(
    summaries.filter((row) => row.load === 8)
      .map((row) => [row.implementation, [row.rank_low, row.rank_high]]),
  );
  // `once` may stand anywhere, so nobody is above all others.
  assert.deepEqual(ranks, {
    fast: [1, 3],
    like: [1, 3],
    once: [null, null],
    slow: [3, 4],
    twin: [null, null],
  });
});

Deno.test("withheld figures are neither compared nor ranked", () => {
  const withheld = SLOW.map((row) => ({ ...row, status: "withheld" as const }));
  const { comparisons, summaries } = judge([...FAST, ...LIKE, ...withheld]);
  assert.ok(comparisons.every((row) => row.implementation_b !== "slow"));
  assert.ok(summaries.every((row) => row.implementation !== "slow" || row.rank_low === null));
});

Deno.test("a scenario that ranks nothing, and the clock of the CPU, are not compared", () => {
  assert.deepEqual(
    judge([...FAST, ...SLOW], { scenarios: [{ name: "s" }], twins: [] }).comparisons,
    [],
  );
  const cpu = [...FAST, ...SLOW].map((row) => ({ ...row, clock: "cpu" as const }));
  assert.deepEqual(judge(cpu).comparisons, []);
});

Deno.test("where cases are named, no other is compared or ranked", () => {
  const inCase = (name: string) =>
    [...FAST, ...TWIN, ...SLOW].map((row) => ({ ...row, case: name }));
  const facts = (cases: string[]): RankingFacts => ({
    ...FACTS,
    scenarios: [{ name: "s", ranked_by: { metric: "goodput", statistic: "mean", cases } }],
  });
  const both = [...inCase("x"), ...inCase("y")];
  const { comparisons, summaries } = judge(both, facts(["y"]));
  const all = judge(both);
  assert.deepEqual(comparisons, all.comparisons.filter((row) => row.case === "y"));
  assert.equal(comparisons.length, all.comparisons.length / 2);
  const ranked = summaries.filter((row) => row.rank_low !== null);
  assert.ok(ranked.length > 0 && ranked.every((row) => row.case === "y"));
});

Deno.test("comparisonsOf() compares no peaks of a single load, and no cell of a single trial", () => {
  const single = judge([...cell("fast", 8, 200), ...cell("slow", 8, 100)]).comparisons;
  assert.deepEqual(single.map((row) => row.load), [8]);
  const once = [...cell("fast", 8, 200), ...cell("slow", 8, 100, 1), ...cell("like", 8, 201)];
  assert.deepEqual(
    judge(once).comparisons.map((row) => `${row.implementation_a} ${row.implementation_b}`),
    ["fast like"],
  );
});

Deno.test("comparisonsOf() sorts by scenario, case, limits, load and metric, then by name", () => {
  const of = (place: Partial<Row>) =>
    ["b", "a", "d", "c"].flatMap((name) =>
      cell(name, 8, 100).map((row) => ({ ...row, statistic: "total", ...place }))
    );
  const rows = [
    ...of({ limits: "2 cores" }),
    ...of({ case: "stress" }),
    ...of({ load: 1 }),
    ...of({ metric: "latency", statistic: "p99" }),
    ...of({}),
  ];
  const ranked_by = { metric: "goodput", statistic: "total" };
  const found = judge(rows, { scenarios: [{ name: "s", ranked_by }], twins: [] }).comparisons;
  const keys = found.map((row) =>
    [row.case, row.limits, row.load ?? 0, row.metric, row.implementation_a, row.implementation_b]
      .join("\t")
  );
  assert.deepEqual(keys, keys.toSorted());
  assert.ok(new Set(keys.map((key) => key.split("\t").slice(0, 4).join())).size >= 5, keys.join());
});
