import { deepEqual, equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { Failure } from "../common/failure.ts";
import type { Erratum, Manifest } from "./manifest.ts";
import type { Cell } from "./row.ts";
import {
  checkCorrections,
  correctedBy,
  isWhole,
  matches,
  resultKey,
  standingOf,
} from "./standing.ts";
import { manifestNamed } from "./verify/testing.ts";

const CELL: Cell = {
  scenario: "s",
  implementation: "a",
  case: "",
  limits: "1 core",
  load: 10,
  load_unit: "connections",
};

function report(name: string, created: string, more: Partial<Manifest> = {}): Manifest {
  return manifestNamed(name, { created, ...more });
}

const FIRST = report("first", "2026-01-01");
const erratum = (more: Partial<Erratum> = {}): Erratum => ({
  report: "first",
  state: "retracted",
  reason: "The clock stood still.",
  ...more,
});

Deno.test("resultKey() tells cells, metrics and statistics apart, and a figure from its cell", () => {
  const figure = { ...CELL, metric: "latency", statistic: "p99" };
  const others = [CELL, { ...figure, load: 20 }, { ...figure, metric: "goodput" }, {
    ...figure,
    statistic: "p50",
  }];
  equal(new Set([figure, { ...figure }, ...others].map(resultKey)).size, 5);
  equal(resultKey(figure), resultKey({ ...figure }));
});

Deno.test("standingOf() leaves a report alone of which no other speaks", () => {
  const other = report("other", "2026-02-01", { errata: [] });
  const { state, by, parts, cells } = standingOf(FIRST, [FIRST, other]);
  deepEqual([state, by, parts, cells(CELL)], ["published", [], [], undefined]);
  equal(standingOf({ ...FIRST, state: "draft" }, [other]).state, "draft");
  equal(standingOf({ ...FIRST, state: "superseded" }, [other]).state, "superseded");
});

Deno.test("standingOf() takes a whole report as superseded, and every cell of it", () => {
  const second = report("second", "2026-02-01", { supersedes: "first" });
  const { state, by, cells } = standingOf(FIRST, [second, FIRST]);
  const correction = { state: "superseded", report: "second", reason: "", source: "" };
  deepEqual([state, by, cells(CELL)], ["superseded", [correction], correction]);
  equal(standingOf(second, [second, FIRST]).state, "published");
});

Deno.test("standingOf() tells cells that an erratum meets from those that it does not", () => {
  const second = report("second", "2026-02-01", {
    errata: [erratum({ implementation: "a", limits: "1 core", load: 10, source: "a letter" })],
  });
  const { state, by, parts, cells } = standingOf(FIRST, [FIRST, second]);
  deepEqual([state, by, parts.length], ["published", [], 1]);
  equal(cells(CELL)?.state, "retracted");
  equal(cells(CELL)?.source, "a letter");
  for (const other of [{ load: 20 }, { limits: "" }, { implementation: "b" }, { load: null }]) {
    equal(cells({ ...CELL, ...other }), undefined, JSON.stringify(other));
  }
  equal(cells({ ...CELL, case: "any", scenario: "s", load_unit: "" })?.report, "second");
});

Deno.test("standingOf() leaves results alone where words of the text are taken back", () => {
  const words = "the host was another one";
  const second = report("second", "2026-02-01", { errata: [erratum({ words })] });
  const { state, by, parts, words: found, cells } = standingOf(FIRST, [second, FIRST]);
  deepEqual([state, by, parts, cells(CELL)], ["published", [], [], undefined]);
  deepEqual(found, [
    { state: "retracted", report: "second", reason: "The clock stood still.", source: "", words },
  ]);
  deepEqual(correctedBy(second), ["first"]);
  equal(matches(erratum({ words }), CELL), false);
});

Deno.test("standingOf() tells a figure that an erratum meets, and lets its cell and others of it stand", () => {
  const second = report("second", "2026-02-01", {
    errata: [erratum({ implementation: "a", metric: "latency", statistic: "p99.99" })],
  });
  const { by, parts, cells } = standingOf(FIRST, [FIRST, second]);
  deepEqual([by, parts.length, cells(CELL)], [[], 1, undefined]);
  const figure = { ...CELL, metric: "latency", statistic: "p99.99" };
  equal(cells(figure)?.report, "second");
  for (const other of [{ statistic: "p99" }, { metric: "goodput" }, { implementation: "b" }]) {
    equal(cells({ ...figure, ...other }), undefined, JSON.stringify(other));
  }
  equal(isWhole(erratum({ statistic: "p99.99" })), false);
  equal(isWhole(erratum()), true);
  equal(isWhole(erratum({ words: "the host was another one" })), false);
});

Deno.test('an erratum with case "" meets that case alone', () => {
  const second = report("second", "2026-02-01", { errata: [erratum({ case: "" })] });
  const { cells } = standingOf(FIRST, [FIRST, second]);
  equal(cells(CELL)?.state, "retracted");
  equal(cells({ ...CELL, case: "stated-capacity" }), undefined);
});

Deno.test("retracted weighs more than superseded; of one weight the latest report is named", () => {
  const second = report("second", "2026-02-01", { errata: [erratum()] });
  const third = report("third", "2026-03-01", { supersedes: "first" });
  const { state, by, cells } = standingOf(FIRST, [third, FIRST, second]);
  deepEqual([state, by.map((each) => each.report)], ["retracted", ["second", "third"]]);
  equal(cells(CELL)?.report, "second");
  const alike = [
    report("a-last", "2026-02-02", { supersedes: "first" }),
    report("b-last", "2026-02-02", { supersedes: "first" }),
    report("c-early", "2026-02-01", { supersedes: "first" }),
  ];
  const inOrder = ["c-early", "a-last", "b-last"];
  for (const given of [alike, alike.toReversed()]) {
    deepEqual(standingOf(FIRST, given).by.map((each) => each.report), inOrder);
  }
  const fourth = report("fourth", "2026-04-01", { errata: [erratum({ load: 10 })] });
  equal(standingOf(FIRST, [FIRST, second, third, fourth]).cells(CELL)?.report, "fourth");
});

Deno.test("a draft corrects nothing; what a report took back stays so when it is replaced itself", () => {
  const draft = report("second", "2026-02-01", { state: "draft", errata: [erratum()] });
  equal(standingOf(FIRST, [FIRST, draft]).state, "published");
  const second = report("second", "2026-02-01", { errata: [erratum()] });
  const third = report("third", "2026-03-01", { supersedes: "second" });
  equal(standingOf(FIRST, [FIRST, second, third]).state, "retracted");
});

Deno.test("checkCorrections() notes a superseded report that is not here, and refuses unknown names", () => {
  const gone = report("second", "2026-02-01", { supersedes: "gone" });
  deepEqual(checkCorrections([FIRST, gone]), ["second supersedes gone, which is not here"]);
  const known = erratum({ scenario: "s", implementation: "a" });
  const both = report("second", "2026-02-01", { supersedes: "first", errata: [erratum(), known] });
  deepEqual(checkCorrections([FIRST, both]), []);
  const third = report("third", "2026-03-01", {
    supersedes: "second",
    errata: [erratum(), erratum({ load: 10 })],
  });
  deepEqual(correctedBy(third), ["second", "first"]);
  const cases: [Partial<Erratum>, RegExp][] = [
    [{ report: "gone" }, /second\/report\.json: errata: gone: there is no such report/],
    [{ scenario: "t" }, /second\/report\.json: errata: first has no scenario t; name one of s/],
    [{ implementation: "b" }, /errata: first has no implementation b; name one of a/],
  ];
  for (const [more, message] of cases) {
    const second = report("second", "2026-02-01", { errata: [erratum(more)] });
    throws(() => checkCorrections([FIRST, second]), (error) => {
      equal(error instanceof Failure && message.test(error.message), true, String(error));
      return true;
    });
  }
});

Deno.test("checkCorrections() refuses a circle of any length with the way around it", () => {
  const itself = report("first", "2026-01-01", { supersedes: "first" });
  throws(() => checkCorrections([itself]), /in a circle: first -> first/);
  const second = report("second", "2026-02-01", { errata: [erratum({ load: 10 })] });
  const third = report("third", "2026-03-01", { supersedes: "second" });
  checkCorrections([FIRST, second, third]);
  const back = { ...FIRST, supersedes: "third" };
  throws(() => checkCorrections([back, second, third]), /first -> third -> second -> first/);
  // From the oldest the way leads into a circle that it is no part of.
  const into = { ...FIRST, supersedes: "second" };
  const round = report("second", "2026-02-01", { supersedes: "third" });
  throws(() => checkCorrections([into, round, third]), /second -> third -> second;/);
});

Deno.test("reports that correct only earlier ones never form a circle, however many there are", () => {
  const names = fc.integer({ min: 1, max: 12 }).chain((count) =>
    fc.tuple(...Array.from(
      { length: count },
      (_, index) => index === 0 ? fc.constant<number[]>([]) : fc.array(fc.nat({ max: index - 1 })),
    ))
  );
  fc.assert(fc.property(names, (earlier) => {
    const reports = earlier.map((targets, index) =>
      report(`r${index}`, `2026-01-${10 + index}`, {
        errata: targets.map((target) => erratum({ report: `r${target}` })),
      })
    );
    deepEqual(checkCorrections(reports), []);
    for (const [index, each] of reports.entries()) {
      const expected = new Set(
        earlier.flatMap((targets, by) => targets.includes(index) ? [by] : []),
      );
      const { by } = standingOf(each, reports);
      deepEqual(new Set(by.map(({ report }) => Number(report.slice(1)))), expected);
      deepEqual(
        correctedBy(each).sort(),
        [...new Set(earlier[index]?.map((target) => `r${target}`))].sort(),
      );
    }
  }));
});
