import { deepEqual, equal } from "node:assert/strict";
import { SPEECH_GATEWAY_SLO } from "../../tests/published/speech_gateway_slo.ts";
import type { StateRow } from "../tables/states.ts";
import { claimSources } from "./claim_sources.ts";
import { contextOf, once } from "./testing.ts";

const at = { limits: "1 core", load_unit: "sessions" } as const;
const figures = ["a", "b"].map((implementation) => once({ ...at, implementation, load: 100 }));
const limited = once({ ...at, implementation: "fast", load: 100, status: "lower bound" });
const point = (implementation: string, load: number): StateRow => ({
  ...{ scenario: limited.scenario, implementation, case: "", ...at, load, state: "passed" },
  ...{ passes: 1, fails: 0, limited_by: [], errors_allowed: 1, note: "" },
});
const states = [point("a", 50), point("a", 100), point("b", 50)];
const context = contextOf([...figures, limited], { states });
const { metric } = limited;

function sourceOf(expression: string) {
  const sources = claimSources([{ id: "C1", expression }], context);
  const { results, bound } = sources.get("C1") ?? { results: [], bound: "" };
  return { read: results.map((each) => `${each.implementation} ${each.load}`), results, bound };
}

Deno.test("a claim rests on the results of both its sides, each once", () => {
  deepEqual(sourceOf(`${metric}("a") + ${metric}("a") > ${metric}("b")`).read, ["a 100", "b 100"]);
  deepEqual(sourceOf(`count(${metric}("*")) states 3`).read, ["a 100", "b 100", "fast 100"]);
  deepEqual(sourceOf("1 == 1").read, []);
});

Deno.test("what a claim rests on is known by figure, so that an erratum of another of its cell says nothing of it", () => {
  const [read] = sourceOf(`${metric}("a") > 0`).results;
  deepEqual([read?.metric, read?.statistic], [metric, limited.statistic]);
  deepEqual(sourceOf('capacity("b") >= 1').results.map((each) => each.metric), [undefined]);
});

Deno.test("load points that are counted or looked up, and figures whose trials are, are read too", () => {
  deepEqual(sourceOf("points() == 3").read, ["a 50", "a 100", "b 50"]);
  deepEqual(sourceOf('points("a", state="failed") == 0').read, ["a 50", "a 100"]);
  deepEqual(sourceOf('capacity("a") >= 100').read, ["a 50", "a 100"]);
  deepEqual(sourceOf('errors_allowed("b") == 1').read, ["b 50"]);
  deepEqual(sourceOf('sum(errors_allowed("a", load="*")) == 2').read, ["a 50", "a 100"]);
  deepEqual(sourceOf(`trials(${metric}("b")) == 1`).read, ["b 100"]);
});

Deno.test("a claim on load points rests on the figures by which they were judged", () => {
  const { scenarios } = context.manifest;
  const judged = {
    ...context,
    manifest: {
      ...context.manifest,
      scenarios: [{ ...scenarios[0], name: limited.scenario, slo: SPEECH_GATEWAY_SLO }],
    },
  } as typeof context;
  const readBy = (expression: string) =>
    claimSources([{ id: "C1", expression }], judged).get("C1")?.results
      .map((each) => `${each.load} ${each.metric ?? "all"} ${each.statistic ?? ""}`.trim()) ?? [];
  const read = readBy('capacity("b") >= 1');
  deepEqual(read.slice(0, 2), ["50 all", "50 latency_newest p50"]);
  equal(read.includes("50 errors total"), true);
  deepEqual(readBy(`trials(${metric}("b")) == 1`).length, 1, "counted, not judged");
});

Deno.test("which side of its value the truth lies on is that of the left side", () => {
  equal(sourceOf(`${metric}("fast") / ${metric}("a") >= 1`).bound, "at least");
  equal(sourceOf(`${metric}("a") / ${metric}("fast") <= 1`).bound, "at most");
  equal(sourceOf(`${metric}("a") <= ${metric}("fast")`).bound, "");
});

Deno.test("a claim that leads to no figure, or cannot be read, has no source, and all others have theirs", () => {
  const expressions = [`${metric}("nobody") > 1`, "<script>|</script>", "1 == 1"];
  const claims = expressions.map((expression, index) => ({ id: `C${index}`, expression }));
  deepEqual([...claimSources(claims, context).keys()], ["C2"]);
});
