import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { ReportData } from "./compare/report_data.ts";
import { madeUpReport, writeReport } from "./compare/testing.ts";

const COMMAND = new URL("trends.ts", import.meta.url).pathname;
const CONFIG = new URL("../deno.json", import.meta.url).pathname;

async function run(cwd: string, args: readonly string[]): Promise<[number, string, string]> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-read=data", "--config", CONFIG, COMMAND, ...args],
    cwd,
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return [code, text(stdout), text(stderr)];
}

const root = await Deno.makeTempDir();
addEventListener("unload", () => Deno.removeSync(root, { recursive: true }));
for (let day = 1; day <= 14; day++) {
  const two = String(day).padStart(2, "0");
  const report = madeUpReport({
    name: `day-${two}`,
    created: `2026-03-${two}T00:00:00Z`,
    loads: [64],
    factor: (name) => name === "birch" && day > 7 ? 0.9 : 1,
  });
  if (day > 7) {
    for (const trial of report.trials) {
      if (trial.implementation === "birch") trial.programs = [{ name: "gcc", version: "15.1.0" }];
    }
  }
  if (day === 14) report.environment.fingerprint.kernel = "6.2.0";
  await writeReport(root, report);
}
await writeReport(
  root,
  madeUpReport({ name: "local", created: "2026-02-01T00:00:00Z", loads: [64] }),
);

Deno.test("trends prints a line a host, its changes with report and programs, and ends with 0", async () => {
  const [code, output] = await run(root, ["counter"]);
  equal(code, 0);
  match(output, /^counter on [0-9a-f]{12}: 13 reports, day-01 \(2026-03-01\) to day-13 /m);
  match(
    output,
    /^ {4}birch .* 13 .* down 10?[.\d]* % \([.\d]+ to [.\d]+ %\), slower, at day-08 \(2026-03-08\), with gcc 14\.2\.0 -> 15\.1\.0$/m,
  );
  match(output, /^ {4}birch .* up 1[01][.\d]* % \(.* %\), slower, at day-08/m);
  match(output, /^ {4}cedar .* none$/m);
  match(output, /^ {2}a line of its own: not what day-13 was measured on or with/m);
  match(output, /^ {4}kernel +6\.1\.0 +6\.2\.0$/m);
  match(output, /too short: 1 report, a change needs 6/);
});

Deno.test("trends leaves out data/local unless it is named", async () => {
  ok(!(await run(root, ["counter"]))[1].includes("local"));
  match(
    (await run(root, ["counter", "local", "day-01"]))[1],
    /2 reports, local \(2026-02-01\) to day-01/,
  );
});

Deno.test("trends says which of all reports cannot be read, and goes on with the others", async () => {
  const other = await Deno.makeTempDir();
  for (const name of ["a", "b", "copied"]) {
    await writeReport(other, madeUpReport({ name, created: "2026-03-01", loads: [64] }));
  }
  await Deno.rename(`${other}/data/copied`, `${other}/data/moved`);
  await Deno.mkdir(`${other}/data/odd/report.json`, { recursive: true });
  const [code, output, said] = await run(other, ["counter"]);
  await Deno.remove(other, { recursive: true });
  equal(code, 1);
  match(output, /^counter on [0-9a-f]{12}: 2 reports/m);
  match(said, /^error: data\/moved\/report\.json: .*\nerror: data\/odd\/report\.json: it is .*\n$/);
});

Deno.test("trends heeds what reports of other scenarios take back, and what its own take back of those", async () => {
  const other = await Deno.makeTempDir();
  const [first, second, third] = ["first", "second", "third"].map((name, index) =>
    madeUpReport({ name, created: `2026-03-0${index + 1}`, loads: [64] })
  ) as [ReportData, ReportData, ReportData];
  const taken = { state: "retracted", reason: "It was another program." } as const;
  for (const entry of second.manifest.scenarios) entry.name = "other";
  second.manifest.errata = [{ ...taken, report: "first", implementation: "birch" }];
  third.manifest.errata = [{ ...taken, report: "second", words: "the host" }];
  for (const report of [first, second, third]) await writeReport(other, report);
  const outcomes = [await run(other, ["counter"]), await run(other, ["counter", "first", "third"])];
  await Deno.remove(other, { recursive: true });
  for (const [code, output, said] of outcomes) {
    deepEqual([code, said], [0, ""]);
    match(output, /2 reports, first \(2026-03-01\) to third/);
    match(output, /^ {4}alder +1 core +64 +connections +2 /m);
    match(output, /^ {4}birch +1 core +64 +connections +1 /m);
  }
});

Deno.test("trends --output json and csv have the same points and changes", async () => {
  const asked = ["counter", "--metric", "throughput", "--statistic", "mean", "--output"];
  const json = JSON.parse((await run(root, [...asked, "json"]))[1]);
  const points = json.lines.flatMap((line: { tables: { trends: { points: unknown[] }[] }[] }) =>
    line.tables.flatMap(({ trends }) => trends.flatMap((trend) => trend.points))
  );
  const [header, ...records] = (await run(root, [...asked, "csv"]))[1].trimEnd().split("\n");
  match(header ?? "", /^host,scenario,implementation,.*,report,created,value,unit,.*,change_p$/);
  equal(records.length, points.length);
  equal(records.length, 14 * 4);
  const changes = records.filter((record) => record.includes(",down,slower,"));
  deepEqual(
    changes.map((record) => record.split(",").slice(2, 3).concat(record.split(",")[9] ?? "")),
    [
      ["birch", "day-08"],
    ],
  );
});

Deno.test("trends says why it follows no figure, and how to choose another", async () => {
  const [code, output] = await run(root, [
    ...["counter", "day-01", "day-02", "--metric", "memory_rss", "--statistic", "max"],
  ]);
  equal(code, 0);
  match(
    output,
    /^No figure of day-01 and day-02 is followed: they have no memory_rss max that counts as a result\.\nChoose others with --metric and --statistic, as their summary\.csv has them\.$/m,
  );
  ok(!(await run(root, ["counter"]))[1].includes("No figure"));
});

Deno.test("trends ends with 2 on wrong usage and with 1 where there is no such scenario", async () => {
  for (const args of [[], ["counter", "--metric", "throughput"], ["counter", "--output", "xml"]]) {
    equal((await run(root, args))[0], 2, args.join(" "));
  }
  equal((await run(root, ["counter", "../x"]))[0], 2);
  const [code, , errors] = await run(root, ["nothing"]);
  equal(code, 1);
  match(errors, /^error: no report has the scenario nothing; they have counter$/m);
});
