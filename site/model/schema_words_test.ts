import { deepEqual, ok } from "node:assert/strict";
import { TABLE_NAMES, TABLES } from "../../pipeline/report.ts";
import { SCHEMA_WORDS } from "./schema_words.ts";

Deno.test("every column of every table is described, and nothing that is not there", () => {
  deepEqual(Object.keys(SCHEMA_WORDS).sort(), [...TABLE_NAMES].sort());
  for (const table of TABLE_NAMES) {
    const described = Object.entries(SCHEMA_WORDS[table]);
    const columns = TABLES[table].columns.map(({ name }) => name);
    deepEqual(described.map(([name]) => name).sort(), columns.toSorted(), table);
    for (const [name, words] of described) ok(words.length > 5, `${table}.${name}`);
  }
});
