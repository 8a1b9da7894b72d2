import { deepEqual, equal, rejects, throws } from "node:assert/strict";
import { readHosts } from "./hosts.ts";
import { implementationsOf } from "./implementations.ts";

const ROOT = decodeURIComponent(new URL("..", import.meta.url).pathname);

Deno.test("hosts have names without a dot, and a sentence each", async () => {
  const file = await Deno.makeTempFile();
  const read = async (hosts: unknown) => {
    await Deno.writeTextFile(file, JSON.stringify({ hosts }));
    return await readHosts(file);
  };
  try {
    const hosts = [{ name: "epyc-1", about: "A machine." }, { name: "b", about: "x" }];
    deepEqual(await read(hosts), ["epyc-1", "b"]);
    deepEqual(await read([]), []);
    for (const name of ["a.b", ".a", "a.", ""]) {
      await rejects(read([{ name, about: "x" }]), /hosts\.0\.name: /, name);
    }
    await rejects(read([{ name: "a", about: "" }]), /hosts\.0\.about: /);
    await Deno.writeTextFile(file, "[]");
    await rejects(readHosts(file), /: the document: .*; mend it there$/);
    await rejects(readHosts(`${file}.gone`), /is not there; runners\/hosts\/README\.md says/);
  } finally {
    await Deno.remove(file);
  }
  deepEqual(await readHosts(`${ROOT}runners/hosts.json`), await readHosts());
});

Deno.test("implementations of a scenario are its folders, sorted; files beside them are none", async () => {
  const names = implementationsOf("http-counter", ROOT);
  equal(names.includes("node-http"), true);
  deepEqual(names, names.toSorted());
  const root = await Deno.makeTempDir();
  const folder = `${root}/runners/scenarios/s/implementations`;
  try {
    for (const name of ["b", "a", "c"]) await Deno.mkdir(`${folder}/${name}`, { recursive: true });
    await Deno.writeTextFile(`${folder}/README.md`, "");
    deepEqual(implementationsOf("s", root), ["a", "b", "c"]);
    deepEqual(implementationsOf("t", root), []);
    throws(() => implementationsOf("s/implementations/README.md", root), Deno.errors.NotADirectory);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
