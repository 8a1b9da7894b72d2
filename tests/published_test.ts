import { deepEqual, equal } from "node:assert/strict";
import { filePublished } from "./published/filing.ts";
import { PUBLISHED } from "./published/mod.ts";
import { committed, DATA } from "./published/tables.ts";

/** A report adds at most this much to the repository. */
const MOST_BYTES = 10 * 1024 ** 2;

/** What `deno task normalize` makes, and what is written about the report: not part of what is filed. */
const MADE_FROM_RAW =
  /^[^/]+\.csv$|^datapackage\.json$|^report\.md$|^claims\.json$|^histograms\.hlog$/;

/** The files below a folder, by their paths in it. */
async function filesOf(folder: string, below = ""): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for await (const entry of Deno.readDir(folder + below)) {
    const path = `${below}/${entry.name}`;
    if (!entry.isDirectory) files.set(path.slice(1), await Deno.readFile(folder + path));
    else for (const [name, bytes] of await filesOf(folder, path)) files.set(name, bytes);
  }
  return files;
}

for (const filing of PUBLISHED) {
  Deno.test(`${filing.report} is, byte for byte, what filing its raw files again makes`, async () => {
    const target = await Deno.makeTempDir();
    try {
      await filePublished(filing, DATA, target);
      const again = await filesOf(`${target}/${filing.report}`);
      const filed = await filesOf(committed(filing.report));
      const sizes = [...filed.values()].map((bytes) => bytes.length);
      equal(sizes.reduce((sum, size) => sum + size, 0) <= MOST_BYTES, true);
      for (const name of filed.keys()) if (MADE_FROM_RAW.test(name)) filed.delete(name);
      deepEqual([...again.keys()].sort(), [...filed.keys()].sort());
      for (const [name, bytes] of filed) deepEqual(again.get(name), bytes, name);
    } finally {
      await Deno.remove(target, { recursive: true });
    }
  });
}
