import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { Failure } from "../common/failure.ts";
import { silentProgress } from "../common/progress.ts";
import { normalizeReport } from "./normalize.ts";

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
