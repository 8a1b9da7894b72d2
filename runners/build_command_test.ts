import { equal, rejects } from "node:assert/strict";
import { comesTrue } from "../common/testing.ts";
import { type BuildCommand, runBuildCommand } from "./build_command.ts";
import { isAlive, numberIn } from "./testing.ts";

const NEVER = new AbortController().signal;

function shell(script: string, more: Partial<BuildCommand> = {}): BuildCommand {
  const command = ["sh", "-c", script];
  return { argv: ["make", "it"], command, cwd: ".", ...more };
}

Deno.test("runBuildCommand() names the command and the line that says what went wrong", async () => {
  await runBuildCommand(shell("true"), NEVER);
  await rejects(
    runBuildCommand(shell("echo a.c: error: no; echo more; exit 3"), NEVER),
    /^Error: `make it` ended with status 3: a\.c: error: no$/,
  );
  await rejects(
    runBuildCommand(shell("echo 0 errors; echo '  ERROR: no  '; echo more; exit 3"), NEVER),
    /^Error: `make it` ended with status 3: ERROR: no$/,
  );
  await rejects(
    runBuildCommand(shell("echo no terror error_count; echo last; exit 3"), NEVER),
    /status 3: last$/,
  );
  await rejects(
    runBuildCommand(shell("printf 'error: %0400d' 0; exit 3"), NEVER),
    /status 3: error: 0{293}$/,
  );
  await rejects(
    runBuildCommand(shell("sleep 60", { mostSeconds: 0.2 }), NEVER),
    /^Error: `make it` did not end within 0\.2 s$/,
  );
});

Deno.test("runBuildCommand() sets what it is told beside what it inherits, and nothing of npm's", async () => {
  Deno.env.set("npm_config_made_up_for_a_test", "1");
  Deno.env.set("made_up_for_a_test", "kept");
  try {
    const script = 'test "$GOFLAGS$npm_config_made_up_for_a_test$made_up_for_a_test" = -vkept';
    await runBuildCommand(shell(script, { environment: { GOFLAGS: "-v" } }), NEVER);
  } finally {
    Deno.env.delete("npm_config_made_up_for_a_test");
    Deno.env.delete("made_up_for_a_test");
  }
});

Deno.test("runBuildCommand() ends with the signal's reason, and all that it started ends too", async () => {
  const folder = await Deno.makeTempDir();
  const controller = new AbortController();
  try {
    const building = runBuildCommand(
      shell("sleep 60 & echo $! > new; mv new descendant; wait", { cwd: folder }),
      controller.signal,
    );
    const ended = rejects(building, /^Error: given up$/);
    const descendant = await numberIn(`${folder}/descendant`);
    controller.abort(new Error("given up"));
    await ended;
    equal(await comesTrue(() => !isAlive(descendant)), true);
    const late = shell("touch late", { cwd: folder });
    await rejects(runBuildCommand(late, controller.signal), /^Error: given up$/);
    await rejects(Deno.stat(`${folder}/late`), Deno.errors.NotFound);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("runBuildCommand() leaves nothing in the folder for temporary files, however a command ends", async () => {
  const folder = await Deno.makeTempDir();
  const endings = ["true", "exit 3", "kill -KILL $$"];
  try {
    for (const [index, ending] of endings.entries()) {
      const script = `touch "$TMPDIR/object.o" && echo "$TMPDIR" > ${index}; ${ending}`;
      await runBuildCommand(shell(script, { cwd: folder }), NEVER).catch(() => {});
      const temporary = (await Deno.readTextFile(`${folder}/${index}`)).trim();
      await rejects(Deno.stat(temporary), Deno.errors.NotFound);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
