import { deepEqual, equal, ok, rejects, throws } from "node:assert/strict";
import { Failure } from "../common/failure.ts";
import { LIST_FILE, openOutput, WAITING_FOLDER, WaitingFiles } from "./output.ts";

async function names(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of Deno.readDir(folder)) found.push(entry.name);
  return found.sort();
}

async function withFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A build of these files. */
async function build(folder: string, files: Readonly<Record<string, string>>): Promise<number> {
  using output = await openOutput(folder);
  for (const [path, text] of Object.entries(files)) output.write(path, text);
  return await output.finish();
}

Deno.test("openOutput() removes what an earlier build wrote and this one does not", () =>
  withFolder(async (folder) => {
    equal(await build(folder, { "index.html": "one", "reports/old/index.html": "old" }), 2);
    equal(await build(folder, { "index.html": "two" }), 1);
    deepEqual(await names(folder), [LIST_FILE, "index.html"]);
    equal(await Deno.readTextFile(`${folder}/index.html`), "two");
  }));

Deno.test("openOutput() leaves alone what it did not write", () =>
  withFolder(async (folder) => {
    await build(folder, {});
    await Deno.writeTextFile(`${folder}/CNAME`, "example.org");
    await build(folder, { "index.html": "" });
    deepEqual(await names(folder), [LIST_FILE, "CNAME", "index.html"]);
  }));

Deno.test("openOutput() refuses a folder that holds somebody else's files", () =>
  withFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/thesis.txt`, "years of work");
    await rejects(
      openOutput(folder),
      (error) => error instanceof Failure && error.message.includes("thesis.txt"),
    );
    deepEqual(await names(folder), ["thesis.txt"]);
    await rejects(openOutput(`${folder}/thesis.txt`), Failure);
  }));

Deno.test("openOutput() writes and removes only below its folder", () =>
  withFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/keep`, "");
    const out = `${folder}/out`;
    await rejects(build(out, { "../keep": "x" }), Failure);
    await build(out, {});
    await Deno.writeTextFile(`${out}/${LIST_FILE}`, "../keep\n");
    await rejects(openOutput(out), Failure);
    deepEqual(await names(folder), ["keep", "out"]);
  }));

Deno.test("openOutput() refuses two pages with one address", () =>
  withFolder(async (folder) => {
    using output = await openOutput(`${folder}/out`);
    output.write("a/index.html", "");
    throws(() => output.write("a/index.html", ""), Failure);
  }));

Deno.test("openOutput() waits for another build of its folder, but not for ever", () =>
  withFolder(async (folder) => {
    let second: ReturnType<typeof openOutput>;
    {
      using first = await openOutput(folder);
      await rejects(
        openOutput(folder, 120),
        /another build is writing .* choose another folder/,
      );
      second = openOutput(folder, 60_000);
      first.write("a", "first");
      await first.finish();
      // Whoever comes next must find the records that this build is yet to write.
      const early = second.then(() => "early");
      equal(
        await Promise.race([early, new Promise((end) => setTimeout(end, 150, "late"))]),
        "late",
      );
    }
    using output = await second;
    output.write("a", "second");
    equal(await output.finish(), 1);
  }));

Deno.test("a build that is not finished leaves all as it was: no folder where there was none", () =>
  withFolder(async (folder) => {
    const out = `${folder}/out`;
    {
      using _output = await openOutput(out);
      new WaitingFiles(out).write("index.html", "one");
    }
    deepEqual(await names(folder), []);
    await build(out, { "index.html": "one", "a/b": "two" });
    {
      using output = await openOutput(out);
      output.add(new WaitingFiles(out).write("index.html", "changed"));
    }
    deepEqual(await names(out), [LIST_FILE, "a", "index.html"]);
    equal(await Deno.readTextFile(`${out}/index.html`), "one");
  }));

Deno.test("a build removes what waits since one that was killed, in a new folder too", () =>
  withFolder(async (folder) => {
    await Deno.mkdir(`${folder}/${WAITING_FOLDER}/reports`, { recursive: true });
    await Deno.writeTextFile(`${folder}/${WAITING_FOLDER}/reports/index.html`, "half");
    await build(folder, { "index.html": "one" });
    deepEqual(await names(folder), [LIST_FILE, "index.html"]);
  }));

Deno.test("a file may become a folder and a folder a file", () =>
  withFolder(async (folder) => {
    await build(folder, { a: "file", "b/c/index.html": "below" });
    await build(folder, { "a/index.html": "below", b: "file" });
    equal(await Deno.readTextFile(`${folder}/a/index.html`), "below");
    equal(await Deno.readTextFile(`${folder}/b`), "file");
    deepEqual(await names(folder), [LIST_FILE, "a", "b"]);
  }));

Deno.test("holds() sees a file that was edited, removed or replaced by a folder", () =>
  withFolder(async (folder) => {
    const file = await (async () => {
      using output = await openOutput(folder);
      const written = new WaitingFiles(folder).write("a", "text");
      output.add(written);
      await output.finish();
      return written;
    })();
    using output = await openOutput(folder);
    ok(output.holds([file]));
    ok(!output.holds([{ ...file, path: "b" }]));
    await Deno.writeTextFile(`${folder}/a`, "longer text");
    ok(!output.holds([file]));
    await Deno.writeTextFile(`${folder}/a`, "text");
    await Deno.utime(`${folder}/a`, 0, 0);
    ok(!output.holds([file]));
    await Deno.remove(`${folder}/a`);
    await Deno.mkdir(`${folder}/a`);
    ok(!output.holds([file]));
  }));

Deno.test("bytes that are in their place already are not written again", () =>
  withFolder(async (folder) => {
    await build(folder, { a: "same", b: "old" });
    await Deno.utime(`${folder}/a`, 1000, 1000);
    await build(folder, { a: "same", b: "new" });
    equal((await Deno.stat(`${folder}/a`)).mtime?.getTime(), 1_000_000);
    equal(await Deno.readTextFile(`${folder}/b`), "new");
  }));

Deno.test("texts of every length and alphabet are written whole, one after another", () =>
  withFolder(async (folder) => {
    const files = {
      "a/long": "≥ 17 µs, ".repeat(200_000),
      "a/largest that shares a buffer": "€".repeat(2 ** 21 / 3 | 0),
      "b/short": "≥",
      "a/empty": "",
      "b/c/plain": "plain",
    };
    equal(await build(folder, files), 5);
    for (const [path, text] of Object.entries(files)) {
      ok(await Deno.readTextFile(`${folder}/${path}`) === text, path);
    }
  }));
