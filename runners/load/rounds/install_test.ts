import { equal, rejects } from "node:assert/strict";
import { comesTrue } from "../../../common/testing.ts";
import { isAlive, numberIn } from "../../testing.ts";
import { installRounds } from "./install.ts";

/** A cargo of a version that has compiled nothing yet; it writes its process's number and goes on for a minute. */
const SLOW_CARGO = `#!/bin/sh
[ "$1" = --version ] && { echo "cargo 0.0.1-$(basename "$(dirname "$0")")"; exit; }
echo $$ > "$0.new" && mv "$0.new" "$0.pid"
exec sleep 60
`;

Deno.test("installRounds() ends when its signal fires, and so does the compiler", async () => {
  const folder = await Deno.makeTempDir();
  const controller = new AbortController();
  try {
    await Deno.writeTextFile(`${folder}/cargo`, SLOW_CARGO, { mode: 0o755 });
    // Named, since a PATH would be that of all tests that run in this process.
    const installing = installRounds(controller.signal, `${folder}/cargo`);
    const ended = rejects(installing, /^Error: given up$/);
    const compiler = await numberIn(`${folder}/cargo.pid`);
    controller.abort(new Error("given up"));
    const began = performance.now();
    await ended;
    equal(performance.now() - began < 10_000, true);
    equal(await comesTrue(() => !isAlive(compiler)), true);
  } finally {
    controller.abort();
    await Deno.remove(folder, { recursive: true });
  }
});
