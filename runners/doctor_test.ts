import assert from "node:assert/strict";
import { type Diagnosis, objectionTo } from "./doctor.ts";
import { diagnosisText } from "./doctor_text.ts";
import { assess } from "./host/noise/measure.ts";
import { hostWith } from "./host/noise/testing.ts";

Deno.test("the text names the host, the noise by effect, tools, and what each program lacks", () => {
  const diagnosis: Diagnosis = {
    host: { title: "2-core machine", fingerprint: { cpu: "A" }, isolation: ["Pinned."] },
    noise: assess(hostWith({ before: { "/proc/sys/kernel/nmi_watchdog": "1" } })),
    load_tools: [
      { name: "wrk", versions: ["4.2.0"], lacks: [] },
      { name: "oha", versions: [], lacks: [{ reason: "not found", remedy: "cargo install" }] },
    ],
    scenarios: [{
      name: "http-counter",
      implementations: [
        { name: "node-http", versions: ["node 20.1.0"], lacks: [] },
        { name: "zig", versions: [], lacks: [{ reason: "zig is missing", remedy: "ziglang.org" }] },
      ],
      backends: [{ name: "stub", versions: ["go 1.24.1"], lacks: [] }],
    }],
  };
  const lines = diagnosisText(diagnosis).split("\n");
  assert.equal(lines[0], "host: 2-core machine");
  assert.ok(lines.includes("  ready     wrk 4.2.0"));
  assert.ok(lines.includes("  missing   oha: not found; get it: cargo install"));
  assert.ok(lines.includes("http-counter: 1 of 2 can be run here"));
  assert.ok(lines.includes("  runnable  node-http: node 20.1.0"));
  assert.ok(lines.includes("  backend   stub: go 1.24.1"));
  assert.ok(lines.includes("  missing   zig: zig is missing; get it: ziglang.org"));
  const noise = lines.indexOf("noise, what to change first");
  assert.match(lines[noise + 1] as string, /^ {2}acceptable {2}nmi-watchdog /);
});

Deno.test("--strict objects to what is bad, by name, and to nothing else", () => {
  const quiet = { "/proc/sys/kernel/nmi_watchdog": "1" };
  assert.equal(objectionTo(assess(hostWith({ before: quiet, virtual: true }))), undefined);
  const turbo = { ...quiet, "/sys/devices/system/cpu/intel_pstate/no_turbo": "0" };
  assert.match(objectionTo(assess(hostWith({ before: turbo }))) ?? "", /measure on: turbo; /);
});
