import { deepEqual, equal, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import { processSamplesFormat } from "./process_samples.ts";
import { assertCutsAreHonest, isShown, measured, rules } from "../../../tests/formats/testing.ts";

const read = (text: string) => processSamplesFormat.read(text, { file: "a.ndjson" });

type Row = readonly [number, number, number];

function print(rows: readonly Row[], header: Record<string, unknown> = {}, end = true): string {
  const lines: unknown[] = [{
    format: "wallclock-process-samples",
    version: 1,
    role: "server",
    pid: 123,
    clockTicksPerSecond: 100,
    pageBytes: 4096,
    intervalSeconds: 0.1,
    measuredFrom: 1,
    measuredTo: 3,
    ...header,
  }, ...rows];
  if (end) lines.push({ end: true });
  return lines.map((line) => JSON.stringify(line) + "\n").join("");
}

/** Four seconds: idle, then a whole core from 1 to 2 s, half a core after. */
const ROWS: Row[] = Array.from({ length: 41 }, (_, index) => {
  const seconds = index / 10;
  const ticks = seconds < 1 ? 0 : seconds < 2 ? (seconds - 1) * 100 : 100 + (seconds - 2) * 50;
  return [seconds, Math.round(ticks), 1000 + index];
});

Deno.test("process samples give CPU and memory of the measured time alone", () => {
  const [run] = read(print(ROWS));
  equal(measured(run, "cpu", "mean").value, 0.75);
  equal(measured(run, "cpu", "mean").unit, "cores");
  equal(measured(run, "cpu", "max").value, 1);
  equal(measured(run, "cpu", "max").labels.windowSeconds, "0.5");
  equal(measured(run, "memory_rss", "mean").value, 1020 * 4096);
  equal(measured(run, "memory_rss", "max").value, 1030 * 4096);
  equal(measured(run, "memory_rss", "max").source, "a.ndjson#L32");
  deepEqual(run?.findings, []);
});

Deno.test("process samples hold the measured time as series, CPU by the window of its maximum", () => {
  const [run] = read(print(ROWS));
  const [cpu, memory] = run?.series ?? [];
  equal(cpu?.metric, "cpu");
  equal(cpu?.windowSeconds, 0.5);
  // From the first whole window to the end, of 21 samples.
  deepEqual([cpu?.values.length, cpu?.timesSeconds[0], cpu?.timesSeconds.at(-1)], [16, 0.5, 2]);
  equal(Math.round((cpu?.values[5] ?? 0) * 1e6) / 1e6, 1);
  equal(Math.round((cpu?.values[10] ?? 0) * 1e6) / 1e6, 0.5);
  equal(memory?.values.length, 21);
  equal(memory?.timesSeconds[0], 0);
  equal(memory?.windowSeconds, undefined);
});

Deno.test("process samples show no tick that was counted twice at the end, nor one in 2 ms", () => {
  const ended: Row[] = [...ROWS, [4.1, 700, 900], [4.1017, 701, 900]];
  const whole: Row[] = [...ROWS.slice(0, 31), [3.0017, 151, 1031]];
  for (const [rows, header] of [[ended, {}], [whole, { measuredTo: 3.2 }]] as const) {
    const [run] = read(print(rows, header));
    const [cpu] = run?.series ?? [];
    ok(Math.max(...cpu?.values ?? [NaN]) <= 1.05);
    equal(Math.max(...cpu?.values ?? []), measured(run, "cpu", "max").value);
  }
});

Deno.test("process samples are named by role", () => {
  ok(isShown(read(print(ROWS, { role: "generator" }))[0], "generator_cpu", "mean"));
  ok(isShown(read(print(ROWS, { role: "backend" }))[0], "backend_memory_rss", "max"));
  throws(() => read(print(ROWS, { role: "spy" })), /a\.ndjson line 1: role "spy"/);
});

Deno.test("process samples drop what runs backwards and say so", () => {
  const rows = [...ROWS];
  rows[15] = [1.5, 3, 1015];
  rows[20] = [0.2, 100, 1020];
  const [run] = read(print(rows));
  equal(measured(run, "cpu", "mean").value, 0.75);
  deepEqual(run?.findings.map((each) => each.source), ["a.ndjson#L17", "a.ndjson#L22"]);
  deepEqual(rules(run), ["truncated-input"]);
});

Deno.test("process samples give no mean of a part of the measured time", () => {
  const early = read(print(ROWS.filter(([seconds]) => seconds < 2.2), {}, false))[0];
  ok(!isShown(early, "cpu", "mean"));
  ok(!isShown(early, "memory_rss", "max"));
  equal(early?.series?.length, 2);
  const late = read(print(ROWS.filter(([seconds]) => seconds > 1.8)))[0];
  ok(!isShown(late, "cpu", "mean"));
  deepEqual(rules(late), ["truncated-input"]);
});

Deno.test("process samples that end after the measured time count although their end mark is missing", () => {
  const [run] = read(print(ROWS, {}, false));
  equal(measured(run, "cpu", "mean").value, 0.75);
  deepEqual(rules(run), ["truncated-input"]);
});

Deno.test("process samples of less than half a second have a mean and no maximum", () => {
  const short = ROWS.filter(([seconds]) => seconds <= 1.3);
  const [run] = read(print(short, { measuredTo: 1.3 }));
  equal(Math.round(measured(run, "cpu", "mean").value * 1e9) / 1e9, 1);
  ok(!isShown(run, "cpu", "max"));
});

Deno.test("process samples refuse a header they cannot use", () => {
  throws(() => read(print(ROWS, { version: 2 })), /line 1: version 2 is not known/);
  throws(() => read(print(ROWS, { pageBytes: 0 })), /line 1: pageBytes/);
  throws(() => read('{"format":"wallclock-process-samples"'), /line 1: /);
});

Deno.test("process samples never give another number when cut, wherever it is", () => {
  assertCutsAreHonest(
    processSamplesFormat,
    print(ROWS),
    // A cut within half a second of the end of measuring leaves the mean of what came before.
    (key) => /#L(?:2[7-9]|3[0-3])$/.test(key),
  );
});

Deno.test("process samples read back counters: the mean is ticks over time, the maximum not below it", () => {
  const steps = fc.array(
    fc.tuple(fc.integer({ min: 50, max: 200 }), fc.integer({ min: 0, max: 40 })),
    {
      minLength: 12,
      maxLength: 60,
    },
  );
  fc.assert(fc.property(steps, (given) => {
    let milliseconds = 0;
    let ticks = 7;
    const rows: Row[] = [[0, ticks, 10]];
    for (const [step, more] of given) {
      milliseconds += step;
      ticks += more;
      rows.push([milliseconds / 1000, ticks, 10]);
    }
    const [run] = read(print(rows, { measuredFrom: 0, measuredTo: milliseconds / 1000 }));
    const mean = (ticks - 7) / 100 / (milliseconds / 1000);
    ok(Math.abs(measured(run, "cpu", "mean").value - mean) < 1e-9);
    ok(measured(run, "cpu", "max").value > 0 || ticks === 7);
  }));
});

Deno.test("a server's samples tell when it first answered and what it held then", () => {
  const start = { startSeconds: 0.25, startRssPages: 7 };
  const [run] = read(print(ROWS, start));
  equal(measured(run, "start_time", "total").value, 0.25);
  equal(measured(run, "start_time", "total").clock, "wall");
  equal(measured(run, "memory_rss_start", "total").value, 7 * 4096);
  equal(measured(run, "start_time", "total").source, "a.ndjson#L1");
  ok(!isShown(read(print(ROWS))[0], "start_time", "total"), "of samples without it");
  ok(!isShown(read(print(ROWS, { ...start, role: "backend" }))[0], "start_time", "total"));
  ok(!isShown(read(print(ROWS, { startSeconds: -1 }))[0], "start_time", "total"));
});

Deno.test("samples without their end mark are said at their last line, and a series is of the file's first", () => {
  const [run] = read(print(ROWS, {}, false));
  deepEqual(
    run?.findings.map(({ rule, source }) => [rule, source]),
    [["truncated-input", `a.ndjson#L${ROWS.length + 1}`]],
  );
  deepEqual(run?.series?.map(({ metric, source }) => [metric, source]), [
    ["cpu", "a.ndjson#L1"],
    ["memory_rss", "a.ndjson#L1"],
  ]);
});
