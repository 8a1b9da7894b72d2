import { deepEqual, equal, notDeepEqual } from "node:assert/strict";
import { unzipSync } from "fflate";
import { writeZip } from "./zip.ts";

const text = (value: string) => new TextEncoder().encode(value);
const file = (path: string, bytes: Uint8Array) => ({ path, read: () => Promise.resolve(bytes) });
const FILES = [
  file("a/SHA256SUMS", text("0  b\n")),
  file("a/raw/ünï.txt", text("long ".repeat(2000))),
  file("a/raw/x.ndjson.gz", Uint8Array.from({ length: 300 }, (_, index) => index * 7 & 255)),
  file("a/empty.csv", text("")),
];

Deno.test("an archive holds what was put in, under UTF-8 names, and repeats byte for byte", async () => {
  const zip = await writeZip(FILES);
  const back = unzipSync(zip);
  deepEqual(Object.keys(back), FILES.map(({ path }) => path));
  for (const { path, read } of FILES) deepEqual(back[path], await read(), path);
  deepEqual(await writeZip(FILES), zip);
  notDeepEqual(await writeZip(FILES.slice(1)), zip);
});

Deno.test("an archive says neither when nor where it was made", async () => {
  const [first] = FILES;
  const zip = await writeZip(first === undefined ? [] : [first]);
  const view = new DataView(zip.buffer);
  equal(view.getUint16(10, true), 0, "the time is midnight");
  equal(view.getUint16(12, true), 1 << 5 | 1, "the date is 1 January 1980");
});
