import { equal } from "node:assert/strict";
import type { Summary } from "../tables/summary.ts";
import { peakOf } from "./peak.ts";

type Point = Pick<Summary, "median" | "status" | "load">;

const at = (load: number | null, median: number, status: Summary["status"] = "ok"): Point => ({
  load,
  median,
  status,
});
const loadOf = (points: readonly Point[], better: "higher" | "lower" = "higher") =>
  peakOf(points.map((summary) => ({ summary })), better, ({ summary }) => summary)?.summary.load;

/** Go's requests a second over its connections, falling once its cores are full. */
const LADDER = [at(1, 9120), at(8, 41_904), at(64, 52_311), at(256, 51_870)];

Deno.test("peakOf() is the greatest median of the loads, or the least where less is better", () => {
  equal(loadOf(LADDER), 64);
  equal(loadOf(LADDER.toReversed()), 64);
  equal(loadOf(LADDER, "lower"), 1);
  equal(loadOf(LADDER.toReversed(), "lower"), 1);
});

Deno.test("peakOf() is the lowest load of equals, whatever their order", () => {
  const equals = [at(64, 50_000), at(8, 50_000), at(256, 50_000)];
  equal(loadOf(equals), 8);
  equal(loadOf(equals, "lower"), 8);
  equal(loadOf([at(0, 5), at(null, 5)]), null);
  equal(loadOf([at(null, 5), at(0, 5)]), null);
  const first = at(8, 50_000);
  equal(peakOf([first, at(8, 50_000)], "higher", (point) => point), first);
});

Deno.test("peakOf() passes over what is withheld, and knows none where all is", () => {
  equal(loadOf([...LADDER, at(512, 397_669, "withheld")]), 64);
  equal(loadOf([at(1, 1, "withheld")]), undefined);
  equal(loadOf([...LADDER, at(512, 60_000, "lower bound")]), 512);
});
