import { match } from "node:assert/strict";
import { propsOf, series } from "../components/testing.ts";
import type { Summary } from "../../pipeline/report.ts";
import { peaksChart } from "./peaks.ts";

function titleOf(a: Summary["status"], b: Summary["status"]): string {
  const two = { a: series("a", 300, a), b: series("b", 100, b) };
  const { board } = propsOf({ ...two, ratio: 3, low: 2, high: 4, verdict: "faster" });
  return peaksChart({ board, slots: new Map() })?.title ?? "";
}

Deno.test("the title says where the load generator limited what first and last are apart", () => {
  match(titleOf("ok", "ok"), /^a and b, best and last by median, are a factor of 3/);
  match(titleOf("lower bound", "ok"), /are at least a factor of 3/);
  match(titleOf("ok", "lower bound"), /are at most a factor of 3/);
  match(
    titleOf("lower bound", "lower bound"),
    /are a factor of 3.* apart, as far as the load generator let them$/,
  );
});
