import { deepEqual, equal, ok } from "node:assert/strict";
import { sha256 } from "../../../common/files.ts";
import { digests, ensureFiles, MANY, OUTSIDE } from "./files.ts";

Deno.test("the files are the same bytes on every host", async () => {
  const all = await digests();
  equal(all.size, MANY + 4);
  const text = [...all].map(([path, digest]) => `${path} ${digest}\n`).sort().join("");
  equal(
    await sha256(new TextEncoder().encode(text)),
    "8bf9e5bbc4b6223f51f4689128456137a59cf159ecdf66332654f023fdb18074",
  );
});

Deno.test("ensureFiles() writes every file, the lists of the load tool and one file outside", async () => {
  const parent = await Deno.makeTempDir({ prefix: "wallclock-test-" });
  try {
    const folder = `${parent}/files`;
    await Promise.all([ensureFiles(folder), ensureFiles(folder)]);
    const paths = new Set<string>();
    for (const name of ["1kb", "100kb", "2mb", "10mb", "many"]) {
      const lines = (await Deno.readTextFile(`${folder}/${name}.tsv`)).trimEnd().split("\n");
      for (const line of lines) {
        const [path, file] = line.split("\t") as [string, string];
        paths.add(path);
        equal(await sha256(await Deno.readFile(`${folder}/${file}`)), (await digests()).get(path));
      }
    }
    deepEqual([...paths].sort(), [...(await digests()).keys()].sort());
    equal(await Deno.readTextFile(`${folder}/${OUTSIDE.name}`), OUTSIDE.text);
    const left = [...Deno.readDirSync(parent)].map((each) => each.name);
    deepEqual(left, ["files"], "a partial folder was left behind");
    const { mtime } = await Deno.stat(`${folder}/many.tsv`);
    await ensureFiles(folder);
    deepEqual((await Deno.stat(`${folder}/many.tsv`)).mtime, mtime, "it was written again");
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
});

Deno.test("the many files are asked for in mixed order", async () => {
  const numbers = [...(await digests()).keys()].filter((path) => path.startsWith("/many/"))
    .map((path) => Number(path.slice(6, 9)));
  const ascending = numbers.filter((each, index) => each === (numbers[index - 1] ?? -2) + 1);
  ok(ascending.length < 10, `${ascending.length} follow their neighbour`);
});
