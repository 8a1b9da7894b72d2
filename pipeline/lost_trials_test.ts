import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { Failure } from "../common/failure.ts";
import { silentProgress } from "../common/progress.ts";
import { normalizeReport } from "./normalize.ts";
import { makeRecordedReport, withFolder } from "./verify/testing.ts";

/** Normalizes a report whose trials.ndjson was changed; gives what was said, and whether a table differs. */
async function normalized(
  change: (text: string) => string,
  also: (folder: string) => Promise<void> = async () => {},
): Promise<{ said: string[]; failure: string; changed: boolean }> {
  const said: string[] = [];
  let [failure, changed] = ["", false];
  await withFolder(async (data) => {
    const folder = await makeRecordedReport(data);
    const read = (file: string) => Deno.readTextFile(`${folder}/${file}`);
    await Deno.writeTextFile(`${folder}/trials.ndjson`, change(await read("trials.ndjson")));
    await also(folder);
    const before = await read("measurements.csv");
    try {
      await normalizeReport(folder, { ...silentProgress, say: (text) => said.push(text) });
    } catch (error) {
      ok(error instanceof Failure, String(error));
      failure = error.message;
    }
    changed = await read("measurements.csv") !== before;
  });
  return { said, failure, changed };
}

Deno.test("normalize leaves the tables alone where trials.ndjson was cut within its first line", async () => {
  for (const change of [(text: string) => text.slice(0, 40), () => "x"]) {
    const { failure, changed } = await normalized(change);
    match(failure, /trials\.ndjson:1: the line is not complete, and no other is there; restore/);
    equal(changed, false);
  }
});

Deno.test("normalize leaves the tables alone where raw files have lost their lines", async () => {
  const { failure, changed } = await normalized(() => "");
  match(failure, /trials\.ndjson names no trial of raw\/s\.a\.1 and 1 more; restore the file/);
  equal(changed, false);
  const one = await normalized((text) => text, (folder) => Deno.mkdir(`${folder}/raw/s.a.3`));
  deepEqual(one, { said: [], failure: "", changed: false });
  const two = await normalized((text) => text, async (folder) => {
    for (const id of ["s.a.3", "s.a.4"]) await Deno.mkdir(`${folder}/raw/${id}`);
  });
  match(two.failure, /names no trial of raw\/s\.a\.3 and 1 more/);
});

Deno.test("normalize says which trial a killed bench left unfinished, and makes the tables of the others", async () => {
  const { said, failure, changed } = await normalized((text) => text.slice(0, -10));
  deepEqual([failure, changed, said.length], ["", true, 1]);
  match(
    said[0] ?? "",
    /^note: .*trials\.ndjson:2: the line is not complete: its trial is left out/,
  );
});

Deno.test("normalize makes empty tables of a report in which nothing ran", () =>
  withFolder(async (data) => {
    const folder = await makeRecordedReport(data);
    await Deno.remove(`${folder}/raw`, { recursive: true });
    await Deno.remove(`${folder}/trials.ndjson`);
    deepEqual((await normalizeReport(folder, silentProgress)).measurements, 0);
    await rejects(Deno.stat(`${folder}/raw`), Deno.errors.NotFound);
  }));
