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

Deno.test("findExecutables() takes files that may be run, PATH's first, each once, and every star of a pattern", async () => {
  const folder = await Deno.makeTempDir();
  const program = "wallclock-test-tool";
  const make = async (place: string, mode: number) => {
    await Deno.mkdir(`${folder}/${place}`, { recursive: true });
    await Deno.writeTextFile(`${folder}/${place}/${program}`, "", { mode });
  };
  try {
    for (const place of ["x/v-a/bin", "x/v-b/bin", "y/v-1.9/bin", "y/v-1.10/bin"]) {
      await make(place, 0o755);
    }
    await make("x/v-c/bin", 0o644);
    await make("first", 0o100);
    await Deno.mkdir(`${folder}/x/v-d/bin/${program}`, { recursive: true });
    const found = (...alsoIn: string[]) =>
      findExecutables(program, alsoIn.map((each) => `${folder}/${each}`))
        .map((path) => path.slice(folder.length + 1, -program.length - 1));
    const all = ["y/v-1.10/bin", "y/v-1.9/bin", "x/v-b/bin", "x/v-a/bin"];
    assert.deepEqual(found("*/*/bin"), all);
    assert.deepEqual(found("y/*/bin", "y/v-1.9/bin", "gone/*", "gone"), all.slice(0, 2));
    assert.deepEqual(found("first"), ["first"]);
    // Folders of PATH come before, though the same program is named again.
    const [shell = ""] = findExecutables("sh");
    assert.ok(Deno.env.get("PATH")?.split(":").includes(shell.slice(0, -"/sh".length)), shell);
    assert.equal(
      findExecutables("sh", ["/bin", "/bin"]).filter((path) => path === shell).length,
      1,
    );
    assert.equal(findExecutables("sh", ["/bin"])[0], shell);
    assert.ok(findExecutables("sh", ["/*"]).includes("/bin/sh"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("findProgram() takes what is just new enough, any where no version is asked for, and Deno itself", async () => {
  const echo = { program: "echo", alsoIn: [], version: ["version 1.2.3"], get: "" };
  for (const atLeast of ["1.2.3", "1.2", "1.1.9"]) {
    assert.equal((await findProgram({ ...echo, atLeast }) as { version: string }).version, "1.2.3");
  }
  assert.ok("reason" in await findProgram({ ...echo, atLeast: "1.2.4" }));
  const any = { program: "sh", alsoIn: [], version: ["-c", "exit 1"], get: "a shell" };
  const shell = await findProgram(any);
  assert.deepEqual(shell, { path: findExecutables("sh")[0], version: "" });
  const old = await findProgram({ ...any, atLeast: "1" });
  assert.match(
    "reason" in old ? old.reason : "",
    /^sh is of unknown version \(`sh -c exit 1` prints none\)/,
  );
  const deno = await findProgram({
    ...{ program: "deno", alsoIn: [], version: ["--version"], get: "" },
    atLeast: Deno.version.deno,
  });
  assert.ok("path" in deno);
});

Deno.test("statedVersion() reads what programs print, with what belongs to the number", async () => {
  const printed: [text: string, version: string][] = [
    ["openjdk 17.0.15 2025-04-15", "17.0.15"],
    ["openjdk 25 2025-09-16", "25"],
    ["go version go1.26.8 linux/amd64", "1.26.8"],
    ["gcc (Debian 14.2.0-19) 14.2.0", "14.2.0-19"],
    ["v22.1.0", "22.1.0"],
    ["SBCL 2.5.2.debian", "2.5.2.debian"],
    ["0.14.0-dev.1+abc (x86)", "0.14.0-dev.1+abc"],
    ["Erlang/OTP 27", "27"],
    ["x64 only", ""],
    ["  3.13.5  ", "3.13.5"],
  ];
  for (const [text, version] of printed) {
    assert.equal(await statedVersion(["printf", "%s", text]), version, text);
  }
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
