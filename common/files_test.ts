import assert from "node:assert/strict";
import { Failure } from "./failure.ts";
import { checkRelativePath, readTextIfThere, sha256, writeAtomically } from "./files.ts";

Deno.test("writeAtomically() replaces a file and leaves no temporary file behind", async () => {
  const folder = await Deno.makeTempDir();
  await writeAtomically(`${folder}/a.txt`, "one");
  await writeAtomically(`${folder}/a.txt`, "two");
  assert.equal(await Deno.readTextFile(`${folder}/a.txt`), "two");
  assert.deepEqual([...Deno.readDirSync(folder)].map((entry) => entry.name), ["a.txt"]);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("a path that cannot be written or read is named, and no temporary file stays", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.mkdir(`${folder}/a.txt`);
  const named = (error: unknown) =>
    error instanceof Failure && error.message.startsWith(`${folder}/a.txt: it is a folder`);
  await assert.rejects(writeAtomically(`${folder}/a.txt`, "one"), named);
  await assert.rejects(readTextIfThere(`${folder}/a.txt`), named);
  assert.deepEqual([...Deno.readDirSync(folder)].map((entry) => entry.name), ["a.txt"]);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("sha256() gives the digest of the standard's example", async () => {
  assert.equal(
    await sha256(new TextEncoder().encode("abc")),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});

Deno.test("checkRelativePath() takes plain paths and refuses every way out", () => {
  assert.equal(checkRelativePath("raw/a b/wrk.txt", "x"), "raw/a b/wrk.txt");
  for (const bad of ["", "/etc/passwd", "../a", "a/../b", "a//b", "a\\b", "./a", "a/", "a\0b"]) {
    assert.throws(() => checkRelativePath(bad, "x"), Failure, bad);
  }
});
