/** Every program builds and echoes, its histograms are right, and an echo that does nothing is seen through. */
import assert from "node:assert/strict";
import * as hdr from "hdr-histogram-js";
import { build } from "../../build.ts";
import { findCandidates, readCandidate, resolveCandidate } from "../../implementations.ts";
import { faultOf, harness } from "./harness.ts";
import { echo } from "./scenario.ts";

const ROOT = decodeURIComponent(new URL("../../..", import.meta.url).pathname);
const HERE = decodeURIComponent(new URL(".", import.meta.url).pathname);
const NEVER = new AbortController().signal;

interface Row {
  name: string;
  repetition_index: number;
  items_per_second?: number;
  bytes_per_second?: number;
  cpu_time: number;
  real_time: number;
}

async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "wallclock-echo-" });
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function run(program: string, args: readonly string[], stdin?: string) {
  const child = new Deno.Command(program, {
    args: [...args],
    stdin: stdin === undefined ? "null" : "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  if (stdin !== undefined) {
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(stdin));
    await writer.close();
  }
  const { code, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

/** The arguments of a brief run, with its files in a folder. */
function briefArguments(folder: string): string[] {
  const call = harness({ case: { name: "tcp" }, seconds: 1, brief: true });
  return call.arguments.map((argument) =>
    argument.replace(/\{(\w+)\}/, (_, variable) => `${folder}/${call.writes[variable]}`)
  );
}

/** Builds the program of a folder; where the host lacks something, says that and how to get it. */
async function programOf(folder: string): Promise<string | undefined> {
  const resolved = await resolveCandidate(await readCandidate(folder));
  if (resolved.lacks.length > 0) {
    for (const { reason, remedy } of resolved.lacks) assert.ok(reason !== "" && remedy !== "");
    return undefined;
  }
  const built = await build(resolved, NEVER);
  return `${built.folder}/${resolved.candidate.implementation.start[0]}`;
}

/** Cases in which a program brings its own server. */
const OWN_SERVER = new Set(["tcp", "ws-internal"]);

Deno.test("what ranks the programs is measured in short runs too, in cases that there are", () => {
  const call = harness({ case: { name: "tcp" }, seconds: 1, brief: false });
  const filter = /^--benchmark_filter=(.*)$/.exec(call.arguments[0] ?? "")?.[1];
  assert.ok(filter !== undefined && filter !== ".");
  const ranked = echo.ranked_by?.cases ?? [];
  assert.ok(ranked.length > 0);
  for (const each of ranked) {
    const [part, benchmark] = each.split(/\/(.*)/s);
    assert.ok(echo.cases.some(({ name }) => name === part), each);
    assert.match(benchmark ?? "", new RegExp(filter));
  }
});

for (const { name, folder, implementation } of await findCandidates(echo)) {
  Deno.test(`${name} builds, runs every benchmark and verifies every byte, or says what it lacks`, () =>
    withFolder(async (scratch) => {
      const program = await programOf(folder);
      if (program === undefined) return;
      const { code, stdout, stderr } = await run(program, briefArguments(scratch));
      if (!(implementation.cases ?? []).some((each) => OWN_SERVER.has(each))) {
        assert.equal(code, 1);
        assert.match(stderr, /ECHO_PORT must name one/);
        return;
      }
      assert.equal(code, 0, stderr);
      assert.equal(faultOf(stdout), undefined);
      const { benchmarks, context } = JSON.parse(stdout) as {
        benchmarks: Row[];
        context: Record<string, string>;
      };
      assert.equal(context.verified, "every byte of every echo");
      assert.match(context.client_socket ?? "", /^TCP_NODELAY 1, SO_SNDBUF \d+, SO_RCVBUF \d+$/);
      assert.match(context.server_socket ?? "", /^TCP_NODELAY 1,/);
      assert.equal(context.server_read_buffer, "65536");
      const names = new Set(benchmarks.map((row) => row.name));
      assert.equal(names.size, benchmarks.length, "one repetition of each");
      for (const row of benchmarks) {
        if (row.name.endsWith("/real_time")) continue;
        assert.ok(names.has(`${row.name}/real_time`), `${row.name} has no twin by the wall clock`);
      }
      const log = new hdr.HistogramLogReader(
        await Deno.readTextFile(`${scratch}/round_trips.hlog`),
      );
      let histograms = 0;
      for (
        let histogram = log.nextIntervalHistogram();
        histogram !== null;
        histogram = log.nextIntervalHistogram()
      ) {
        histograms++;
        assert.ok(names.has(histogram.tag as string), histogram.tag);
        assert.equal(histogram.totalCount % (histogram.tag?.includes("Ladder") ? 1024 : 1000), 0);
      }
      assert.equal(histograms, 11);
    }));
}

/** What the command that looks at one raw file says of its rates. */
async function inspectedRates(file: string) {
  const { code, stdout, stderr } = await run(Deno.execPath(), [
    "run",
    "--allow-read",
    `--config=${ROOT}deno.json`,
    `${ROOT}pipeline/inspect.ts`,
    "--output=json",
    file,
  ]);
  assert.equal(code, 0, stderr);
  const [{ measurements }] = JSON.parse(stdout) as [{
    measurements: { metric: string; status: string; findings: string[] }[];
  }];
  // What a correction replaced stays beside it; nothing shows it.
  return measurements.filter(({ metric, status }) =>
    metric === "items_rate" && status !== "superseded"
  );
}

Deno.test("an echo that does no work is withheld from its raw JSON alone", async () => {
  const rates = await inspectedRates(`${HERE}testdata/no-work/benchmark.json`);
  assert.equal(rates.length, 60);
  for (const { status, findings } of rates) {
    assert.equal(status, "withheld");
    assert.ok(findings.includes("work-does-not-scale"), findings.join());
  }
});

Deno.test("the echo that does no work still builds, and still claims what no socket can do", () =>
  withFolder(async (scratch) => {
    const program = await programOf(`${HERE}testdata/no-work`);
    if (program === undefined) return;
    const file = `${scratch}/benchmark.json`;
    const args = ["--benchmark_min_time=0.01", `--benchmark_out=${file}`];
    const { code, stderr } = await run(program, [...args, "--benchmark_out_format=json"]);
    assert.equal(code, 0, stderr);
    const { benchmarks } = JSON.parse(await Deno.readTextFile(file)) as { benchmarks: Row[] };
    const large = benchmarks.filter(({ name }) => name.includes("/1000"));
    assert.equal(large.length, 6);
    for (const { name, items_per_second } of large) {
      assert.ok((items_per_second ?? 0) > 1e6, `${name}: ${items_per_second}`);
    }
  }));

Deno.test("an echo that works has no such finding", () =>
  withFolder(async (scratch) => {
    const program = await programOf(`${HERE}implementations/epoll`);
    if (program === undefined) return;
    const { code, stdout, stderr } = await run(program, briefArguments(scratch));
    assert.equal(code, 0, stderr);
    await Deno.writeTextFile(`${scratch}/benchmark.json`, stdout);
    const rates = await inspectedRates(`${scratch}/benchmark.json`);
    assert.ok(rates.length >= 48);
    for (const { findings } of rates) assert.ok(!findings.includes("work-does-not-scale"));
  }));

Deno.test("the histograms of the programs are those of hdr-histogram-js, value for value", () =>
  withFolder(async (scratch) => {
    const program = await programOf(`${HERE}testdata/histogram`);
    if (program === undefined) return;
    const numbers = [0, 1, 2047, 2048, 2049, 4096, 65_535, 1_000_003, 999_999_999, 9_999_999_999];
    for (let i = 0; i < 5000; i++) numbers.push(Math.round(1000 * 1.0025 ** i) % 9_000_000_000);
    const counted = numbers.flatMap((number, index) => Array(1 + index % 300).fill(number));
    const { code, stderr } = await run(program, [`${scratch}/a.hlog`], counted.join("\n"));
    assert.equal(code, 0, stderr);
    const reader = new hdr.HistogramLogReader(await Deno.readTextFile(`${scratch}/a.hlog`));
    const own = reader.nextIntervalHistogram();
    assert.equal(own?.tag, "BM_Numbers/1/real_time");
    const recorded = hdr.build({
      lowestDiscernibleValue: 1,
      highestTrackableValue: 10_000_000_000,
      numberOfSignificantValueDigits: 3,
      bitBucketSize: 64,
    });
    for (const number of counted) recorded.recordValue(number);
    const theirs = hdr.decodeFromCompressedBase64(hdr.encodeIntoCompressedBase64(recorded));
    assert.equal(own?.totalCount, theirs.totalCount);
    assert.equal(own?.maxValue, theirs.maxValue);
    assert.equal(
      own?.outputPercentileDistribution(10, 1),
      theirs.outputPercentileDistribution(10, 1),
    );
  }));

Deno.test("output that measured nothing is told from output that did", () => {
  const row = { name: "BM_TcpEcho_64B/10" };
  assert.equal(faultOf(JSON.stringify({ benchmarks: [row] })), undefined);
  assert.match(faultOf("") ?? "", /wrote no benchmark\.json/);
  assert.match(faultOf('{"benchmarks": [') ?? "", /not whole/);
  assert.match(faultOf('{"benchmarks": []}') ?? "", /no benchmark ran/);
  const broken = { ...row, error_occurred: true, error_message: "connect: Connection refused" };
  assert.equal(
    faultOf(JSON.stringify({ benchmarks: [row, broken] })),
    "BM_TcpEcho_64B/10: connect: Connection refused",
  );
});

Deno.test("a short run leaves benchmarks out, a long one measures each for longer", () => {
  const of = (seconds: number) =>
    harness({ case: { name: "tcp" }, seconds, brief: false }).arguments;
  const least = (seconds: number) =>
    Number(/min_time=([\d.]+)/.exec(of(seconds).join(" "))?.[1] ?? NaN);
  assert.ok(of(3).some((argument) => /filter=Echo_/.test(argument)));
  assert.ok(of(12).includes("--benchmark_filter=."));
  assert.ok(least(24) > 1.9 * least(12));
});
