import { deepEqual, equal, match, ok } from "node:assert/strict";
import { formatFindings } from "./audit_command.ts";
import { RULES } from "./audit/mod.ts";
import type { InspectedRun } from "./inspected.ts";
import { findingsOfRuns } from "./inspected_tables.ts";

const COMMAND = new URL("audit_command.ts", import.meta.url).pathname;

/** What wrk prints, with the figures of hyper.dev/letloop's C (h2o) at 16 connections. */
const H2O = `Running 10s test @ http://127.0.0.1:18300/
  2 threads and 16 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency    79.00us  100.00us   5.00ms   99.00%
    Req/Sec   198.83k     1.00k  200.00k    80.00%
  Latency Distribution
     50%   40.00us
     75%   60.00us
     90%  100.00us
     99%    1.81ms
  3976690 requests in 10.00s, 1.63GB read
Requests/sec: 397669.00
Transfer/sec:    166.91MB
`;

async function run(args: readonly string[], input = ""): Promise<[number, string, string]> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-read", COMMAND, ...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input)).catch(() => {});
  await writer.close().catch(() => {});
  const { code, stdout, stderr } = await child.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return [code, text(stdout), text(stderr)];
}

Deno.test("audit prints the findings of a raw file, the gravest first, and ends with 0", async () => {
  const [code, output] = await run(["-"], H2O);
  equal(code, 0);
  const lines = output.trimEnd().split("\n");
  match(lines[0] ?? "", /^-: 1 finding withholds values/);
  match(
    lines[1] ?? "",
    /^ {2}withhold: littles-law: latency: in flight 31\.4 = 397,669\/s x 79 µs.*\(#L\d+\)$/,
  );
});

Deno.test("audit names what it cannot read, reads the rest and ends with 1", async () => {
  const [code, output, errors] = await run(["no-such-file.txt", "-"], H2O);
  equal(code, 1);
  match(errors, /^error: no-such-file\.txt: there is no such file/);
  match(output, /littles-law/);
});

Deno.test("audit ends with 2 where nothing is named, or rules and files at once", async () => {
  for (const args of [[], ["--rules", "a.txt"], ["--no-such-option"]]) {
    equal((await run(args))[0], 2, args.join(" "));
  }
});

Deno.test("audit --rules lists every rule, as text and as JSON", async () => {
  const [code, text] = await run(["--rules"]);
  equal(code, 0);
  ok(RULES.every(({ name, why }) => text.includes(`${name} (`) && text.includes(why)));
  const rules = JSON.parse((await run(["--rules", "--output", "json"]))[1]) as { name: string }[];
  deepEqual(rules.map(({ name }) => name), RULES.map(({ name }) => name));
});

Deno.test("audit --output json and csv give the same findings", async () => {
  const json = JSON.parse((await run(["-", "--output", "json"], H2O))[1]) as { rule: string }[];
  const csv = (await run(["-", "--output", "csv"], H2O))[1].trimEnd().split("\n");
  match(csv[0] ?? "", /^input,runs,rule,severity,scenario,.*,message,source$/);
  deepEqual(csv.slice(1).map((line) => line.split(",")[2]), json.map(({ rule }) => rule));
});

const finding = {
  rule: "r",
  severity: "warn",
  metric: "latency",
  statistic: "p99",
  message: "m",
  source: "a.txt#L1",
} as const;
const runs: InspectedRun[] = [1, 2].map((run) => ({
  file: "a.txt",
  format: "wrk",
  run,
  labels: {},
  measurements: [],
  findings: [finding],
}));

Deno.test("findingsOfRuns() tells a finding about two runs once", () => {
  deepEqual(findingsOfRuns(runs).map((each) => each.runs), [[1, 2]]);
});

Deno.test("audit names each value that a format left out, though the words are the same", async () => {
  const file = new URL("formats/testdata/hey/few.txt", import.meta.url);
  const text = (await Deno.readTextFile(file)).replace("  95% in", "  0% in");
  const [, out] = await run(["-", "--output", "csv"], text);
  const leftOut = out.split("\n").filter((line) =>
    line.includes("20 answers have no such percentile")
  );
  deepEqual(
    leftOut.map((line) => line.includes(",latency,p95,") || line.includes(",latency,p99,")),
    [
      true,
      true,
    ],
  );
});

Deno.test("formatFindings() names runs and lines, and hides control characters", () => {
  equal(
    formatFindings("a.txt", findingsOfRuns(runs)),
    "a.txt: 1 finding warns\n  warn: r: run 1 and 2, latency p99: m (#L1)\n",
  );
  const [first] = findingsOfRuns(runs);
  const hostile = { ...first as NonNullable<typeof first>, message: "a\u001b[2Jb" };
  ok(!formatFindings("a.txt", [hostile]).includes("\u001b"));
  equal(formatFindings("a.txt", []), "a.txt: nothing found\n");
});
