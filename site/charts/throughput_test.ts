import { equal, match } from "node:assert/strict";
import type { Summary } from "../../pipeline/report.ts";
import { propsOf, series } from "../components/testing.ts";
import { series as made } from "../model/testing.ts";
import { throughputChart } from "./throughput.ts";

type Status = Summary["status"];

/** Of a leader with 100 at 8 connections and 94 at 16. */
function titleOf(peak: Status, other: Status): string {
  const a = series("a", 100, peak);
  const more = series("a", 94, other).points.map((point) => ({
    ...point,
    cell: { ...point.cell, load: 16 },
  }));
  const { board } = propsOf({
    a: { ...a, points: [...a.points, ...more] },
    b: series("b", 50),
    ratio: 2,
    low: 1.9,
    high: 2.1,
    verdict: "faster",
  });
  return (throughputChart({ board, slots: new Map() })?.title ?? "").replaceAll("\u00a0", " ");
}

Deno.test("how much of its peak a leader holds is a bound, or not known, where the load generator limited it", () => {
  match(titleOf("ok", "ok"), /^a holds 94 % of its peak from 8 to 16 connections$/);
  match(titleOf("lower bound", "ok"), /^a holds at most 94 % of its peak/);
  match(titleOf("ok", "lower bound"), /^a holds at least 94 % of its peak/);
  match(titleOf("lower bound", "lower bound"), /^The load generator was the limit of a from 8 to/);
});

Deno.test("a leader is at its best at a load where its interval parts from all others, else by median", () => {
  const title = (reach: number | undefined, trials = 3) => {
    const loads = Object.fromEntries(
      [[8, 100], [64, 300]].map(([load = 0, value = 0]) => [load, Array(trials).fill(value)]),
    );
    const a = made("a", loads, reach === undefined ? {} : { reach });
    const { board } = propsOf({
      ...{ a, b: series("b", 50) },
      ...{ ratio: 2, low: 1.9, high: 2.1, verdict: "faster" },
    });
    return (throughputChart({ board, slots: new Map() })?.title ?? "").replaceAll("\u00a0", " ");
  };
  equal(title(0.2), "a is at its best at 64 connections");
  equal(title(0.6), "By median a is at its best at 64 connections");
  equal(title(undefined), "a is at its best at 64 connections");
  match(title(undefined, 1), /^By .* a is at its best at 64 connections$/);
});
