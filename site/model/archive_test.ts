import { deepEqual, equal, match, rejects, throws } from "node:assert/strict";
import { unzipSync } from "fflate";
import { sha256 } from "../../common/files.ts";
import { pagesOf, withReports } from "../testing.ts";
import dataPages from "../pages/data.page.ts";
import { divide } from "./archive.ts";
import { checksumsOf, rawBytesOf } from "./inventory.ts";

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

Deno.test("a raw file's bytes come at once, and only as they were recorded", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const bytes = new TextEncoder().encode("100 req/s\n");
    await Deno.writeFile(`${folder}/wrk.txt`, bytes);
    const file = { path: "wrk.txt", bytes: bytes.length, sha256: await sha256(bytes) };
    deepEqual(rawBytesOf(folder, file), bytes);
    await Deno.writeTextFile(`${folder}/wrk.txt`, "900 req/s\n");
    await rejects(async () => await rawBytesOf(folder, file), /wrk\.txt was altered: .* SHA-256/);
    await Deno.writeTextFile(`${folder}/wrk.txt`, "1000 req/s\n");
    await rejects(async () => await rawBytesOf(folder, file), /wrk\.txt was altered: .* bytes/);
    await Deno.remove(`${folder}/wrk.txt`);
    await rejects(async () => await rawBytesOf(folder, file), /wrk\.txt is missing/);
    throws(() => rawBytesOf(folder, { ...file, path: "../wrk.txt" }), /not a plain relative path/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
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
