import { deepEqual, equal, match, ok } from "node:assert/strict";
import { verifyReport } from "../verify.ts";
import { problemLine } from "./problem.ts";
import { forge, makeRecordedReport, withFolder } from "./testing.ts";

Deno.test("verifyReport() names the row whose value is not what its raw file says, and both values", () =>
  withFolder(async (data) => {
    const folder = await makeRecordedReport(data);
    const { values } = await verifyReport("recorded", data);
    ok(values > 10, String(values));
    await forge(
      folder,
      "measurements.csv",
      /(throughput,mean,)[\d.]+(,1\/s,wall,,,.*s\.a\.1\/)/,
      "$199999.99$2",
    );
    const verified = await verifyReport("recorded", data);
    deepEqual([verified.problems.length, verified.values], [1, values - 1]);
    match(
      verified.problems.map(problemLine)[0] as string,
      /measurements\.csv:\d+: expected \d[\d.]*, as raw\/s\.a\.1\/wrk\.txt#L\d+ says, found 99999\.99; restore/,
    );
  }));

Deno.test("verifyReport() names a row that has the value of another implementation's trial", () =>
  withFolder(async (data) => {
    const folder = await makeRecordedReport(data);
    await forge(folder, "measurements.csv", /^s,a,(.*s\.a\.1\/)/m, "s,b,$1");
    const { problems } = await verifyReport("recorded", data);
    deepEqual(problems.map(({ expected, found }) => `${expected}: ${found}`), [
      "a row of trial s.a.1, whose file it names: one of another",
    ]);
  }));

Deno.test("verifyReport() notes rows that the formats do not read today", () =>
  withFolder(async (data) => {
    const folder = await makeRecordedReport(data);
    for (const trial of ["s\\.a\\.1", "s\\.a\\.2"]) {
      const row = new RegExp(`transfer_rate,mean(,.*${trial}/)`);
      await forge(folder, "measurements.csv", row, "transfer_rate,max$1");
    }
    await forge(folder, "summary.csv", /transfer_rate,mean,/, "transfer_rate,max,");
    const { problems, notes } = await verifyReport("recorded", data);
    deepEqual(problems, []);
    match(notes[0] ?? "", /^recorded: 2 rows of measurements\.csv not compared, .*csv:\d+ is/);
  }));

Deno.test("verifyReport() names a value that was taken out of the table, and where it stands", () =>
  withFolder(async (data) => {
    const folder = await makeRecordedReport(data);
    await forge(folder, "measurements.csv", /^.*,latency,max,.*s\.a\.2\/.*\n/m, "");
    const { problems, notes } = await verifyReport("recorded", data);
    match(
      problems.map(problemLine)[0] as string,
      /measurements\.csv: expected a row of latency max \d[\d.]*, as raw\/s\.a\.2\/wrk\.txt\.gz#L\d+ says, found none; restore/,
    );
    deepEqual(notes, []);
  }));

Deno.test("verifyReport() notes values of a kind that the table has nowhere: formats read more since", () =>
  withFolder(async (data) => {
    const folder = await makeRecordedReport(data);
    for (const table of ["measurements.csv", "summary.csv"]) {
      await forge(folder, table, /^.*,latency,max,.*\n/gm, "");
    }
    const { problems, notes } = await verifyReport("recorded", data);
    deepEqual(problems, []);
    equal(notes.length, 1);
    match(
      notes[0] ?? "",
      /^recorded: 2 values that the raw files hold are not in measurements\.csv, .*: latency max at raw\/s\.a\.1\/wrk\.txt#L\d+ is the first$/,
    );
  }));
