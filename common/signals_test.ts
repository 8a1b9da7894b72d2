import { equal, throws } from "node:assert/strict";
import { sendSignal } from "./signals.ts";

function start(...args: string[]): Deno.ChildProcess {
  return new Deno.Command("sleep", { args, stdin: "null" }).spawn();
}

Deno.test("sendSignal() ends a running process, as a child and by its id", async () => {
  const child = start("60");
  sendSignal(child, "SIGKILL");
  equal((await child.status).signal, "SIGKILL");
  const other = start("60");
  sendSignal(other.pid, "SIGTERM");
  equal((await other.status).signal, "SIGTERM");
});

Deno.test("sendSignal() does nothing to a process that has ended, where Deno throws", async () => {
  const child = start("0");
  await child.status;
  throws(() => child.kill("SIGKILL"), TypeError);
  sendSignal(child, "SIGKILL");
  sendSignal(child.pid, "SIGKILL");
});
