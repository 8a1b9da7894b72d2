import assert from "node:assert/strict";
import type { Candidate } from "./implementations.ts";
import type { LoadRequest, ReadyLoadTool } from "./load/load_tool.ts";
import type { CorePlan } from "./host/cores.ts";
import type { Plan, PlannedTrial } from "./plan.ts";
import type { Scenario } from "./scenario.ts";
import { type Ready, specOf, type Surroundings } from "./trial_spec.ts";

function readyAs(name: string, port: number): Ready {
  const implementation: Candidate["implementation"] = {
    title: name,
    language: "",
    runtime: "",
    framework: "",
    requires: [],
    requiresFiles: [],
    shared: [],
    build: [],
    start: ["./run"],
    environment: { OWN: "1" },
    versions: [],
  };
  const candidate = { name, folder: `/source/${name}`, implementation };
  return {
    resolved: { candidate, programs: new Map(), lacks: [] },
    built: { folder: `/built/${name}`, hash: "", versions: [], cached: true },
    port,
  };
}

const scenario: Scenario = {
  name: "s",
  title: "",
  about: "",
  kind: "harness",
  load_unit: "",
  does_not_show: [],
  folder: new URL("file:///s/"),
  basePort: 1,
  path: "/",
  serverCores: 2,
  loadTools: [],
  cases: [
    { name: "alone", environment: { program: { URING: "1" } } },
    { name: "beside", backends: ["echo"], environment: { backend: { DELAY: "2" } } },
  ],
  backends: [],
  profiles: {
    quick: { about: "", steps: [], warmupSeconds: 0, budgetSeconds: 1, notes: [] },
    full: { about: "", steps: [], warmupSeconds: 0, budgetSeconds: 1, notes: [] },
  },
  twins: [],
  verify: () => Promise.resolve([]),
  harness: ({ case: { name }, seconds }) => ({
    arguments: [`--only=${name}`, `--seconds=${seconds}`, "--out={OUT}"],
    stdout: "console.log",
    writes: { OUT: "out.json" },
    mostSeconds: 60,
    faultOf: () => undefined,
  }),
};

const plan = { measure_seconds: 4, warmup_seconds: 0 } as Plan;

function around(cores: CorePlan): Surroundings {
  const backend = {
    name: "echo",
    folder: new URL("file:///s/echo/"),
    path: "/",
    ready: "tcp",
    environment: { ECHO_AT: "tcp://{address}", ECHO_PORT: "{port}" },
  } as const;
  const backends = new Map([["echo", { ...readyAs("echo", 81), backend }]]);
  return { scenario, cores, backends, environment: { FILES: "/files" } };
}

function planned(name: string): PlannedTrial {
  return { id: "s.i.1", implementation: "i", case: name, load: null, trial: 1, block: 1 };
}

const cores: CorePlan = { server: [0, 1], generator: [0, 1], notes: [] };
const specNamed = (name: string, own = cores) =>
  specOf(planned(name), readyAs("i", 1), around(own), plan, undefined);

Deno.test("specOf() calls a harness with its own arguments, its environment and all its cores", () => {
  const { services, generator, warmup } = specNamed("alone");
  assert.deepEqual([services, warmup], [[], undefined]);
  assert.deepEqual(generator.argv, ["./run", "--only=alone", "--seconds=4", "--out=out.json"]);
  assert.equal(generator.command[0], "/built/i/./run");
  assert.equal(generator.command.at(-1), "--out={OUT}");
  assert.deepEqual(generator.environment, { OWN: "1", FILES: "/files", URING: "1", PORT: "1" });
  assert.deepEqual([generator.cores, generator.endsItself], [[0, 1], true]);
});

Deno.test("specOf() parts a harness from its backends where it has several cores", () => {
  const { services: [backend], generator } = specNamed("beside");
  assert.deepEqual([backend?.cores, generator.cores], [[0], [1]]);
  assert.equal(generator.environment.ECHO_AT, "tcp://127.0.0.1:81");
  assert.equal(generator.environment.ECHO_PORT, "81");
  assert.equal(backend?.environment.DELAY, "2");
  assert.equal(backend?.environment.PORT, "81");
  const one = specNamed("beside", { server: [0], generator: [1], notes: [] });
  assert.deepEqual([one.services[0]?.cores, one.generator.cores], [[1], [0]]);
});

Deno.test("specOf() gives a load tool the length, requests and path of the case, and the warm-up its own", () => {
  const asked: LoadRequest[] = [];
  const loadTool: ReadyLoadTool = {
    ...{ name: "tool", version: "1", notes: [] },
    generator(request) {
      asked.push(request);
      const { cores: own, seconds } = request;
      return {
        ...{ role: "generator", argv: [], command: [], environment: { TOOL: "1" }, cwd: "." },
        ...{ cores: [...own], seconds, stdout: "out.txt", writes: {}, faultOf: () => undefined },
      };
    },
  };
  const { harness: _, ...driven } = scenario;
  const cases = [
    { name: "alone", requests: 1000, seconds: 2 },
    { name: "beside", path: "/b", seconds: 9, environment: { generator: { OWN: "2" } } },
  ];
  const surroundings = { ...around(cores), scenario: { ...driven, cases } };
  const specWith = (name: string, warmup: number) =>
    specOf(
      { ...planned(name), load: 64 },
      readyAs("i", 8080),
      surroundings,
      { ...plan, measure_seconds: null, warmup_seconds: warmup },
      loadTool,
    );
  const warmed = specWith("beside", 3);
  assert.deepEqual(
    asked.map(({ address, load, seconds, requests }) => [address, load, seconds, requests]),
    [["http://127.0.0.1:8080/b", 64, 3, 0], ["http://127.0.0.1:8080/b", 64, 9, 0]],
  );
  assert.deepEqual([warmed.warmupSeconds, warmed.warmup?.seconds, warmed.generator.seconds], [
    3,
    3,
    9,
  ]);
  assert.deepEqual(warmed.generator.environment, { TOOL: "1", FILES: "/files", OWN: "2" });
  asked.length = 0;
  const { warmup, warmupSeconds, services: [server] } = specWith("alone", 0);
  assert.deepEqual([warmup, warmupSeconds], [undefined, 0]);
  assert.deepEqual(asked.map(({ address, requests }) => [address, requests]), [
    ["http://127.0.0.1:8080/", 1000],
  ]);
  assert.deepEqual([server?.role, server?.endpoint.port, server?.endpoint.path], [
    "server",
    8080,
    "/",
  ]);
});
