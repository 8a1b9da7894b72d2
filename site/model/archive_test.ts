import { deepEqual, equal, match, ok } from "node:assert/strict";
import { unzipSync } from "fflate";
import { sha256 } from "../../common/files.ts";
import { pagesOf, withReports } from "../testing.ts";
import dataPages from "../pages/data.page.ts";
import { divide } from "./archive.ts";
import { batchesOf, checksumsOf } from "./inventory.ts";

const entry = (path: string, bytes: number, url?: string) => ({
  path,
  bytes,
  sha256: "0".repeat(64),
  ...(url === undefined ? {} : { url }),
});

Deno.test("raw files that are too large, or too many, or kept elsewhere, are only named", () => {
  const files = [
    entry("a", 5),
    entry("b", 11),
    entry("c", 1, "https://a.example/c"),
    entry("d", 9),
    entry("e", 5),
  ];
  const { included, left } = divide(files, { file: 10, all: 15 });
  deepEqual(included.map(({ path }) => path), ["a", "d"]);
  deepEqual(left.map(({ path }) => path), ["b", "c", "e"]);
});

Deno.test("many small files are read at once, and of large ones few", () => {
  const sizes = (batches: Iterable<{ bytes: number }[]>) =>
    [...batches].map((batch) => batch.map(({ bytes }) => bytes));
  const MB = 2 ** 20;
  deepEqual(sizes(batchesOf([])), []);
  const large = [9 * MB, 1 * MB, 2 * MB, 3 * MB, 1].map((bytes, at) => entry(`${at}`, bytes));
  deepEqual(sizes(batchesOf(large)), [[9 * MB], [1 * MB, 2 * MB], [3 * MB, 1]]);
  const small = Array.from({ length: 150 }, (_, at) => entry(`${at}`, at));
  deepEqual(sizes(batchesOf(small)).flat(), small.map(({ bytes }) => bytes));
  ok(sizes(batchesOf(small)).length > 1);
});

Deno.test("checksums are lines that sha256sum reads, line ends in names escaped", () => {
  const files = [
    entry("raw/a b.txt", 1),
    entry("raw/a\nb", 1),
    entry("c", 1, "https://a.example/"),
  ];
  const zeros = "0".repeat(64);
  equal(checksumsOf(files), `${zeros}  raw/a b.txt\n\\${zeros}  raw/a\\nb\n`);
});

Deno.test("a report's archive holds every file with the checksum that it states", async () => {
  const options = { name: "zipped", implementations: 2, loads: 2, trials: 2 };
  await withReports([options], async (data) => {
    const files = await pagesOf(dataPages, data);
    const zip = files.get("/data/zipped/zipped.zip") as Uint8Array;
    const inside = unzipSync(zip);
    const sums = new TextDecoder().decode(inside["zipped/SHA256SUMS"]);
    const lines = sums.trimEnd().split("\n").map((line) => line.split("  "));
    equal(lines.length, Object.keys(inside).length - 1);
    for (const [checksum, path = ""] of lines) {
      const bytes = inside[`zipped/${path}`] as Uint8Array;
      equal(await sha256(bytes), checksum, path);
      deepEqual(bytes, files.get(`/data/zipped/${path}`), path);
    }
    match(sums, /raw\/.*wrk\.txt/);
    equal(files.get("/data/zipped/SHA256SUMS"), sums);
    deepEqual((await pagesOf(dataPages, data)).get("/data/zipped/zipped.zip"), zip);
  });
});
