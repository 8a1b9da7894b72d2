import assert from "node:assert/strict";
import { planCores } from "./cores.ts";
import { readHostCounters, readHostEnvironment } from "./environment.ts";

Deno.test("the fingerprint of this host has no empty value and is the same when read again", async () => {
  const cores = planCores(1);
  const environment = await readHostEnvironment(cores);
  const again = await readHostEnvironment(cores);
  assert.deepEqual(again.fingerprint, environment.fingerprint);
  for (const [key, value] of Object.entries(environment.fingerprint)) {
    assert.notEqual(value, "", key);
  }
  for (const key of ["cores", "kernel", "architecture", "os"]) {
    assert.ok(key in environment.fingerprint, key);
  }
  assert.match(environment.title, /^\d+-core \w+ (virtual )?machine/);
});

Deno.test("readHostCounters() counts up", () => {
  const before = readHostCounters();
  const after = readHostCounters();
  assert.ok(after.stealSeconds >= before.stealSeconds && after.swapPages >= before.swapPages);
});
