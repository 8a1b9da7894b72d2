import { deepEqual, equal } from "node:assert/strict";
import type { Trend, TrendChange, TrendPoint } from "../../pipeline/report.ts";
import { drawnCases, MOST_CHARTS, type Part } from "./trend_cases.ts";

const POINT: TrendPoint = {
  ...{ report: "a", created: "2026-01-01", value: 1, low: null, high: null },
  ...{ status: "ok", programs: [] },
};

/** A case of so many reports, its level changed by this ratio. */
function part(name: string, reports = 2, ratio = 1): Part<{ trend: Trend }> {
  const change: TrendChange = {
    ...{ index: 1, ratio, low: ratio, high: ratio, p: 0, report: "b", created: "2026-01-02" },
    ...{ direction: "up", effect: "faster" },
  };
  return [{
    trend: {
      ...{ scenario: "s", implementation: "go", case: name, limits: "", load: null, load_unit: "" },
      points: Array.from({ length: reports }, () => POINT),
      changes: ratio === 1 ? [] : [change],
      note: "",
    },
  }];
}

const namesOf = ({ drawn }: ReturnType<typeof drawnCases>) =>
  drawn.map(([first]) => first?.trend.case);

Deno.test("cases that rank the scenario are drawn first, then those that changed most, then by name", () => {
  const parts = [part("a"), part("b", 2, 1.1), part("c", 2, 0.5), part("d"), part("e")];
  const found = drawnCases(parts, ["e", "never measured", "d"]);
  deepEqual(namesOf(found), ["e", "d", "c", "b", "a"]);
  deepEqual([found.lines, found.of, found.isRanked], [5, 5, true]);
  equal(drawnCases(parts, []).isRanked, false);
});

Deno.test("a case of one report takes no place from one with a line, whatever it ranks", () => {
  const many = Array.from({ length: MOST_CHARTS + 3 }, (_, index) => part(`case ${index + 10}`));
  const found = drawnCases([part("alone", 1), ...many], ["alone"]);
  equal(found.drawn.length, MOST_CHARTS);
  deepEqual([found.lines, found.of, found.isRanked], [MOST_CHARTS, MOST_CHARTS + 3, false]);
  deepEqual(namesOf(found).slice(0, 2), ["case 10", "case 11"]);
});

Deno.test("of a benchmark under both clocks only the wall clock is drawn, of one under one clock that", () => {
  const found = drawnCases([
    ...["tcp/BM_A/10", "tcp/BM_A/10/real_time", "tcp/BM_B/10", "ws/BM_A/10"].map((name) =>
      part(name)
    ),
    part("ws/BM_A/10/real_time", 1),
  ], []);
  deepEqual(namesOf(found).slice(0, 3), ["tcp/BM_A/10/real_time", "tcp/BM_B/10", "ws/BM_A/10"]);
  deepEqual([found.lines, found.of, found.byOtherClock], [3, 4, 1]);
});
