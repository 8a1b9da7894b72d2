/** A real bench, end to end: complete, killed and resumed, and with servers broken in each way. */
import assert from "node:assert/strict";
import { lockFolder } from "../common/lock.ts";
import { comesTrue } from "../common/testing.ts";
import { readHistogramLog } from "../pipeline/histograms/histogram_log.ts";
import { readManifest, readTables, readTrials } from "../pipeline/report.ts";
import { lockMachine } from "../runners/machine_lock.ts";
import { CACHE } from "../runners/paths.ts";
import { orderTrials, readPlan } from "../runners/plan.ts";

const ROOT = decodeURIComponent(new URL("..", import.meta.url).pathname);
const SERVERS = `${ROOT}tests/testdata/servers`;
const FIRST_PORT = 18300;

/** A program of the project, run in a folder whose data/ is the test's own. */
function program(folder: string, file: string, args: readonly string[]): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-all", `--config=${ROOT}deno.json`, ROOT + file, ...args],
    cwd: folder,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

async function run(folder: string, file: string, args: readonly string[]) {
  const { code, stdout, stderr } = await program(folder, file, args).output();
  const decoder = new TextDecoder();
  return { code, text: decoder.decode(stdout) + decoder.decode(stderr) };
}

async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "wallclock-test-" });
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Whether something accepts connections there; binding the port to find out would take it away. */
async function isListening(port: number): Promise<boolean> {
  try {
    (await Deno.connect({ hostname: "127.0.0.1", port })).close();
    return true;
  } catch {
    return false;
  }
}

async function anyListening(): Promise<boolean> {
  return await isListening(FIRST_PORT) || await isListening(FIRST_PORT + 1);
}

// Six trials on any host: what a budget leaves of them depends on how fast programs start here.
const SECOND = [
  "--implementation=node-http",
  "--load=64",
  "--trials=3",
  "--seconds=1",
  "--seed=test",
];

Deno.test("bench, normalize: from servers to tables whose figures are those of the tool's text", async () => {
  await withFolder(async (folder) => {
    for (const tool of ["wrk", "autocannon"]) {
      const report = `${tool}-report`;
      const bench = await run(folder, "runners/bench.ts", [
        "--implementation=node-http",
        "--load=64",
        "--trials=1",
        "--seconds=2",
        `--load-tool=${tool}`,
        `--report=${report}`,
      ]);
      assert.equal(bench.code, 0, bench.text);
      const normalize = await run(folder, "pipeline/normalize.ts", [report]);
      assert.equal(normalize.code, 0, normalize.text);
      const trials = await readTrials(`${folder}/data/${report}`);
      assert.deepEqual(trials.map((trial) => trial.implementation).sort(), [
        "node-http",
        "node-http-twin",
      ]);
      const { implementations } = await readManifest(`${folder}/data/${report}`);
      assert.ok(implementations.every(({ code }) => code?.files === 1 && code.lines > 20));
      const { measurements } = await readTables(`${folder}/data/${report}`);
      const log = `${folder}/data/${report}/histograms.hlog`;
      const histograms = await readHistogramLog(await Deno.readTextFile(log), log);
      const samples = new Map(histograms.map((each) => [each.trial, each.histogram.count]));
      for (const trial of trials) {
        const own = measurements.filter((row) => row.implementation === trial.implementation);
        const value = (metric: string, statistic: string, correction = "") =>
          own.find((row) =>
            row.metric === metric && row.statistic === statistic && row.correction === correction
          )?.value;
        const raw = `${folder}/data/${report}/raw/${trial.id}`;
        if (tool === "wrk") {
          const text = await Deno.readTextFile(`${raw}/wrk.txt`);
          const number = (pattern: RegExp) => Number(pattern.exec(text)?.[1]);
          assert.equal(value("throughput", "mean"), number(/Requests\/sec:\s+([\d.]+)/));
          assert.equal(value("requests", "total"), number(/(\d+) requests in/));
          assert.ok(value("latency", "p99", "percentiles-from-histogram") !== undefined);
          // One sample is left of each request, which proves that wrk's backfilling was taken back; and Little's
          // law holds of them. Less may be in flight: while wrk reads an answer it has not asked again.
          assert.equal(samples.get(trial.id), value("requests", "total"));
          const mean = value("latency", "mean", "backfill-removed") ?? 0;
          const inFlight = mean * (value("throughput", "mean") ?? 0);
          assert.ok(inFlight < 1.02 * (trial.load ?? 0), `${inFlight} in flight`);
        } else {
          const result = JSON.parse(await Deno.readTextFile(`${raw}/autocannon.json`));
          assert.equal(value("throughput", "mean"), result.requests.average);
          assert.equal(value("requests", "total"), result.requests.total);
          assert.equal(value("latency", "p99"), result.latency.p99 / 1000);
          // autocannon cuts to whole milliseconds what its histogram has in microseconds.
          const exact = value("latency", "p99", "percentiles-from-histogram") ?? NaN;
          assert.equal(Math.floor(Math.round(exact * 1e6) / 1000), result.latency.p99);
        }
        for (const metric of ["cpu", "memory_rss", "generator_cpu"]) {
          assert.ok((value(metric, "mean") ?? 0) > 0, metric);
        }
      }
    }
  });
});

Deno.test("bench: killed twice in mid-trial, it ends with the same trials, each once, and no process left", async () => {
  await withFolder(async (folder) => {
    const data = `${folder}/data/local`;
    for (const finished of [1, 3]) {
      const bench = program(folder, "runners/bench.ts", SECOND).spawn();
      const printed = new Response(bench.stderr).text();
      const drained = Promise.all([bench.stdout.cancel(), printed]);
      const began = performance.now();
      let ended = false;
      const status = bench.status.finally(() => ended = true);
      // A started server after the wanted number of finished trials is the middle of the next one.
      for (;;) {
        const trials = await readTrials(data).catch(() => []);
        if (trials.length >= finished && await anyListening()) break;
        if (ended) assert.fail(`the bench ended before it was killed: ${await printed}`);
        assert.ok(performance.now() - began < 300_000, "the bench did not get that far");
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      bench.kill("SIGKILL");
      await status;
      await drained;
      assert.ok(await comesTrue(async () => !await anyListening()), "a server was left behind");
    }
    const before = await readTrials(data);
    const resumed = await run(folder, "runners/bench.ts", SECOND);
    assert.equal(resumed.code, 0, resumed.text);
    const after = await readTrials(data);
    const plan = await readPlan(data);
    assert.ok(plan !== undefined);
    assert.deepEqual(after.slice(0, before.length), before);
    assert.deepEqual(after.map((trial) => trial.id), orderTrials(plan).map((trial) => trial.id));
    assert.ok(after.every((trial) => trial.state === "finished"));
    const again = await run(folder, "runners/bench.ts", SECOND);
    assert.match(again.text, /is complete/);
    const other = await run(folder, "runners/bench.ts", ["--implementation=deno-serve"]);
    assert.equal(other.code, 1);
    assert.match(other.text, /was begun with implementations node-http; --fresh/);
    for (
      const [flags, code, text] of [
        [["--case=nope"], 2, /there is no case "nope", nor any other; leave --case out/],
        [["--load=3"], 1, /was begun with loads [\d, ]+; --fresh/],
        [["--trials=77"], 1, /was begun with \d+ trials of each cell; --fresh/],
        [["--seconds=77"], 1, /was begun with [\d.]+ seconds a trial; --fresh/],
      ] as const
    ) {
      const another = await run(folder, "runners/bench.ts", [...SECOND, ...flags]);
      assert.equal(another.code, code, another.text);
      assert.match(another.text, text);
    }
    assert.equal((await readTrials(data)).length, after.length);
  });
});

Deno.test("bench: beside another one it is refused, and nothing is written", async () => {
  await withFolder(async (folder) => {
    for (
      const lock of [
        // One of this clone, and one of any other.
        () => lockFolder(`${CACHE}/bench`, 60_000, "a bench is running"),
        () => lockMachine(60_000),
      ]
    ) {
      using _lock = await lock();
      const { code, text } = await run(folder, "runners/bench.ts", SECOND);
      assert.equal(code, 1, text);
      assert.match(text, /another bench is running.*, and two at once .* each other; end it/);
      assert.deepEqual([...Deno.readDirSync(folder)], []);
    }
  });
});

Deno.test("bench --fresh: a wrong name ends with 2 and costs no trial that is there", async () => {
  await withFolder(async (folder) => {
    const kept = `${folder}/data/local/trials.ndjson`;
    await Deno.mkdir(`${folder}/data/local`, { recursive: true });
    await Deno.writeTextFile(kept, "kept\n");
    for (
      const [flag, said] of [
        ["--implementation=nope", /http-counter has no implementation "nope"/],
        ["--case=nope", /there is no case "nope"/],
        ["--load-tool=k6", /http-counter is not driven by k6/],
        ["--report=other", /--fresh discards data\/local alone/],
      ] as const
    ) {
      const { code, text } = await run(folder, "runners/bench.ts", ["--fresh", flag]);
      assert.equal(code, 2, text);
      assert.match(text, said);
    }
    assert.equal(await Deno.readTextFile(kept), "kept\n");
  });
});

Deno.test("bench: broken servers are failures with names, the others are unharmed, exit status 1", async () => {
  await withFolder(async (folder) => {
    const names = [
      "crashes-at-start",
      "answers-500",
      "hangs",
      "never-listens",
      "wrong-body",
      "missing-header",
      "chunked",
      "crashes-under-load",
      "missing-toolchain",
    ];
    // The port of the last implementation is taken.
    const port = FIRST_PORT + names.length + 1;
    const taken = Deno.listen({ hostname: "127.0.0.1", port });
    const { code, text } = await run(folder, "runners/bench.ts", [
      ...names.map((name) => `--implementation=${SERVERS}/${name}`),
      "--implementation=node-http",
      "--implementation=deno-serve",
      "--budget=20",
    ]);
    taken.close();
    assert.equal(code, 1, text);
    const { failures, implementations } = await readManifest(`${folder}/data/local`);
    const kinds = new Map(failures.map((failure) => [failure.implementation, failure]));
    const expected: Record<string, [string, RegExp]> = {
      "crashes-at-start": ["start", /status 3 .*cannot read settings\.json/],
      "answers-500": ["contract", /500/],
      "hangs": ["start", /did not answer within .* it accepts connections but does not answer/],
      "never-listens": ["start", /did not answer within .* it accepts no connection/],
      "wrong-body": ["contract", /GET \/: expected the page of .* line 5 should be .*Counter/],
      "missing-header": ["contract", /GET \/: expected one Date header, got none/],
      "chunked": ["contract", /GET \/: expected a body framed by Content-Length, got .* chunks/],
      "crashes-under-load": ["crash", /status 7 .*out of luck/],
      "deno-serve": ["port-taken", new RegExp(`port ${port} is taken`)],
    };
    for (const [name, [kind, message]] of Object.entries(expected)) {
      assert.equal(kinds.get(name)?.kind, kind, `${name}: ${JSON.stringify(kinds.get(name))}`);
      assert.match(kinds.get(name)?.message ?? "", message);
      assert.match(text, new RegExp(`failed:[^]*${name}`));
      assert.equal(implementations.find((each) => each.name === name)?.state, "failed");
    }
    const missing = implementations.find((each) => each.name === "missing-toolchain");
    assert.equal(missing?.state, "missing");
    assert.match(missing?.reason ?? "", /wallclock-no-such-compiler is not installed/);
    assert.match(text, /missing-toolchain: skipped, .* get it: it cannot be had/);
    assert.equal(kinds.has("missing-toolchain"), false, "what is missing is no failure");
    assert.equal(kinds.has("node-http"), false, JSON.stringify(kinds.get("node-http")));
    const trials = await readTrials(`${folder}/data/local`);
    const own = trials.filter((trial) => trial.implementation === "node-http");
    assert.ok(own.length > 0 && own.every((trial) => trial.state === "finished"), text);
  });
});
