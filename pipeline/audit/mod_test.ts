import { deepEqual, ok } from "node:assert/strict";
import { testsOf } from "../../common/testing.ts";
import { INPUT_RULES } from "./input_rules.ts";
import { ruleFiles, RULES } from "./mod.ts";
import { truncatedInput } from "./truncated_input.ts";

const HERE = new URL(".", import.meta.url);

/** The source of the formats or corrections of a folder, and of those in it. */
function sourceOf(folder: string): string {
  return [...Deno.readDirSync(new URL(folder, HERE))].map(({ name, isDirectory }) => {
    if (isDirectory) return sourceOf(`${folder}${name}/`);
    if (!/(?<!_test)\.ts$/.test(name)) return "";
    return Deno.readTextFileSync(new URL(`${folder}${name}`, HERE));
  }).join("\n");
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

Deno.test("every name that a format or a correction speaks under is in the list of rules, which says who does", () => {
  const sources = {
    formats: sourceOf("../formats/"),
    corrections: sourceOf("../corrections/"),
  };
  const known = new Set(RULES.map(({ name }) => name));
  for (const [by, source] of Object.entries(sources)) {
    const said = [...source.matchAll(/\brule: "([a-z0-9-]+)"/g)].map(([, name = ""]) => name);
    ok(said.length > 0, `nothing of pipeline/${by}/ speaks`);
    // One that only a format in a folder of its own says.
    if (by === "formats") ok(said.includes("per-thread-rate"));
    for (const name of said) ok(known.has(name), `${name} of pipeline/${by}/ is not in mod.ts`);
  }
  for (const { name, saidBy } of RULES) {
    // Some are handed to a function that says them.
    const by = (["formats", "corrections"] as const).filter((by) =>
      sources[by].includes(`"${name}"`)
    );
    const own = saidBy === undefined ? [] : [saidBy];
    ok(`${own}` === `${by}`, `${name}: saidBy is "${own}", and "${by}" says it`);
  }
});

Deno.test("the files that a rule is said to be in are there", () => {
  for (const rule of RULES) {
    const files = ruleFiles(rule);
    ok(files.length > 0, rule.name);
    for (const file of files) Deno.statSync(new URL(`../../${file}`, HERE));
  }
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
    const file = `${rule.name.replaceAll("-", "_")}_test.ts`;
    const found = { some: 0, none: 0 };
    rule.check = (evidence) => {
      const findings = check.call(rule, evidence);
      if (evidence.rows.length + evidence.trials.length > 0) {
        found[findings.length > 0 ? "some" : "none"]++;
      }
      return findings;
    };
    try {
      for (const run of await testsOf(new URL(file, HERE))) await run();
    } catch (error) {
      throw new Error(`its own tests fail; see pipeline/audit/${file}`, { cause: error });
    } finally {
      rule.check = check;
    }
    ok(found.some > 0, "no test has anything that it speaks of");
    ok(found.none > 0, "no test has anything that it is silent about");
  });
}

Deno.test("audit/README.md says of every rule when it speaks, as the rule does, and names no other", () => {
  const text = Deno.readTextFileSync(new URL("README.md", HERE));
  const [, table = ""] = text.split("| rule ");
  const told = new Map(
    [...table.matchAll(/^\| `([a-z-]+)` +\| (.*?) +\|/gm)].map((
      [, name = "", speaks],
    ) => [name, speaks]),
  );
  const [, others = ""] = text.split("At any occurrence: ");
  for (const [, name = ""] of others.split(".")[0]?.matchAll(/`([a-z-]+)`/g) ?? []) {
    ok(!told.has(name), `${name} is in audit/README.md twice`);
    told.set(name, undefined);
  }
  const known = new Map(CHECKING.map(({ name, speaks }) => [name, speaks]));
  for (const [name, speaks] of known) {
    const place = speaks === undefined
      ? `"At any occurrence"`
      : `its table: | \`${name}\` | ${speaks} |`;
    ok(told.has(name), `pipeline/audit/README.md lacks ${name}; name it in ${place}`);
    ok(
      told.get(name) === speaks,
      `pipeline/audit/README.md has ${name} otherwise; it is of ${place}`,
    );
  }
  for (const name of told.keys()) {
    ok(known.has(name), `pipeline/audit/README.md names ${name}, which is no rule`);
  }
});
