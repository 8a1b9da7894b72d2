import { deepEqual, equal, match } from "node:assert/strict";
import { verifyReport } from "../verify.ts";
import { problemLine } from "./problem.ts";
import { forge, makeRecordedReport, withFolder } from "./testing.ts";

/** What is said of the report below after one of its tables was altered. */
function saidAfter(table: string, from: RegExp, to: string): Promise<string[]> {
  let said: string[] = [];
  return withFolder(async (data) => {
    const folder = await makeRecordedReport(data);
    await forge(folder, table, from, to);
    said = (await verifyReport("recorded", data)).problems.map(problemLine);
  }).then(() => said);
}

Deno.test("every row of a report as it was recorded comes out again", () =>
  withFolder(async (data) => {
    const folder = await makeRecordedReport(data);
    const lines = (await Deno.readTextFile(`${folder}/summary.csv`)).trimEnd().split("\n");
    const { derived, problems } = await verifyReport("recorded", data);
    deepEqual([derived, problems], [lines.length - 1, []]);
  }));

/** What may be altered of a computed table, and what is said of it. */
const FAULTS: { fault: string; table: string; from: RegExp; to: string; line: RegExp }[] = [
  {
    fault: "a median of a summary",
    table: "summary.csv",
    from: /(throughput,mean,1\/s,wall,,2,)[\d.]+/,
    to: "$199999",
    line: /summary\.csv:\d+: expected median \d[\d.]*, computed again, found 99999; restore/,
  },
  {
    fault: "an interval that a single repeated value does not have",
    table: "summary.csv",
    from: /(throughput,mean,1\/s,wall,,2,[\d.]+,[\d.]+,),/,
    to: "$11,",
    line: /summary\.csv:\d+: expected low none, .*, found 1; restore/,
  },
  {
    fault: "a summary that is no longer withheld",
    table: "measurements.csv",
    from: /(throughput,mean,[\d.]+,1\/s,wall,,,)ok/g,
    to: "$1withheld",
    line: /summary\.csv:\d+: expected status withheld, .*, found ok; restore/,
  },
  {
    fault: "a summary that hides a lower bound",
    table: "measurements.csv",
    from: /(throughput,mean,[\d.]+,1\/s,wall,,,ok,)/,
    to: "$1generator-saturated;",
    line: /summary\.csv:\d+: expected status lower bound, .*, found ok; restore/,
  },
  {
    fault: "a lower bound that no finding gives",
    table: "summary.csv",
    from: /(throughput,mean,.*,)ok,/,
    to: "$1lower bound,",
    line: /summary\.csv:\d+: expected status ok, .*, found lower bound; restore/,
  },
  {
    fault: "a rank that no comparison gives",
    table: "summary.csv",
    from: /(throughput,mean,.*),,(,ok)/,
    to: "$1,1,1$2",
    line: /summary\.csv:\d+: expected rank_low none, .*, found 1; restore/,
  },
  {
    fault: "a summary that was taken out",
    table: "summary.csv",
    from: /^.*,latency,max,.*\n/m,
    to: "",
    line:
      /summary\.csv: expected a row of s, a, 10, connections, latency, max, .*, found none; restore/,
  },
  {
    fault: "a comparison of programs that have no values",
    table: "comparisons.csv",
    from: /$/,
    to: "s,,,10,connections,throughput,mean,a,b,2,1.9,2.1,0.001,faster\n",
    line: /comparisons\.csv:2: expected a row of values that measurements\.csv has, found/,
  },
  {
    fault: "a state of a scenario that has no objective",
    table: "states.csv",
    from: /$/,
    to: "s,a,,,10,connections,sustained,2,0,,,\n",
    line: /states\.csv:2: expected a row of values that measurements\.csv has, found/,
  },
];

for (const { fault, table, from, to, line } of FAULTS) {
  Deno.test(`verifyReport() names ${fault}, though the checksums agree`, async () => {
    const said = await saidAfter(table, from, to);
    equal(said.length, 1, said.join("\n"));
    match(said[0] ?? "", line);
  });
}
