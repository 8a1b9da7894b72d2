/** The READMEs tell of every command that there is and of no other, and of files that are there. */
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";

const ROOT = decodeURIComponent(new URL("..", import.meta.url).pathname);
const read = (path: string) => Deno.readTextFileSync(`${ROOT}${path}`);
const { tasks } = JSON.parse(read("deno.json")) as { tasks: Record<string, unknown> };
const names = Object.keys(tasks);

/** Names after `T ` or `deno task `, as tables and examples have them. */
function toldIn(text: string): Set<string> {
  return new Set(
    [...text.matchAll(/(?:`T|\bT|deno task) ([a-z][a-z:]*)/g)].map((match) => match[1] as string),
  );
}

/** Of these names, those that none of the texts tells of. */
function untold(names: readonly string[], texts: readonly string[]): string[] {
  const told = new Set(texts.flatMap((text) => [...toldIn(text)]));
  return names.filter((name) => !told.has(name));
}

Deno.test("README.md and publish/README.md tell of every task, and of none that is not there", () => {
  const texts = [read("README.md"), read("publish/README.md")];
  assert.deepEqual(untold(names, texts), []);
  const ofPublish = names.filter((name) => name.startsWith("publish:"));
  assert.deepEqual(untold(ofPublish, [read("publish/README.md")]), []);
  assert.deepEqual([...toldIn(texts.join("\n"))].filter((name) => !(name in tasks)), []);
});

Deno.test("a task that no README tells of is seen", () => {
  assert.deepEqual(untold([...names, "invented"], [read("README.md"), read("publish/README.md")]), [
    "invented",
  ]);
  assert.deepEqual([...toldIn("`T bench:site --strict`, `deno task serve`")], [
    "bench:site",
    "serve",
  ]);
});

/** Files that a text in this folder names by their path, from the root or from there, and that are not there. */
function lost(text: string, folder: string): string[] {
  return [...text.matchAll(/`([\w.@-]+(?:\/[\w.@-]+)+\.(?:tsx?|md|json|sh))`/g)]
    .map(([, path = ""]) => path)
    .filter((path) => !["", folder].some((from) => existsSync(`${ROOT}${from}${path}`)));
}

Deno.test("every file that CONTRIBUTING.md or a README names by its path is there", () => {
  const texts = ["CONTRIBUTING.md", "README.md"];
  for (
    const folder of ["benchmarks", "common", "pipeline", "publish", "runners", "site", "tests"]
  ) {
    const files = readdirSync(`${ROOT}${folder}`, { recursive: true }).map(String);
    texts.push(
      ...files.filter((file) => /(^|\/)README\.md$/.test(file)).map((file) => `${folder}/${file}`),
    );
  }
  assert.ok(texts.length > 12);
  for (const text of texts) {
    const folder = text.slice(0, text.lastIndexOf("/") + 1);
    assert.deepEqual(lost(read(text), folder).map((path) => `${text} names ${path}`), []);
  }
});

Deno.test("a file that a README names and that is not there is seen", () => {
  assert.deepEqual(lost("`site/build.ts`, `build/lost.ts`, `pages/<page>.page.tsx`", "site/"), [
    "build/lost.ts",
  ]);
});
