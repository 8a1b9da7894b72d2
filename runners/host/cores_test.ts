import assert from "node:assert/strict";
import {
  allowedCores,
  coresFor,
  parseCpuList,
  pinnableCores,
  planCores,
  withBackend,
} from "./cores.ts";

const alone = (core: number) => [core];

Deno.test("parseCpuList() reads the kernel's lists", () => {
  assert.deepEqual(parseCpuList("0-3,8,10-11\n"), [0, 1, 2, 3, 8, 10, 11]);
  assert.deepEqual(parseCpuList(""), []);
});

Deno.test("planCores() keeps the generator off the server's core and off its sibling thread", () => {
  const { server, generator, notes } = planCores(1, [0, 1, 2, 3], (core) => [core, core ^ 1]);
  assert.deepEqual(server, [0]);
  assert.deepEqual(generator, [2, 3]);
  assert.deepEqual(notes, []);
});

Deno.test("pinnableCores() has no core where there is no taskset, so that no plan promises pinning", () => {
  assert.deepEqual(pinnableCores(["/usr/bin/taskset"]), allowedCores());
  assert.deepEqual(pinnableCores([]), []);
});

Deno.test("planCores() says what a small host costs", () => {
  assert.match(planCores(1, [0, 1], alone).notes.join(" "), /use 2 cores/);
  const siblings = planCores(1, [0, 1], () => [0, 1]);
  assert.deepEqual(siblings.generator, [1]);
  assert.match(siblings.notes.join(" "), /sibling threads/);
  const single = planCores(1, [5], alone);
  assert.deepEqual(single.generator, [5]);
  assert.match(single.notes.join(" "), /share their cores/);
  assert.match(planCores(1, [], alone).notes.join(" "), /not pinned/);
});

Deno.test("planCores() puts a server of one core on an isolated one, and the generator on none", () => {
  const plan = planCores(1, [0, 1, 2], (core) => [core], [3, 4]);
  assert.deepEqual([plan.server, plan.generator], [[3], [0, 1, 2]]);
  const listed = planCores(1, [0, 1, 2, 3], (core) => [core], [3]);
  assert.deepEqual([listed.server, listed.generator], [[3], [0, 1, 2]]);
  const two = planCores(2, [0, 1, 2, 3], (core) => [core], [3]);
  assert.deepEqual([two.server, two.generator], [[0, 1], [2]]);
  assert.deepEqual(planCores(1, [0, 1], (core) => [core], []).server, [0]);
});

Deno.test("withBackend() gives backends a core of their own where there is one, and says where not", () => {
  const large = withBackend(planCores(1, [0, 1, 2, 3], alone, []));
  assert.deepEqual([large.server, large.generator, large.backend], [[0], [2, 3], [1]]);
  assert.deepEqual(large.notes, []);
  const small = withBackend(planCores(1, [0, 1], alone, []));
  assert.deepEqual([small.generator, small.backend], [[1], undefined]);
  assert.match(small.notes.join(" "), /Generator and backends share a core/);
  const without = coresFor({ serverCores: 1 });
  assert.equal(without.backend, undefined);
  assert.doesNotMatch(without.notes.join(" "), /backends/);
});
