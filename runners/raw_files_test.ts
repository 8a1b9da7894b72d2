import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { gunzipSync } from "node:zlib";
import type { RawOutput } from "./executor/outputs.ts";
import { fileRaw, gzip, GZIP_ABOVE_BYTES } from "./raw_files.ts";

Deno.test("fileRaw() gzips what is large, once, in memory or on disk, the same bytes each time", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const large = new Uint8Array(GZIP_ABOVE_BYTES + 1).map((_, index) => index % 251);
    const packed = await gzip(new Uint8Array(3 * GZIP_ABOVE_BYTES).map(() => Math.random() * 256));
    await Deno.writeFile(`${folder}/on-disk`, large);
    await Deno.writeFile(`${folder}/points`, packed);
    const files = new Map<string, RawOutput>([
      ["small.txt", new Uint8Array([1])],
      ["memory.txt", large],
      ["disk.txt", { path: `${folder}/on-disk` }],
      ["points.json.gz", { path: `${folder}/points` }],
    ]);
    const raw = await fileRaw(folder, "t.1", files);
    const named = new Map(raw.map((file) => [file.path.split("/").at(-1), file]));
    assert.deepEqual([...named.keys()].sort(), [
      "disk.txt.gz",
      "memory.txt.gz",
      "points.json.gz",
      "small.txt",
    ]);
    assert.equal(named.get("points.json.gz")?.bytes, packed.length);
    const stored = (name: string) => Deno.readFile(`${folder}/raw/t.1/${name}`);
    assert.deepEqual(await stored("memory.txt.gz"), await gzip(large));
    assert.deepEqual(gunzipSync(await stored("disk.txt.gz")), Buffer.from(large));
    const again = await fileRaw(folder, "t.1", files);
    assert.deepEqual(again, raw);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("fileRaw() names the file that found the disk full", async () => {
  const folder = await Deno.makeTempDir();
  const { open } = Deno;
  try {
    Object.assign(Deno, { open: () => open("/dev/full", { write: true }) });
    const files = new Map([["large.txt", new Uint8Array(GZIP_ABOVE_BYTES + 1)]]);
    await assert.rejects(fileRaw(folder, "t.1", files), {
      name: "Failure",
      message:
        `${folder}/raw/.t.1.partial/large.txt.gz: no space is left; free some and run it again`,
    });
  } finally {
    Object.assign(Deno, { open });
    await Deno.remove(folder, { recursive: true });
  }
});
