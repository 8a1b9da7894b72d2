import assert from "node:assert/strict";
import { isLauncher } from "./interrupt.ts";

Deno.test("isLauncher() knows the commands that only pass a command on, and no others", () => {
  const yes = [
    ["deno", "task", "report"],
    ["/home/a/.npm/_npx/b/node_modules/deno/deno", "task", "report"],
    ["npm exec deno@2.9.5 task report"],
    ["sh", "-c", "'deno' task report"],
    ["node", "/usr/bin/npx", "--yes", "deno@2.9.5", "task", "report"],
  ];
  const no = [
    ["-bash"],
    ["bash", "nightly.sh"],
    ["sh", "-c", "make all"],
    ["systemd"],
    ["deno", "run", "server.ts"],
    [],
  ];
  for (const argv of yes) assert.equal(isLauncher(argv), true, argv.join(" "));
  for (const argv of no) assert.equal(isLauncher(argv), false, argv.join(" "));
});
