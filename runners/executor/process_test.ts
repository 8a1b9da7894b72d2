import assert from "node:assert/strict";
import { comesTrue } from "../../common/testing.ts";
import { delay } from "../../common/time.ts";
import { isAlive } from "../testing.ts";
import { endLeftBehind, startProcess, wrapCommand } from "./process.ts";
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

/** Forks twice: what is left has no parent of ours, and a session and a group of its own. */
const DAEMON = "(setsid sh -c 'trap \"\" TERM; echo $$; while :; do sleep 0.1; done' &)";

Deno.test("stop() ends and names what was left in the background, also by a process that has ended", async () => {
  const stranger = new Deno.Command("sleep", { args: ["60"] }).spawn();
  for (const last of ["sleep 60", "exit 0"]) {
    const process = startProcess(shell(`${DAEMON}; ${last}`), { separateStdout: true });
    while (process.stdout().length === 0) await delay(0.02);
    const daemon = Number(new TextDecoder().decode(process.stdout()));
    assert.ok(isAlive(daemon));
    if (last === "exit 0") await process.ended;
    const left = await process.stop();
    assert.ok(!isAlive(daemon), last);
    // Whether it was just sleeping is chance.
    assert.deepEqual(left.filter((name) => name !== "sleep"), ["sh"], last);
  }
  assert.ok(isAlive(stranger.pid));
  stranger.kill("SIGKILL");
  await stranger.status;
});

Deno.test("stop() names nothing of what has a parent, or lost one that crashed", async () => {
  for (const script of ["setsid sleep 60 & sleep 60", "sleep 60 & sleep 60", `${DAEMON}; exit 3`]) {
    const process = startProcess(shell(`echo; ${script}`), { separateStdout: true });
    while (process.stdout().length === 0) await delay(0.02);
    if (script.endsWith("exit 3")) await process.ended;
    assert.deepEqual(await process.stop(), [], script);
  }
});

/** Starts a process that starts another, as a bench would, and waits. */
const BENCH = `
  import { startProcess } from ${JSON.stringify(new URL("process.ts", import.meta.url).href)};
  const argv = ["sh", "-c", "sleep 61 & echo $!; wait"];
  const spec = { role: "server", argv, command: argv, environment: {}, cwd: ".", cores: [] };
  const process = startProcess(spec, { separateStdout: true });
  while (process.stdout().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  console.log(new TextDecoder().decode(process.stdout()).trim());
  await process.ended;
`;

Deno.test("endLeftBehind() ends what a killed bench leaves, and nothing of one that runs", async () => {
  const bench = new Deno.Command(Deno.execPath(), {
    args: ["eval", BENCH],
    stdout: "piped",
  }).spawn();
  const reader = bench.stdout.getReader();
  const left = Number(new TextDecoder().decode((await reader.read()).value));
  endLeftBehind();
  assert.ok(isAlive(left), "of a bench that runs");
  bench.kill("SIGKILL");
  await bench.status;
  assert.ok(isAlive(left), "the kernel does not end it");
  assert.ok(endLeftBehind().includes("sleep"));
  assert.ok(await comesTrue(() => !isAlive(left)));
  await reader.cancel();
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
