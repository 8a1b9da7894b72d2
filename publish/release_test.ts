import assert from "node:assert/strict";
import { unzipSync } from "fflate";
import { sha256 } from "../common/files.ts";
import { TABLE_FILES } from "../pipeline/report.ts";
import { assetsOf } from "./assets.ts";
import { checkAssets, jsonLines } from "./release.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const report = () =>
  new Map([...TABLE_FILES, "report.json", "raw/a/wrk.txt"].map((path) => [path, bytes(path)]));

Deno.test("assetsOf() gives the zip of the folder and each table, the same bytes every time", () => {
  const assets = assetsOf("report-x", report(), 10_000_000);
  assert.deepEqual(
    [...assets.keys()].sort(),
    [
      "report-x.zip",
      ...TABLE_FILES.map((table) => `report-x.${table}`),
    ].sort(),
  );
  const zip = assets.get("report-x.zip") as Uint8Array;
  const files = unzipSync(zip);
  assert.deepEqual(files["report-x/raw/a/wrk.txt"], bytes("raw/a/wrk.txt"));
  assert.deepEqual(assetsOf("report-x", report(), 10_000_000).get("report-x.zip"), zip);
});

Deno.test("assetsOf() refuses a report without a table, and one too large for the repository", () => {
  const without = report();
  without.delete("summary.csv");
  assert.throws(
    () => assetsOf("report-x", without, 10_000_000),
    /report-x\/summary\.csv is not there/,
  );
  const large = report().set("raw/large", new Uint8Array(1000));
  assert.throws(() => assetsOf("report-x", large, 1000), /more than the 1000 .*publish:elsewhere/);
  const size = [...report().values()].reduce((sum, file) => sum + file.length, 0);
  assert.equal(assetsOf("report-x", report(), size).size, TABLE_FILES.length + 1);
  assert.throws(
    () => assetsOf("report-x", report(), size - 1),
    new RegExp(`has ${size} bytes, more than the ${size - 1} `),
  );
});

Deno.test("checkAssets() names the asset that is altered or missing, and takes no path", async () => {
  const folder = await Deno.makeTempDir();
  const sums = `${await sha256(bytes("one"))}  report-x.zip\n`;
  const write = (name: string, text: string) => Deno.writeTextFile(`${folder}/${name}`, text);
  try {
    await write("SHA256SUMS", sums);
    await assert.rejects(checkAssets(folder), /report-x\.zip is missing/);
    await write("report-x.zip", "two");
    await assert.rejects(checkAssets(folder), /report-x\.zip is not what SHA256SUMS records/);
    await write("report-x.zip", "one");
    assert.deepEqual(await checkAssets(folder), ["report-x.zip"]);
    await write("SHA256SUMS", sums.replace("report", "../report"));
    await assert.rejects(checkAssets(folder), /is no line of sha256sum/);
    const bad = [
      sums.replace(".zip", ".zip/../../x"),
      ` ${sums}`,
      `0${sums}`,
      sums.replace("  ", " *"),
      `${sums}\n`,
    ];
    for (const text of bad) {
      await write("SHA256SUMS", text);
      await assert.rejects(checkAssets(folder), /is no line of sha256sum/, text);
    }
    await write("x", "one");
    await write("SHA256SUMS", sums + sums.replace("report-x.zip", "x"));
    assert.deepEqual(await checkAssets(folder), ["report-x.zip", "x"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("jsonLines() puts each bundle on a line, however it came", () => {
  assert.equal(jsonLines('{\n  "a": 1\n}\n'), '{"a":1}\n');
  assert.equal(jsonLines('{"a":1}\n{"b": 2}\n'), '{"a":1}\n{"b":2}\n');
  assert.equal(jsonLines('\n {\n"a": [1]\n}'), '{"a":[1]}\n');
  assert.equal(jsonLines('\n{"a":1}\n  \n'), '{"a":1}\n');
  for (const empty of ["\n", "", " \n \n"]) assert.throws(() => jsonLines(empty), /empty/);
});
