import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { comesTrue } from "../../common/testing.ts";
import { isAlive, numberIn } from "../testing.ts";
import { readClocks } from "./clocks.ts";
import { executeTrial } from "./execute.ts";
import type { TrialSpec } from "./spec.ts";

/** A trial of a program alone, which writes its process's number to `started` and the folder of its files to `folder`. */
function trialOf(cwd: string, script: string): TrialSpec {
  const argv = [
    "sh",
    "-c",
    `dirname "$OUT" > folder; ${script}; echo $$ > started; while :; do sleep 0.05; done`,
  ];
  return {
    id: "hello.axum.1",
    services: [],
    warmupSeconds: 0,
    generator: {
      ...{ role: "program", argv, command: argv, environment: {}, cwd, cores: [] },
      ...{ seconds: 600, stdout: "out.txt", writes: { OUT: "more.txt" } },
      faultOf: () => undefined,
    },
  };
}

/** Executes a trial, aborts it and returns the folder of its files. */
async function abortedTrial(cwd: string, script: string): Promise<string> {
  const controller = new AbortController();
  const ended = rejects(executeTrial(trialOf(cwd, script), controller.signal), /^Error: given up$/);
  const pid = await numberIn(`${cwd}/started`);
  controller.abort(new Error("given up"));
  await ended;
  equal(await comesTrue(() => !isAlive(pid)), true);
  return (await Deno.readTextFile(`${cwd}/folder`)).trim();
}

async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("an aborted trial leaves no file of a program that writes while it is ended", () =>
  withFolder(async (cwd) => {
    const files = await abortedTrial(cwd, `trap 'mkdir -p "\${OUT%/*}"; : > "$OUT"; exit' TERM`);
    await rejects(Deno.stat(files), Deno.errors.NotFound);
  }));

Deno.test("an aborted trial throws the reason also where its files cannot be removed", () =>
  withFolder(async (cwd) => {
    // They are gone already.
    await abortedTrial(cwd, `rm -r "\${OUT%/*}"`);
  }));

Deno.test("a trial that the host's clock was set in has failed, and keeps its raw files", () =>
  withFolder(async (cwd) => {
    const argv = ["sh", "-c", 'echo 1 > "$OUT"'];
    const { generator, ...rest } = trialOf(cwd, "");
    const spec = { ...rest, generator: { ...generator, argv, command: argv } };
    const executed = async (step: number) => {
      const readings = [{ wall: 1e9, steady: 5 }, { wall: 1e9 + 2 + step, steady: 7 }];
      const { signal } = new AbortController();
      const execution = await executeTrial(spec, signal, () => readings.shift() ?? readClocks());
      await execution.discard();
      return [execution.failure?.kind, execution.files.has("more.txt"), readings.length];
    };
    deepEqual(await executed(0), [undefined, true, 0]);
    deepEqual(await executed(-3600), ["clock", true, 0]);
  }));

Deno.test("a trial that left something in the background has failed, and that has ended", () =>
  withFolder(async (cwd) => {
    const daemon = "(setsid sh -c 'echo $$ > daemon; while :; do sleep 0.1; done' &)";
    const argv = [
      "sh",
      "-c",
      `${daemon}; while [ ! -s daemon ]; do sleep 0.1; done; echo 1 > "$OUT"`,
    ];
    const { generator, ...rest } = trialOf(cwd, "");
    const spec = { ...rest, generator: { ...generator, argv, command: argv } };
    const execution = await executeTrial(spec, new AbortController().signal);
    await execution.discard();
    equal(execution.failure?.kind, "background");
    match(
      execution.failure?.message ?? "",
      /^the program left .*sh.* in the background, where .* not measured; that was ended: have it stay/,
    );
    equal(isAlive(await numberIn(`${cwd}/daemon`)), false);
  }));
