import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { Failure } from "../common/failure.ts";
import { silentProgress } from "../common/progress.ts";
import { normalizeReport, saidOf } from "./normalize.ts";
import { makeRecordedReport, withFolder } from "./verify/testing.ts";

const PUBLISHED = new URL("../data/published-static-files/", import.meta.url).pathname;

/** A copy of a published report without its tables, and with another expectation of its claim `id`. */
async function copyOf(id: string, expected: string): Promise<string> {
  const folder = await Deno.makeTempDir();
  const copy = async (below: string) => {
    for await (const { name, isDirectory } of Deno.readDir(PUBLISHED + below)) {
      if (isDirectory) {
        await Deno.mkdir(`${folder}/${below}${name}`);
        await copy(`${below}${name}/`);
      } else if (below !== "" || !name.endsWith(".csv")) {
        await Deno.copyFile(`${PUBLISHED}${below}${name}`, `${folder}/${below}${name}`);
      }
    }
  };
  await copy("");
  const file = `${folder}/claims.json`;
  const { claims } = JSON.parse(await Deno.readTextFile(file));
  for (const claim of claims) if (claim.id === id) claim.expected = expected;
  await Deno.writeTextFile(file, JSON.stringify({ claims }));
  return folder;
}

async function tablesIn(folder: string): Promise<string[]> {
  const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
  return names.filter((name) => name.endsWith(".csv"));
}

Deno.test("where the tables do not bear the text none is written", async () => {
  const folder = await copyOf("R01", "refuted");
  try {
    await rejects(normalizeReport(folder, silentProgress), (error) => {
      match((error as Failure).message, /claim "R01" .* should be "refuted" and is "holds"/);
      return error instanceof Failure;
    });
    deepEqual(await tablesIn(folder), []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

const SAYS_MORE = /claim "R01" .* is "holds", .*: the text leaves it open and can say more/;

Deno.test("what the text leaves open and the tables decide stops a report that is not published yet", async () => {
  const folder = await copyOf("R01", "not established");
  try {
    await rejects(normalizeReport(folder, silentProgress), SAYS_MORE);
    deepEqual(await tablesIn(folder), []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a draft is stopped by it, whatever tables it had", async () => {
  const folder = await copyOf("R01", "not established");
  await Deno.copyFile(`${PUBLISHED}claims.csv`, `${folder}/claims.csv`);
  const manifest = JSON.parse(await Deno.readTextFile(`${folder}/report.json`));
  await Deno.writeTextFile(
    `${folder}/report.json`,
    JSON.stringify({ ...manifest, state: "draft" }),
  );
  try {
    await rejects(normalizeReport(folder, silentProgress), SAYS_MORE);
    deepEqual(await tablesIn(folder), ["claims.csv"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("of a published report it is said, and its tables are written anew", async () => {
  const folder = await copyOf("R01", "not established");
  await Deno.copyFile(`${PUBLISHED}claims.csv`, `${folder}/claims.csv`);
  try {
    const { notes } = await normalizeReport(folder, silentProgress);
    equal(notes.length, 1);
    match(notes[0] ?? "", SAYS_MORE);
    equal((await tablesIn(folder)).length, 6);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

const COMMAND = new URL("normalize.ts", import.meta.url).pathname;

Deno.test("normalize ends with 2 where a name is none, and normalizes nothing", async () => {
  const folder = await Deno.makeTempDir();
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-read=data", COMMAND, "none", "../x"],
    cwd: folder,
    env: { NO_COLOR: "1" },
  }).output();
  equal(code, 2);
  match(new TextDecoder().decode(stderr), /^error: "\.\.\/x" is no report name: .*\n$/);
  await Deno.remove(folder);
});

/** What lies in a folder with names and content, for comparing. */
async function textsIn(folder: string): Promise<string[]> {
  const files = await Array.fromAsync(Deno.readDir(folder), (entry) => entry);
  const texts = files.filter(({ isFile }) => isFile).map(async ({ name }) =>
    `${name}: ${await Deno.readTextFile(`${folder}/${name}`)}`
  );
  return (await Promise.all(texts)).sort();
}

const OLD = "made by an older version\n";

Deno.test("a published report that would change is left unless it is named, and a draft is not", () =>
  withFolder(async (data) => {
    const keepsPublished = { keepsPublished: true };
    const folder = await makeRecordedReport(data);
    const made = await textsIn(folder);
    const same = await normalizeReport(folder, silentProgress, keepsPublished);
    deepEqual([same.changed, same.isLeft], [[], false]);
    await Deno.writeTextFile(`${folder}/summary.csv`, OLD);
    const old = await textsIn(folder);
    const left = await normalizeReport(folder, silentProgress, keepsPublished);
    deepEqual([left.changed, left.isLeft], [["summary.csv"], true]);
    deepEqual(await textsIn(folder), old);
    const named = await normalizeReport(folder, silentProgress);
    deepEqual([named.changed, named.isLeft], [["summary.csv"], false]);
    deepEqual(await textsIn(folder), made);
    // A table that is not there is no published one.
    await Deno.remove(`${folder}/summary.csv`);
    equal((await normalizeReport(folder, silentProgress, keepsPublished)).isLeft, false);
    deepEqual(await textsIn(folder), made);

    const draft = await makeRecordedReport(data, "draft", { state: "draft" });
    const drafted = await textsIn(draft);
    await Deno.writeTextFile(`${draft}/summary.csv`, OLD);
    const written = await normalizeReport(draft, silentProgress, keepsPublished);
    deepEqual([written.changed, written.isLeft], [[], false]);
    deepEqual(await textsIn(draft), drafted);
  }));

Deno.test("normalize says what it left and how to have it, and how to undo what it changed", () => {
  const normalized = {
    measurements: 9,
    findings: 2,
    notes: [],
    changed: ["summary.csv", "findings.csv", "datapackage.json"],
  };
  deepEqual(saidOf("r", { ...normalized, isLeft: true }, 1), [
    "normalize r: left as it was published, though summary.csv, findings.csv and datapackage.json would change; " +
    "`deno task normalize r` writes them all the same",
  ]);
  const line = "normalize r: 9 measurements, 2 findings, 1 s";
  deepEqual(saidOf("r", { ...normalized, isLeft: false }, 1), [
    line,
    "note: r is published, and its summary.csv, findings.csv and datapackage.json changed; a correction of it is " +
    "a new report, and `git checkout data/r` brings back what was committed",
  ]);
  deepEqual(saidOf("r", { ...normalized, notes: ["more"], changed: [], isLeft: false }, 1), [
    line,
    "note: more",
  ]);
});

Deno.test("without a name normalize leaves published reports, with one it writes them", () =>
  withFolder(async (root) => {
    const folder = await makeRecordedReport(`${root}/data`);
    const run = async (...names: string[]) => {
      await Deno.writeTextFile(`${folder}/summary.csv`, OLD);
      const { code, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "--no-prompt", "--allow-read=data", "--allow-write=data", COMMAND, ...names],
        cwd: root,
        env: { NO_COLOR: "1" },
      }).output();
      equal(code, 0);
      return new TextDecoder().decode(stderr);
    };
    match(await run(), /^normalize recorded: left as it was published, though summary\.csv would/);
    equal(await Deno.readTextFile(`${folder}/summary.csv`), OLD);
    match(await run("recorded"), /\nnote: recorded is published, and its summary\.csv changed; /);
    match(await Deno.readTextFile(`${folder}/summary.csv`), /^scenario,/);
  }));

Deno.test("normalize refuses a report that has another name than its folder", async () => {
  const data = await Deno.makeTempDir();
  await Deno.mkdir(`${data}/data`);
  await Deno.rename(await copyOf("R01", "holds"), `${data}/data/other`);
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-read=data", "--allow-write=data", COMMAND, "other"],
    cwd: data,
    env: { NO_COLOR: "1" },
  }).output();
  equal(code, 1);
  match(
    new TextDecoder().decode(stderr),
    /other\/report\.json: expected the name of its folder, other, found published-static-files/,
  );
  deepEqual(await tablesIn(`${data}/data/other`), []);
  await Deno.remove(data, { recursive: true });
});
