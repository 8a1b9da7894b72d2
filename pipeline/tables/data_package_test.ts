import { deepEqual, equal, throws } from "node:assert/strict";
import { writeDataPackage } from "./data_package.ts";
import { TABLE_NAMES } from "./mod.ts";

const DATA = decodeURIComponent(new URL("../../data/", import.meta.url).pathname);

interface Resource {
  path: string;
  bytes: number;
  hash: string;
  schema?: { fields: { name: string }[] };
}

for (const name of ["http-counter-2026-11-23", "published-speech-gateway"]) {
  Deno.test(`what the package of ${name} says of its tables is still so, but for what was added`, () => {
    const package_ = JSON.parse(Deno.readTextFileSync(`${DATA}${name}/datapackage.json`));
    const published: Resource[] = package_.resources;
    const files = published.map(({ path, bytes, hash }) => {
      return { path, bytes, sha256: hash.replace("sha256:", "") };
    });
    for (const table of TABLE_NAMES) {
      if (files.some(({ path }) => path === `${table}.csv`)) continue;
      files.push({ path: `${table}.csv`, bytes: 0, sha256: "" });
    }
    const { title, created = "" } = package_;
    const text = writeDataPackage({ name, title, created, citation: "", files });
    const resources = new Map((JSON.parse(text).resources as Resource[]).map((r) => [r.path, r]));
    for (const { schema, ...rest } of published) {
      const { schema: now, ...others } = resources.get(rest.path) as Resource;
      deepEqual(others, rest);
      const fields = new Map(now?.fields.map((field) => [field.name, field]));
      for (const field of schema?.fields ?? []) deepEqual(fields.get(field.name), field, rest.path);
    }
  });
}

Deno.test("writeDataPackage() needs every table, and names a file that is none without its last ending", () => {
  const files = TABLE_NAMES.map((name) => ({ path: `${name}.csv`, bytes: 1, sha256: "0" }));
  const input = { name: "a", title: "b", created: "2026-11-23", citation: "", files };
  throws(
    () => writeDataPackage({ ...input, files: files.slice(1) }),
    new RegExp(`no file ${TABLE_NAMES[0]}\\.csv was given`),
  );
  const { profile, created, sources } = JSON.parse(writeDataPackage(input));
  equal(profile, "tabular-data-package");
  equal(created, undefined);
  equal(sources, undefined);
  const more = [...files, { path: "a.b.txt", bytes: 2, sha256: "1" }];
  const cited = { ...input, citation: "A paper, 2025", files: more };
  const { profile: other, resources, ...rest } = JSON.parse(writeDataPackage(cited));
  deepEqual(rest.sources, [{ title: "A paper, 2025" }]);
  equal(other, "data-package");
  equal(resources.at(-1).name, "a.b");
});
