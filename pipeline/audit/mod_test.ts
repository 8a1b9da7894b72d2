import { deepEqual, ok } from "node:assert/strict";
import { testsOf } from "../../common/testing.ts";
import { INPUT_RULES } from "./input_rules.ts";
import { RULES } from "./mod.ts";
import { truncatedInput } from "./truncated_input.ts";

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
    for (const text of [why, example]) {
      ok(/^[A-Z0-9a-z"-].{50,}[.]$/s.test(text), `${name}: no whole sentence: ${text}`);
    }
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

/** Rules that look at rows and trials: what formats say is tested with the formats. */
const CHECKING = RULES.filter((rule) => !INPUT_RULES.includes(rule));

for (const rule of CHECKING) {
  // Said by formats too; it is a rule of its own file for its tests' sake.
  if (rule === truncatedInput) continue;
  Deno.test(`the tests of ${rule.name} have a seeded fault that trips it, and a clean twin`, async () => {
    const { check } = rule;
    const found = { some: 0, none: 0 };
    rule.check = (evidence) => {
      const findings = check.call(rule, evidence);
      if (evidence.rows.length + evidence.trials.length > 0) {
        found[findings.length > 0 ? "some" : "none"]++;
      }
      return findings;
    };
    try {
      for (const run of await testsOf(new URL(`${rule.name.replaceAll("-", "_")}_test.ts`, HERE))) {
        await run();
      }
    } finally {
      rule.check = check;
    }
    ok(found.some > 0, "no test has anything that it speaks of");
    ok(found.none > 0, "no test has anything that it is silent about");
  });
}

Deno.test("audit/README.md says of every rule when it speaks, and names no other", () => {
  const text = Deno.readTextFileSync(new URL("README.md", HERE));
  const [, table = ""] = text.split("| rule ");
  const told = [...table.matchAll(/^\| (.*?) \|/gm)]
    .flatMap(([, first = ""]) => [...first.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name));
  const [, others = ""] = text.split("At any occurrence: ");
  for (const [, name] of others.split(".")[0]?.matchAll(/`([a-z-]+)`/g) ?? []) told.push(name);
  deepEqual(told.sort(), CHECKING.map(({ name }) => name).sort());
});
