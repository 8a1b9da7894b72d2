import { deepEqual, equal, rejects } from "node:assert/strict";
import { Failure } from "../common/failure.ts";
import { LIST_FILE, openOutput } from "./output.ts";

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

Deno.test("openOutput() removes what an earlier build wrote and this one does not", () =>
  withFolder(async (folder) => {
    const first = await openOutput(folder);
    await first.write("index.html", "one");
    await first.write("reports/old/index.html", "old");
    equal(await first.finish(), 2);
    const second = await openOutput(folder);
    await second.write("index.html", "two");
    equal(await second.finish(), 1);
    deepEqual(await names(folder), [LIST_FILE, "index.html"]);
    equal(await Deno.readTextFile(`${folder}/index.html`), "two");
  }));

Deno.test("openOutput() leaves alone what it did not write", () =>
  withFolder(async (folder) => {
    await (await openOutput(folder)).finish();
    await Deno.writeTextFile(`${folder}/CNAME`, "example.org");
    const again = await openOutput(folder);
    await again.write("index.html", "");
    await again.finish();
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
    const output = await openOutput(out);
    await rejects(output.write("../keep", "x"), Failure);
    await output.finish();
    await Deno.writeTextFile(`${out}/${LIST_FILE}`, "../keep\n");
    await rejects(openOutput(out), Failure);
    deepEqual(await names(folder), ["keep", "out"]);
  }));

Deno.test("openOutput() refuses two pages with one address", () =>
  withFolder(async (folder) => {
    const output = await openOutput(folder);
    await output.write("a/index.html", "");
    await rejects(output.write("a/index.html", ""), Failure);
  }));
