import { deepEqual, equal } from "node:assert/strict";
import { mixedVersions } from "./mixed_versions.ts";
import { check, factsOf, loadRows } from "./testing.ts";

const rows = [1, 2].flatMap((connections) => loadRows({ connections, throughput: 1 }));
const facts = (load: number, tools: string[], programs: string[]) =>
  factsOf({ load, load_unit: "connections", tools, programs });

Deno.test("mixed-versions warns of a ladder that two versions of a program climbed", () => {
  const trials = [
    facts(1, ["wrk 4.2.0"], ["hono 4.6.0"]),
    facts(2, ["wrk 4.2.0"], ["hono 4.12.27"]),
  ];
  const findings = check(mixedVersions, rows, { trials });
  deepEqual(
    findings.map(({ message }) => message),
    ["one ladder was measured with hono 4.12.27 and hono 4.6.0"],
  );
  equal(findings[0]?.rows.length, 2);
});

Deno.test("mixed-versions warns of two versions of the load tool in one scenario", () => {
  const trials = [facts(1, ["wrk 4.1.0"], []), facts(2, ["wrk 4.2.0"], [])];
  equal(check(mixedVersions, rows, { trials }).length, 1);
});

Deno.test("mixed-versions lets implementations and tools of one trial have versions of their own", () => {
  const trials = [
    facts(1, ["wrk 4.2.0", "pidstat 12.6.1"], ["node 22.1.0"]),
    { ...facts(2, ["wrk 4.2.0", "pidstat 12.6.1"], ["node 24.0.0"]), implementation: "b" },
  ];
  deepEqual(check(mixedVersions, rows, { trials }), []);
});

Deno.test("mixed-versions takes programs for two whose names differ, with a version or without", () => {
  const of = (first: string, second: string) =>
    check(mixedVersions, rows, { trials: [facts(1, [], [first]), facts(2, [], [second])] }).length;
  deepEqual([of("server-a", "server-b"), of("bun 1.2.0", "run 1.3.0"), of("a 1", "a 2")], [
    0,
    0,
    1,
  ]);
});
