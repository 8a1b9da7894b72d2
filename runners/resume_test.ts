import { doesNotThrow, throws } from "node:assert/strict";
import type { BenchOptions } from "./bench_run.ts";
import type { Plan } from "./plan.ts";
import { requireSameRun } from "./resume.ts";

const PLAN: Plan = {
  scenario: "token-stream",
  profile: "full",
  seed: "1",
  load_tool: "k6",
  cells: [{ case: "baseline", load: 10 }, { case: "stress", load: null }],
  trials: 3,
  measure_seconds: 7,
  warmup_seconds: 1,
  implementations: [],
  backends: [],
  left_out: [],
};

const ASKED: BenchOptions = {
  scenario: "token-stream",
  implementation: [],
  profile: "quick",
  report: "a",
  fresh: false,
  load: [],
  case: [],
};

function resumeWith(asked: Partial<BenchOptions>): () => void {
  return () => requireSameRun(PLAN, { ...ASKED, ...asked }, { implementations: [] });
}

Deno.test("what is said again, or not at all, is the run that was begun", () => {
  doesNotThrow(resumeWith({}));
  doesNotThrow(resumeWith({ load: [10], trials: 3, seconds: 7, seed: "1", loadTool: "k6" }));
  doesNotThrow(resumeWith({ case: ["stress", "baseline"] }));
  // One of those that were asked for may have been left out, for want of a program.
  doesNotThrow(resumeWith({ case: ["stress", "baseline", "baseline, 20 ms"] }));
});

Deno.test("another case, load, length or tool is refused with what was begun", () => {
  throws(resumeWith({ case: ["stress"] }), /begun with cases "baseline", "stress"; choose another/);
  throws(resumeWith({ case: ["nope"] }), /has no case "nope"; it has "baseline"/);
  throws(resumeWith({ load: [10, 20] }), /begun with loads 10;/);
  throws(resumeWith({ trials: 4 }), /begun with 3 trials of each cell;/);
  throws(resumeWith({ seconds: 8 }), /begun with 7 seconds a trial;/);
  throws(
    resumeWith({ scenario: "echo", loadTool: "wrk" }),
    /begun with scenario token-stream and load tool k6;/,
  );
});
