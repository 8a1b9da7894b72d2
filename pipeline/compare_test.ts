import { deepEqual, equal, match, ok } from "node:assert/strict";
import { madeUpReport, writeReport } from "./compare/testing.ts";

const COMMAND = new URL("compare.ts", import.meta.url).pathname;
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
const other = madeUpReport({ name: "other" });
other.environment.fingerprint.kernel = "6.2.0";
other.environment.fingerprint.cpu = "evil\u001b[2J";
const unknown = madeUpReport({ name: "unknown" });
unknown.environment = { ...unknown.environment, known: false, fingerprint: {} };
const programs = madeUpReport({ name: "programs" });
for (const trial of programs.trials) trial.programs = [{ name: "gcc", version: "15.1.0" }];
const bounded = madeUpReport({ name: "bounded", factor: (name) => name === "birch" ? 0.9 : 1 });
for (const row of bounded.tables.summary) {
  if (row.implementation === "cedar" && row.metric === "throughput") row.status = "lower bound";
}
for (const report of [madeUpReport({ name: "a" }), bounded, other, unknown, programs]) {
  await writeReport(root, report);
}

Deno.test("compare prints aligned tables, counts, and >= before lower bounds, and ends with 0", async () => {
  const [code, output] = await run(root, ["a", "bounded"]);
  equal(code, 0);
  const lines = output.split("\n");
  match(output, /^counter, throughput mean in req\/s, higher is better, noise floor [\d.]+ %$/m);
  match(output, /^counter, latency p99 in ms, lower is better, /m);
  equal(lines.filter((line) => line.startsWith("  birch ") && line.endsWith("slower")).length, 6);
  match(output, /^24 cells: 0 faster, 6 slower, /m);
  match(output, /^ {2}cedar .* >= [\d,]+ {2}>= [01]\.\d{3} {2}from [01]\.\d{3} /m);
  const table = lines.filter((line) => /^ {2}(implementation|alder|birch|cedar)/.test(line));
  const place = table[0]?.indexOf("95 % interval") ?? -1;
  ok(table.slice(0, 13).every((line) => /^\d\.\d{3} to |^from |^95/.test(line.slice(place))));
});

Deno.test("compare refuses another host with the keys and both values, and ends with 1", async () => {
  const [code, output, errors] = await run(root, ["a", "other"]);
  equal(code, 1);
  equal(output, "");
  match(errors, /^error: a \(A\) and other \(B\) are not compared/);
  match(errors, /^ {2}key +in A +in B$/m);
  match(errors, /^ {2}kernel +6\.1\.0 +6\.2\.0$/m);
  match(errors, /^--across compares them all the same/m);
  ok(!errors.includes("\u001b"));
});

Deno.test("compare refuses a host that nobody knows, and programs that differ for all cells", async () => {
  const [code, , errors] = await run(root, ["unknown", "a"]);
  equal(code, 1);
  match(errors, /^ {2}host +\(not known\) +known$/m);
  const [all, , keys] = await run(root, ["a", "programs"]);
  equal(all, 1);
  match(keys, /^ {2}gcc \(counter, cedar\) +14\.2\.0 +15\.1\.0$/m);
});

Deno.test("compare --across labels every line, object and record", async () => {
  const [code, output] = await run(root, ["a", "other", "--across"]);
  equal(code, 0);
  for (const line of output.split("\n")) {
    if (line !== "") ok(line.startsWith("across hosts: cpu, kernel |"), line);
  }
  const [, csv] = await run(root, ["a", "other", "--across", "--output", "csv"]);
  const records = csv.trimEnd().split("\n").slice(1);
  equal(records.length, 24);
  ok(records.every((line) => line.endsWith(',"across hosts: cpu, kernel"')));
  const json = JSON.parse((await run(root, ["a", "unknown", "--across", "--output", "json"]))[1]);
  deepEqual(json.fingerprint.unknown, { a: false, b: true });
  for (const { across } of json.cells) {
    match(across, /^across hosts: B is not known, cores, cpu, kernel$/);
  }
});

Deno.test("compare --output json has fingerprints, notes, counts and cells, of the asked metrics", async () => {
  const asked = ["--metric", "latency", "--statistic", "p99", "--output", "json"];
  const json = JSON.parse((await run(root, ["a", "bounded", ...asked]))[1]);
  equal(json.fingerprint.a.hash, json.fingerprint.b.hash);
  deepEqual(json.fingerprint.differing, []);
  deepEqual(json.notes, []);
  equal(json.counts.cells, 12);
  equal(json.counts.slower, 3);
  equal(json.cells.length, 12);
  deepEqual([...new Set(json.cells.map(({ metric }: { metric: string }) => metric))], ["latency"]);
  deepEqual((await run(root, ["a", "bounded", ...asked]))[1], JSON.stringify(json, null, 2) + "\n");
});

Deno.test("compare --fail-worse ends with 1 and names what is worse beyond the share, else as without", async () => {
  const [, plain] = await run(root, ["a", "bounded"]);
  const [code, output, errors] = await run(root, ["a", "bounded", "--fail-worse", "5%"]);
  equal(code, 1);
  equal(output, plain);
  match(
    errors,
    /^error: 6 comparisons are worse by more than 5 % over the whole interval: counter\/birch, 1 core, 1 connections: throughput mean B \/ A 0\.9\d\d \(0\.8\d\d to 0\.9\d\d\); .*counter\/birch, 1 core, 64 connections: latency p99 B \/ A 1\.\d{3} /,
  );
  ok(!/alder|cedar/.test(errors));
  deepEqual(await run(root, ["a", "bounded", "--fail-worse", "20 %"]), [0, plain, ""]);
  deepEqual(await run(root, ["bounded", "a", "--fail-worse", "5%"]).then(([status]) => status), 0);
  for (const share of ["5", "-5%", "worse", ""]) {
    const [status, , why] = await run(root, ["a", "bounded", "--fail-worse", share]);
    equal(status, 2, share);
    match(why, /--fail-worse takes a share such as 5%/);
  }
});

Deno.test("compare ends with 2 on wrong usage and with 1 where a report or a metric is missing", async () => {
  for (
    const args of [
      [],
      ["a"],
      ["a", "bounded", "other"],
      ["a", "a"],
      ["a", "../b"],
      ["a", "bounded", "--output", "xml"],
      ["a", "bounded", "--metric", "throughput"],
      ["a", "bounded", "--metric", "speed", "--statistic", "mean"],
      ["a", "bounded", "--metric", "latency", "--statistic", "average"],
    ]
  ) equal((await run(root, args))[0], 2, args.join(" "));
  const [code, , errors] = await run(root, ["a", "nowhere"]);
  equal(code, 1);
  match(errors, /^error: data\/nowhere\/report\.json is not there/);
  const [none, , why] = await run(root, [
    "a",
    "bounded",
    "--metric",
    "energy",
    "--statistic",
    "total",
  ]);
  equal(none, 1);
  match(why, /nothing to compare: counter has no energy total in either report/);
});
