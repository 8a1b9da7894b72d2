import { deepEqual, equal } from "node:assert/strict";
import { silentProgress } from "../common/progress.ts";
import { leftoversIn, removeBenchLeftovers } from "./leftovers.ts";
import { normalizeReport } from "./normalize.ts";
import { problemLine } from "./verify/problem.ts";
import { makeRecordedReport, withFolder } from "./verify/testing.ts";
import { verifyReport } from "./verify.ts";

const OF_BENCH = ["plan.json.0a1b2c3d.partial", "raw/.s.a.3.partial"];
const OF_NORMALIZE = ["measurements.csv.0a1b2c3d.partial"];
/** What a person may have called so. */
const OF_OTHERS = [
  "notes.partial",
  "mine.json.0a1b2c3d.partial",
  "plan.json.partial",
];

/** A report in which commands were killed, and others keep files of their own. */
async function makeLeftovers(data: string): Promise<string> {
  const folder = await makeRecordedReport(data, "recorded", { state: "draft" });
  for (const path of [...OF_BENCH, ...OF_NORMALIZE, ...OF_OTHERS]) {
    if (!path.startsWith("raw/")) await Deno.writeTextFile(`${folder}/${path}`, "x");
    else await Deno.mkdir(`${folder}/${path}`);
  }
  await Deno.writeTextFile(`${folder}/raw/.s.a.3.partial/wrk.txt`, "x");
  return folder;
}

async function areThere(folder: string, paths: readonly string[]): Promise<boolean[]> {
  return await Promise.all(
    paths.map((path) => Deno.stat(`${folder}/${path}`).then(() => true, () => false)),
  );
}

Deno.test("leftoversIn() names what killed commands left, and nothing else; verify has a line for each", () =>
  withFolder(async (data) => {
    const folder = await makeLeftovers(data);
    const left = [...OF_NORMALIZE, ...OF_BENCH];
    deepEqual(await leftoversIn(folder), left);
    const { problems } = await verifyReport("recorded", data);
    deepEqual(
      problems.map(problemLine),
      left.map((path) =>
        `${folder}/${path}: expected files that are whole, found what a command left half-written as it was ` +
        "killed; remove it"
      ),
    );
  }));

Deno.test("bench removes what a bench left half-written, and nothing of others", () =>
  withFolder(async (data) => {
    const folder = await makeLeftovers(data);
    await removeBenchLeftovers(folder);
    deepEqual(await leftoversIn(folder), OF_NORMALIZE);
    equal((await areThere(folder, OF_OTHERS)).every(Boolean), true);
  }));

Deno.test("normalize removes what it left half-written, but no file that another may be writing now", () =>
  withFolder(async (data) => {
    const folder = await makeLeftovers(data);
    await normalizeReport(folder, silentProgress);
    deepEqual(await areThere(folder, OF_NORMALIZE), [true]);
    const before = new Date(Date.now() - 120_000);
    for (const path of OF_NORMALIZE) await Deno.utime(`${folder}/${path}`, before, before);
    await normalizeReport(folder, silentProgress);
    deepEqual(await leftoversIn(folder), OF_BENCH);
    equal((await areThere(folder, OF_OTHERS)).every(Boolean), true);
  }));
