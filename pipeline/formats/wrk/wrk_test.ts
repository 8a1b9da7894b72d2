import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { cpuSecondsOf } from "../../../common/testing.ts";
import { cleanText } from "../decode.ts";
import {
  assertCutsAreHonest,
  assertValues,
  fixture,
  isShown,
  measured,
  rules,
} from "../../../tests/formats/testing.ts";
import type { Run } from "../format.ts";
import { wrkFormat } from "./wrk.ts";
import { wrk2Format } from "./wrk2.ts";

const read = (text: string) => wrkFormat.read(text, { file: "a.txt" });

Deno.test("wrk reads a run to the printed digit, each value with its line", () => {
  const [run, ...others] = read(fixture("wrk/plain.txt"));
  equal(others.length, 0);
  assertValues(run, {
    "threads total": 1,
    "connections total": 5,
    "duration total": 2,
    "requests total": 96494,
    "bytes_received total": 12257853.44,
    "throughput mean": 48213.35,
    "transfer_rate mean": 6123683.84,
    "latency mean": 0.00017626,
    "latency stdev": 0.00038488,
    "latency max": 0.00495,
    "latency_within_stdev total": 0.9496,
    "errors_connect total": 0,
    "errors_read total": 0,
    "errors_write total": 0,
    "errors_timeout total": 0,
    "errors_status total": 0,
  });
  equal(measured(run, "latency", "mean").source, "a.txt#L4");
  equal(measured(run, "latency", "mean").loop, "closed-backfilled");
  equal(measured(run, "throughput", "mean").source, "a.txt#L7");
  equal(measured(run, "throughput", "mean").loop, "");
  equal(run?.labels.url, "http://127.0.0.1:18180/");
  deepEqual(run?.findings, []);
  // Req/Sec is per thread and no rate of the run.
  ok(!isShown(run, "throughput", "stdev"));
});

Deno.test("wrk takes p99 from the distribution and the count of bad answers from the end of its line", () => {
  const [run] = read(fixture("wrk/status_errors.txt"));
  assertValues(run, {
    "latency p50": 0.000174,
    "latency p75": 0.000218,
    "latency p90": 0.000405,
    "latency p99": 0.00363,
    "errors_status total": 8234,
  });
});

Deno.test("wrk says how many connections it really opened", () => {
  const [run] = read(fixture("wrk/status_errors.txt"));
  assertValues(run, { "threads total": 2, "connections total": 9 });
  equal(run?.labels.connectionsActual, "8");
  equal(measured(run, "connections", "total").labels.connectionsActual, "8");
});

Deno.test("wrk keeps the four kinds of socket errors apart", () => {
  const [run] = read(fixture("wrk/socket_errors.txt"));
  assertValues(run, {
    "errors_connect total": 0,
    "errors_read total": 12974,
    "errors_write total": 0,
    "errors_timeout total": 0,
    "errors_status total": 0,
  });
});

Deno.test("wrk withholds the latency of 0 that stands where every answer came after --timeout", () => {
  const [run] = read(fixture("wrk/timeouts.txt"));
  assertValues(run, { "errors_timeout total": 4, "requests total": 4, "throughput mean": 1 });
  for (const statistic of ["mean", "stdev", "max", "p50", "p99"]) {
    equal(measured(run, "latency", statistic).status, "withheld");
  }
  deepEqual(rules(run), ["sentinel-value"]);
});

Deno.test("wrk leaves out -nan% and withholds zero latency where nothing was answered", () => {
  const [run] = read(fixture("wrk/no_requests.txt"));
  assertValues(run, { "requests total": 0, "throughput mean": 0, "bytes_received total": 0 });
  ok(!isShown(run, "latency", "mean"));
  ok(!run?.measurements.some((each) => each.metric === "latency_within_stdev"));
  ok(run?.measurements.every((each) => Number.isFinite(each.value)));
});

Deno.test("wrk withholds mean and percentiles where 0.00us gives away that samples were lost", () => {
  const [run] = read(fixture("wrk/pipelined.txt"));
  for (const statistic of ["mean", "stdev", "p50", "p75", "p90", "p99"]) {
    equal(measured(run, "latency", statistic).status, "withheld", statistic);
  }
  assertValues(run, { "latency max": 0.01157, "throughput mean": 61173.89 });
});

Deno.test("wrk's Lua summary does not replace wrk's own figures", () => {
  const [run, ...others] = read(fixture("wrk/lua_summary.txt"));
  equal(others.length, 0);
  assertValues(run, { "throughput mean": 192.82, "latency mean": 0.02094 });
  equal(measured(run, "throughput", "mean").source, "a.txt#L13");
  ok(!isShown(run, "latency", "p99"));
});

Deno.test("wrk takes the duration from what was measured, not from the rounded minutes of the header", () => {
  const [run] = read(fixture("wrk/minutes.txt"));
  equal(run?.labels.statedDuration, "1m");
  assertValues(run, { "duration total": 70.2, "latency p50": 1.5, "latency stdev": 0.00295 });
});

Deno.test("wrk that could not connect is a failure with a remedy", () => {
  throws(
    () => read(fixture("wrk/refused.txt")),
    /a\.txt line 1: .*unable to connect to 127\.0\.0\.1:18999 Connection refused; start the server/,
  );
});

const PLAIN = fixture("wrk/plain.txt");
const STATUS = fixture("wrk/status_errors.txt");

Deno.test("wrk reads several runs between prompts and headings, numbered in order", () => {
  const runs = read(
    `$ wrk -d2s http://a\n${PLAIN}\n--- deploy=3\n(base) me@host % wrk\n${STATUS}\n#=> again\n${PLAIN}`,
  );
  deepEqual(runs.map((run) => run.run), [1, 2, 3]);
  assertValues(runs[1], { "errors_status total": 8234 });
  assertValues(runs[2], { "throughput mean": 48213.35 });
  equal(measured(runs[2], "throughput", "mean").source, "a.txt#L35");
});

Deno.test("wrk reads runs whose header was cut away", () => {
  const headless = (text: string) =>
    text.split("\n").slice(2).join("\n").replace("  Thread", "Thread");
  const runs = read(`#=> POLKA\n${headless(PLAIN)}\n#=> EXPRESS\n${headless(STATUS)}`);
  equal(runs.length, 2);
  assertValues(runs[0], { "throughput mean": 48213.35, "errors_status total": 0 });
  assertValues(runs[1], { "throughput mean": 40740.73 });
  ok(!isShown(runs[0], "connections", "total"));
});

for (const prefix of ["//   ", "# ", "\t", "    ", "> ", "wrk-1  | ", "2024-05-06T07:08:09.1Z "]) {
  Deno.test(`wrk reads lines that begin with ${JSON.stringify(prefix)}`, () => {
    const prefixed = STATUS.trimEnd().split("\n").map((line) => prefix + line).join("\n");
    const plain = read(STATUS)[0];
    const [run] = read(prefixed + "\n");
    deepEqual(run, plain);
  });
}

Deno.test("wrk reads coloured text with Windows line ends like any other", () => {
  const coloured = STATUS.replaceAll("\n", "\u001b[0m\r\n").replaceAll(
    "  Latency",
    "\u001b[1;32m  Latency",
  );
  deepEqual(read(cleanText(coloured)), read(STATUS));
});

Deno.test("wrk reads nothing of two outputs side by side", () => {
  const right = STATUS.split("\n");
  const paired = PLAIN.trimEnd().split("\n").map((line, index) =>
    `${line.padEnd(60)}|  ${right[index]}`
  );
  const runs = read(paired.join("\n") + `\n${PLAIN}`);
  equal(runs.length, 2);
  deepEqual(runs[0]?.measurements, []);
  deepEqual(rules(runs[0]), ["truncated-input"]);
  assertValues(runs[1], { "throughput mean": 48213.35 });
});

Deno.test("wrk keeps what stands before a cut and says that the rest is missing", () => {
  const cut = STATUS.slice(0, STATUS.indexOf("  Non-2xx"));
  const [run] = read(cut + "\n");
  assertValues(run, { "requests total": 81828, "latency p99": 0.00363 });
  ok(!run?.measurements.some((each) => each.metric.startsWith("errors_")));
  ok(!isShown(run, "throughput", "mean"));
  deepEqual(rules(run), ["truncated-input"]);
});

for (const name of ["status_errors", "socket_errors", "lua_summary", "minutes"]) {
  Deno.test(`wrk never gives another number when ${name}.txt is cut, wherever it is`, () => {
    assertCutsAreHonest(wrkFormat, fixture(`wrk/${name}.txt`));
  });
}

Deno.test("wrk reads a run that was cut and one that follows it", () => {
  const runs = read(STATUS.slice(0, STATUS.indexOf("81828")) + "\n" + PLAIN);
  equal(runs.length, 2);
  ok(!isShown(runs[0], "requests", "total"));
  assertValues(runs[1], { "requests total": 96494 });
});

Deno.test("wrk takes no half number from the last line of a run that was cut", () => {
  const half = STATUS.slice(0, STATUS.indexOf("234\n"));
  const [run] = read(`${half}\n${PLAIN}`);
  ok(half.endsWith("responses: 8"));
  ok(!run?.measurements.some((each) => each.metric === "errors_status"));
  const minutes = STATUS.slice(0, STATUS.indexOf("s\n  81828"));
  const [other] = read(`${minutes}\n${PLAIN}`);
  ok(minutes.endsWith("99%    3.63m"));
  ok(!isShown(other, "latency", "p99"));
  ok(isShown(other, "latency", "p90"));
});

Deno.test("wrk takes the two rates that somebody cut out alone, and no other line of that name", () => {
  const [run] = read("Running 30s test @ http://a\nRequests/sec:  10.00\nTransfer/sec:  1.00KB\n");
  assertValues(run, { "throughput mean": 10, "transfer_rate mean": 1024 });
  ok(!isShown(run, "errors_read", "total"));
  const [other] = read("Running 30s test @ http://a\nRequests/sec: 92.259061981615\n");
  ok(!isShown(other, "throughput", "mean"));
});

Deno.test("wrk says that the row of its latency cannot be read", () => {
  const [run] = read(PLAIN.replace("176.26us", "176.26 us"));
  ok(!isShown(run, "latency", "mean"));
  deepEqual(rules(run), ["truncated-input"]);
  ok(run?.findings[0]?.message.startsWith('no row "Latency" can be read below line 3;'));
});

Deno.test("wrk reads all runs of a build log, each behind its time stamps", () => {
  const log = (text: string, second: number) =>
    text.trimEnd().split("\n").map((line, index) =>
      `2026-11-21T10:00:${10 + second}.${1234567 + index}Z ${line}\n`
    ).join("");
  const runs = read(
    log("##[group]Run ./bench.sh", 0) + log(PLAIN, 1) + log(STATUS, 2) + log(PLAIN, 3),
  );
  const figures = (list: readonly Run[]) =>
    list.map(({ labels, measurements, findings }) => [
      ...[labels, findings.length],
      measurements.map(({ metric, statistic, value }) => [metric, statistic, value]),
    ]);
  deepEqual(figures(runs), figures(read(PLAIN + STATUS + PLAIN)));
});

Deno.test("wrk says that a server's line stands within its percentiles, and leaves out what follows", () => {
  const [run] = read(STATUS.replace(/^( +90%.*)$/m, "server: accepted 12 connections\n$1"));
  ok(isShown(run, "latency", "p75"));
  ok(!isShown(run, "latency", "p90") && !isShown(run, "latency", "p99"));
  deepEqual(rules(run), ["truncated-input"]);
  equal(
    run?.findings[0]?.message,
    'other lines stand within the "Latency Distribution"; its rows from line 10 on are left out',
  );
});

Deno.test("wrk takes no share above all of them for a percentile", () => {
  const [run] = read(fixture("wrk/status_errors.txt").replace(/^ +90%/m, "    190%"));
  ok(isShown(run, "latency", "mean") && !isShown(run, "latency", "p90"));
});

Deno.test("wrk leaves out an error count that overflowed", () => {
  const [run] = read(PLAIN.replace("Requests/sec", "  Non-2xx or 3xx responses: -5\nRequests/sec"));
  ok(!run?.measurements.some((each) => each.metric === "errors_status"));
  deepEqual(rules(run), ["sentinel-value"]);
});

Deno.test("wrk reads numbers with thousands separators", () => {
  const [run] = read(PLAIN.replace("96494 requests", "1,096,494 requests"));
  assertValues(run, { "requests total": 1_096_494 });
});

Deno.test("wrk and wrk2 recognise their own text and not each other's", () => {
  const wrk2 = "Running 30s test @ http://a\n  Thread calibration: mean lat.: 1.735ms\n";
  equal(wrkFormat.recognizes(PLAIN), true);
  equal(wrk2Format.recognizes(PLAIN), false);
  equal(wrkFormat.recognizes(wrk2), false);
  equal(wrk2Format.recognizes(wrk2), true);
  for (const format of [wrkFormat, wrk2Format]) {
    equal(format.recognizes("Summary:\n  Total:\t0.0072 secs\n"), false);
    equal(format.recognizes("Running 10s test @ http://a\n10 connections\n\n┌────┬────┐\n"), false);
    equal(format.recognizes("BM_Echo  1 ns  1 ns  100\n"), false);
  }
});

Deno.test("wrk passes over a line of a million characters", async () => {
  const seconds = await cpuSecondsOf(() => {
    const [run] = read(`${PLAIN}${"Running ".repeat(125_000)}\n${"1".repeat(1_000_000)}\n`);
    assertValues(run, { "throughput mean": 48213.35 });
  });
  ok(seconds < 1, `${seconds} s`);
});
