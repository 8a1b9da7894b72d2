/** For tests of what takes time, on hosts of any speed. */
import process from "node:process";
import { delay } from "./time.ts";

/**
 * CPU time, s, that this thread has spent on some work: what else the host has to do makes work take longer by
 * the clock, and would make a test of its length fail.
 */
export async function cpuSecondsOf(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1e6;
}

/** Whether a thing comes true; a host that is held up gets half a minute for it. */
export async function comesTrue(
  condition: () => boolean | Promise<boolean>,
  seconds = 30,
): Promise<boolean> {
  for (const end = performance.now() + seconds * 1000; performance.now() < end;) {
    if (await condition()) return true;
    await delay(0.02);
  }
  return condition();
}

/** What the tests of a file run, which is not run here: for tests of what those tests try. */
export async function testsOf(file: URL): Promise<(() => unknown)[]> {
  const tests: (() => unknown)[] = [];
  const { test } = Deno;
  try {
    Object.assign(Deno, { test: (_name: string, run: () => unknown) => tests.push(run) });
    await import(file.href);
  } finally {
    Object.assign(Deno, { test });
  }
  return tests;
}
