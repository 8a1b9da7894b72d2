import { deepEqual, equal, ok } from "node:assert/strict";
import { assertValues, measured, rules } from "../../../tests/formats/testing.ts";
import { wrkFormat } from "./wrk.ts";

/** As `WrkAbstract.java` of Hyperfoil prints it; written by hand, with round figures. */
const HYPERFOIL = `Running 10s test @ http://localhost:8080/
  2 threads and 10 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.20ms  456.00μs   12.06ms   88.46%
    Req/Sec   8241.87    123.00   8500.00     70.00
  Latency Distribution
     50.000%    1.11ms
     99.999%   12.06ms
    100.000%   12.06ms
  82410 requests in 10.001s,  12.50MB read
Requests/sec: 8240.18
Transfer/sec:   1.25MB
`;
const ERRORS = `Socket errors: connectionErrors 7, requestTimeouts 3
Non-2xx or 3xx responses: 41
`;

const read = (text: string) => wrkFormat.read(text, { file: "a.txt" });

Deno.test("Hyperfoil's clone of wrk is read as it prints, with its errors behind the rates", () => {
  const [run, ...others] = read(`${HYPERFOIL}${ERRORS}`);
  equal(others.length, 0);
  equal(run?.labels.tool, "Hyperfoil");
  assertValues(run, {
    "requests total": 82_410,
    "duration total": 10.001,
    "bytes_received total": 12.5 * 1024 ** 2,
    "transfer_rate mean": 1.25 * 1024 ** 2,
    "latency mean": 0.0012,
    "latency stdev": 0.000456,
    "latency p50": 0.00111,
    "errors_connect total": 7,
    "errors_timeout total": 3,
    "errors_status total": 41,
  });
  deepEqual(rules(run), []);
});

Deno.test("Hyperfoil adds no samples, and does not tell its loop", () => {
  const [run] = read(HYPERFOIL);
  equal(measured(run, "latency", "mean").loop, "");
  equal(measured(run, "latency", "p99.999").loop, "");
});

Deno.test("Hyperfoil's last lines may have been cut off, so that no error of it is 0", () => {
  ok(!read(HYPERFOIL)[0]?.measurements.some(({ metric }) => metric.startsWith("errors_")));
  const [run] = read(`${HYPERFOIL}${ERRORS}`);
  ok(!run?.measurements.some(({ metric }) => metric === "errors_read"));
});

Deno.test("a run of Hyperfoil that received kilobytes has them", () => {
  const [run] = read(
    HYPERFOIL.replace(" 12.50MB", "  1.50kB").replace("  1.25MB", "100.00B "),
  );
  assertValues(run, { "bytes_received total": 1536, "transfer_rate mean": 100 });
});

Deno.test("no zero is made of error lines that stand where wrk prints none", () => {
  const wrk = HYPERFOIL.replace("70.00\n", "70.00%\n");
  equal(measured(read(wrk)[0], "errors_status", "total").value, 0);
  const [run] = read(`${wrk}${ERRORS}`);
  ok(!run?.measurements.some(({ metric }) => metric.startsWith("errors_")));
  deepEqual(rules(run), ["truncated-input"]);
});
