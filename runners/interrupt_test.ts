import assert from "node:assert/strict";
import { isLauncher } from "./interrupt.ts";

Deno.test("isLauncher() knows the commands that only pass a command on, and no others", () => {
  const yes = [
    ["deno", "task", "report"],
    ["/home/a/.npm/_npx/b/node_modules/deno/deno", "task", "report"],
    ["npm exec deno@2.9.5 task report"],
    ["sh", "-c", "'deno' task report"],
    ["node", "/usr/bin/npx", "--yes", "deno@2.9.5", "task", "report"],
    ["deno", "run", "--no-prompt", "--allow-all", "runners/report.ts", "--fresh"],
    ["/usr/bin/deno", "run", "--allow-all", "publish/bench.ts", "epyc-1"],
  ];
  const no = [
    ["-bash"],
    ["bash", "nightly.sh"],
    ["sh", "-c", "make all"],
    ["systemd"],
    ["deno", "run", "server.ts"],
    ["deno", "run", "--allow-all", "tests/run.ts", "runners/report_test.ts"],
    [],
  ];
  for (const argv of yes) assert.equal(isLauncher(argv), true, argv.join(" "));
  for (const argv of no) assert.equal(isLauncher(argv), false, argv.join(" "));
});

/** A process that takes `milliseconds` to end after its interrupt, and says how it came to its end. */
async function interruptible(milliseconds: number) {
  const module = JSON.stringify(new URL("interrupt.ts", import.meta.url).href);
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "eval",
      `import { interruptSignal } from ${module};
       const end = (word) => { console.log(word); Deno.exit(0); };
       const signal = interruptSignal("", () => end("at once"));
       signal.onabort = () => setTimeout(() => end("in good order"), ${milliseconds});
       setInterval(() => {}, 1000);
       console.log("ready");`,
    ],
    stdout: "piped",
    env: { NO_COLOR: "1" },
  }).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  assert.equal((await lines.read()).value, "ready\n");
  const said = async () => {
    const { value } = await lines.read();
    await lines.cancel();
    await child.status;
    return value;
  };
  return { interrupt: () => child.kill("SIGINT"), said };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

Deno.test("a Ctrl-C that comes twice, as in a terminal, is one interrupt; a later one is a second", async () => {
  const twice = await interruptible(400);
  twice.interrupt();
  await pause(50);
  twice.interrupt();
  assert.equal(await twice.said(), "in good order\n");
  const later = await interruptible(60_000);
  later.interrupt();
  await pause(1200);
  later.interrupt();
  assert.equal(await later.said(), "at once\n");
});
