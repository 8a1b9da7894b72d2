import { equal, match, throws } from "node:assert/strict";
import fc from "fast-check";
import { Failure } from "../../../common/failure.ts";
import { exactly, type Quantity } from "../quantity.ts";
import { formatQuantityAs, FORMATTERS } from "./formatters.ts";
import { findingRowOf, rounded, sampled, single, summaryOf } from "./testing.ts";

/** Of {@linkcode summaryOf}'s figure. */
const FINDINGS = [
  findingRowOf({ rule: "implausible-throughput", severity: "withhold" }),
  findingRowOf({ rule: "short-run", severity: "warn" }),
];

const plain = (text: string) => text.replace(/\u00a0/g, " ");

function prints(quantity: Quantity, formatter: string, expected: string): void {
  equal(plain(formatQuantityAs(quantity, formatter === "" ? [] : [formatter], FINDINGS)), expected);
}

function refuses(quantity: Quantity, formatters: string[], message: RegExp): void {
  throws(() => formatQuantityAs(quantity, formatters, FINDINGS), (error) => {
    match((error as Failure).message, message);
    return error instanceof Failure;
  });
}

const throughput = (value: number, low: number, high: number): Quantity => ({
  ...sampled(value, low, high, "1/s"),
  operands: [summaryOf({ median: value, low, high, n: 10 })],
});

Deno.test("the default prints value and unit with the digits that the interval allows", () => {
  prints(throughput(316_506, 315_400, 317_600), "", "316.5 k req/s");
  prints(throughput(316_506, 310_000, 323_000), "", "317 k req/s");
  prints(sampled(0.00103, 0.00101, 0.00105, "s"), "", "1.03 ms");
  prints(sampled(12.13, 11.83, 12.43), "", "12.1");
  prints(rounded(18_400_000, 18_350_000, 18_450_000, "B"), "", "17.5 MiB");
  prints(exactly(0.04, "s"), "", "40 ms");
  prints(exactly(0.125), "", "0.125");
  prints(exactly(1 / 3), "", "0.333");
  prints(exactly(1.234), "", "1.234");
  prints(exactly(1.2345), "", "1.23");
  prints(exactly(1.5e-7), "", "0.00000015");
  prints(exactly(2e-7), "", "0.0000002");
  prints(sampled(0.8263, 0.81, 0.84, "cores"), "value", "0.826 cores");
});

Deno.test("a cited figure has no digit that its rounding leaves open by more than two", () => {
  prints(rounded(8.63, 8.61, 8.65), "", "8.63");
  prints(rounded(12.1, 12.08, 12.125), "", "12.1");
  prints(rounded(0, 0, 0), "", "0.00");
});

Deno.test("what is not known has no digits, whatever the formatter: no interval, count or bound", () => {
  const unknown = (quantity: Quantity): Quantity => ({ ...quantity, bound: "not known" });
  for (const name of ["value", "interval", "times", "percent", "points", "uses"]) {
    prints(unknown(sampled(0.5, 0.4, 0.6)), name, "not known");
  }
  for (const name of ["value", "count", "times", "uses"]) {
    prints(unknown(exactly(3)), name, "not known");
  }
  prints({ ...exactly(3), bound: "at least" }, "count", "≥ 3");
  prints({ ...exactly(3), bound: "at most" }, "count", "≤ 3");
});

Deno.test("shares and ranks are refused from the first value that is none", () => {
  for (const share of [0, 1]) prints(exactly(share), "percent", `${100 * share} %`);
  refuses(exactly(1.001), ["percent"], /a share lies between 0 and 1/);
  refuses(exactly(-0.001), ["percent"], /a share lies between 0 and 1/);
  for (const difference of [-1, 1]) {
    prints(
      exactly(difference),
      "points",
      `${100 * difference} percentage points`.replace("-", "−"),
    );
  }
  refuses(exactly(1.2), ["points"], /differ by 1 at most/);
  refuses(exactly(-1.2), ["points"], /differ by 1 at most/);
  prints({ ...sampled(2, 1, 3), unit: "1" }, "rank", "1 to 3");
  refuses({ ...sampled(2, 1.5, 3), unit: "1" }, ["rank"], /a rank is 1, 2, 3 and so on/);
  refuses({ ...sampled(1, 0, 2), unit: "1" }, ["rank"], /a rank is 1, 2, 3 and so on/);
  refuses({ ...sampled(2, 1, 3.5), unit: "1" }, ["rank"], /a rank is 1, 2, 3 and so on/);
  refuses(
    { ...sampled(1.5, 1, 2), unit: "1" },
    ["rank"],
    /a rank is 1, 2, 3 and so on, and this is 1.5/,
  );
});

Deno.test("a rate counts what all of its operands count, and no more", () => {
  const items = summaryOf({ metric: "items_rate" });
  prints({ ...sampled(3.4e6, 3.3e6, 3.5e6, "1/s"), operands: [items] }, "", "3.40 M items/s");
  const both = [items, summaryOf()];
  prints({ ...sampled(3.4e6, 3.3e6, 3.5e6, "1/s"), operands: both }, "", "3.40 M/s");
});

Deno.test("one trial prints three digits and says so", () => {
  prints({ ...single(1609.64, "1/s"), operands: [summaryOf()] }, "", "1.61 k req/s (one trial)");
  prints(single(12.1296), "times", "12.1 times (one trial)");
  prints(single(4711), "", "4,710 (one trial)");
  // Three trials that are alike have no interval either.
  prints({ ...single(126), operands: [summaryOf({ n: 3 })] }, "", "126");
  prints({ ...single(126), operands: [summaryOf({ merged: 126 })] }, "", "126");
  prints({ ...single(0.5), operands: [summaryOf({ n: 2 })] }, "less", "50.0 % less");
  const unlike = [summaryOf({ n: 3 }), summaryOf()];
  prints({ ...single(126), operands: unlike }, "", "126 (one trial)");
});

Deno.test("bounds are shown, and turn round with what is said", () => {
  prints({ ...throughput(48_130, 47_600, 48_700), bound: "at least" }, "", "≥ 48.1 k req/s");
  prints({ ...sampled(12.1, 11.8, 12.4), bound: "at least" }, "times", "≥ 12.1 times");
  prints({ ...sampled(0.468, 0.46, 0.476), bound: "at most" }, "less", "≥ 53.2 % less");
  prints({ ...sampled(1.13, 1.1, 1.16), bound: "at least" }, "more", "≥ 13 % more");
  prints({ ...exactly(1024), bound: "at least" }, "count", "≥ 1,024");
  prints({ ...sampled(43.7, 33, 57), bound: "at least" }, "times", "≥ 43 times");
  prints({ ...sampled(43.2, 33, 57), bound: "at most" }, "times", "≤ 44 times");
  // As the tables have it.
  prints({ ...throughput(106_610, 95_000, 123_000), bound: "at least" }, "", "≥ 107 k req/s");
  refuses({ ...sampled(0.468, 0.46, 0.476), bound: "at least" }, ["less"], /may as well be more/);
  refuses({ ...sampled(1.13, 1.1, 1.16), bound: "at most" }, ["more"], /may as well be less/);
});

Deno.test("interval prints both ends with the digits of the value, and needs an interval", () => {
  prints(sampled(12.13, 11.83, 12.43), "interval", "12.1 (11.8 to 12.4)");
  prints(throughput(316_506, 315_400, 317_600), "interval", "316.5 k req/s (315.4 to 317.6)");
  prints(rounded(12.1, 12.05, 12.15), "interval", "12.1 (12.05 to 12.15 by rounding)");
  refuses(single(12.1), ["interval"], /one trial has no interval; use the default/);
  refuses(exactly(40), ["interval"], /there is no interval/);
  refuses(sampled(12, 1, Infinity), ["interval"], /no end/);
  refuses(sampled(12, -Infinity, 13), ["interval"], /no end/);
  for (const [low, high] of [[null, null], [1, null], [null, 13]] as const) {
    refuses({ ...sampled(12, 1, 13), low, high }, ["interval"], /there is no interval of it/);
  }
  prints(sampled(0, -0.012, 0.034), "interval", "0.00 (−0.01 to 0.03)");
});

Deno.test("times takes ratios alone", () => {
  prints(sampled(12.13, 11.83, 12.43), "times", "12.1 times");
  refuses(
    sampled(0.04, 0.03, 0.05, "s"),
    ["times"],
    /^"times": prints a ratio, and this is in "s"/,
  );
  refuses(sampled(-2, -3, -1), ["times"], /above 0/);
});

Deno.test("percent takes shares alone, points their differences", () => {
  prints(sampled(0.47, 0.46, 0.48), "percent", "47.0 %");
  prints(sampled(0.47, 0.43, 0.51), "percent", "47 %");
  prints(sampled(0.208, 0.203, 0.213), "points", "20.8 percentage points");
  prints(sampled(-0.208, -0.213, -0.203), "points", "−20.8 percentage points");
  refuses(sampled(0.61, 0.6, 0.62, "cores"), ["percent"], /a share, and this is in "cores"/);
  refuses(sampled(1.13, 1.1, 1.2), ["percent"], /between 0 and 1; of a ratio say "times"/);
  refuses(sampled(12.1, 11.8, 12.4), ["points"], /no difference of shares/);
  refuses(sampled(12.1, 11.8, 12.4, "s"), ["points"], /in "s"/);
});

Deno.test("less and more state a difference only where the ratio is on that side of 1", () => {
  prints(sampled(0.468, 0.43, 0.51), "less", "53 % less");
  prints(sampled(1.13, 1.09, 1.17), "more", "13 % more");
  refuses(sampled(1.13, 1.1, 1.16), ["less"], /the ratio is above 1; say "more"/);
  refuses(sampled(0.468, 0.46, 0.476), ["more"], /the ratio is below 1; say "less"/);
  refuses(sampled(0.98, 0.95, 1.01), ["less"], /includes 1: it does not say which/);
  refuses(sampled(1.02, 0.99, 1.05), ["more"], /includes 1: it does not say which/);
  refuses(sampled(0.98, 0.95, 1), ["less"], /includes 1: it does not say which/);
  refuses(sampled(1.02, 1, 1.05), ["more"], /includes 1: it does not say which/);
  // Cited figures are no trials: what their rounding leaves open is all that is.
  prints(rounded(0.98, 0.979, 0.981), "less", "2.0 % less");
  refuses(exactly(1), ["less"], /no difference to state/);
  refuses(exactly(0), ["less"], /above 0/);
  refuses(sampled(-0.5, -0.6, -0.4), ["less"], /above 0/);
  refuses(sampled(0.5, 0.4, 0.6, "s"), ["less"], /a ratio, and this is in "s"/);
  refuses(single(0.987), ["less"], /less than 3 % apart is a tie/);
  prints(single(0.9), "less", "10.0 % less (one trial)");
});

Deno.test("uses prints a ratio as a share, above 1 too", () => {
  prints(sampled(0.468, 0.43, 0.51), "uses", "47 %");
  prints(sampled(1.13, 1.09, 1.17), "uses", "113 %");
  refuses(sampled(0.468, 0.43, 0.51, "B"), ["uses"], /a ratio, and this is in "B"/);
  refuses(exactly(0), ["uses"], /above 0/);
});

Deno.test("count prints every digit of what was counted", () => {
  prints(exactly(411_965), "count", "411,965");
  prints(single(10_237), "count", "10,237");
  refuses(exactly(2.5), ["count"], /whole number/);
  refuses(exactly(3, "B"), ["count"], /a count, and this is in "B"/);
  refuses(sampled(10_237, 10_000, 10_400), ["count"], /differs from trial to trial/);
});

Deno.test("rank prints the ties of a ranked figure, and a rank that was computed", () => {
  const figure = (low: number | null, high: number | null) => ({
    ...sampled(316_506, 314_000, 319_000, "1/s"),
    figure: summaryOf({ rank_low: low, rank_high: high }),
  });
  prints(figure(3, 3), "rank", "3");
  prints(figure(2, 4), "rank", "2 to 4");
  prints(sampled(3, 2, 4), "rank", "2 to 4");
  prints(single(3), "rank", "3 (one trial)");
  for (const [low, high] of [[null, null], [1, null], [null, 1]] as const) {
    refuses(figure(low, high), ["rank"], /throughput mean of ruchy is not ranked/);
  }
  refuses(sampled(12.1, 11.8, 12.4), ["rank"], /a rank is 1, 2, 3/);
  refuses(sampled(2, 1, 3, "s"), ["rank"], /a rank, and this is in "s"/);
});

Deno.test("a withheld operand is printed by no formatter alone, and says with withheld which rules withhold it", () => {
  const operands = [
    summaryOf({ status: "withheld", findings: ["implausible-throughput", "short-run"] }),
  ];
  const quantity = { ...single(27_200_000, "1/s"), operands };
  for (const name of ["value", "interval", "times", "rank"]) {
    refuses(quantity, [name], /throughput mean of ruchy is withheld \(implausible-throughput\)/);
  }
  const shown = "27.2 M req/s (one trial) (withheld: implausible-throughput)";
  prints(quantity, "withheld", shown);
  equal(plain(formatQuantityAs(quantity, ["value", "withheld"], FINDINGS)), shown);
  equal(
    plain(formatQuantityAs(quantity, ["withheld"], [])),
    "27.2 M req/s (one trial) (withheld: implausible-throughput, short-run)",
  );
  refuses(quantity, ["times", "withheld"], /a ratio, and this is in "1\/s"/);
  refuses(single(3), ["withheld"], /nothing in it is withheld/);
});

Deno.test("an unknown formatter is answered with those there are", () => {
  refuses(single(3), ["fewer"], /^"fewer" is no formatter; there are value \(.*less \(/);
  refuses(
    single(3),
    ["fewer"],
    /; times \(a ratio: 12\.1 times\); percent \(a share of a whole: 47 %\); /,
  );
  refuses(single(3), ["toString"], /is no formatter/);
  refuses(single(3), ["times", "less"], /one formatter an expression/);
  refuses({ ...single(3), value: Infinity }, [], /the value is Infinity/);
});

Deno.test("percentage points and percent are told apart: SSE proxy, CPU of bun-hono and go-http", () => {
  // data/published-token-stream: cpu mean, stress.
  const bunHono = 0.6182214285714284;
  const goHttp = 0.8262642857142856;
  prints(
    single(goHttp - bunHono, "cores"),
    "points",
    "20.8 percentage points of a core (one trial)",
  );
  prints(single(bunHono / goHttp), "less", "25.2 % less (one trial)");
  // As cited: 61.8 and 82.6 percent of a core, each to half a digit.
  prints(rounded(0.208, 0.207, 0.209), "points", "20.8 percentage points");
  prints(rounded(61.8 / 82.6, 61.75 / 82.65, 61.85 / 82.55), "less", "25.2 % less");
});

Deno.test("uses 47 % of is not 47 % less: memory of ruchy and Python", () => {
  // data/published-static-files: 8.6 MB beside 18.4 MB, as cited.
  const ratio = rounded(8.6 / 18.4, 8.55 / 18.45, 8.65 / 18.35);
  prints(ratio, "uses", "47 %");
  prints(ratio, "less", "53 % less");
  refuses(ratio, ["more"], /say "less"/);
});

Deno.test("no formatter prints anything but digits, unit and interval of a sampled quantity", () => {
  const positive = fc.double({ min: 1e-6, max: 1e12, noNaN: true });
  fc.assert(fc.property(
    positive,
    fc.double({ min: 0, max: 0.5, noNaN: true }),
    fc.constantFrom(...Object.keys(FORMATTERS)),
    fc.constantFrom("1", "s", "B", "1/s", "cores"),
    (value, half, name, unit) => {
      let text: string;
      try {
        const quantity = sampled(value, value * (1 - half), value * (1 + half), unit);
        text = formatQuantityAs(quantity, [name], []);
      } catch (error) {
        if (error instanceof Failure) return;
        throw error;
      }
      match(
        plain(text),
        /^\d[\d,]*(\.\d+)?( ([kMG] )?(1\/|[^\d(]*)s?)? ?(\([\d.,]+ to [\d.,]+\))?$/,
      );
    },
  ));
});
