import { deepEqual, equal } from "node:assert/strict";
import { readRuns } from "../formats/read.ts";
import { splitSource, unresolvedPlaces } from "./sources.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const gzip = (text: string) =>
  new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))).bytes();
const placesOf = async (bytes: Uint8Array, places: string[]) =>
  (await unresolvedPlaces(bytes, "raw/a", places)).map(({ place }) => place);

Deno.test("splitSource() takes an address apart at its first #", () => {
  deepEqual(splitSource("raw/a.txt#L9"), { file: "raw/a.txt", place: "L9" });
  deepEqual(splitSource("raw/a.json#/a#b"), { file: "raw/a.json", place: "/a#b" });
  deepEqual(splitSource("environment.json"), { file: "environment.json", place: undefined });
});

Deno.test("a line resolves from the first to the last, in plain, gzipped and UTF-16 files", async () => {
  const utf16 = new Uint8Array([0xff, 0xfe, 0x61, 0, 0x0a, 0, 0x62, 0]);
  for (const bytes of [utf8("a\nb\n"), utf8("a\r\nb"), await gzip("a\nb\n"), utf16]) {
    deepEqual(await placesOf(bytes, ["L1", "L2", "L3", "L0"]), ["L3", "L0"]);
  }
  deepEqual(await unresolvedPlaces(utf8(""), "raw/a", ["L1"]), [
    { place: "L1", expected: "a file with lines", found: "line 1" },
  ]);
});

Deno.test("a pointer resolves by its own members alone, its escapes undone", async () => {
  const text = '{"a/b":{"c~d":[1,null]},"p(99)":2}';
  for (const bytes of [utf8(text), await gzip(text)]) {
    deepEqual(
      await placesOf(bytes, ["", "/a~1b/c~0d/1", "/p(99)", "/a~1b/c~0d/2", "/toString", "/a"]),
      ["/a~1b/c~0d/2", "/toString", "/a"],
    );
  }
  deepEqual(await placesOf(utf8('{"a":1}\n{"b":2}\n'), ["/0/a", "/1/b", "/a"]), ["/a"]);
});

Deno.test("what is no address, no document or no gzip stream is named", async () => {
  const found = async (bytes: Uint8Array, place: string) =>
    (await unresolvedPlaces(bytes, "raw/a", [place]))[0]?.found ?? "";
  equal(await found(utf8("a"), "line 1"), '"line 1"');
  equal((await found(utf8("no json"), "/a")).includes("raw/a"), true);
  const broken = (await gzip("a\nb\n".repeat(99))).slice(0, 20);
  equal(await found(broken, "L1") !== "", true);
});

/** Fixtures of every format. */
function fixtures(folder: URL): URL[] {
  return [...Deno.readDirSync(folder)].flatMap((entry) =>
    entry.isDirectory
      ? fixtures(new URL(`${entry.name}/`, folder))
      : /\.(json|txt|csv|hgrm|hlog)$/.test(entry.name)
      ? [new URL(entry.name, folder)]
      : []
  );
}

Deno.test("every address that a format gives resolves, of whole files and of cut ones", async () => {
  let followed = 0;
  for (const url of fixtures(new URL("../formats/testdata/", import.meta.url))) {
    const whole = await Deno.readFile(url);
    for (const part of [1, 0.9, 0.5]) {
      const bytes = whole.slice(0, Math.floor(whole.length * part));
      const runs = await readRuns(bytes, { file: "raw/a" }).catch(() => []);
      const sources = runs.flatMap((run) => [...run.measurements, ...run.findings])
        .map(({ source }) => splitSource(source));
      const places = new Set(sources.flatMap(({ place }) => place ?? []));
      followed += places.size;
      deepEqual(await unresolvedPlaces(bytes, "raw/a", places), [], `${url.pathname} x ${part}`);
    }
  }
  equal(followed > 1000, true);
});
