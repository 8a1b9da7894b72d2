import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { comesTrue } from "../../common/testing.ts";
import { delay } from "../../common/time.ts";
import { readUsage, startSampler } from "./sampler.ts";
import { tickCount, type Usage } from "./tick_count.ts";

/** Sums of one sample after the other; processes as [id, ticks of its own, ticks of what it reaped]. */
function sums(...samples: readonly (readonly [number, number, number])[][]): number[] {
  const count = tickCount();
  return samples.map((processes) =>
    count(
      new Map(processes.map(([pid, own, reapedTicks]): [number, Usage] => [
        pid,
        { ticks: own + reapedTicks, reapedTicks },
      ])),
    )
  );
}

Deno.test("a child that was reaped counts once, in its parent", () => {
  deepEqual(sums([[1, 5, 0], [2, 350, 0]], [[1, 6, 352]], [[1, 7, 352]]), [355, 358, 359]);
});

Deno.test("a child that was reaped after its parent was read counts once, a sample later as well", () => {
  deepEqual(sums([[1, 5, 0], [2, 350, 0]], [[1, 5, 0]], [[1, 6, 352]]), [355, 355, 358]);
});

Deno.test("a child that ends while one before it is reaped late is not taken for that one", () => {
  deepEqual(
    sums(
      [[1, 5, 0], [2, 10, 0], [3, 20, 0]],
      [[1, 5, 0], [3, 20, 0]],
      [[1, 5, 10]],
      [[1, 5, 30]],
    ),
    [35, 35, 35, 35],
  );
});

Deno.test("a child that no parent reaped keeps its count, whatever others reap later", () => {
  deepEqual(
    sums([[1, 5, 0], [2, 40, 0]], [[1, 5, 0]], [[1, 5, 0]], [[1, 5, 9]]),
    [45, 45, 45, 54],
  );
});

Deno.test("of a whole branch that ended nothing counts twice and nothing is lost", () => {
  deepEqual(sums([[1, 1, 0], [2, 10, 0], [3, 100, 0]], [[1, 1, 111]]), [111, 112]);
  // The parent ended before its child, which so has no parent here any more.
  deepEqual(sums([[1, 1, 0], [2, 10, 0], [3, 100, 0]], [[1, 1, 10]], [[1, 2, 10]]), [
    111,
    111,
    112,
  ]);
});

Deno.test("another process with the id of one that ended counts beside it", () => {
  deepEqual(sums([[1, 5, 0], [2, 40, 0]], [[1, 5, 0], [2, 3, 0]]), [45, 48]);
});

Deno.test("of processes that end at random no tick counts twice, and none is lost in the end", () => {
  const steps = fc.array(
    fc.record({ child: fc.nat(3), work: fc.nat(30), ends: fc.boolean(), late: fc.boolean() }),
    { maxLength: 40 },
  );
  fc.assert(fc.property(steps, (given) => {
    const count = tickCount();
    const children = new Map<number, number>();
    let [used, reaped, sum] = [0, 0, 0];
    const sample = () => {
      const before = sum;
      sum = count(
        new Map([
          [99, { ticks: reaped, reapedTicks: reaped }],
          ...[...children].map(([pid, ticks]) => [pid, { ticks, reapedTicks: 0 }] as const),
        ]),
      );
      ok(before <= sum && sum <= used, `${before}, then ${sum} of ${used}`);
    };
    for (const { child, work, ends, late } of given) {
      const own = (children.get(child) ?? 0) + work;
      used += work;
      children.set(child, own);
      if (ends) {
        children.delete(child);
        // The parent was read before it reaped.
        if (late) sample();
        reaped += own;
      }
      sample();
    }
    equal(sum, used);
  }));
});

Deno.test("real processes that end and are reaped leave as many ticks as the kernel counted", async () => {
  // Two children one after another, each busy for a while; then their parent waits for its end.
  const busy = `i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done`;
  const parent = new Deno.Command("sh", {
    args: ["-c", `sh -c '${busy}'; sh -c '${busy}'; echo done; read end`],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const sampler = startSampler("generator", [parent.pid]);
  await parent.stdout.getReader().read();
  const isReaped = await comesTrue(() => (readUsage(parent.pid)?.reapedTicks ?? 0) > 0);
  await delay(0.25);
  const text = sampler.stop({ from: 0, to: 1 });
  const counted = readUsage(parent.pid)?.ticks ?? NaN;
  parent.kill("SIGKILL");
  await parent.stdin.abort().catch(() => {});
  await parent.status;
  ok(isReaped);
  const samples = text.trim().split("\n").map((line) => JSON.parse(line)).filter(Array.isArray);
  ok(samples.some(([, ticks]) => ticks > 0 && ticks < counted), "no sample saw a child at work");
  ok(samples.every(([, ticks], index) => ticks >= (samples[index - 1]?.[1] ?? 0)));
  equal(samples.at(-1)?.[1], counted);
});
