import { match, ok } from "node:assert/strict";
import { gateChart, gateLines } from "./gate_curves.ts";
import { group, inputOf, REPORT } from "./testing.ts";

/** The chart of a gate on so many cores. */
function chartOf(cores: number, name: string, input = inputOf()) {
  const line = gateLines(input.view).find((each) => each.name === name);
  const chart = line && gateChart(input, group(input, cores), line);
  if (chart === undefined) throw new Error(`no chart of the ${name} on ${cores} cores`);
  return chart;
}

Deno.test("a gate that fails under limits that are not drawn is in the title, and the notes name them", () => {
  // Python is drawn with 2 GiB, where its oldest p50 stays below; without a stated limit it goes up to 1.214 s.
  const { title, notes } = chartOf(1, "oldest p50");
  match(title, /exceeds 1\.20.s at some load of 6 of 9.implementations$/);
  match(
    notes.join(" "),
    /One search of each implementation is drawn, that of most loads; the title counts all\. Not drawn: .*Python \(FastAPI, GIL\) on 1 core\./,
  );
});

Deno.test("where each implementation has one search no other is spoken of", () => {
  const one = REPORT.tables.states.filter(({ limits }) => limits === "2 cores");
  ok(!chartOf(2, "oldest p50", inputOf(one)).notes.join(" ").includes("Not drawn"));
});
