import assert from "node:assert/strict";
import { comesTrue } from "../../common/testing.ts";
import { beginningOf, descendantsOf } from "./descendants.ts";

/** Starts `sleep` from a thread of its own. */
const THREAD = `
  const start = 'new Deno.Command("sleep", { args: ["60"] }).spawn()';
  new Worker("data:application/javascript," + encodeURIComponent(start), { type: "module" });
`;

Deno.test("descendantsOf() finds what any thread of a process started, in whatever session", async () => {
  const shell = "setsid sh -c 'sleep 60 & wait' & sleep 60 & wait";
  const forked = new Deno.Command("sh", { args: ["-c", shell], detached: true }).spawn();
  const threaded = new Deno.Command(Deno.execPath(), { args: ["eval", THREAD] }).spawn();
  const below = () => [...descendantsOf(forked.pid), ...descendantsOf(threaded.pid)];
  try {
    assert.ok(await comesTrue(() => descendantsOf(forked.pid).length === 3), "of a session");
    assert.ok(await comesTrue(() => descendantsOf(threaded.pid).length === 1), "of a thread");
    assert.equal(descendantsOf(forked.pid, "first").length, 3);
    assert.deepEqual(descendantsOf(threaded.pid, "first"), []);
    assert.match(beginningOf(forked.pid), /^\d+$/);
  } finally {
    for (const pid of below()) Deno.kill(pid, "SIGKILL");
    for (const child of [forked, threaded]) child.kill("SIGKILL");
    await Promise.all([forked.status, threaded.status]);
  }
  assert.deepEqual(descendantsOf(forked.pid), []);
  assert.equal(beginningOf(forked.pid), "");
});
