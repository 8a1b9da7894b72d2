import assert from "node:assert/strict";
import { sha256 } from "../common/files.ts";
import { type Manifest, readManifest, readTrials, writeTrials } from "../pipeline/report.ts";
import { verifyReport } from "../pipeline/verify.ts";
import { makeRecordedReport, RAW_FILES, withFolder } from "../pipeline/verify/testing.ts";
import { buildSite } from "../site/build.ts";
import { assetsElsewhere } from "./assets.ts";
import { assetIn, bytesInGit, chooseElsewhere, moveElsewhere, pathInAsset } from "./elsewhere.ts";

const RELEASES = "https://example.org/releases/download/recorded";

const choose = (sizes: Record<string, number>, most: number) =>
  chooseElsewhere(
    new Map(Object.entries(sizes)),
    Object.keys(sizes).filter((path) => path.startsWith("raw/")),
    most,
    10,
  );

Deno.test("a report that fits keeps all but raw files over 2 MB", () => {
  const sizes = { "summary.csv": 9000, "raw/a/k6.gz": 2_000_001, "raw/b/k6.gz": 2_000_000 };
  assert.deepEqual(choose(sizes, 3_000_000), { alone: ["raw/a/k6.gz"], together: [] });
});

Deno.test("of one that does not fit the largest kind of raw file goes, all of it", () => {
  const sizes = {
    "summary.csv": 9000,
    "raw/a/h.txt": 9000,
    "raw/a/wrk.txt": 4000,
    "raw/b/h.txt": 8000,
    "raw/b/wrk.txt": 4000,
  };
  assert.deepEqual(choose(sizes, 20_000).together, ["raw/a/h.txt", "raw/b/h.txt"]);
  assert.deepEqual(choose(sizes, 30_000).together, ["raw/a/h.txt", "raw/b/h.txt"]);
  const backwards = Object.fromEntries(Object.entries(sizes).toReversed());
  assert.deepEqual(choose(backwards, 30_000).together, ["raw/b/h.txt", "raw/a/h.txt"]);
  assert.deepEqual(choose(sizes, 34_000).together, []);
  assert.deepEqual(choose(sizes, 33_999).together.length, 2);
  assert.equal(choose(sizes, 12_000).together.length, 4);
  assert.throws(() => choose(sizes, 9000), /without its raw files .* more than the 9000/);
});

Deno.test("a file that is smaller than its entry in report.json stays", () => {
  const sizes = { "summary.csv": 100, "raw/a/x.txt": 20, "raw/b/y.txt": 5000 };
  assert.deepEqual(choose(sizes, 1000).together, ["raw/b/y.txt"]);
  // An entry has 200 bytes, the address of 10, and the path of 11 twice: 232.
  const entry = { "summary.csv": 100, "raw/a/x.txt": 232 };
  assert.throws(() => choose(entry, 331), /still has 332 bytes, more than the 331/);
  assert.deepEqual(choose({ ...entry, "raw/a/x.txt": 233 }, 332).together, ["raw/a/x.txt"]);
});

/** What report.json has, without what depends on the digests. */
const placesOf = ({ elsewhere = [] }: Manifest) =>
  elsewhere.map(({ path, url }) => [path, assetIn(url), pathInAsset(url)]);

Deno.test("raw files that were set aside are in the assets as recorded, and the report still verifies", () =>
  withFolder(async (data) => {
    const folder = await makeLongReport(data);
    const assets = `${data}/assets`;
    const total = await bytesBelow(folder);
    await moveElsewhere(folder, total - 1, RELEASES, assets);
    const manifest = await readManifest(folder);
    assert.deepEqual(placesOf(manifest), [
      [RAW_FILES[0], "recorded.raw.zip", `recorded/${RAW_FILES[0]}`],
    ]);
    await assert.rejects(Deno.stat(`${folder}/${RAW_FILES[0]}`), Deno.errors.NotFound);
    const { elsewhere = [] } = manifest;
    assert.deepEqual([...(await assetsElsewhere(elsewhere, assets)).keys()], ["recorded.raw.zip"]);
    const verified = await verifyReport("recorded", data);
    assert.deepEqual(verified.problems, []);
    assert.deepEqual(verified.notChecked.map(({ path }) => path), [RAW_FILES[0]]);
    assert.equal((await buildSite({ dataFolder: data, out: `${data}/out`, base: "/" })).reports, 1);
    const page = await Deno.readTextFile(`${data}/out/data/recorded/index.html`);
    assert.ok(page.includes(`${RELEASES}/recorded.raw.zip#recorded/${RAW_FILES[0]}`));
  }));

Deno.test("a raw file over 2 MB is an asset by itself, and another of the same asset name is not lost", () =>
  withFolder(async (data) => {
    const folder = await makeRecordedReport(data);
    const large = noise(2_100_000);
    const trials = await readTrials(folder);
    const names = ["raw/s.a.1/large.log", "raw/s.a/1.large.log"];
    await Deno.mkdir(`${folder}/raw/s.a`);
    for (const path of names) {
      await Deno.writeFile(`${folder}/${path}`, large);
      trials[0]?.raw.push({ path, bytes: large.length, sha256: await sha256(large) });
    }
    await writeTrials(folder, trials);
    await moveElsewhere(folder, 10_000_000, RELEASES, `${data}/assets`);
    const manifest = await readManifest(folder);
    assert.deepEqual(
      placesOf(manifest).sort(),
      [
        [names[0], "recorded.s.a.1.large.log", undefined],
        [names[1], "recorded.raw.zip", `recorded/${names[1]}`],
      ].sort(),
    );
    await assetsElsewhere(manifest.elsewhere ?? [], `${data}/assets`);
  }));

Deno.test("what was set aside and is missing or altered is named", () =>
  withFolder(async (data) => {
    const folder = await makeLongReport(data);
    const assets = `${data}/assets`;
    const elsewhere = await moveElsewhere(folder, await bytesBelow(folder) - 1, RELEASES, assets);
    const wrong = elsewhere.map((file) => ({ ...file, sha256: "0".repeat(64) }));
    await assert.rejects(assetsElsewhere(wrong, assets), /raw\.zip: raw\/s\.a\.1\/wrk\.txt is not/);
    await Deno.remove(`${assets}/recorded.raw.zip`);
    await assert.rejects(assetsElsewhere(elsewhere, assets), /recorded\.raw\.zip is not there/);
  }));

Deno.test("a move that was cut short is finished by the next call, and the zip stays whole", () =>
  withFolder(async (data) => {
    const folder = await makeLongReport(data);
    const assets = `${data}/assets`;
    const original = await Deno.readFile(`${folder}/${RAW_FILES[0]}`);
    const most = await bytesBelow(folder) - 1;
    const moved = await moveElsewhere(folder, most, RELEASES, assets);
    await Deno.writeFile(`${folder}/${RAW_FILES[0]}`, original);
    assert.deepEqual(await moveElsewhere(folder, most, RELEASES, assets), moved);
    await assert.rejects(Deno.stat(`${folder}/${RAW_FILES[0]}`), Deno.errors.NotFound);
    await assetsElsewhere(moved, assets);
  }));

Deno.test("what counts is what git stores: tables of many equal rows stay", () =>
  withFolder(async (data) => {
    const folder = await makeRecordedReport(data);
    await Deno.writeTextFile(`${folder}/more.csv`, "a,b,c\n1,2,3\n".repeat(20_000));
    assert.deepEqual(await moveElsewhere(folder, 100_000, RELEASES, `${data}/assets`), []);
  }));

/** A report whose first raw file takes more than what is said of it in report.json. */
async function makeLongReport(data: string): Promise<string> {
  const folder = await makeRecordedReport(data);
  const path = RAW_FILES[0] as string;
  const short = await Deno.readFile(`${folder}/${path}`);
  const bytes = new Uint8Array([...short, ...new TextEncoder().encode(noise(3000).toHex())]);
  await Deno.writeFile(`${folder}/${path}`, bytes);
  const trials = await readTrials(folder);
  for (const raw of trials.flatMap((trial) => trial.raw)) {
    if (raw.path === path) Object.assign(raw, { bytes: bytes.length, sha256: await sha256(bytes) });
  }
  await writeTrials(folder, trials);
  return folder;
}

/** Bytes that no compression makes shorter. */
function noise(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let from = 0; from < length; from += 65_536) {
    crypto.getRandomValues(bytes.subarray(from, from + 65_536));
  }
  return bytes;
}

async function bytesBelow(folder: string): Promise<number> {
  let sum = 0;
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    sum += isDirectory ? await bytesBelow(path) : bytesInGit(await Deno.readFile(path));
  }
  return sum;
}
