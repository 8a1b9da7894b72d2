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

Deno.test("build() runs its commands in a fresh copy, and says the versions of what it was built with", async () => {
  const own = await Deno.makeTempDir();
  const folder = `${own}/built-by-commands-for-a-test`;
  // Fails in a copy that it was in before, and until the flag is there.
  const script =
    `test -f half && exit 5; touch half; cat src/deep/a.txt > made; test -f ${own}/flag`;
  const says = (name: string, text: string) => ({ name, argv: ["say", text] });
  const text = JSON.stringify({
    ...{ ...manifest, shared: [], build: [["sh", "-c", script]] },
    versions: [says("say", "say 2.5.1-rc1"), says("library", "of 1.2"), says("odd", "none\nmore")],
  });
  const { signal } = new AbortController();
  const made = new Set<string>();
  try {
    await Deno.mkdir(`${folder}/src/deep`, { recursive: true });
    await Deno.writeTextFile(`${folder}/src/deep/a.txt`, "deep");
    await Deno.writeTextFile(`${folder}/implementation.json`, text);
    const { candidate, lacks } = await resolveCandidate(await readCandidate(folder));
    const resolvedWith = (version: string, more = {}) => {
      const programs = new Map([["say", { path: "/bin/echo", version }]]);
      return { candidate: { ...candidate, ...more }, programs, lacks };
    };
    await assert.rejects(build(resolvedWith("2"), signal), /`sh -c .*ended with status 1/);
    await Deno.writeTextFile(`${own}/flag`, "");
    const first = await build(resolvedWith("2"), signal);
    made.add(first.folder);
    assert.equal(first.cached, false);
    assert.equal(await Deno.readTextFile(`${first.folder}/made`), "deep");
    assert.match(first.folder, /\/builds\/built-by-commands-for-a-test-[0-9a-f]{16}$/);
    assert.equal(first.folder.endsWith(first.hash), true);
    assert.deepEqual(first.versions, [
      { name: "say", version: "2.5.1-rc1" },
      { name: "library", version: "1.2" },
      { name: "odd", version: "none" },
    ]);
    const twin = await build(
      resolvedWith("2", { name: "other", twinOf: candidate.name }),
      signal,
    );
    assert.deepEqual({ ...twin, cached: false }, first);
    const newer = await build(resolvedWith("3"), signal);
    made.add(newer.folder);
    assert.deepEqual([newer.cached, newer.hash === first.hash], [false, false]);
    const renamed = await build(resolvedWith("2", { name: "renamed-for-a-test" }), signal);
    made.add(renamed.folder);
    assert.notEqual(renamed.hash, first.hash);
  } finally {
    for (const built of made) {
      await Deno.remove(built, { recursive: true });
      for (const mark of ["done", "lock"]) await Deno.remove(`${built}.${mark}`);
    }
    await Deno.remove(own, { recursive: true });
  }
});
