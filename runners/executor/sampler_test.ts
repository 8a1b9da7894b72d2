import assert from "node:assert/strict";
import { comesTrue } from "../../common/testing.ts";
import { delay } from "../../common/time.ts";
import { descendantsOf } from "./descendants.ts";
import { pageBytesIn, parseStat, readUsage, startSampler } from "./sampler.ts";

const PAGE_BYTES = pageBytesIn(Deno.readFileSync("/proc/self/auxv"));

Deno.test("parseStat() reads times and pages, whatever the program is called", () => {
  const rest = "S 1 2 3 4 5 6 7 8 9 10 100 20 3 4 20 0 1 0 99 1000 777 1 2 3";
  const expected = { ticks: 127, reapedTicks: 7, rssPages: 777 };
  for (const name of ["node", "a b", "a) R (b", "((()"]) {
    assert.deepEqual(parseStat(`42 (${name}) ${rest}`), expected);
  }
  assert.equal(parseStat("42 (node) S 1"), undefined);
  // Cut before the last field that is read.
  assert.equal(parseStat(`42 (node) ${rest.split(" ").slice(0, 21).join(" ")}`), undefined);
  assert.deepEqual(parseStat(`42 (node) ${rest.split(" ").slice(0, 22).join(" ")}`), expected);
});

Deno.test("startSampler() says in which units its figures are, and gives times to a tenth of a millisecond", () => {
  let time = 500;
  const start = { seconds: 0.25004, rssPages: 7 };
  const sampler = startSampler("server", [Deno.pid], start, () => time);
  time += 1234.56;
  assert.equal(sampler.now().toFixed(9), "1.234560000");
  const text = sampler.stop({ from: 0.00004, to: 1.23456 });
  const [head, first, last] = text.trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(head, {
    ...{ format: "wallclock-process-samples", version: 1, role: "server", pid: Deno.pid },
    ...{ clockTicksPerSecond: 100, pageBytes: PAGE_BYTES, intervalSeconds: 0.1 },
    ...{ measuredFrom: 0, measuredTo: 1.2346, startSeconds: 0.25, startRssPages: 7 },
  });
  assert.deepEqual([first[0], last[0]], [0, 1.2346]);
  // What the process itself says that it holds, within what it takes and gives back meanwhile.
  const held = Deno.memoryUsage().rss / 4096;
  assert.ok(Math.abs(last[2] / held - 1) < 0.2, `${last[2]} pages, and ${held} held`);
});

Deno.test("pageBytesIn() finds the page size among what the kernel tells a program", () => {
  const vector = (...words: bigint[]) => new Uint8Array(BigUint64Array.from(words).buffer);
  assert.equal(pageBytesIn(vector(16n, 6n, 6n, 65536n, 17n, 100n, 0n, 0n)), 65536);
  assert.equal(pageBytesIn(vector(16n, 6n, 0n, 0n)), 4096);
  assert.equal(pageBytesIn(new Uint8Array()), 4096);
});

Deno.test("startSampler() writes ascending times and a count of CPU that grows with work", async () => {
  const child = new Deno.Command("sh", { args: ["-c", "while :; do :; done"] }).spawn();
  const sampler = startSampler("server", [child.pid], { seconds: 0.25, rssPages: 7 });
  const used = () => readUsage(child.pid)?.ticks ?? 0;
  // In steps, so that a host that is held up holds up one sample, and until there was work to count.
  for (let step = 0; step < 13; step++) await delay(0.05);
  const before = used();
  await comesTrue(() => used() > before);
  await delay(0.2);
  const text = sampler.stop({ from: 0, to: 0.6 });
  child.kill("SIGKILL");
  await child.status;
  const [head, ...lines] = text.trim().split("\n").map((line) => JSON.parse(line));
  assert.equal(head.role, "server");
  assert.deepEqual([head.pid, head.startSeconds, head.startRssPages], [child.pid, 0.25, 7]);
  assert.deepEqual(lines.pop(), { end: true });
  assert.ok(lines.length >= 5, `${lines.length} samples`);
  for (const [index, [time, ticks, pages]] of lines.entries()) {
    if (index > 0) {
      assert.ok(time > lines[index - 1][0]);
      assert.ok(ticks >= lines[index - 1][1]);
    }
    assert.ok(pages > 0);
  }
  assert.ok(lines.at(-1)[1] > lines[0][1], "a spinning process used no CPU");
});

Deno.test("startSampler() writes one sample a time, with what was used last", async () => {
  const child = new Deno.Command("sh", { args: ["-c", "while :; do :; done"] }).spawn();
  const used = () => readUsage(child.pid)?.ticks ?? 0;
  let time = 0;
  const sampler = startSampler("server", [child.pid], undefined, () => time);
  const before = used();
  const hasGrown = await comesTrue(() => used() > before);
  time = 0.04;
  const text = sampler.stop({ from: 0, to: 0 });
  child.kill("SIGKILL");
  await child.status;
  assert.ok(hasGrown);
  const [, sample, end] = text.trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(end, { end: true });
  assert.equal(sample[0], 0);
  assert.ok(sample[1] > before, `${sample[1]} ticks, and ${before} before`);
});

Deno.test("startSampler() sums the processes of a role, which then have no one id", async () => {
  const children = await Promise.all([1, 2].map(loadedProcess));
  const pids = children.map((child) => child.pid);
  const pages = pids.map((pid) => readUsage(pid)?.rssPages ?? 0);
  const text = startSampler("backend", pids).stop({ from: 0, to: 0 });
  for (const child of children) child.kill("SIGKILL");
  for (const child of children) await child.status;
  const [head, first] = text.split("\n").map((line) => line === "" ? undefined : JSON.parse(line));
  assert.equal(head.pid, undefined);
  assert.ok(first[2] > Math.max(...pages), `${first[2]} pages of ${pages}`);
});

/** A process that waits for its input. It has answered once: until a program is loaded it has no pages. */
async function loadedProcess(): Promise<Deno.ChildProcess> {
  const child = new Deno.Command("cat", { stdin: "piped", stdout: "piped" }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode("loaded\n"));
  const reader = child.stdout.getReader();
  await reader.read();
  await reader.cancel();
  return child;
}

/** Starts a program that is always busy, from a thread of its own. */
const THREAD = `
  const start = 'new Deno.Command("sh", { args: ["-c", "while :; do :; done"] }).spawn()';
  new Worker("data:application/javascript," + encodeURIComponent(start), { type: "module" });
`;

Deno.test("startSampler() counts what a thread of a program started", async () => {
  const parent = new Deno.Command(Deno.execPath(), {
    args: ["eval", THREAD],
    stdout: "null",
    stderr: "null",
  }).spawn();
  const below = () => descendantsOf(parent.pid);
  try {
    assert.ok(await comesTrue(() => below().length === 1));
    const [busy = 0] = below();
    const sampler = startSampler("server", [parent.pid]);
    const before = readUsage(busy)?.ticks ?? 0;
    const hasWorked = await comesTrue(() => (readUsage(busy)?.ticks ?? 0) >= before + 30);
    const text = sampler.stop({ from: 0, to: 1 });
    assert.ok(hasWorked);
    const [, first, ...others] = text.trim().split("\n").slice(0, -1).map((line) =>
      JSON.parse(line)
    );
    assert.ok(others.at(-1)[1] >= first[1] + 20, text);
  } finally {
    for (const pid of below()) Deno.kill(pid, "SIGKILL");
    parent.kill("SIGKILL");
    await parent.status;
  }
});
