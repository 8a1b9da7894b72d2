import { deepEqual, equal, notEqual, rejects } from "node:assert/strict";
import { unzipSync } from "fflate";
import { pathsBelow, readFiles, zipOf } from "./report_files.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

Deno.test("pathsBelow() lists files of all folders in one order, and refuses what is none", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/raw/b`, { recursive: true });
    const paths = ["report.json", "raw/b/2.txt", "raw/a.txt", "claims.csv", "raw/b/10.txt"];
    for (const path of paths) await Deno.writeTextFile(`${folder}/${path}`, path);
    const sorted = ["claims.csv", "raw/a.txt", "raw/b/10.txt", "raw/b/2.txt", "report.json"];
    deepEqual(await pathsBelow(folder), sorted);
    const files = await readFiles(folder, ["report.json", "raw/a.txt"]);
    deepEqual([...files].map(([path, file]) => [path, new TextDecoder().decode(file)]), [
      ["report.json", "report.json"],
      ["raw/a.txt", "raw/a.txt"],
    ]);
    await Deno.symlink("/etc/passwd", `${folder}/raw/b/link`);
    await rejects(pathsBelow(folder), /raw\/b\/link is neither file nor folder; remove it/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("zipOf() packs what is not packed, dates all to 1980, and gives the same bytes again", () => {
  const text = "a line that repeats\n".repeat(100);
  const files = new Map([["a.csv", bytes(text)], ["raw/b.txt.gz", bytes(text)]]);
  const zip = zipOf("report-1", files);
  deepEqual(Object.keys(unzipSync(zip)), ["report-1/a.csv", "report-1/raw/b.txt.gz"]);
  deepEqual(unzipSync(zip)["report-1/a.csv"], files.get("a.csv"));
  // A local header: method at 8, time at 10, date at 12 (0x21 is 1 January 1980).
  const view = new DataView(zip.buffer, zip.byteOffset);
  deepEqual([8, 10, 12].map((at) => view.getUint16(at, true)), [8, 0, 0x21]);
  equal(zip.length > text.length && zip.length < 2 * text.length, true);
  deepEqual(zipOf("report-1", files), zip);
  notEqual(zipOf("report-2", files).join(), zip.join());
});
