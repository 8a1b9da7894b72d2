import assert from "node:assert/strict";
import { matching, readFiles } from "./files.ts";
import { formatNumber, formatShare, formatTime } from "./words.ts";

Deno.test("readFiles() expands stars within a segment and leaves out what is not there", async () => {
  const root = await Deno.makeTempDir();
  try {
    for (const core of [0, 2, 10]) {
      await Deno.mkdir(`${root}/cpu${core}/cpufreq`, { recursive: true });
      await Deno.writeTextFile(`${root}/cpu${core}/cpufreq/governor`, `g${core}\n`);
    }
    await Deno.mkdir(`${root}/cpufreq`);
    const files = readFiles([`${root}/cpu*/cpufreq/governor`, `${root}/none`, `${root}/no*/x`]);
    assert.deepEqual(
      matching(files, `${root}/cpu*/cpufreq/governor`).map(({ text }) => text),
      ["g0", "g2", "g10"],
    );
    assert.equal(files.size, 3);
    assert.deepEqual(matching(files, `${root}/*/governor`), []);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("shares, times and counts keep the digits that mean something", () => {
  assert.deepEqual([0, 0.00048, 0.0311, 0.154, 1.12].map(formatShare), [
    "0 %",
    "0.048 %",
    "3.1 %",
    "15.4 %",
    "112 %",
  ]);
  assert.deepEqual([133e-9, 10e-6, 4.11e-3, 2].map(formatTime), [
    "133 ns",
    "10 µs",
    "4.1 ms",
    "2 s",
  ]);
  assert.deepEqual([0.55, 3, 2670.2].map(formatNumber), ["0.55", "3", "2,670"]);
});
