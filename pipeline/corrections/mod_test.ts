import { deepEqual, ok } from "node:assert/strict";
import { metricNamed } from "../measurement.ts";
import { CORRECTIONS } from "./mod.ts";

const HERE = new URL(".", import.meta.url);

/** Asked for by the person who knows the schedule: in no registry. */
const REQUESTED = ["coordinated_omission.ts"];

Deno.test("every correction of its own file is registered, and has a test beside it", () => {
  const files = [...Deno.readDirSync(HERE)].map(({ name }) => name);
  const names = new Set(CORRECTIONS.map(({ name }) => name));
  const found = files.filter((file) =>
    /(?<!_test)\.ts$/.test(file) &&
    /^export (const|function) \w+.*: Correction\b/m.test(Deno.readTextFileSync(new URL(file, HERE)))
  );
  ok(REQUESTED.every((file) => found.includes(file)));
  for (const file of found) {
    const name = file.slice(0, -3).replaceAll("_", "-");
    ok(
      names.has(name) !== REQUESTED.includes(file),
      `${file}: give it a line in pipeline/corrections/mod.ts, and the name ${name}`,
    );
    ok(files.includes(file.replace(".ts", "_test.ts")), `pipeline/corrections/${file} has no test`);
  }
  deepEqual(
    found.length,
    CORRECTIONS.length + REQUESTED.length,
    "a correction has no file of its own",
  );
});

Deno.test("every correction has a name of its own, a sentence of what it does, and terms that there are", () => {
  deepEqual(new Set(CORRECTIONS.map(({ name }) => name)).size, CORRECTIONS.length);
  for (const { name, about, madeFrom, terms = [] } of CORRECTIONS) {
    ok(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name), name);
    ok(/^[A-Za-z].{50,}[.]$/s.test(about), `${name}: no whole sentence: ${about}`);
    const metrics = terms.map(({ metric }) => metric);
    if (madeFrom !== undefined) metrics.push(madeFrom);
    for (const metric of metrics) ok(metricNamed(metric), `${name}: there is no metric ${metric}`);
  }
});
