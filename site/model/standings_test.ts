import { deepEqual, doesNotMatch, equal, match, ok } from "node:assert/strict";
import { comparisonsOf, type Figure } from "../../pipeline/ranking.ts";
import type { Group, Ranked, Series } from "./scenario.ts";
import { headline, noiseSentence, noiseSentences, orderNote, orderSentence } from "./sentences.ts";
import { leaders, type Standings, standingsOf } from "./standings.ts";
import { series } from "./testing.ts";

const STANDS = () => undefined;

const RANKED: Ranked = {
  metric: "goodput",
  statistic: "mean",
  better: "higher",
  title: "goodput",
};

function group(...members: Series[]): Group {
  return { case: "", limits: "", loadUnit: "connections", loads: [1, 8], series: members };
}

/** The standings with the comparisons that the pipeline makes of these trials, each in a block of its own. */
function boardOf(members: Group, ranked = RANKED): Standings {
  const figures: Figure[] = members.series.flatMap(({ points }) =>
    points.flatMap((point) => {
      const value = point.value("goodput", "mean");
      if (value === undefined) return [];
      const trials = value.rows.map((row, index) => ({ block: index + 1, value: row.value }));
      return [{ summary: value.summary, trials }];
    })
  );
  const twins = members.series.flatMap(({ name, implementation: { twin_of } }) =>
    twin_of === undefined ? [] : [{ scenario: "s", name, of: twin_of }]
  );
  const { metric, statistic } = ranked;
  const scenarios = [{ name: "s", ranked_by: { metric, statistic } }];
  return standingsOf(members, ranked, comparisonsOf(figures, { scenarios, twins }));
}

function plain(text: string): string {
  return text.replace(/\u00a0/g, " ");
}

/** Ten trials around a centre, 1 % apart at most, the same pattern for each seed. */
function around(centre: number, seed = 0): number[] {
  return Array.from(
    { length: 10 },
    (_, index) => centre * (1 + ((index * 7 + seed * 3) % 11) / 1000),
  );
}

Deno.test("standingsOf() takes each implementation at its best load, best first", () => {
  const board = boardOf(
    group(
      series("slow", { 1: around(10), 8: around(30, 1) }),
      series("fast", { 1: around(90, 2), 8: around(70, 3) }),
    ),
  );
  deepEqual(
    board.standings.map((each) => [each.series.name, each.point.cell.load]),
    [["fast", 1], ["slow", 8]],
  );
  deepEqual(board.order.map(({ rank }) => rank), [{ low: 1, high: 1 }, { low: 2, high: 2 }]);
  equal(board.standings[1]?.behind?.verdict, "apart");
  match(
    plain(headline(board)),
    /^fast is ahead with 90\.\d+ req\/s at 1 connection, 20\d % more than slow by the ratio of trials \(95 % interval .*\)\.$/,
  );
});

Deno.test("standingsOf() puts the lowest first where lower is better", () => {
  const members = group(
    series("a", { 1: [5, 6, 7], 8: [9, 9, 9] }),
    series("b", { 1: [3, 3, 3] }),
  );
  const board = standingsOf(members, { ...RANKED, better: "lower" }, []);
  deepEqual(board.standings.map((each) => each.series.name), ["b", "a"]);
  equal(board.standings[1]?.value.summary.median, 6);
});

Deno.test("a twin is not ranked, and its largest difference is the noise floor", () => {
  const board = boardOf(group(
    series("a", { 1: around(100), 8: around(200) }),
    series("a-twin", { 1: around(104), 8: around(202) }, { twin_of: "a" }),
    series("b", { 1: around(90), 8: around(195) }),
  ));
  equal(board.noise?.ratio.toFixed(3), "0.040");
  equal(board.noise?.load, 1);
  deepEqual(board.standings.map((each) => each.series.name), ["a", "b"]);
  equal(board.twins.length, 1);
  ok(board.comparisons.between("a", "a-twin") === undefined);
  match(
    plain(noiseSentence(board, STANDS)),
    /^The noise floor is 4\.0 %: .*, most at 1 connection\./,
  );
  equal(noiseSentences([{ label: "", standings: board }], STANDS), noiseSentence(board, STANDS));
  const without = { ...board, noise: undefined };
  match(
    plain(
      noiseSentences(
        [{ label: "tcp", standings: board }, { label: "ws", standings: without }],
        STANDS,
      ),
    ),
    /4\.0 % \(tcp\)\. .* is called one there, .* In ws no program ran twice, so the verdicts there had no noise floor\.$/,
  );
  match(
    plain(
      noiseSentences(
        [{ label: "1KB", standings: board }, { label: "2KB", standings: board }],
        STANDS,
      ),
    ),
    /\(a\) differs from itself at most: 4\.0 % \(1KB\) and 4\.0 % \(2KB\)\. No smaller /,
  );
});

Deno.test("of a twin that the load generator limited it is said that the floor may be higher", () => {
  const board = boardOf(group(
    series("a", { 1: around(100) }),
    series("a-twin", { 1: around(104) }, { twin_of: "a" }),
    series("b", { 1: around(90) }),
  ));
  ok(board.noise !== undefined && !board.noise.isLimited);
  const limited = { ...board, noise: { ...board.noise, isLimited: true } };
  const said =
    /generator was its limit there, so the program alone may differ from itself by more\.$/;
  match(noiseSentence(limited, STANDS), said);
  doesNotMatch(noiseSentence(board, STANDS), said);
  match(
    noiseSentences(
      [{ label: "tcp", standings: board }, { label: "ws", standings: limited }],
      STANDS,
    ),
    / In ws the load generator was its limit, so the program alone may differ from itself by more\.$/,
  );
  match(
    noiseSentences(
      [{ label: "tcp", standings: limited }, { label: "ws", standings: limited }],
      STANDS,
    ),
    / Everywhere the load generator was its limit, so /,
  );
});

Deno.test("a sure difference below the noise floor is none", () => {
  const members = (seed: number) =>
    group(
      series("a", { 1: around(100), 8: around(200) }),
      series("a-twin", { 1: around(104), 8: around(202) }, { twin_of: "a" }),
      series("b", { 1: around(90), 8: around(195, seed) }),
    );
  const within = boardOf(members(1));
  equal(within.standings[1]?.behind?.verdict, "equivalent");
  match(plain(headline(within)), /^a and b are equivalent within [34]\b.*%: /);
  deepEqual(within.order.map(({ rank }) => rank), [{ low: 1, high: 2 }, { low: 1, high: 2 }]);
  equal(within.ends.size, 0);
});

Deno.test("trials that overlap show no difference, and say so", () => {
  const board = boardOf(
    group(series("b", { 8: [90, 100, 110] }), series("a", { 8: [105, 86, 98] })),
  );
  equal(board.standings[1]?.behind?.verdict, "open");
  equal(leaders(board).length, 2);
  match(headline(board), /cannot be told apart: .*3.trials a point show no difference\.$/);
  match(orderSentence(board), /^A rank is an interval: where two overlap no order is claimed/);
  match(orderNote(board), /not by median: a rank is an interval, and where two overlap/);
  // Of one rank, by name: the order says nothing and looks it.
  deepEqual(board.order.map(({ series }) => series.name), ["a", "b"]);
});

Deno.test("of many that cannot be told apart from the first the answer has the number, not some names", () => {
  const like = (...names: string[]) =>
    names.map((name, seed) => series(name, { 1: around(100 + seed / 100, seed) }));
  const said = (...members: Series[]) => plain(headline(boardOf(group(...members))));
  match(said(...like("a", "b", "c", "d")), /told apart from [a-d], [a-d] and [a-d]\.$/);
  match(said(...like("a", "b", "c", "d", "e")), /told apart from any of the other 4\.$/);
  match(
    said(...like("a", "b", "c", "d", "e"), series("slow", { 1: around(10, 6) })),
    /told apart from 4 of the other 5\.$/,
  );
});

Deno.test("ranks overlap in a chain, and a rule stands only where all above are better than all below", () => {
  const board = boardOf(group(
    series("a", { 8: [1012, 1003, 1016, 1007, 1009, 1004, 1018, 1001, 1015, 1005] }),
    series("b", { 8: [1003, 1019, 991, 1011, 989, 1014, 987, 1022, 1004, 1000] }),
    series("c", { 8: [992, 1003, 996, 1007, 989, 1004, 998, 1001, 995, 1005] }),
    series("d", { 8: around(500, 7) }),
  ));
  deepEqual(board.order.map(({ rank }) => [rank?.low, rank?.high]), [[1, 2], [1, 3], [2, 3], [
    4,
    4,
  ]]);
  const last = board.order.at(-1);
  equal(last?.series.name, "d");
  deepEqual(last?.rank, { low: 4, high: 4 });
  deepEqual([...board.ends].map(({ rank }) => rank?.high), [3]);
  match(orderSentence(board), /^A rank is an interval: between two rules no order is claimed/);
  match(orderNote(board), /not by median: between two rules across the chart/);
});

Deno.test("single trials establish no order and have no rank", () => {
  const board = boardOf(group(series("a", { 8: [400] }), series("b", { 8: [40] })));
  equal(board.standings[1]?.behind?.verdict, "unknown");
  equal(board.hasRanks, false);
  match(headline(board), /establish no order/);
  match(orderSentence(board), /one trial a point establishes none/);
});

Deno.test("what the load generator limited is ahead by at least its lead", () => {
  const members = (status: "ok" | "lower bound") =>
    group(series("a", { 8: around(90) }, { status }), series("b", { 8: around(50, 2) }));
  match(
    plain(headline(boardOf(members("lower bound")))),
    /with ≥ 90.*, at least \d+ % more than b/,
  );
  match(plain(headline(boardOf(members("ok")))), /with 90.*, \d+ % more than b/);
});

Deno.test("a lead over a lower bound is not known", () => {
  const board = boardOf(group(
    series("a", { 8: around(90) }),
    series("b", { 8: around(50, 2) }, { status: "lower bound" }),
  ));
  equal(board.standings[1]?.behind?.verdict, "bound");
  match(headline(board), /the load generator was the limit/);
});

Deno.test("withheld values never lead and are never left out", () => {
  const board = boardOf(
    group(
      series("a", { 8: [100, 101, 102] }, { status: "withheld" }),
      series("b", { 8: [50, 51, 52] }),
    ),
  );
  deepEqual(board.standings.map((each) => each.series.name), ["b"]);
  deepEqual(board.withheld.map((each) => each.series.name), ["a"]);
  const none = boardOf(group(series("a", { 8: [1] }, { status: "withheld" })));
  match(headline(none), /every value is withheld/);
  match(headline(boardOf(group())), /No goodput was measured/);
});
