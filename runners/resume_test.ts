import { deepEqual, doesNotThrow, equal, rejects, throws } from "node:assert/strict";
import {
  type Manifest,
  readManifest,
  type Trial,
  writeEnvironment,
  writeManifest,
  writeTrials,
} from "../pipeline/report.ts";
import type { BenchOptions } from "./bench_run.ts";
import { coresFor } from "./host/cores.ts";
import { readHostEnvironment } from "./host/environment.ts";
import { orderTrials, type Plan } from "./plan.ts";
import { requireSameBuild, requireSameRun, resume } from "./resume.ts";
import { scenarioNamed } from "./scenarios/mod.ts";
import type { Ready } from "./trial_spec.ts";

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

Deno.test("other implementations and another seed are refused, the same in any spelling are not", () => {
  const begun = (...names: string[]): () => void => () => {
    const own = [{ name: "go-gin" }, { name: "bun-http" }, {
      name: "go-gin-twin",
      twin_of: "go-gin",
    }];
    const manifest = { implementations: own } as Pick<Manifest, "implementations">;
    requireSameRun(PLAN, { ...ASKED, implementation: names }, manifest);
  };
  doesNotThrow(begun());
  doesNotThrow(begun("bun-http", "go-gin"));
  doesNotThrow(begun("mine/go-gin/", "./bun-http"));
  for (
    const names of [["go-gin"], ["bun-http", "go-gin", "go-fiber"], ["bun-http", "go-gin-twin"]]
  ) {
    throws(begun(...names), /begun with implementations go-gin, bun-http; choose another/);
  }
  throws(resumeWith({ seed: "2" }), /begun with seed 1; choose another --report/);
  throws(resumeWith({ seed: "2", report: "local" }), /begun with seed 1; --fresh starts it over/);
});

Deno.test("a program that is gone or was built from something else is refused by name", () => {
  const ready = { built: { hash: "abc" } } as Ready;
  equal(requireSameBuild("a", "go-gin", "abc", ready), ready);
  throws(() => requireSameBuild("a", "go-gin", "abd", ready), /^Failure: go-gin or its toolchain/);
  throws(() => requireSameBuild("a", "go-gin", "abc", undefined), /^Failure: go-gin could be run/);
});

const MANIFEST: Manifest = {
  ...{ name: "a", title: "A", created: "2026-11-21T00:00:00Z", state: "draft", origin: "measured" },
  ...{
    citation: "",
    profile: "full",
    seed: "1",
    reproduce: "",
    scenarios: [],
    implementations: [],
  },
  ...{ failures: [], left_out: [] },
};

/** Resumes a report of such trials, of a host with such a fingerprint; gives back what was said. */
async function resumeReport(
  fingerprint: Record<string, string>,
  states: readonly Trial["state"][],
  state: Manifest["state"] = "draft",
  look: (folder: string) => Promise<void> = async () => {},
): Promise<string> {
  const plan = { ...PLAN, implementations: [{ name: "go-gin", source: "go-gin", build: "abc" }] };
  const trials = orderTrials(plan).slice(0, states.length).map((each, index): Trial => ({
    ...{ ...each, scenario: "token-stream", limits: "", load_unit: "virtual-users", seed: "1" },
    ...{ started: MANIFEST.created, ended: MANIFEST.created, exit: 0, warmup_seconds: 1 },
    ...{ host: null, tools: [], programs: [], processes: [], raw: [] },
    state: states[index] ?? "finished",
    ...(states[index] === "failed" ? { failure: { kind: "crash", message: "it fell" } } : {}),
  }));
  const said: string[] = [];
  const progress = { say: (text: string) => said.push(text), show() {}, done() {} };
  const folder = await Deno.makeTempDir();
  try {
    await writeManifest(folder, { ...MANIFEST, state });
    const environment = { known: true, title: "A host", fingerprint, notes: {}, isolation: [] };
    await writeEnvironment(folder, environment);
    await writeTrials(folder, trials);
    await Deno.writeTextFile(`${folder}/report.json.0a1b2c3d.partial`, "x");
    await resume(plan, ASKED, folder, new AbortController().signal, progress);
    await look(folder);
    return said.join();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a report that was begun on another host is refused with what differs", async () => {
  const { fingerprint } = await readHostEnvironment(coresFor(scenarioNamed(PLAN.scenario)));
  await rejects(
    resumeReport({ ...fingerprint, kernel: "1.2.3", extra: "x" }, ["finished"]),
    /begun on another host \(kernel, extra differ\); finish it there or choose another --report/,
  );
});

Deno.test("a report that is complete is left as it is, on whatever host", async () => {
  const said = await resumeReport({ kernel: "1.2.3" }, Array(6).fill("finished"));
  equal(said, "a is complete: 6 trials. A report is never rewritten; choose another --report.");
});

Deno.test("a bench that was killed after its last trial says in report.json what came of them, once it is run again", async () => {
  const states = [...Array(5).fill("finished"), "failed"] as const;
  const told = async (state: Manifest["state"]) => {
    let [failures, left] = [-1, true];
    await resumeReport({}, states, state, async (folder) => {
      failures = (await readManifest(folder)).failures.length;
      left = await Deno.stat(`${folder}/report.json.0a1b2c3d.partial`).then(
        () => true,
        () => false,
      );
    });
    return [failures, left];
  };
  deepEqual(await told("draft"), [1, false]);
  // A published one stays what it was.
  deepEqual(await told("published"), [0, true]);
});
