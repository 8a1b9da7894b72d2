import assert from "node:assert/strict";
import { matching, readFiles, readText } from "./files.ts";
import { formatCores, formatNumber, formatShare, formatTime } from "./words.ts";

Deno.test("readFiles() expands stars within a segment and leaves out what is not there", async () => {
  const root = await Deno.makeTempDir();
  try {
    for (const core of [0, 2, 10]) {
      await Deno.mkdir(`${root}/cpu${core}/cpufreq`, { recursive: true });
      await Deno.writeTextFile(`${root}/cpu${core}/cpufreq/governor`, `g${core}\n`);
    }
    await Deno.mkdir(`${root}/cpufreq`);
    await Deno.mkdir(`${root}/other`);
    await Deno.writeTextFile(`${root}/other/governor`, " g ");
    assert.equal(readText(`${root}/other/governor`), "g");
    assert.equal(readText(`${root}/gone`), "");
    assert.deepEqual([...readFiles([`${root}/*th*r/governor`])], [[`${root}/other/governor`, "g"]]);
    assert.deepEqual([...readFiles(["/proc/self/n*t/none", "relative*"])], []);
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
  assert.deepEqual([0, 0.00048, 0.0311, 0.1, 0.154, 1, 1.126].map(formatShare), [
    ...["0 %", "0.048 %", "3.1 %", "10 %", "15.4 %", "100 %", "113 %"],
  ]);
  assert.deepEqual([133e-9, 1e-6, 10e-6, 1e-3, 4.11e-3, 0.999, 1, 2, 1.26].map(formatTime), [
    ...["133 ns", "1 µs", "10 µs", "1 ms", "4.1 ms", "999 ms", "1 s", "2 s", "1.3 s"],
  ]);
  assert.deepEqual([0, 0.555, 3, 9.96, 10.5, 2670.6].map(formatNumber), [
    ...["0", "0.56", "3", "10", "11", "2,671"],
  ]);
  assert.deepEqual([[0], [0, 2], []].map(formatCores), ["core 0", "cores 0, 2", "cores "]);
});
