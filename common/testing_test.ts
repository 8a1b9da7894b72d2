import { equal, ok } from "node:assert/strict";
import { comesTrue, cpuSecondsOf } from "./testing.ts";
import { delay } from "./time.ts";

Deno.test("cpuSecondsOf() counts work, and no time in which others work", async () => {
  const worker = new Worker(
    `data:text/javascript,for (let end = Date.now() + 500; Date.now() < end;); postMessage("");`,
    { type: "module" },
  );
  const done = new Promise((resolve) => worker.onmessage = resolve);
  const waiting = await cpuSecondsOf(() => done);
  worker.terminate();
  ok(waiting < 0.25, `${waiting} s while another thread worked for 0.5 s`);
  const working = await cpuSecondsOf(() => {
    for (const end = performance.now() + 200; performance.now() < end;);
  });
  ok(working > 0 && working <= 0.25, `${working} s of work for 0.2 s`);
});

Deno.test("comesTrue() looks until it is so", async () => {
  let isSo = false;
  const soon = delay(0.1).then(() => isSo = true);
  equal(await comesTrue(() => isSo), true);
  await soon;
  equal(await comesTrue(() => Promise.resolve(isSo)), true);
  equal(await comesTrue(() => Promise.resolve(false), 0.05), false);
  equal(await comesTrue(() => false, 0.05), false);
});
