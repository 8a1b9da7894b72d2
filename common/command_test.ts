import assert from "node:assert/strict";
import { command, wholeNumberOption, withoutControls } from "./command.ts";

Deno.test("withoutControls() leaves nothing that a terminal obeys, and text of any script alone", () => {
  assert.equal(withoutControls("a\u001b[2Jb\u0007c\u009bd\re"), "a\ufffd[2Jb\ufffdc\ufffdd\ufffde");
  assert.equal(withoutControls("µs · מבחן 🙂"), "µs · מבחן 🙂");
});

Deno.test("the help of a command names the default of an option, but none that is nothing", () => {
  const help = command("x", "").option("--out <folder>", "where to", "_site")
    .option("--load <n>", "repeat for more (default: all)", (value) => [value], [])
    .option("--only <text>", "which", "").option("--fresh", "start over", false).helpInformation();
  assert.deepEqual(help.match(/\(default: .*?\)/g), ['(default: "_site")', "(default: all)"]);
});

Deno.test("wholeNumberOption() takes what can be counted, and says what it takes", () => {
  const read = wholeNumberOption("--load");
  assert.deepEqual(["1", "64", "1e6", " 4 "].map(read), [1, 64, 1_000_000, 4]);
  for (const text of ["1.5", "1000001", "1e21"]) {
    const message = `--load takes a whole number up to 1000000, not "${text}"`;
    assert.throws(() => read(text), { message, status: 2 });
  }
  for (const text of ["0", "-1", "", "NaN", "1e999", "four"]) {
    const message = `--load takes a number of at least 1, not "${text}"`;
    assert.throws(() => read(text), { message, status: 2 });
  }
});

/** What a command ends with and says whose action is this code. */
async function run(action: string): Promise<[number, string]> {
  const module = JSON.stringify(new URL("command.ts", import.meta.url).href);
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "eval",
      `import { command, runCommand } from ${module};
       await runCommand(command("x", "").action(() => { ${action} }), []);`,
    ],
    env: { NO_COLOR: "1" },
  }).output();
  return [code, new TextDecoder().decode(stderr)];
}

Deno.test("runCommand() says in one line what the file system refuses, and shows the stack of a bug", async () => {
  assert.deepEqual(await run("Deno.readTextFileSync('/')"), [
    1,
    "error: /: it is a folder, where a file belongs; put the file there\n",
  ]);
  assert.deepEqual(await run("Deno.readTextFileSync('a\\x1b[2J')"), [
    1,
    "error: a\ufffd[2J: there is no such file or folder; restore it, or correct the path\n",
  ]);
  const [code, said] = await run("null.bug");
  assert.equal(code, 1);
  assert.match(said, /TypeError[^]*\n +at /);
});
