import { deepEqual, equal, match, throws } from "node:assert/strict";
import type { ScenarioEntry } from "../manifest.ts";
import type { FindingRow } from "../tables/findings.ts";
import type { Claim } from "./claims_file.ts";
import { decidedVerdicts, judgeClaims, unexpectedVerdicts } from "./judge_claim.ts";
import { contextOf, figure, judgeOne, once, rowOf } from "./testing.ts";

const b = figure({ implementation: "b", median: 50, low: 48, high: 52 });
const context = contextOf([figure(), b]);
const verdicts = (expressions: readonly string[], where = context) =>
  expressions.map((expression) => judgeOne(where, expression).verdict);

Deno.test("the whole interval decides, on either side, and what holds the threshold is open", () => {
  // a is 98 to 102, b 48 to 52.
  deepEqual(
    verdicts(['throughput("a") >= 98/s', 'throughput("a") >= 99/s', 'throughput("a") >= 103/s']),
    ["holds", "not established", "refuted"],
  );
  deepEqual(
    verdicts(['throughput("a") > 98/s', 'throughput("a") <= 102/s', 'throughput("a") < 98/s']),
    ["not established", "holds", "refuted"],
  );
  deepEqual(
    verdicts(['throughput("a") > throughput("b")', 'throughput("a") == throughput("b")']),
    ["holds", "refuted"],
  );
  equal(judgeOne(context, 'throughput("a") >= 99/s').reason, "interval: 98 to 102 leaves it open");
});

Deno.test("the row has both sides, the interval, and the claim as it was written", () => {
  const expression = 'throughput("a") - throughput("b") >= 40/s';
  deepEqual(judgeOne(context, expression), {
    id: "C1",
    statement: "It is so.",
    expression,
    value: 50,
    low: 50 - Math.hypot(2, 2),
    high: 50 + Math.hypot(2, 2),
    relation: ">=",
    threshold: 40,
    verdict: "holds",
    reason: "interval: every value within it satisfies the claim",
    unit: "1/s",
  });
});

Deno.test("one trial asserts nothing, but states what it is", () => {
  const where = contextOf([once(), once({ implementation: "b", n: 3 })]);
  match(judgeOne(where, 'throughput("a") >= 1/s').reason, /^single trial: throughput of a was/);
  match(
    judgeOne(where, 'throughput("b") >= 1/s').reason,
    /^no interval: the 3 trials of throughput/,
  );
  equal(judgeOne(where, 'throughput("a") states 100/s').verdict, "holds");
});

Deno.test("cited single trials that differ by less than 3 % are a tie; counts are not", () => {
  const [x, y] = [
    once({ implementation: "x", median: 103.5, findings: ["single-trial"] }),
    once({ implementation: "y", median: 100, findings: ["single-trial"] }),
  ];
  const cited = (...figures: (typeof x)[]) =>
    contextOf(figures, {
      rows: figures.map((each) => rowOf(each)),
      printedBounds: (row) => ({ low: row.value - 0.05, high: row.value + 0.05 }),
    });
  const claim = 'throughput("x") > throughput("y")';
  equal(judgeOne(cited(x, y), claim).verdict, "holds");
  const near = judgeOne(cited({ ...x, median: 102.5 }, y), claim);
  equal(near.verdict, "not established");
  match(near.reason, /^single trial: .* 3 % between trials leaves it open$/);
  const plain = cited({ ...x, median: 100.05, findings: [] }, { ...y, findings: [] });
  equal(judgeOne(plain, claim).reason, "rounding: the printed digits leave it open");
});

Deno.test("a withheld figure establishes nothing and is not shown", () => {
  const findings = [{
    ...{
      rule: "littles-law",
      severity: "withhold",
      scenario: "echo",
      implementation: "a",
      case: "",
    },
    ...{
      limits: "",
      load: null,
      load_unit: "",
      trial: null,
      metric: "",
      statistic: "",
      source: "",
    },
    message: "",
  }] as FindingRow[];
  const withheld = figure({ status: "withheld", findings: ["littles-law", "short-run"] });
  const where = contextOf([withheld, b], { findings });
  const row = judgeOne(where, 'throughput("b") / throughput("a") >= 0.1');
  deepEqual([row.verdict, row.reason, row.value, row.low, row.high], [
    ...["not established", "withheld: littles-law", null, null, null],
  ]);
  equal(judgeOne(where, 'throughput("b") >= throughput("a")').threshold, null);
  equal(judgeOne(where, 'count(throughput("*", shown=true)) == 1').verdict, "holds");
});

Deno.test("a lower bound bears what it bounds and nothing else", () => {
  const where = contextOf([figure({ status: "lower bound" }), b]);
  deepEqual(
    verdicts([
      'throughput("a") >= 98/s',
      'throughput("a") >= 200/s',
      'throughput("a") <= 90/s',
      'throughput("a") <= 200/s',
      'throughput("b") / throughput("a") <= 0.6',
      'throughput("a") states 100/s',
      'throughput("b") / throughput("a") states 0.5',
      'count(throughput("*") > 90/s) == 1',
    ], where),
    [
      "holds",
      ...["not established", "refuted"],
      ...["not established", "holds", "not established", "not established"],
      "holds",
    ],
  );
  match(
    judgeOne(where, 'throughput("a") <= 200/s').reason,
    /^lower bound: .* left side is at least this$/,
  );
});

Deno.test("a limited rate times what else was measured at its load is no lower bound", () => {
  const limited = figure({ load: 16, status: "lower bound" });
  const time = { metric: "latency", statistic: "mean", unit: "s", median: 2, low: 1.9, high: 2.1 };
  const times = [16, 64].map((load) => figure({ ...time, load }));
  const where = contextOf([limited, ...times]);
  const own = judgeOne(where, 'throughput("a") * latency("a", load=16) >= 100');
  deepEqual([own.verdict, own.low, own.high], ["not established", null, null]);
  match(own.reason, /^lower bound: .* left side is not known$/);
  equal(judgeOne(where, 'throughput("a") * latency("a", load=64) >= 100').verdict, "holds");
});

Deno.test("what the author doubts takes the ground from a claim when the audit says so too", () => {
  const findings = [{
    rule: "short-run",
    implementation: "",
    scenario: "echo",
    case: "",
    limits: "",
  }]
    .map((
      each,
    ) => ({ ...each, metric: "", statistic: "", load: null, message: "0.2 s" } as FindingRow));
  const short = contextOf([figure({ findings: ["short-run"] }), b], { findings });
  const doubt = { undermined_by: ["threads-step", "short-run"] };
  equal(judgeOne(short, 'throughput("a") > 1/s', doubt).reason, "short-run: 0.2 s");
  equal(judgeOne(short, 'throughput("b") > 1/s', doubt).verdict, "holds");
  equal(judgeOne(short, 'throughput("a") < 1/s', doubt).verdict, "refuted");
  throws(
    () => judgeOne(short, "1 == 1", { undermined_by: ["short-runs"] }),
    /claim "C1", undermined_by: no rule is called "short-runs"; there are "short-run"/,
  );
  const own = contextOf([figure()], {
    findings: [{ ...findings[0] as FindingRow, rule: "a-rule" }],
  });
  equal(judgeOne(own, "1 == 1", { undermined_by: ["a-rule"] }).verdict, "holds");
});

Deno.test("a ratio over a baseline that moved is refused, one that did not is judged", () => {
  const scenario = {
    name: "echo",
    baseline: {
      implementation: "b",
      metric: "throughput",
      statistic: "mean",
      cases: ["old", "new"],
    },
  } as unknown as ScenarioEntry;
  const cell = (implementation: string, name: string, median: number, findings: string[] = []) =>
    figure({
      implementation,
      case: name,
      median,
      low: median * 0.99,
      high: median * 1.01,
      findings,
    });
  const moved = (findings: string[], now = 450) =>
    contextOf([
      ...[cell("a", "old", 400), cell("a", "new", now)],
      ...[cell("b", "old", 100, findings), cell("b", "new", 80, findings)],
    ], { manifest: { scenarios: [scenario], implementations: [] } });
  const claim = 'throughput("a", "new") / throughput("b", "new") >= 5';
  equal(judgeOne(moved([]), claim).verdict, "holds");
  const row = judgeOne(moved(["drifted-baseline"]), claim);
  equal(row.verdict, "not established");
  equal(
    row.reason,
    "drifted baseline: old to new, b 100 to 80 (-20 %), a 400 to 450 (+12.5 %); over b as it was, a is 4.5 times it",
  );
  match(judgeOne(moved(["drifted-baseline"], 400), claim).reason, /, a 400 to 400 \(0 %\); over b/);
  const alone = 'throughput("b", "old") / throughput("b", "new") >= 1';
  match(
    judgeOne(moved(["drifted-baseline"]), alone).reason,
    /: old to new, b 100 to 80 \(-20 %\)$/,
  );
  const right = '1 >= throughput("a", "new") / throughput("b", "new")';
  match(judgeOne(moved(["drifted-baseline"]), right).reason, /^drifted baseline: /);
  const counted = `count(${claim}) == 1`;
  match(judgeOne(moved(["drifted-baseline"]), counted).reason, /^drifted baseline: /);
});

Deno.test("a mistake in a claim names the file, the claim and the column", () => {
  throws(
    () => judgeOne(context, 'throughput("c") > 1/s'),
    /^Failure: claims.json: claim "C1", column 12: throughput of c has no implementation "c"; there are "a", "b"$/,
  );
  throws(
    () => judgeOne(context, 'throughput("a") > 200'),
    /column 19: the left side is 1\/s, the right a plain/,
  );
  throws(
    () => judgeOne(context, 'throughput("a") > throughput("b") / throughput("b")'),
    /column 17: /,
  );
  equal(judgeOne(context, 'throughput("a") > 0').verdict, "holds");
  const broken = {
    ...context,
    get summary(): never {
      throw new RangeError("not of its author");
    },
  };
  throws(() => judgeOne(broken, 'throughput("a") > 0'), /^RangeError: not of its author$/);
});

Deno.test("a verdict that the text does not rely on is named with its reason", () => {
  const claims: Claim[] = [
    { id: "good", statement: "A leads.", expression: 'throughput("a") > throughput("b")' },
    {
      id: "known",
      statement: "B leads.",
      expression: 'throughput("b") > throughput("a")',
      expected: "refuted",
    },
    { id: "bad", statement: "A is at 99.", expression: 'throughput("a") > 99/s' },
  ];
  deepEqual(unexpectedVerdicts(claims, judgeClaims(claims, context)), [
    'claims.json: claim "bad" (A is at 99.) should be "holds" and is "not established", ' +
    "interval: 98 to 102 leaves it open: correct the sentence, or what is expected of it",
  ]);
  equal(unexpectedVerdicts(claims, []).length, 3);
});

Deno.test("a claim that the text leaves open may be decided by the tables, and that is said", () => {
  const open = { id: "open", statement: "A is over 50.", expected: "not established" } as const;
  const claims: Claim[] = [{ ...open, expression: 'throughput("a") > 50/s' }];
  const rows = judgeClaims(claims, context);
  deepEqual(unexpectedVerdicts(claims, rows), []);
  deepEqual(decidedVerdicts(claims, rows), [
    'claims.json: claim "open" (A is over 50.) is "holds", interval: every value within it ' +
    "satisfies the claim: the text leaves it open and can say more",
  ]);
  const still: Claim[] = [{ ...open, expression: 'throughput("a") > 99/s' }];
  deepEqual(decidedVerdicts(still, judgeClaims(still, context)), []);
  deepEqual(decidedVerdicts(claims, []), []);
  const { expected: _left, ...sure } = claims[0] as Claim;
  deepEqual(decidedVerdicts([sure], rows), []);
});
