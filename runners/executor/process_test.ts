import assert from "node:assert/strict";
import { comesTrue } from "../../common/testing.ts";
import { delay } from "../../common/time.ts";
import { isAlive } from "../testing.ts";
import { startProcess, wrapCommand } from "./process.ts";
import type { ProcessSpec } from "./spec.ts";

function shell(script: string, extra: Partial<ProcessSpec> = {}): ProcessSpec {
  const argv = ["sh", "-c", script];
  return { role: "server", argv, command: argv, environment: {}, cwd: ".", cores: [], ...extra };
}

Deno.test("startProcess() passes on nothing of the environment but what is named", async () => {
  Deno.env.set("WALLCLOCK_TEST_SECRET", "x");
  const process = startProcess(
    shell('echo "[$WALLCLOCK_TEST_SECRET] [$PORT]"', { environment: { PORT: "1" } }),
    { separateStdout: true },
  );
  await process.ended;
  Deno.env.delete("WALLCLOCK_TEST_SECRET");
  assert.equal(new TextDecoder().decode(process.stdout()), "[] [1]\n");
});

Deno.test("stop() ends a process with its descendants, also one that ignores being asked", async () => {
  const process = startProcess(
    shell("trap '' TERM; sleep 60 & echo $!; wait; wait; sleep 60"),
    { separateStdout: true },
  );
  while (process.stdout().length === 0) await delay(0.02);
  const descendant = Number(new TextDecoder().decode(process.stdout()));
  assert.ok(isAlive(descendant));
  await process.stop();
  assert.ok(await comesTrue(() => !isAlive(process.pid) && !isAlive(descendant)));
});

Deno.test("stop() ends what has a session of its own, also one that its parent left behind", async () => {
  const process = startProcess(
    shell("setsid sh -c 'trap \"\" TERM; echo $$; sleep 60' & wait"),
    { separateStdout: true },
  );
  while (process.stdout().length === 0) await delay(0.02);
  const descendant = Number(new TextDecoder().decode(process.stdout()));
  assert.ok(isAlive(descendant));
  await process.stop();
  assert.ok(await comesTrue(() => !isAlive(descendant)));
});

Deno.test("startProcess() keeps a bounded part of what a process prints", async () => {
  const process = startProcess(
    shell("head -c 5000000 /dev/zero"),
    { separateStdout: false },
  );
  await process.ended;
  assert.equal(process.log().length, 1024 * 1024);
});

Deno.test("wrapCommand() pins and ties a process to this one's life", () => {
  const wrapped = wrapCommand(["server", "--port"], [0, 2]);
  assert.deepEqual(wrapped.slice(-2), ["server", "--port"]);
  assert.match(wrapped.join(" "), /setpriv --pdeathsig KILL -- taskset -c 0,2 server/);
});
