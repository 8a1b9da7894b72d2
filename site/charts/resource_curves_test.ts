import { equal, match, ok } from "node:assert/strict";
import type { Cell } from "../../pipeline/report.ts";
import { resourceCurvesChart } from "./resource_curves.ts";

const CELL: Cell = {
  scenario: "s",
  implementation: "go",
  case: "",
  limits: "",
  load: 8,
  load_unit: "connections",
};
const SECONDS = Array.from({ length: 50 }, (_, index) => index / 10);
const SAMPLES = [
  { metric: "cpu", timesSeconds: SECONDS, values: SECONDS.map((at) => at < 1 ? 0.2 : 0.98) },
  { metric: "generator_cpu", timesSeconds: SECONDS, values: SECONDS.map(() => 0.4) },
  {
    metric: "memory_rss",
    timesSeconds: SECONDS,
    values: SECONDS.map((at) => (10 + 2 * at) * 2 ** 20),
  },
];

Deno.test("CPU and memory over time say what the server takes and what drives it", () => {
  const cpu = resourceCurvesChart(
    { samples: SAMPLES, cell: CELL, trial: "8 connections, trial 1" },
    "cpu",
  );
  match(cpu?.title ?? "", /^The server keeps up to 0\.980.cores busy, the generator 0\.400/);
  match(
    cpu?.subtitle ?? "",
    /8 connections, trial 1 · busy cores · neither way is better$/,
  );
  const memory = resourceCurvesChart(
    { samples: SAMPLES, cell: CELL, trial: "trial 1" },
    "memory_rss",
  );
  match(memory?.subtitle ?? "", / · lower is better$/);
  match(memory?.title ?? "", /^The server goes from 10\.0.MiB to 19\.8.MiB of memory$/);
  for (const svg of [cpu?.wide ?? "", cpu?.narrow ?? ""]) {
    equal(svg.match(/>(?:server|generator)<\/text>/g)?.length, 2);
    match(svg, />seconds<\/text>/, "what runs to the right is named at its axis");
    match(svg, /stroke-dasharray="6 3"/);
    ok(!/NaN|undefined|Infinity/.test(svg));
  }
});

Deno.test("of samples that know no warm-up it is said that all count", () => {
  const note = (countsAll: boolean) =>
    resourceCurvesChart({ samples: SAMPLES, cell: CELL, trial: "trial 1", countsAll }, "cpu")
      ?.notes[0];
  match(note(true) ?? "", /^The figures of the tables are of all these samples/);
  match(note(false) ?? "", /^Only the measured time is drawn, that of the figures of the tables/);
  const of = (countsAll: boolean) =>
    resourceCurvesChart({ samples: SAMPLES, cell: CELL, trial: "trial 1", countsAll }, "cpu")
      ?.subtitle ?? "";
  match(of(true), /over the time of one trial/);
  match(of(false), /over the measured time of one trial/);
});

Deno.test("a curve above what the host has is called an artefact, and no other is", () => {
  const notes = (hostCores: number | undefined, values: readonly number[]) => {
    const server = { metric: "cpu", timesSeconds: [0, 1, 2], values, windowSeconds: 0.5 };
    return resourceCurvesChart(
      { samples: [server, ...SAMPLES.slice(1)], cell: CELL, trial: "trial 1", hostCores },
      "cpu",
    )?.notes.join(" ") ?? "";
  };
  match(
    notes(2, [1, 33.5, 1]),
    /What lies above the 2.cores of the host \(server\) is an artefact of how its CPU time was counted\.$/,
  );
  for (const text of [notes(2, [1, 2, 1]), notes(undefined, [1, 33.5, 1])]) {
    ok(!text.includes("artefact"), text);
    match(text, /A sample is the mean of the 500.ms before it\./);
  }
});

Deno.test("long trials are thinned, and say so", () => {
  const times = Array.from({ length: 3000 }, (_, index) => index / 10);
  const samples = [{
    metric: "cpu",
    timesSeconds: times,
    values: times.map((at) => at === 7 ? 1.5 : 1),
  }];
  const chart = resourceCurvesChart({ samples, cell: CELL, trial: "trial 1" }, "cpu");
  match(chart?.notes.join(" ") ?? "", /mean of 13.samples/);
  match(chart?.title ?? "", /up to 1\.50.cores/, "its most is that of every sample");
  ok((chart?.wide.length ?? 0) < 12_000);
});

Deno.test("without samples of the server or its helpers there is no chart", () => {
  equal(resourceCurvesChart({ samples: [], cell: CELL, trial: "" }, "cpu"), undefined);
  equal(
    resourceCurvesChart({ samples: SAMPLES.slice(0, 2), cell: CELL, trial: "" }, "memory_rss"),
    undefined,
  );
});
