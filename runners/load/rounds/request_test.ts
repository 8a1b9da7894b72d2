import { deepEqual, equal, ok } from "node:assert/strict";
import request from "../../scenarios/token-stream/request.json" with { type: "json" };
import { startBackend } from "../../scenarios/token-stream/testing/fake_backend.ts";
import { startProxy } from "../../scenarios/token-stream/testing/fake_proxy.ts";
import { installRounds } from "./install.ts";
import { faultOf, roundsAt } from "./rounds.ts";

/** What rounds counted of the streams of a proxy. */
async function countsOf(port: number) {
  const binary = await installRounds(new AbortController().signal) as string;
  const { command } = roundsAt(binary, "").generator({
    ...{ case: { name: "baseline", request }, address: `http://127.0.0.1:${port}/chat` },
    ...{ load: 2, seconds: 0.3, requests: 0, cores: [0] },
  });
  const [program = "", ...args] = command;
  const { stdout } = await new Deno.Command(program, { args, stdout: "piped" }).output();
  const text = new TextDecoder().decode(stdout);
  const { requests, errors } = JSON.parse(text.split("\n")[1] ?? "");
  return { requests, errors, fault: faultOf(text) };
}

const NONE = { connect: 0, read: 0, write: 0, timeout: 0, status: 0, check: 0 };

Deno.test("rounds asks with method, headers and body, and finds the stream that lacks an event", async () => {
  await using backend = startBackend();
  await using proxy = startProxy(backend.address);
  const right = await countsOf(proxy.address.port);
  deepEqual(right.errors, NONE);
  equal(right.fault, undefined);
  ok(right.requests > 2, `${right.requests} streams`);
  let streams = 0;
  await using faulty = startProxy(backend.address, {
    event: (text, index) => index === 40 && ++streams === 3 ? "" : text,
  });
  const wrong = await countsOf(faulty.address.port);
  deepEqual(wrong.errors, { ...NONE, check: 1 });
  ok(wrong.fault?.startsWith("1 answers beside "), wrong.fault);
});

Deno.test("rounds asks for the path alone of a case without a request, and counts refusals", async () => {
  await using backend = startBackend();
  await using proxy = startProxy(backend.address);
  const { command } = roundsAt("", "").generator({
    ...{ case: { name: "a" }, address: "http://127.0.0.1:1/" },
    ...{ load: null, seconds: 1, requests: 7, cores: [0] },
  });
  deepEqual(command.slice(1), [
    "--connections=1",
    "--seconds=1",
    "--round=7",
    "http://127.0.0.1:1/",
  ]);
  const binary = await installRounds(new AbortController().signal) as string;
  const { stdout } = await new Deno.Command(binary, {
    args: ["--seconds=0.1", `http://127.0.0.1:${proxy.address.port}/chat`],
    stdout: "piped",
  }).output();
  const { requests, errors } = JSON.parse(new TextDecoder().decode(stdout).split("\n")[1] ?? "");
  deepEqual(errors, { ...NONE, status: requests });
});

Deno.test("rounds says which cases it cannot drive: those that change their load", () => {
  const { cannot } = roundsAt("", "");
  const stages = (...targets: number[]) => ({
    name: "a",
    stages: targets.map((target) => ({ seconds: 1, target })),
  });
  equal(cannot?.({ name: "a" }), undefined);
  equal(cannot?.(stages(10, 10)), undefined);
  equal(cannot?.(stages(10, 100)), "changes its load, and rounds holds its connections");
});
