import assert from "node:assert/strict";
import type { Run } from "../formats/format.ts";
import { googleBenchmarkConsoleFormat } from "../formats/google_benchmark/google_benchmark_console.ts";
import { googleBenchmarkCsvFormat } from "../formats/google_benchmark/google_benchmark_csv.ts";
import { googleBenchmarkJsonFormat } from "../formats/google_benchmark/google_benchmark_json.ts";
import type { Measurement } from "../measurement.ts";
import { cpuToWall } from "./cpu_to_wall.ts";

const twins = new URL("../formats/testdata/google_benchmark/", import.meta.url);
const published = new URL("./testdata/published_rates.csv", import.meta.url);

function correct(
  text: string,
  format = googleBenchmarkConsoleFormat,
): { run: Run; corrected: Measurement[] } {
  const runs = format.kind === "text" ? format.read(text, { file: "a" }) : [];
  const run = cpuToWall.apply(runs)[0] as Run;
  return { run, corrected: run.measurements.filter((each) => each.correction !== "") };
}

const HEADER = "Benchmark                      Time             CPU   Iterations UserCounters...\n";

interface Published {
  benchmark: string;
  items: number;
  realNs: number;
  cpuNs: number;
  printed: string;
  wall: number;
}

const PUBLISHED: Published[] = Deno.readTextFileSync(published).trim().split("\n").slice(1).map(
  (line) => {
    const [benchmark = "", items, real, cpu, printed = "", wall] = line.split(",");
    const number = (cell = "") => cell === "" ? NaN : Number(cell);
    return {
      benchmark,
      printed,
      items: number(items),
      realNs: number(real),
      cpuNs: number(cpu),
      wall: number(wall),
    };
  },
);

Deno.test("every published rate with its times comes out per second of the wall clock", () => {
  const rows = PUBLISHED.filter(({ printed, realNs }) => printed !== "" && realNs > 0);
  assert.equal(rows.length, 50);
  const text = HEADER +
    rows.map(({ benchmark, realNs, cpuNs, printed }) =>
      `${benchmark}     ${realNs} ns     ${cpuNs} ns     100 ${printed}\n`
    ).join("");
  const { run, corrected } = correct(text);
  assert.equal(corrected.length, 50);
  corrected.forEach((each, index) => {
    const { benchmark, items, wall } = rows[index] as Published;
    assert.equal(each.labels.benchmark, benchmark);
    assert.ok(Math.abs(each.value - wall) < 0.000501, `${benchmark}: ${each.value} is not ${wall}`);
    assert.equal(each.labels.itemsPerIteration, String(items));
  });
  assert.deepEqual(run.findings, []);
});

Deno.test("published rates without times are refused, each with its reason", () => {
  const rows = PUBLISHED.filter(({ printed, realNs }) => printed !== "" && Number.isNaN(realNs));
  assert.equal(rows.length, 20);
  const { run, corrected } = correct(
    rows.map(({ benchmark, printed }) => `${benchmark}  ${printed}\n`).join(""),
  );
  assert.deepEqual(corrected, []);
  const [finding, ...others] = run.findings;
  assert.deepEqual(others, []);
  assert.equal(finding?.rule, "clock-unknown");
  assert.match(finding?.message ?? "", /and 19 more: the input has no CPU time or no real time/);
  const refused = run.measurements.filter((each) => each.findings.includes("clock-unknown"));
  assert.equal(refused.length, 20);
});

Deno.test("published rates of tools that use the wall clock are items over real time already", () => {
  const rows = PUBLISHED.filter(({ printed }) => printed === "");
  assert.equal(rows.length, 22);
  for (const { benchmark, items, realNs, wall } of rows) {
    assert.ok(Math.abs(items * 1e9 / realNs / wall - 1) < 1e-6, benchmark);
  }
});

Deno.test("the same work timed with UseRealTime() shows that the formula holds, on 1 and on 2 threads", () => {
  const text = Deno.readTextFileSync(new URL("twin-1.7.1.json", twins));
  const runs = googleBenchmarkJsonFormat.kind === "text"
    ? googleBenchmarkJsonFormat.read(text, { file: "a" })
    : [];
  const rows = runs[0]?.measurements ?? [];
  // What the library divided by real time itself, taken as if it had been divided by CPU time.
  const real = rows.filter((each) => each.metric === "items_rate" && each.clock === "wall");
  assert.deepEqual(real.map((each) => each.labels.threads), ["1", "2", "2"]);
  for (const rate of real) {
    const own = rows.filter((each) => each.labels.benchmark === rate.labels.benchmark);
    const time = (clock: string) =>
      own.find((each) => each.metric === "iteration_time" && each.clock === clock) as Measurement;
    const asCpu = {
      ...rate,
      clock: "cpu" as const,
      value: rate.value * time("wall").value / time("cpu").value,
    };
    const run = { ...runs[0] as Run, measurements: [asCpu, time("wall"), time("cpu")] };
    const wall = cpuToWall.apply([run])[0]?.measurements.find((each) => each.correction !== "");
    assert.ok(Math.abs((wall?.value ?? NaN) / rate.value - 1) < 1e-6, rate.labels.benchmark);
  }
});

Deno.test("the two twins agree once the CPU's is corrected, and not before", () => {
  const { run, corrected } = correct(
    Deno.readTextFileSync(new URL("twin-1.7.1.json", twins)),
    googleBenchmarkJsonFormat,
  );
  const of = (benchmark: string, list: Measurement[]) =>
    list.find((each) => each.labels.benchmark === benchmark && each.metric === "items_rate")
      ?.value ?? NaN;
  const base = "wait_and_spin/10/iterations:40";
  for (const threads of ["", "/threads:2"]) {
    const wall = of(`${base}/real_time${threads}`, run.measurements);
    assert.ok(of(base + threads, run.measurements) / wall > 8);
    assert.ok(Math.abs(of(base + threads, corrected) / wall - 1) < 0.02);
  }
});

Deno.test("the original stays beside the corrected rate, superseded, and both have their address", () => {
  const { run } = correct(
    `${HEADER}BM/100     2000 ns     1000 ns     100 items_per_second=100M/s label\n`,
  );
  const rates = run.measurements.filter((each) => each.metric === "items_rate");
  assert.deepEqual(
    rates.map((
      { clock, correction, status, value, source },
    ) => [clock, correction, status, value, source]),
    [["cpu", "", "superseded", 1e8, "a#L2"], ["wall", "cpu-to-wall", "ok", 5e7, "a#L2"]],
  );
  assert.deepEqual(rates[1]?.labels, {
    benchmark: "BM/100",
    repetition: "0",
    threads: "1",
    rowType: "iteration",
    label: "label",
    method: "items / real_time",
    itemsPerIteration: "100",
  });
});

Deno.test("bytes are corrected as items are", () => {
  const { corrected } = correct(
    `${HEADER}BM/64     4000 ns     1000 ns     100 bytes_per_second=61.0352Mi/s\n`,
  );
  assert.deepEqual(corrected.map((each) => [each.metric, each.unit, each.value]), [[
    "bytes_rate",
    "B/s",
    64 / 4e-6,
  ]]);
});

Deno.test("where the digits leave a choice of items, the rule is rate x cpu_time / real_time", () => {
  const { corrected } = correct(
    `${HEADER}BM     4000 ns     1000 ns     100 items_per_second=1.23G/s\n`,
  );
  assert.equal(corrected[0]?.labels.method, "rate x cpu_time / real_time");
  assert.ok(Math.abs((corrected[0]?.value ?? NaN) / 307.5e6 - 1) < 1e-12);
});

Deno.test("a number of items that is not whole is not made whole in JSON", () => {
  const text = JSON.stringify({
    context: { num_cpus: 1 },
    benchmarks: [{
      name: "BM/100",
      iterations: 3,
      real_time: 2000,
      cpu_time: 1000,
      time_unit: "ns",
      items_per_second: 99.6e6,
    }],
  });
  const { corrected } = correct(text, googleBenchmarkJsonFormat);
  assert.ok(Math.abs((corrected[0]?.value ?? NaN) / 49.8e6 - 1) < 1e-12);
  assert.equal(corrected[0]?.labels.itemsPerIteration, undefined);
});

Deno.test("rates that the wall clock or the program itself timed are not touched", () => {
  const { run, corrected } = correct(
    `${HEADER}BM/real_time     2000 ns     1000 ns     100 items_per_second=50M/s\n` +
      `BM/manual_time     2000 ns     1000 ns     100 items_per_second=50M/s\n`,
  );
  assert.deepEqual(corrected, []);
  assert.deepEqual(
    run.measurements.filter((each) => each.metric === "items_rate").map((each) => each.status),
    ["ok", "ok"],
  );
  assert.deepEqual(run.findings.map(({ rule, source, labels }) => [rule, source, labels]), [[
    "clock-unknown",
    "a#L3",
    { benchmark: "BM/manual_time" },
  ]]);
});

Deno.test("a time of zero, or of one digit, is no ground for a correction", () => {
  const { run, corrected } = correct(
    `${HEADER}A     0.000 ns     0.000 ns     100 items_per_second=5G/s\n` +
      `B     0.003 ns     0.003 ns     100 items_per_second=5G/s\n`,
  );
  assert.deepEqual(corrected, []);
  assert.deepEqual(run.findings.map(({ message }) => message.split(": ").at(-1)), [
    "the CPU time or the real time is zero",
    "the time 0.003 ns has too few digits",
  ]);
  assert.deepEqual(run.measurements.find((each) => each.metric === "items_rate")?.findings, [
    "clock-unknown",
  ]);
});

Deno.test("threads are corrected by the release: the mean of times, their sum, rates per thread", () => {
  const of = (version: string | undefined) => {
    const row = {
      name: "BM/threads:4",
      threads: 4,
      iterations: 400,
      real_time: 2000,
      cpu_time: 500,
      items_per_second: 20e6,
    };
    const context = version === undefined ? { num_cpus: 4 } : { library_version: version };
    return correct(JSON.stringify({ context, benchmarks: [row] }), googleBenchmarkJsonFormat);
  };
  const close = (value: number | undefined, wanted: number) =>
    assert.ok(Math.abs((value ?? NaN) / wanted - 1) < 1e-12, `${value} is not ${wanted}`);
  close(of("v1.8.3").corrected[0]?.value, 5e6);
  close(of(undefined).corrected[0]?.value, 5e6);
  close(of("v1.9.1").corrected[0]?.value, 20e6);
  close(of("v1.9.5").corrected[0]?.value, 5e6);
  const unknown = of("v1.9.4-30-gabcdef");
  assert.deepEqual(unknown.corrected, []);
  assert.match(
    unknown.run.findings.at(-1)?.message ?? "",
    /ran on 4 threads.*does not name the release/,
  );
});

Deno.test("more CPU time than real time proves a release that divided the real time by the threads", () => {
  const csv =
    "name,iterations,real_time,cpu_time,time_unit,bytes_per_second,items_per_second,label,error_occurred,error_message\n";
  const busy = correct(
    `${csv}"BM/threads:2",20,641839,1.0919e+06,ns,,91583.3,,,\n`,
    googleBenchmarkCsvFormat,
  );
  assert.ok(Math.abs((busy.corrected[0]?.value ?? NaN) / (100 / 641839e-9) - 1) < 1e-9);
  const idle = correct(
    `${csv}"BM/threads:2",80,1.10904e+06,125465,ns,,79703.6,,,\n`,
    googleBenchmarkCsvFormat,
  );
  assert.deepEqual(idle.corrected, []);
  const whole = correct(
    `${csv}"BM/process_time/threads:2",80,1.10904e+06,2e+06,ns,,79703.6,,,\n`,
    googleBenchmarkCsvFormat,
  );
  assert.deepEqual(whole.corrected, []);
});

Deno.test("aggregates are corrected by the times of their kind, a deviation not at all", () => {
  const rows = [["mean", 2000, 1000], ["median", 1900, 1000], ["stddev", 100, 50], [
    "min",
    1800,
    900,
  ], ["max", 2500, 1100]];
  const { run, corrected } = correct(
    HEADER +
      rows.map(([name, real, cpu]) =>
        `x_${name}    ${real} ns   ${cpu} ns    10 items_per_second=100.000k/s\n`
      ).join(""),
  );
  assert.deepEqual(corrected.map((each) => [each.statistic, Math.round(each.value)]), [
    ["mean", 50_000],
    ["p50", 52_632],
    ["min", 44_000],
    ["max", 50_000],
  ]);
  assert.deepEqual(run.findings.map(({ rule, message }) => [rule, message.split(": ").at(-1)]), [
    ["clock-unknown", "a stdev of rates is not one of their times"],
  ]);
});

Deno.test("runs without such rates are returned as they came", () => {
  const run: Run = { format: "wrk", run: 1, labels: {}, measurements: [], findings: [] };
  assert.equal(cpuToWall.apply([run])[0], run);
});
