import { equal, match, ok, rejects } from "node:assert/strict";
import { Failure } from "../common/failure.ts";
import { lockMachine } from "./machine_lock.ts";

/** Locks as a bench of another clone does, says so and waits. */
function holderIn(folder: string): Deno.ChildProcess {
  const module = JSON.stringify(new URL("machine_lock.ts", import.meta.url).href);
  const script = `
    import { lockMachine } from ${module};
    using _lock = await lockMachine(0, ${JSON.stringify(folder)});
    console.log("locked");
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  `;
  return new Deno.Command(Deno.execPath(), { args: ["eval", script], stdout: "piped" }).spawn();
}

Deno.test("lockMachine() names the bench that runs, and takes no notice of one that was killed", async () => {
  const parent = await Deno.makeTempDir();
  const folder = `${parent}/bench`;
  const holder = holderIn(folder);
  const reader = holder.stdout.getReader();
  try {
    await reader.read();
    await rejects(lockMachine(40, folder), (error) => {
      ok(error instanceof Failure);
      match(
        error.message,
        /^another bench is running on this machine \(process \d+ in \/.+\), and two .*; end it, or wait/,
      );
      ok(error.message.includes(`process ${holder.pid} in ${Deno.cwd()}`), error.message);
      return true;
    });
    holder.kill("SIGKILL");
    await holder.status;
    using lock = await lockMachine(0, folder);
    ok(lock !== undefined);
    equal(((await Deno.stat(folder)).mode ?? 0) & 0o777, 0o755);
  } finally {
    await reader.cancel();
    await Deno.remove(parent, { recursive: true });
  }
});

Deno.test("lockMachine() stops no bench where there is no place for the lock", async () => {
  equal(await lockMachine(0, "/proc/wallclock-bench"), undefined);
});
