import { equal, rejects } from "node:assert/strict";
import type { Plan } from "./plan.ts";
import type { Scenario } from "./scenario.ts";
import { type BenchContext, limitsOf, runTrial } from "./trial.ts";
import type { Ready } from "./trial_spec.ts";

/** A bench of a program that writes a raw file, and the path of that file to `where`. */
function benchOf(folder: string, where: string): { ready: Ready; context: BenchContext } {
  const start: [string, ...string[]] = ["sh", "-c", `echo 1 > "$OUT" && echo "$OUT" > ${where}`];
  const implementation = { title: "writer", start, environment: {} };
  const ready = {
    resolved: { candidate: { name: "writer", folder: "", implementation }, programs: new Map() },
    built: { folder: ".", hash: "", versions: [], cached: true },
    port: 1,
  } as unknown as Ready;
  const scenario = {
    name: "s",
    cases: [{ name: "" }],
    harness: () => ({
      arguments: [],
      stdout: "console.log",
      writes: { OUT: "out.json" },
      mostSeconds: 60,
      faultOf: () => undefined,
    }),
  } as unknown as Scenario;
  const plan = { measure_seconds: 1, warmup_seconds: 0, seed: "", backends: [] } as unknown as Plan;
  const cores = { server: [], generator: [], notes: [] };
  const around = { scenario, cores, backends: new Map(), environment: {} };
  return { ready, context: { ...around, folder, plan, loadTool: undefined } };
}

Deno.test("runTrial() leaves no raw file where the tool wrote it when the report's folder takes none", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/file`, "");
    const { ready, context } = benchOf(`${folder}/file/report`, `${folder}/where`);
    const planned = { id: "t", implementation: "writer", case: "", load: null, trial: 1, block: 1 };
    await rejects(runTrial(planned, ready, context, new AbortController().signal), {
      name: "NotADirectory",
    });
    const path = (await Deno.readTextFile(`${folder}/where`)).trim();
    await rejects(Deno.stat(path.slice(0, path.lastIndexOf("/"))), Deno.errors.NotFound);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("limitsOf() says of the cores what was kept, and nothing where nothing was pinned", () => {
  const own = { serverCores: 2, limits: "1 core a side" };
  equal(limitsOf({ serverCores: 1 }, { server: [3] }), "1 core");
  equal(limitsOf({ serverCores: 2 }, { server: [0, 1] }), "2 cores");
  equal(limitsOf({ serverCores: 2 }, { server: [0] }), "1 core");
  equal(limitsOf(own, { server: [0, 1] }), "1 core a side");
  equal(limitsOf(own, { server: [0] }), "1 core");
  equal(limitsOf(own, { server: [] }), "");
  equal(limitsOf({ serverCores: 1 }, { server: [] }), "");
});
