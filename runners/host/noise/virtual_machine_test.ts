import assert from "node:assert/strict";
import type { NoiseState } from "./check.ts";
import { parseInterrupts } from "./interrupts.ts";
import { assess } from "./measure.ts";
import { cpuSeconds, tasksIn } from "./tasks.ts";
import { fixtureFiles, hostWith } from "./testing.ts";
import { noiseLines } from "./text.ts";

const before = fixtureFiles("virtual_machine_before.txt");
const after = fixtureFiles("virtual_machine_after.txt");
const host = { ...hostWith({ virtual: true }), before, after };
const results = assess(host);
const stateOf = (name: string) => results.find((each) => each.name === name)?.state;
const measuredOf = (name: string) => results.find((each) => each.name === name)?.measured ?? "";

Deno.test("the files of a real virtual machine are judged, and what it hides is unknown", () => {
  const states = Object.fromEntries(results.map(({ name, state }) => [name, state]));
  const expected: Record<string, NoiseState> = {
    processes: "bad",
    isolation: "acceptable",
    governor: "unknown",
    turbo: "unknown",
    smt: "unknown",
    thermal: "unknown",
    steal: "good",
    "cpu-quota": "good",
    swap: "good",
    timer: "good",
    interrupts: "good",
    "transparent-huge-pages": "good",
    "numa-balancing": "good",
    "nmi-watchdog": "good",
    "address-randomization": "good",
  };
  for (const [name, state] of Object.entries(expected)) assert.equal(states[name], state, name);
});

Deno.test("the process that spun on the virtual machine is named, and not the one that waited", () => {
  const spinning = [...tasksIn(after).values()].find(({ name }) => name === "sh");
  assert.match(measuredOf("processes"), new RegExp(`: sh \\(pid ${spinning?.pid}\\) \\d`));
  assert.doesNotMatch(measuredOf("processes"), /timeout/);
});

Deno.test("our own processes are not counted as others", () => {
  const own = new Set(tasksIn(after).keys());
  const [result] = assess({ ...host, own }).filter(({ name }) => name === "processes");
  assert.doesNotMatch(result?.measured ?? "", /sh \(pid/);
});

Deno.test("what is to be changed comes by effect, then unknown, then good", () => {
  const order = ["bad", "acceptable", "unknown", "good"];
  const places = results.map(({ state, effect }) =>
    order.indexOf(state) < 2 ? (effect?.share === null ? 1 : 0) : order.indexOf(state)
  );
  assert.deepEqual(places, places.toSorted((a, b) => a - b));
  const shares = results.filter((_, index) => places[index] === 0)
    .map(({ effect }) => effect?.share as number);
  assert.ok(shares.length >= 2);
  assert.deepEqual(shares, shares.toSorted((a, b) => b - a));
});

Deno.test("the text has a remedy for everything bad and ends with a count of the states", () => {
  const lines = noiseLines(results);
  const remedies = lines.filter((line) => line.includes("change: ")).length;
  assert.equal(remedies, results.filter(({ remedy }) => remedy !== "").length);
  for (const { name, state, remedy } of results) {
    if (state === "bad") assert.notEqual(remedy, "", name);
  }
  assert.ok(!lines.some((line) => line.includes("measured for 2 s on the worst core")));
  assert.match(lines.at(-1) as string, /^ {2}1 bad, 1 acceptable, 4 unknown, 12 good$/);
});

Deno.test("tasksIn() reads what proc(5) says, whatever a program calls itself, and leaves out what is cut", () => {
  const line = (name: string) =>
    `9 (${name}) S 1 9 9 0 -1 4194304 1 2 3 4 70 5 300 400 20 0 1 0 5 6 7`;
  const tasks = tasksIn(
    new Map([
      ["/proc/9/stat", line("a) R (b")],
      ["/proc/10/stat", "10 (cut) S 1 9 9 0 -1 4194304 1 2 3 4 70"],
      ["/proc/self/stat", line("self")],
    ]),
  );
  assert.deepEqual([...tasks], [[9, { pid: 9, name: "a) R (b", ticks: 75 }]]);
  // user nice system idle iowait irq softirq steal guest guest_nice
  const stat = "cpu  1 20 300 4000 50000 600000 7000000 80 9 9\ncpu7 1\n";
  assert.deepEqual(cpuSeconds(stat, "cpu"), { busy: 76003.21, steal: 0.8 });
  assert.deepEqual(cpuSeconds(stat, "cpu7"), { busy: 0.01, steal: 0 });
});

Deno.test("cpuSeconds() reads one processor or all", () => {
  const stat = before.get("/proc/stat") as string;
  const [all, first, second] = ["cpu", "cpu0", "cpu1"].map((name) => cpuSeconds(stat, name));
  assert.ok(Math.abs((all?.busy ?? 0) - (first?.busy ?? 0) - (second?.busy ?? 0)) < 0.05);
  assert.ok((all?.steal ?? 0) > 0);
  assert.equal(cpuSeconds(stat, "cpu2"), undefined);
});

Deno.test("parseInterrupts() reads a real table and one whose columns skip a core", () => {
  const real = parseInterrupts(after.get("/proc/interrupts") as string);
  assert.deepEqual([...real.find(({ id }) => id === "LOC")?.counts.keys() ?? []], [0, 1]);
  assert.equal(real.find(({ id }) => id === "36")?.name, "virtio1-req.0");
  const skipping = parseInterrupts(
    Deno.readTextFileSync(new URL("./testdata/interrupts_8_cores.txt", import.meta.url)),
  );
  const line = skipping.find(({ id }) => id === "131");
  assert.equal(line?.name, "eno1-TxRx-1");
  assert.equal(line?.counts.get(3), undefined);
  assert.equal(line?.counts.get(4), 7_000_000);
  assert.equal(skipping.find(({ id }) => id === "LOC")?.counts.get(7), 1_000_006);
});

Deno.test("parseInterrupts() takes counts of cores alone, the last word of a device, and all words of the kernel's", () => {
  const text = " CPU0  CPU1\n  7: 1  2  IO-APIC 7-edge  a,b\nLOC:\t3 4  Local timer interrupts\n" +
    "ERR:  5\n 9a: 6 x7 8y\n12:\nno line\n";
  const parsed = parseInterrupts(text).map(({ id, name, counts }) => [id, name, ...counts]);
  assert.deepEqual(parsed, [
    ["7", "a,b", [0, 1], [1, 2]],
    ["LOC", "Local timer interrupts", [0, 3], [1, 4]],
    ["ERR", "", [0, 5]],
    ["9a", "8y", [0, 6]],
    ["12", ""],
  ]);
  assert.deepEqual(parseInterrupts(""), []);
});

Deno.test("a hypervisor that never reported stolen time is not taken at its word", () => {
  const silent = { "/proc/stat": "cpu  1 0 1 9 0 0 0 0 0 0\ncpu0 1 0 1 9 0 0 0 0 0 0" };
  const steal = (virtual: boolean) =>
    assess(hostWith({ before: silent, virtual })).find(({ name }) => name === "steal")?.state;
  assert.equal(steal(true), "unknown");
  assert.equal(steal(false), "good");
  assert.equal(stateOf("steal"), "good");
});
