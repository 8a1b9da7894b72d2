import { equal, match, ok, rejects } from "node:assert/strict";
import { Failure } from "./failure.ts";
import { lockFolder } from "./lock.ts";

const REFUSAL = "another import is writing it; choose another --report";

async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const parent = await Deno.makeTempDir();
  try {
    await test(`${parent}/data/report`);
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
}

Deno.test("lockFolder() makes a folder and waits until another lets go of it", () =>
  withFolder(async (folder) => {
    const first = await lockFolder(folder, 0, REFUSAL);
    let isLocked = true;
    const second = lockFolder(folder, 60_000, REFUSAL).then((lock) => {
      ok(!isLocked);
      lock.close();
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    isLocked = false;
    first.close();
    await second;
  }));

Deno.test("lockFolder() loses patience with a sentence", () =>
  withFolder(async (folder) => {
    using _first = await lockFolder(folder, 0, REFUSAL);
    await rejects(lockFolder(folder, 40, REFUSAL), (error) => {
      ok(error instanceof Failure);
      match(
        error.message,
        /^another import is writing it; choose another --report \(waited 0 s\)$/,
      );
      return true;
    });
  }));

Deno.test("lockFolder() locks the folder that is there, not one that was removed meanwhile", () =>
  withFolder(async (folder) => {
    const first = await lockFolder(folder, 0, REFUSAL);
    const waiting = lockFolder(folder, 60_000, REFUSAL);
    // It has opened the folder by then, or else finds the new one at once.
    await new Promise((resolve) => setTimeout(resolve, 100));
    await Deno.remove(folder);
    first.close();
    using second = await waiting;
    equal((await second.stat()).ino, (await Deno.stat(folder)).ino);
    await rejects(lockFolder(folder, 0, REFUSAL), Failure);
  }));
