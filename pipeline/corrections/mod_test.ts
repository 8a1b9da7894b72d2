import { equal, ok } from "node:assert/strict";
import { metricNamed } from "../measurement.ts";
import { CORRECTIONS, REQUESTED_CORRECTIONS } from "./mod.ts";

const HERE = new URL(".", import.meta.url);
const ALL = [...CORRECTIONS, ...REQUESTED_CORRECTIONS];

Deno.test("every correction of its own file is registered, and has a test beside it", () => {
  const files = [...Deno.readDirSync(HERE)].map(({ name }) => name);
  const names = new Set(ALL.map(({ name }) => name));
  const found = files.filter((file) =>
    /(?<!_test)\.ts$/.test(file) &&
    /^export (const|function) \w+.*: Correction\b/m.test(Deno.readTextFileSync(new URL(file, HERE)))
  );
  for (const file of found) {
    const name = file.slice(0, -3).replaceAll("_", "-");
    ok(names.has(name), `${file}: list it in pipeline/corrections/mod.ts, under the name ${name}`);
    ok(files.includes(file.replace(".ts", "_test.ts")), `pipeline/corrections/${file} has no test`);
  }
  equal(found.length, ALL.length, "a correction has no file of its own");
});

Deno.test("every correction has a name of its own, a sentence of what it does, and terms that there are", () => {
  equal(new Set(ALL.map(({ name }) => name)).size, ALL.length);
  for (const { name, about } of ALL) {
    ok(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name), name);
    ok(/^[A-Za-z].{50,}[.]$/s.test(about), `${name}: no whole sentence: ${about}`);
  }
  for (const { name, madeFrom, terms = [] } of CORRECTIONS) {
    const metrics = terms.map(({ metric }) => metric);
    if (madeFrom !== undefined) metrics.push(madeFrom);
    for (const metric of metrics) ok(metricNamed(metric), `${name}: there is no metric ${metric}`);
  }
});
