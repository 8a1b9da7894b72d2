/** Benches of every kind, end to end, over made-up scenarios: what each trial starts, is told and leaves. */
import assert from "node:assert/strict";
import { readManifest, readTables, readTrials, type Trial } from "../pipeline/report.ts";
import { begin } from "../runners/bench_run.ts";
import type { ReadyLoadTool } from "../runners/load/load_tool.ts";
import { readPlan } from "../runners/plan.ts";
import { cells, type Profile, type Scenario } from "../runners/scenario.ts";

const ROOT = decodeURIComponent(new URL("..", import.meta.url).pathname);
const FOLDER = new URL("testdata/kinds/", import.meta.url);

/** Asks until enough was asked for long enough. */
const loadTool: ReadyLoadTool = {
  name: "made-up",
  version: "1",
  notes: [],
  generator({ address, load, requests, seconds, cores }) {
    const words = [address, load ?? 2, requests, seconds].map(String);
    const script = decodeURIComponent(new URL("load.mjs", FOLDER).pathname);
    return {
      role: "generator",
      argv: ["node", "load.mjs", ...words],
      command: ["node", script, ...words],
      environment: {},
      cwd: ".",
      cores,
      seconds,
      endsItself: true,
      mostSeconds: 30,
      stdout: "k6_summary.json",
      writes: { WALLCLOCK_ANSWERS: "answers.log" },
      faultOf: (stdout, read) =>
        read("answers.log") === undefined || stdout === "" ? "it left nothing" : undefined,
    };
  },
};

function profile(step: Profile["steps"][number]): Scenario["profiles"] {
  const own = { about: "", notes: [], steps: [step], warmupSeconds: 0.1, budgetSeconds: 60 };
  return { quick: own, full: own };
}

const stub = {
  name: "stub",
  folder: new URL("served/backends/stub/", FOLDER),
  path: "/",
  ready: "tcp",
  environment: { STUB_URL: "http://{address}/" },
} as const;

const served: Scenario = {
  name: "made-up",
  title: "Made up",
  about: "",
  kind: "fixed-work",
  load_unit: "workers",
  does_not_show: [],
  folder: new URL("served/", FOLDER),
  basePort: 19100,
  path: "/",
  serverCores: 1,
  loadTools: ["made-up"],
  cases: [
    { name: "plain", requests: 300 },
    { name: "with a stub, 5 ms", backends: ["stub"], environment: { backend: { DELAY_MS: "5" } } },
    { name: "told", environment: { server: { SAYS: "hello" } } },
  ],
  backends: [stub],
  profiles: profile({
    cells: [...cells(["plain"], [1, 4]), ...cells(["with a stub, 5 ms", "told"], [null])],
    trials: 1,
    measureSeconds: 0.5,
  }),
  twins: [],
  async verify({ hostname, port }, signal, { case: { backends, environment } }) {
    const answer = await (await fetch(`http://${hostname}:${port}/`, { signal })).text();
    const late = `${environment?.backend?.DELAY_MS} ms late`;
    const due = `${environment?.server?.SAYS ?? "nothing"}; ${backends ? late : "no stub"}`;
    return answer === due ? [] : [`expected "${due}", got "${answer}"`];
  },
};

const harness: Scenario = {
  ...served,
  name: "made-up-harness",
  kind: "harness",
  load_unit: "",
  folder: new URL("harness/", FOLDER),
  basePort: 19200,
  loadTools: [],
  cases: [
    { name: "loop", seconds: 1 },
    { name: "loop, uring", seconds: 1, environment: { program: { URING: "on" } } },
  ],
  backends: [],
  profiles: profile({
    cells: cells(["loop", "loop, uring"], [null]),
    trials: 1,
    measureSeconds: null,
  }),
  harness: ({ brief }) => ({
    arguments: ["--out={WALLCLOCK_JSON}", brief ? "1" : "3"],
    stdout: "console.log",
    writes: { WALLCLOCK_JSON: "benchmark.json" },
    mostSeconds: 30,
    faultOf: (_stdout, read) =>
      read("benchmark.json") === undefined ? "it wrote no benchmark.json" : undefined,
  }),
};

/** Runs a bench into a folder of its own and normalizes it. */
async function bench(
  scenario: Scenario,
  implementations: readonly string[],
  test: (folder: string, said: string) => Promise<void>,
  tool = loadTool,
): Promise<void> {
  const parent = await Deno.makeTempDir({ prefix: "wallclock-test-" });
  const said: string[] = [];
  const progress = { say: (line: string) => void said.push(line), show: () => {}, done: () => {} };
  const options = { profile: "quick", load: [], case: [], seed: "a" } as const;
  try {
    await begin(
      scenario,
      scenario.harness === undefined ? tool : undefined,
      { ...options, implementation: [...implementations] },
      `${parent}/data/report`,
      new AbortController().signal,
      progress,
    );
    const normalize = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--allow-all",
        `--config=${ROOT}deno.json`,
        `${ROOT}pipeline/normalize.ts`,
        "report",
      ],
      cwd: parent,
    }).output();
    assert.ok(normalize.success, new TextDecoder().decode(normalize.stderr));
    await test(`${parent}/data/report`, said.join("\n"));
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
}

function trialNamed(trials: readonly Trial[], id: string): Trial {
  const found = trials.find((trial) => trial.id === id);
  assert.ok(found, `${id} is not among ${trials.map((trial) => trial.id).join(", ")}`);
  return found;
}

const filesOf = (trial: Trial) => trial.raw.map(({ path }) => path.split("/").at(-1));

Deno.test("fixed work and stages: each case with its backends, environment, loads and raw files", async () => {
  await bench(served, ["relay", "says-nothing"], async (folder) => {
    const trials = await readTrials(folder);
    assert.equal(trials.length, 8, "four cells of a server and of its twin");
    assert.ok(trials.every(({ state, limits }) => state === "finished" && limits === "1 core"));

    const plain = trialNamed(trials, "made-up.relay.plain.4.1");
    assert.deepEqual([plain.case, plain.load, plain.load_unit], ["plain", 4, "workers"]);
    assert.deepEqual(plain.processes.map((each) => each.role), ["server", "generator"]);
    assert.deepEqual(filesOf(plain), [
      "answers.log.gz",
      "generator.samples.ndjson",
      "k6_summary.json",
      "server.samples.ndjson",
    ]);

    const late = trialNamed(trials, "made-up.relay.with-a-stub-5-ms.1");
    assert.deepEqual([late.case, late.load, late.load_unit], ["with a stub, 5 ms", null, ""]);
    const [backend, server, generator] = late.processes;
    assert.deepEqual([backend?.role, server?.role], ["backend", "server"]);
    assert.deepEqual(backend?.environment, { DELAY_MS: "5", PORT: "19180" });
    assert.equal(server?.environment.STUB_URL, "http://127.0.0.1:19180/");
    assert.equal(generator?.argv.at(-1), "0.5");
    assert.ok(filesOf(late).includes("backend.samples.ndjson"));
    assert.ok(
      late.programs.some(({ name }) => name === "stub node"),
      "its version is not recorded",
    );

    const told = trialNamed(trials, "made-up.relay.told.1");
    assert.equal(told.processes[0]?.environment.SAYS, "hello");

    const { measurements } = await readTables(folder);
    const value = (name: string, metric: string, load: number | null = null) =>
      measurements.find((row) =>
        row.implementation === "relay" && row.case === name && row.metric === metric &&
        row.load === load
      )?.value ?? NaN;
    assert.ok(value("plain", "requests", 1) >= 300, "less work than was fixed");
    assert.ok(value("with a stub, 5 ms", "backend_memory_rss") > 0);
    assert.ok(value("with a stub, 5 ms", "generator_cpu") > 0);
    const latency = measurements.find((row) =>
      row.case === "with a stub, 5 ms" && row.metric === "latency" && row.statistic === "min"
    );
    assert.ok((latency?.value ?? 0) >= 0.0049, "the stub was not late");

    const { failures } = await readManifest(folder);
    assert.deepEqual(failures.map((each) => [each.implementation, each.kind]), [
      ["says-nothing", "contract"],
    ]);
    assert.equal(failures[0]?.message, 'case plain: expected "nothing; no stub", got ""');
  });
});

Deno.test("a server that crashes under fixed work ends its trial by name, at once", async () => {
  const environment = { server: { CRASH_AFTER: "100" } };
  const scenario: Scenario = {
    ...served,
    cases: [{ name: "plain", requests: 1_000_000, environment }],
    profiles: profile({ cells: cells(["plain"], [4]), trials: 1, measureSeconds: 0.5 }),
  };
  const warm = scenario.profiles.quick;
  const cold = { ...scenario, profiles: { quick: { ...warm, warmupSeconds: 0 }, full: warm } };
  const began = performance.now();
  await bench(cold, ["relay"], async (folder) => {
    const trials = await readTrials(folder);
    assert.deepEqual(trials.map((trial) => trial.failure?.kind), ["crash", "crash"]);
    assert.match(
      trials[0]?.failure?.message ?? "",
      /the server .* status 7 under load: out of luck/,
    );
  });
  // Else each of the two would take half a minute.
  assert.ok(performance.now() - began < 50_000, "the trials went on without their server");
});

Deno.test("a case whose backend cannot be run is left out with a sentence; the others are measured", async () => {
  const unbuildable = {
    ...stub,
    name: "unbuildable",
    folder: new URL("served/backends/unbuildable/", FOLDER),
  };
  const scenario: Scenario = {
    ...served,
    cases: [{ name: "plain" }, { name: "lost", backends: ["unbuildable"] }],
    backends: [unbuildable],
    profiles: profile({ cells: cells(["plain", "lost"], [1]), trials: 1, measureSeconds: 0.3 }),
  };
  await bench(scenario, ["relay"], async (folder, said) => {
    assert.deepEqual((await readPlan(folder))?.cells, cells(["plain"], [1]));
    const { left_out } = await readManifest(folder);
    assert.match(left_out[0] ?? "", /^Case lost: it needs unbuildable .*no-such-compiler is not/);
    assert.match(said, /left out: Case lost/);
  });
});

Deno.test("a case that the load tool cannot drive is left out with a sentence", async () => {
  const scenario: Scenario = {
    ...served,
    cases: [{ name: "plain" }, { name: "ramp" }],
    profiles: profile({ cells: cells(["plain", "ramp"], [1]), trials: 1, measureSeconds: 0.3 }),
  };
  const cannot = ({ name }: { name: string }) => name === "ramp" ? "goes up" : undefined;
  await bench(scenario, ["relay"], async (folder) => {
    assert.deepEqual((await readPlan(folder))?.cells, cells(["plain"], [1]));
    assert.deepEqual((await readManifest(folder)).left_out, ["Case ramp: it goes up."]);
  }, { ...loadTool, cannot });
  await assert.rejects(
    bench(scenario, ["relay"], () => Promise.resolve(), { ...loadTool, cannot: () => "goes up" }),
    /no case is left to measure: choose .* Case plain: it goes up\. Case ramp: it goes up\./,
  );
});

Deno.test("harness: a program measures itself, each case in its environment, and is sampled", async () => {
  await bench(harness, ["measures-itself", "writes-nothing"], async (folder) => {
    const trials = await readTrials(folder);
    assert.equal(trials.length, 4);
    const trial = trialNamed(trials, "made-up-harness.measures-itself.loop-uring.1");
    assert.deepEqual([trial.load, trial.load_unit, trial.warmup_seconds], [null, "", 0]);
    assert.deepEqual(trial.tools, []);
    const [program] = trial.processes;
    assert.equal(trial.processes.length, 1);
    assert.deepEqual([program?.role, program?.environment.URING], ["program", "on"]);
    assert.deepEqual(program?.argv, ["node", "program.mjs", "--out=benchmark.json", "3"]);
    assert.deepEqual(filesOf(trial), ["benchmark.json", "console.log", "program.samples.ndjson"]);
    const raw = `${folder}/raw/${trial.id}/console.log`;
    assert.equal(await Deno.readTextFile(raw), "uring: on\n");

    const { scenarios, failures, reproduce } = await readManifest(folder);
    assert.equal(scenarios[0]?.load_tool, "");
    assert.ok(!/--load|--seconds|--load-tool/.test(reproduce), reproduce);
    assert.deepEqual(failures.map((each) => [each.implementation, each.kind, each.message]), [
      ["writes-nothing", "program", "case loop: it wrote no benchmark.json"],
    ]);
    const { measurements } = await readTables(folder);
    const rates = measurements.filter((row) =>
      row.metric === "items_rate" && row.implementation === "measures-itself" &&
      row.case === "loop/BM_Loop/1000000/real_time"
    );
    assert.deepEqual(rates.map((row) => row.trial), [1, 2, 3]);
    assert.ok(measurements.some((row) => row.metric === "memory_rss" && row.case === "loop"));
  });
});
