import { deepEqual, equal, rejects } from "node:assert/strict";
import { markdownTable, plain, setOutput, showSummary } from "./summary.ts";

/** Runs `body` with this variable naming a file, and returns what the file then holds. */
async function writtenTo(variable: string, body: () => Promise<void>): Promise<string> {
  const file = await Deno.makeTempFile();
  const before = Deno.env.get(variable);
  Deno.env.set(variable, file);
  try {
    await body();
    return await Deno.readTextFile(file);
  } finally {
    if (before === undefined) Deno.env.delete(variable);
    else Deno.env.set(variable, before);
    await Deno.remove(file);
  }
}

Deno.test("markdownTable() has a head, a rule and a line a row, and cells without markup", () => {
  deepEqual(markdownTable(["a", "b"], [["1", "x|y"], ["WWW.z", "`"]]).split("\n"), [
    "| a | b |",
    "| --- | --- |",
    "| 1 | x&#124;y |",
    "| WWW&#46;z | &#96; |",
    "",
  ]);
  equal(plain("a\u0000b https://c"), "a\ufffdb https&#58;//c");
});

Deno.test("what a person reads and what later jobs take is added to what is there", async () => {
  const shown = await writtenTo("GITHUB_STEP_SUMMARY", async () => {
    await showSummary("one");
    await showSummary("two");
  });
  equal(shown, "one\ntwo\n");
  const given = await writtenTo("GITHUB_OUTPUT", async () => {
    await setOutput("tag", "report-1");
    await setOutput("hosts", "[]");
    await rejects(setOutput("bad", "a\nb=c"), /the output bad has more than one line/);
    await rejects(setOutput("bad", "a\rb"), RangeError);
  });
  equal(given, "tag=report-1\nhosts=[]\n");
});
