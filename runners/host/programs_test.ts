import assert from "node:assert/strict";
import { compareVersions, findExecutables, findProgram, statedVersion } from "./programs.ts";

async function withPrograms(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  for (const version of ["17.0.9", "9.0.4", "25"]) {
    await Deno.mkdir(`${folder}/jdk-${version}/bin`, { recursive: true });
    const path = `${folder}/jdk-${version}/bin/wallclock-test-java`;
    await Deno.writeTextFile(path, `#!/bin/sh\necho 'openjdk "${version}" 2026' >&2\n`, {
      mode: 0o755,
    });
  }
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const java = { program: "wallclock-test-java", version: ["-version"], get: "install a JDK" };

Deno.test("findExecutables() expands a star into folders, the newest first", async () => {
  await withPrograms((folder) => {
    const found = findExecutables("wallclock-test-java", [`${folder}/*/bin`]);
    assert.deepEqual(
      found.map((path) => path.slice(folder.length)),
      ["25", "17.0.9", "9.0.4"].map((version) => `/jdk-${version}/bin/wallclock-test-java`),
    );
    return Promise.resolve();
  });
});

Deno.test("findProgram() takes the first that is new enough and says why none is", async () => {
  await withPrograms(async (folder) => {
    const old = await findProgram({
      ...java,
      alsoIn: [`${folder}/jdk-9*/bin`, `${folder}/jdk-9.0.4/bin`],
      atLeast: "21",
    });
    assert.deepEqual(old, {
      program: "wallclock-test-java",
      reason: "wallclock-test-java is 9.0.4, at least 21 is needed",
      get: "install a JDK",
    });
    const good = await findProgram({
      ...java,
      alsoIn: [`${folder}/jdk-9.0.4/bin`, `${folder}/*/bin`],
      atLeast: "21",
    });
    assert.ok("path" in good);
    assert.equal(good.version, "25");
    const none = await findProgram({ ...java, alsoIn: [], atLeast: "21" });
    assert.ok("reason" in none);
    assert.equal(none.reason, "wallclock-test-java is not installed");
  });
});

Deno.test("statedVersion() is empty for a program that cannot be run", async () => {
  assert.equal(await statedVersion(["wallclock-no-such-program"]), "");
});

Deno.test("compareVersions() compares number by number", () => {
  const ascending = ["9.0.4", "17", "17.0.1", "17.0.15", "21.0.0", "25"];
  for (const [index, version] of ascending.entries()) {
    for (const later of ascending.slice(index + 1)) {
      assert.ok(compareVersions(version, later) < 0, `${version} < ${later}`);
      assert.ok(compareVersions(later, version) > 0, `${later} > ${version}`);
    }
  }
  assert.equal(compareVersions("17", "17.0.0"), 0);
});

Deno.test("a program that fails states no version, whatever number its words hold", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/wallclock-test-cargo`;
  try {
    const says = (status: number) =>
      `#!/bin/sh\necho 'error: no toolchain, see 1.85.0 of 0 others' >&2\nexit ${status}\n`;
    await Deno.writeTextFile(path, says(1), { mode: 0o755 });
    assert.equal(await statedVersion([path, "--version"]), "");
    const found = await findProgram({
      ...{ program: "wallclock-test-cargo", version: ["--version"], get: "install Rust" },
      ...{ alsoIn: [folder], atLeast: "1.80" },
    });
    assert.ok("reason" in found);
    assert.match(found.reason, /is of unknown version .*, at least 1\.80 is needed/);
    await Deno.writeTextFile(path, says(0), { mode: 0o755 });
    assert.equal(await statedVersion([path, "--version"]), "1.85.0");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
