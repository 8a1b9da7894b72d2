import assert from "node:assert/strict";
import { build } from "./build.ts";
import { readCandidate, resolveCandidate } from "./implementations.ts";

const manifest = {
  title: "",
  language: "",
  runtime: "",
  framework: "",
  requires: [],
  shared: ["../../common"],
  start: ["./run"],
};

Deno.test("build() copies shared folders beside the source, and what they hold makes another build", async () => {
  const folder = await Deno.makeTempDir();
  const made: string[] = [];
  try {
    const own = `${folder}/implementations/made-up-for-a-test`;
    await Deno.mkdir(own, { recursive: true });
    await Deno.mkdir(`${folder}/common`);
    await Deno.writeTextFile(`${own}/implementation.json`, JSON.stringify(manifest));
    const buildWith = async (text: string) => {
      await Deno.writeTextFile(`${folder}/common/header.h`, text);
      const candidate = await readCandidate(own);
      const built = await build(
        await resolveCandidate(candidate),
        new AbortController().signal,
      );
      made.push(built.folder);
      return built;
    };
    const first = await buildWith("1");
    assert.equal(await Deno.readTextFile(`${first.folder}/common/header.h`), "1");
    assert.equal(first.cached, false);
    assert.equal((await buildWith("1")).cached, true);
    assert.notEqual((await buildWith("2")).hash, first.hash);
  } finally {
    for (const built of new Set(made)) {
      await Deno.remove(built, { recursive: true });
      for (const mark of ["done", "lock"]) await Deno.remove(`${built}.${mark}`);
    }
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("build() waits for another build of the same, and finds it made", async () => {
  const own = await Deno.makeTempDir();
  const folder = `${own}/built-at-once-for-a-test`;
  const text = JSON.stringify({ ...manifest, shared: [], build: [["sleep", "0.3"]] });
  const made = new Set<string>();
  try {
    await Deno.mkdir(folder);
    await Deno.writeTextFile(`${folder}/implementation.json`, text);
    const resolved = await resolveCandidate(await readCandidate(folder));
    const { signal } = new AbortController();
    const both = await Promise.all([build(resolved, signal), build(resolved, signal)]);
    for (const built of both) made.add(built.folder);
    assert.deepEqual(both.map(({ cached }) => cached).sort(), [false, true]);
  } finally {
    for (const built of made) {
      await Deno.remove(built, { recursive: true });
      for (const mark of ["done", "lock"]) await Deno.remove(`${built}.${mark}`);
    }
    await Deno.remove(own, { recursive: true });
  }
});

Deno.test("build() stops waiting for another build when its signal fires", async () => {
  const own = await Deno.makeTempDir();
  const folder = `${own}/waited-for-in-a-test`;
  const text = JSON.stringify({ ...manifest, shared: [] });
  const { signal } = new AbortController();
  let made = "";
  try {
    await Deno.mkdir(folder);
    await Deno.writeTextFile(`${folder}/implementation.json`, text);
    const resolved = await resolveCandidate(await readCandidate(folder));
    made = (await build(resolved, signal)).folder;
    using lock = await Deno.open(`${made}.lock`, { write: true });
    await lock.lock(true);
    const controller = new AbortController();
    const waiting = assert.rejects(build(resolved, controller.signal), /^Error: given up$/);
    setTimeout(() => controller.abort(new Error("given up")), 200);
    // Where it does not stop, the lock is let go of in the end, and it succeeds.
    const timer = setTimeout(() => lock.unlockSync(), 10_000);
    await waiting;
    clearTimeout(timer);
  } finally {
    if (made !== "") {
      await Deno.remove(made, { recursive: true });
      for (const mark of ["done", "lock"]) await Deno.remove(`${made}.${mark}`);
    }
    await Deno.remove(own, { recursive: true });
  }
});
