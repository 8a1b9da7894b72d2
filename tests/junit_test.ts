import { deepEqual, equal } from "node:assert/strict";
import { readJunit } from "./junit.ts";

/** What Deno writes of a file of tests. */
async function reportOf(source: string): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/made_test.ts`, source);
    await new Deno.Command(Deno.execPath(), {
      args: ["test", "--no-config", "--no-check", `--junit-path=${folder}/report.xml`, folder],
      stdout: "null",
      stderr: "null",
    }).output();
    return await Deno.readTextFile(`${folder}/report.xml`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const WITHOUT_PATH = /^\S*(?=made_test)/;

Deno.test("readJunit() names each test that failed or was not run, and why", async () => {
  const xml = await reportOf(`
    Deno.test("passes", () => {});
    Deno.test("a & <b> \\"c\\"", () => { throw new Error("why\\n\\nnot <it>\\nand more"); });
    Deno.test("with a step", async (t) => {
      await t.step("first", () => {});
      await t.step("second", () => { throw new TypeError("wrong"); });
    });
    Deno.test({ name: "left out", ignore: true, fn: () => {} });
  `);
  const { passed, failures } = readJunit(xml);
  equal(passed, 2);
  deepEqual(failures.map((each) => each.replace(WITHOUT_PATH, "")), [
    'made_test.ts: a & <b> "c": Uncaught Error: why not <it>',
    "made_test.ts: with a step: 1 test step failed",
    "made_test.ts: left out: was not run",
    "made_test.ts: with a step > second: Uncaught TypeError: wrong",
  ]);
});

Deno.test("readJunit() takes tests that the head alone counts, or none at all, for a failure", () => {
  const xml = `<testsuites tests="2" failures="0"><testcase name="a" classname="b"/></testsuites>`;
  deepEqual(readJunit(xml), {
    passed: 1,
    failures: ["2 tests were counted, 1 of them not told of"],
  });
  deepEqual(readJunit(""), { passed: 0, failures: ["no test was run"] });
});
