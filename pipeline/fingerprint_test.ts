import { deepEqual, equal, match, notEqual } from "node:assert/strict";
import { createHash } from "node:crypto";
import { madeUpReport, SCENARIO } from "./compare/testing.ts";
import type { ReportData } from "./compare/report_data.ts";
import {
  type DifferingKey,
  differingKeys,
  type Fingerprint,
  fingerprintOf,
  hashOf,
  nameOfKey,
} from "./fingerprint.ts";

function of({ environment, trials, manifest, tables }: ReportData): Promise<Fingerprint> {
  const { scenarios } = manifest;
  return fingerprintOf({ environment, trials, scenarios, rows: tables.measurements });
}

/** The keys that differ after a change of the second of two reports which are the same otherwise. */
async function differing(change: (report: ReportData) => void): Promise<DifferingKey[]> {
  const changed = madeUpReport({ name: "b" });
  change(changed);
  return differingKeys(await of(madeUpReport({ name: "a" })), await of(changed));
}

Deno.test("fingerprintOf() has host, tools, load and programs as sorted keys", async () => {
  const { keys, known } = await of(madeUpReport({ name: "a", implementations: ["alder"] }));
  equal(known, true);
  deepEqual(keys.map((key) => [key.scope, nameOfKey(key), key.value]), [
    ["host", "cores", "2"],
    ["host", "cpu", "Made-up CPU"],
    ["host", "kernel", "6.1.0"],
    ["tool", `wrk (${SCENARIO})`, "4.2.0"],
    ["load", `cores of the generator (${SCENARIO})`, "1"],
    ["load", `cores of the server (${SCENARIO})`, "0"],
    ["load", `measured (${SCENARIO})`, "2 s"],
    ["load", `warm-up (${SCENARIO})`, "0.5 s"],
    ["program", `gcc (${SCENARIO}, alder)`, "14.2.0"],
    ["program", `gcc (${SCENARIO}, alder-twin)`, "14.2.0"],
  ]);
});

Deno.test("hashOf() is the documented digest, whatever the order of the keys", async () => {
  const { keys, hash } = await of(madeUpReport({ name: "a" }));
  match(hash, /^[0-9a-f]{12}$/);
  const text = keys.map(({ scope, scenario, implementation, name, value }) =>
    `${JSON.stringify([scope, scenario, implementation, name, value])}\n`
  ).join("");
  equal(hash, createHash("sha256").update(text).digest("hex").slice(0, 12));
  equal(await hashOf([...keys].reverse()), hash);
});

Deno.test("two runs of one host have one fingerprint, though their figures differ", async () => {
  const [a, b] = [await of(madeUpReport({ name: "a" })), await of(madeUpReport({ name: "b" }))];
  equal(a.hash, b.hash);
  deepEqual(differingKeys(a, b), []);
});

Deno.test("every kind of key trips: it differs, is named with both values, and moves the hash", async () => {
  const seeded: [
    string,
    (report: ReportData) => void,
    [string, string, string | undefined, string | undefined][],
  ][] = [
    ["host", (report) => report.environment.fingerprint.kernel = "6.2.0", [
      ["host", "kernel", "6.1.0", "6.2.0"],
    ]],
    ["a key more", (report) => report.environment.fingerprint.turbo = "on", [
      ["host", "turbo", undefined, "on"],
    ]],
    ["a key less", (report) => delete report.environment.fingerprint.cpu, [
      ["host", "cpu", "Made-up CPU", undefined],
    ]],
    ["tool", (report) => {
      for (const trial of report.trials) trial.tools = [{ name: "wrk", version: "4.1.0" }];
    }, [["tool", `wrk (${SCENARIO})`, "4.2.0", "4.1.0"]]],
    ["one trial's tool", (report) => {
      Object.assign(report.trials[3] ?? {}, { tools: [{ name: "wrk", version: "4.1.0" }] });
    }, [["tool", `wrk (${SCENARIO})`, "4.2.0", "4.1.0, 4.2.0"]]],
    ["warm-up", (report) => {
      for (const trial of report.trials) trial.warmup_seconds = 3;
    }, [["load", `warm-up (${SCENARIO})`, "0.5 s", "3 s"]]],
    ["seconds", (report) => {
      for (const row of report.tables.measurements) {
        if (row.metric === "duration") row.value = 10.02;
      }
    }, [["load", `measured (${SCENARIO})`, "2 s", "10 s"]]],
    ["cores", (report) => {
      for (const trial of report.trials) for (const each of trial.processes) each.cores = [];
    }, [
      ["load", `cores of the generator (${SCENARIO})`, "1", "not pinned"],
      ["load", `cores of the server (${SCENARIO})`, "0", "not pinned"],
    ]],
    ["program", (report) => {
      for (const trial of report.trials) {
        if (trial.implementation === "birch") trial.programs = [{ name: "gcc", version: "15.1.0" }];
      }
    }, [["program", `gcc (${SCENARIO}, birch)`, "14.2.0", "15.1.0"]]],
  ];
  const { hash } = await of(madeUpReport({ name: "a" }));
  for (const [what, change, expected] of seeded) {
    const found = await differing(change);
    deepEqual(found.map((key) => [key.scope, nameOfKey(key), key.a, key.b]), expected, what);
    const changed = madeUpReport({ name: "b" });
    change(changed);
    notEqual((await of(changed)).hash, hash, what);
  }
});

Deno.test("an implementation, a scenario or seconds of one report alone are no difference", async () => {
  deepEqual(
    await differing((report) => {
      report.trials = report.trials.filter(({ implementation }) => implementation !== "cedar");
    }),
    [],
  );
  deepEqual(
    await differing((report) => {
      report.trials = report.trials.map((trial) => ({
        ...trial,
        scenario: "other",
        tools: [{ name: "k6", version: "1.8.0" }],
      }));
      report.tables = { ...report.tables, measurements: [] };
    }),
    [],
  );
});

Deno.test("one slow trial does not change the seconds of a load, nor a failed one its tools", async () => {
  deepEqual(
    await differing((report) => {
      const slow = report.tables.measurements.find(({ metric }) => metric === "duration");
      Object.assign(slow ?? {}, { value: 4.2 });
      Object.assign(report.trials[0] ?? {}, { state: "failed", tools: [] });
    }),
    [],
  );
});

Deno.test("values cannot be mistaken for other keys, whatever they hold", async () => {
  const of2 = (name: string, value: string) =>
    hashOf([{ scope: "host", scenario: "", implementation: "", name, value }]);
  notEqual(await of2("a", 'b"]\n["host","","","c","d'), await of2("a", "b"));
  notEqual(await of2("ab", "c"), await of2("a", "bc"));
});
