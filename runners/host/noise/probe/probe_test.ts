import assert from "node:assert/strict";
import fc from "fast-check";
import { allowedCores } from "../../cores.ts";
import { comesTrue } from "../../../../common/testing.ts";
import { readUsage } from "../../../executor/sampler.ts";
import { isAlive } from "../../../testing.ts";
import type { CoreGaps } from "./probe.ts";
import { measureClock } from "./clock.ts";
import { isPinned, startCoreProbe } from "./core_probe.ts";
import { summarizeGaps, watchGaps } from "./gaps.ts";
import { probeCores } from "./probe.ts";
import { repeatWork, summarizeWork } from "./work.ts";

/** A clock that goes on by these milliseconds, one after another and around again. */
function clockOf(...steps: number[]): () => number {
  let time = 0, reading = 0;
  return () => time += steps[reading++ % steps.length] as number;
}

Deno.test("watchGaps() keeps gaps above 10 microseconds and no more than there is room for", () => {
  const gaps = new Float64Array(10);
  const steps = [0.001, 0.002, 0.5, 0.01, 0.011];
  const { count, seconds } = watchGaps(0.001, gaps, clockOf(...steps));
  assert.ok(seconds >= 0.001 && seconds < 0.0016);
  for (const gap of gaps.subarray(0, count)) assert.ok(gap > 10e-6);
  assert.ok(Math.abs((gaps[0] as number) - 0.0005) < 1e-9);
  assert.equal(watchGaps(1, new Float64Array(3), clockOf(1)).count, 3);
});

Deno.test("summarizeGaps() gives share, rate, longest and the wait of a random arrival", () => {
  // One gap of 0.1 s in 1 s: an arrival waits over w with probability 0.1 - w, a thousandth at 0.099.
  const one = summarizeGaps(new Float64Array([0.1]), 1);
  assert.equal(one.share, 0.1);
  assert.equal(one.perSecond, 1);
  assert.equal(one.longestSeconds, 0.1);
  assert.ok(Math.abs(one.p999Seconds - 0.099) < 1e-12);
  assert.equal(summarizeGaps(new Float64Array([0.0004, 0.0005]), 1).p999Seconds, 0);
  assert.equal(summarizeGaps(new Float64Array(0), 1).longestSeconds, 0);
});

Deno.test("the p99.9 wait is where the gaps' excess is a thousandth of the time", () => {
  const lengths = fc.array(fc.double({ min: 1e-5, max: 0.05, noNaN: true }), { maxLength: 40 });
  fc.assert(fc.property(lengths, (gaps) => {
    const { p999Seconds, share, longestSeconds } = summarizeGaps(new Float64Array(gaps), 3);
    const excess = gaps.reduce((sum, gap) => sum + Math.max(0, gap - p999Seconds), 0) / 3;
    assert.ok(p999Seconds <= longestSeconds);
    if (share > 0.001) assert.ok(Math.abs(excess - 0.001) < 1e-9, `${excess}`);
    else assert.equal(p999Seconds, 0);
  }));
});

Deno.test("summarizeWork() tells even work from work whose speed changes", () => {
  const even = summarizeWork(new Float64Array(2000).fill(1e-3));
  assert.ok(even.cv < 1e-9 && (even.windowCv as number) < 1e-9);
  const halves = new Float64Array(2000).fill(1e-3).fill(2e-3, 1000);
  const slowed = summarizeWork(halves);
  assert.equal(slowed.slowestSeconds / slowed.fastestSeconds, 2);
  assert.equal(slowed.quartileSeconds, 1e-3);
  // 10 windows at 1,000 a second and 20 at 500: mean 667, deviation 240.
  assert.ok(Math.abs((slowed.windowCv ?? 0) - 0.36) < 0.01, `${slowed.windowCv}`);
  const alternating = new Float64Array(2000).map((_, index) => index % 2 === 0 ? 1e-3 : 2e-3);
  assert.ok((summarizeWork(alternating).windowCv as number) < 0.02);
  assert.equal(summarizeWork(new Float64Array(10).fill(1e-3)).windowCv, null);
});

Deno.test("repeatWork() and measureClock() measure with the clock they are given", () => {
  const times = new Float64Array(100);
  assert.equal(repeatWork(0.01, times, clockOf(2)), 4);
  assert.equal(times[0], 0.002);
  const clock = measureClock(0.01, clockOf(0.0001));
  assert.ok(Math.abs(clock.readSeconds - 1e-7) < 1e-12);
  assert.ok(Math.abs(clock.stepSeconds - 1e-7) < 1e-12);
});

Deno.test("a probe of 100 ms measures every core of the plan and leaves no process", async () => {
  const [first, second] = allowedCores();
  const cores = first === undefined ? [] : second === undefined ? [first] : [first, second];
  const plan = { server: cores.slice(0, 1), generator: cores.slice(1), notes: [] };
  let pids: readonly number[] = [];
  const { cores: probed, clock } = await probeCores(plan, { gaps: 0.1, work: 0.1 }, (running) => {
    pids = running;
    for (const pid of running) assert.ok(isAlive(pid));
  });
  assert.equal(probed.length, Math.max(1, cores.length));
  assert.deepEqual(
    probed.map(({ core, role }) => `${core} ${role}`),
    cores.length === 0
      ? ["undefined server"]
      : cores.map((core, index) => `${core} ${index === 0 ? "server" : "generator"}`),
  );
  assert.ok((clock?.readSeconds ?? 0) > 1e-9 && (clock?.readSeconds ?? 1) < 1e-4);
  for (const { gaps, work, alone } of probed) {
    assert.ok((gaps?.seconds ?? 0) >= 0.1);
    assert.ok((gaps?.share ?? -1) >= 0 && (gaps?.share ?? 2) < 1);
    assert.ok((work?.chunks ?? 0) > 0);
    assert.equal(alone.length, probed.length < 2 ? 0 : 4);
  }
  assert.equal(pids.length, probed.length);
  for (const pid of pids) assert.equal(isAlive(pid), false);
});

Deno.test("the hiccup probe sees a neighbour that spins on its core, and whose doing it is", async () => {
  const core = allowedCores().at(-1) as number;
  const probe = await startCoreProbe(core);
  assert.ok(probe !== undefined);
  // Bounded by itself too, should this test be ended before it ends the neighbour.
  const neighbour = new Deno.Command("taskset", {
    args: ["-c", String(core), "sh", "-c", "ulimit -t 10; while :; do :; done"],
    stdout: "null",
    stderr: "null",
  }).spawn();
  try {
    assert.ok(await comesTrue(() => (readUsage(neighbour.pid)?.ticks ?? 0) > 2));
    const gaps = await probe.order<CoreGaps>("gaps", 0.6);
    // Two tasks of equal right on one core: about half each, less where more of them run.
    assert.ok((gaps?.share ?? 0) > 0.25, `share ${gaps?.share}`);
    assert.ok((gaps?.waitedShare ?? 0) > 0.25, `waited ${gaps?.waitedShare}`);
    assert.ok((gaps?.longestSeconds ?? 0) > 1e-3);
  } finally {
    neighbour.kill("SIGTERM");
    await neighbour.status;
    await probe.stop();
  }
  assert.equal(isAlive(probe.pid), false);
});

Deno.test("a core that does not exist gives no probe and no process", async () => {
  assert.equal(await startCoreProbe(4095), undefined);
});

Deno.test("a process that may run on two cores is pinned to neither of them, nor to a third", () => {
  const own = allowedCores();
  for (const core of [...own, 4095]) {
    assert.equal(isPinned(Deno.pid, core), own.length === 1 && own[0] === core, `${core}`);
  }
  assert.equal(isPinned(Deno.pid, undefined), true);
});
