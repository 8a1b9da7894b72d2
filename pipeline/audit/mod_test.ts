import { deepEqual, ok } from "node:assert/strict";
import { RULES } from "./mod.ts";

const HERE = new URL(".", import.meta.url);

/** Names under which the formats or corrections of a folder, and of those in it, speak. */
function namesSaid(folder: string): Set<string> {
  const names = new Set<string>();
  for (const entry of Deno.readDirSync(new URL(folder, HERE))) {
    if (entry.isDirectory) {
      for (const name of namesSaid(`${folder}${entry.name}/`)) names.add(name);
    }
    if (!entry.isFile || !/(?<!_test)\.ts$/.test(entry.name)) continue;
    const text = Deno.readTextFileSync(new URL(`${folder}${entry.name}`, HERE));
    for (const match of text.matchAll(/\brule: "([a-z0-9-]+)"/g)) names.add(match[1] as string);
  }
  return names;
}

Deno.test("every rule has a name of its own, a sentence of why and an example", () => {
  const names = RULES.map((rule) => rule.name);
  deepEqual([...new Set(names)], names);
  for (const { name, why, example } of RULES) {
    ok(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name), name);
    for (const text of [why, example]) ok(/^[A-Z0-9a-z"-].*[.]$/.test(text), `${name}: ${text}`);
  }
});

Deno.test("every name that a format or a correction speaks under is in the list of rules", () => {
  const known = new Set(RULES.map((rule) => rule.name));
  const said = new Set([...namesSaid("../formats/"), ...namesSaid("../corrections/")]);
  // One that only a format in a folder of its own says.
  ok(said.has("per-thread-rate"));
  deepEqual([...said].filter((name) => !known.has(name)), []);
});

Deno.test("every rule of its own file is registered, and has a test beside it", () => {
  const files = [...Deno.readDirSync(HERE)].map((entry) => entry.name);
  const rules = files.filter((file) =>
    /(?<!_test)\.ts$/.test(file) &&
    /^export const \w+: Rule = \{/m.test(Deno.readTextFileSync(new URL(file, HERE)))
  );
  const names = new Set(RULES.map((rule) => rule.name));
  for (const file of rules) {
    ok(names.has(file.slice(0, -3).replaceAll("_", "-")), `${file} is not registered`);
    ok(files.includes(file.replace(".ts", "_test.ts")), `${file} has no test`);
  }
});
