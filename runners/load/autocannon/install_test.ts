import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { numberIn } from "../../testing.ts";
import { autocannon, lookAt } from "./autocannon.ts";
import { installNodePackage } from "./install.ts";

/** An npm that has written the module itself, and goes on for a minute with what the module needs. */
const SLOW_NPM = `#!/bin/sh
mkdir -p node_modules/autocannon && touch node_modules/autocannon/autocannon.js
echo $$ > "$0.new" && mv "$0.new" "$0.pid"
exec sleep 60
`;

const QUICK_NPM = SLOW_NPM.replace("exec sleep 60", "");

/** One that writes down what it was asked for, where its package and its lock lie. */
const NOTING_NPM = `#!/bin/sh
test -f package.json && test -f package-lock.json || exit 9
mkdir -p node_modules/autocannon && touch node_modules/autocannon/autocannon.js
echo "$*" > asked
`;

const namesIn = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name);

Deno.test("installNodePackage() never takes half of an installation for a whole one", async () => {
  const folder = await Deno.makeTempDir();
  const controller = new AbortController();
  const tools = `${folder}/tools`;
  try {
    await Deno.writeTextFile(`${folder}/slow`, SLOW_NPM, { mode: 0o755 });
    await Deno.writeTextFile(`${folder}/quick`, QUICK_NPM, { mode: 0o755 });
    const installing = installNodePackage(controller.signal, `${folder}/slow`, tools);
    const ended = rejects(installing, /^Error: given up$/);
    await numberIn(`${folder}/slow.pid`);
    // As another bench would find it, or this one after its end by force.
    const { signal } = new AbortController();
    await rejects(installNodePackage(signal, "", tools), /autocannon cannot be built/);
    controller.abort(new Error("given up"));
    await ended;
    deepEqual(namesIn(tools), []);
    const installed = await installNodePackage(signal, `${folder}/quick`, tools);
    deepEqual(namesIn(tools), [`autocannon-${installed?.version}`]);
    equal((await Deno.stat(`${installed?.module}/autocannon.js`)).isFile, true);
    deepEqual(await installNodePackage(signal, "", tools), installed);
  } finally {
    controller.abort();
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("installNodePackage() installs what is locked, runs no script of it, and leaves it to be read by all", async () => {
  const folder = await Deno.makeTempDir();
  const tools = `${folder}/tools`;
  const { signal } = new AbortController();
  try {
    await Deno.writeTextFile(`${folder}/npm`, NOTING_NPM, { mode: 0o755 });
    const installed = await installNodePackage(signal, `${folder}/npm`, tools);
    const place = `${tools}/autocannon-${installed?.version}`;
    equal(await Deno.readTextFile(`${place}/asked`), "ci --ignore-scripts --no-audit --no-fund\n");
    equal(((await Deno.stat(place)).mode ?? 0) & 0o777, 0o755);
    // What was left there without the module is no installation.
    await Deno.remove(`${place}/node_modules`, { recursive: true });
    deepEqual(await installNodePackage(signal, `${folder}/npm`, tools), installed);
    equal((await Deno.stat(`${place}/node_modules/autocannon`)).isDirectory, true);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a look at autocannon installs nothing, and says what is there and what comes at its first use", async () => {
  ok(autocannon.look !== undefined, "doctor would prepare it");
  const folder = await Deno.makeTempDir();
  const tools = `${folder}/tools`;
  try {
    await Deno.mkdir(tools);
    await Deno.writeTextFile(`${folder}/npm`, QUICK_NPM, { mode: 0o755 });
    const first = await lookAt(`${folder}/npm`, tools);
    deepEqual(namesIn(tools), []);
    deepEqual(namesIn(folder).sort(), ["npm", "tools"]);
    const { signal } = new AbortController();
    const installed = await installNodePackage(signal, `${folder}/npm`, tools);
    const then = await lookAt("", tools);
    // Where there is no Node.js it lacks that, before and after.
    if (first.lacks.length > 0) return deepEqual(then, first);
    equal(first.version, `${installed?.version}, installed by npm at its first use`);
    deepEqual(then, { version: installed?.version, lacks: [] });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
