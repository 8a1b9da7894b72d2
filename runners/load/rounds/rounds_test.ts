import { deepEqual, equal, match, ok } from "node:assert/strict";
import { readRuns } from "../../../pipeline/formats/read.ts";
import type { Run } from "../../../pipeline/formats/format.ts";
import { ensureFiles } from "../../scenarios/static-files/files.ts";
import { type Fault, startFileServer } from "../../scenarios/static-files/testing.ts";
import { installRounds } from "./install.ts";
import { faultOf } from "./rounds.ts";

const NEVER = new AbortController().signal;

interface Options {
  path?: string;
  connections?: number;
  seconds?: number;
  round?: number;
  /** Name of a list of the generated files. */
  list?: string;
}

interface Result {
  code: number;
  stdout: string;
  stderr: string;
  /** Requests that the server saw. */
  count: number;
}

/** Runs the tool against a server of the files. */
async function load(fault: Fault, options: Options): Promise<Result> {
  const { path = "/1kb.bin", connections = 2, seconds = 0.1, round = 50, list } = options;
  const folder = await Deno.makeTempDir({ prefix: "wallclock-test-" });
  await using server = startFileServer(fault);
  try {
    const environment: Record<string, string> = {};
    if (list !== undefined) {
      await ensureFiles(`${folder}/files`);
      environment.WORK = `${folder}/files/${list}.tsv`;
    }
    const { code, stdout, stderr } = await new Deno.Command(await installRounds(NEVER) as string, {
      args: [
        `--connections=${connections}`,
        `--seconds=${seconds}`,
        `--round=${round}`,
        `http://127.0.0.1:${server.address.port}${path}`,
      ],
      env: environment,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).output();
    const decoder = new TextDecoder();
    return {
      code,
      stdout: decoder.decode(stdout),
      stderr: decoder.decode(stderr),
      count: server.count(),
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function runOf(stdout: string): Promise<Run> {
  const [run] = await readRuns(new TextEncoder().encode(stdout), { file: "a" });
  equal(run?.format, "rounds");
  deepEqual(run?.findings, []);
  return run as Run;
}

function total(run: Run, metric: string): number {
  const found = run.measurements.filter((each) =>
    each.metric === metric && each.statistic === "total"
  );
  equal(found.length, 1, metric);
  return found[0]?.value as number;
}

const errors = (run: Run) =>
  Object.fromEntries(
    ["connect", "read", "write", "timeout", "status", "check"]
      .map((kind) => [kind, total(run, `errors_${kind}`)] as const)
      .filter(([, count]) => count > 0),
  );

Deno.test("rounds makes whole rounds for as long as it is told, and counts what the server saw", async () => {
  const { code, stdout, stderr, count } = await load({}, { list: "1kb", seconds: 0.5, round: 64 });
  equal(code, 0, stderr);
  equal(faultOf(stdout), undefined);
  const run = await runOf(stdout);
  const requests = total(run, "requests");
  equal(requests % 64, 0);
  equal(requests, Number(run.labels.rounds) * 64);
  equal(requests, count);
  ok(total(run, "duration") >= 0.5);
  equal(total(run, "connections"), 2);
  equal(run.labels.opened, "2");
  deepEqual(errors(run), {});
  ok(total(run, "bytes_received") > requests * 1024);
  deepEqual(run.histograms?.map((each) => each.metric), ["latency", "time_to_first_byte"]);
  for (const { counts } of run.histograms ?? []) {
    equal(counts.reduce((sum, each) => sum + each, 0), requests);
  }
  ok(Number(run.labels.compared) >= Math.floor(requests / 61));
});

Deno.test("rounds reads the many files, the largest one and a listing in chunks", async () => {
  const isChunked = () => true;
  for (
    const [fault, options] of [
      [{}, { list: "many", path: "/many/000.bin", round: 1000, seconds: 0.01, connections: 7 }],
      [{}, { list: "10mb", path: "/10mb.bin", round: 3, seconds: 0.01 }],
      [{ isChunked }, { list: "100kb", path: "/100kb.bin", round: 3, seconds: 0.01 }],
      [{ isChunked }, { path: "/many/", round: 5, seconds: 0.01 }],
    ] as [Fault, Options][]
  ) {
    const { code, stdout, stderr } = await load(fault, options);
    equal(code, 0, stderr);
    const run = await runOf(stdout);
    equal(total(run, "requests") % (options.round as number), 0);
    deepEqual(errors(run), {});
    if (options.list === "many") ok(Number(run.labels.compared) >= 1000);
  }
});

Deno.test("rounds measures until the first byte and until the last", async () => {
  let turn = Promise.resolve();
  await using server = startFileServer();
  const port = server.address.port;
  // A proxy that holds back the body, so that the two times differ.
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const accepting = (async () => {
    for await (const client of listener) {
      turn = (async () => {
        using upstream = await Deno.connect({ hostname: "127.0.0.1", port });
        using _client = client;
        client.setNoDelay(true);
        const buffer = new Uint8Array(64 * 1024);
        for (;;) {
          const asked = await client.read(buffer);
          if (asked === null) return;
          await upstream.write(buffer.subarray(0, asked));
          let got = 0;
          while (got < 1100) got += await upstream.read(buffer.subarray(got)) ?? 0;
          await new Promise((done) => setTimeout(done, 20));
          await client.write(buffer.subarray(0, 60));
          await new Promise((done) => setTimeout(done, 300));
          await client.write(buffer.subarray(60, got));
        }
      })();
    }
  })();
  const { stdout } = await new Deno.Command(await installRounds(NEVER) as string, {
    args: [
      "--seconds=0.8",
      "--round=1",
      `http://127.0.0.1:${(listener.addr as Deno.NetAddr).port}/1kb.bin`,
    ],
    stdout: "piped",
  }).output();
  listener.close();
  await accepting;
  await turn;
  const run = await runOf(new TextDecoder().decode(stdout));
  const least = (metric: string) =>
    run.measurements.find((each) => each.metric === metric && each.statistic === "min")
      ?.value as number;
  ok(least("time_to_first_byte") >= 0.02 && least("time_to_first_byte") < 0.25);
  ok(least("latency") >= 0.32, String(least("latency")));
});

Deno.test("rounds opens a connection again that the server closes", async () => {
  const { stdout } = await load({ closes: true }, { list: "1kb" });
  const run = await runOf(stdout);
  deepEqual(errors(run), {});
  equal(Number(run.labels.opened), total(run, "requests"));
});

const third = (change: (count: number) => boolean, with_: Fault["change"]): Fault => ({
  change: (route, answer, count) => change(count) ? with_?.(route, answer, count) : answer,
});

Deno.test("rounds counts answers with an error status and goes on", async () => {
  const fault = third((count) => count % 5 === 0, (_, answer) => ({ ...answer, status: "503 No" }));
  const { code, stdout } = await load(fault, { list: "1kb" });
  equal(code, 0);
  const run = await runOf(stdout);
  equal(errors(run).status, total(run, "requests") / 5);
  equal(faultOf(stdout), undefined);
});

Deno.test("rounds finds a body of the wrong length every time, and a wrong byte in what it compares", async () => {
  const short = third((count) => count % 10 === 0, (_, answer) => ({
    ...answer,
    headers: { "Content-Length": "1000" },
    body: answer.body.subarray(0, 1000),
  }));
  const { stdout, count } = await load(short, { list: "1kb" });
  const run = await runOf(stdout);
  equal(errors(run).check, Math.floor(count / 10));
  equal(total(run, "requests") + (errors(run).check as number), count);
  match(faultOf(stdout) as string, /^\d+ answers beside \d+ right ones had another body/);

  const wrong = third(() => true, (_, answer) => {
    const body = Uint8Array.from(answer.body);
    body[1023] = (body[1023] as number) ^ 1;
    return { ...answer, body };
  });
  const compared = await runOf((await load(wrong, { list: "1kb", round: 61 * 4 })).stdout);
  // The first answer, and one in 61.
  equal(errors(compared).check, (total(compared, "requests") + (errors(compared).check ?? 0)) / 61);
});

Deno.test("rounds takes the first listing for what all others must be", async () => {
  const changing = third((count) => count === 20, (_, answer) => ({
    ...answer,
    headers: { ...answer.headers, "Content-Length": "3" },
    body: answer.body.subarray(0, 3),
  }));
  const { stdout } = await load(changing, { path: "/many/", connections: 1 });
  deepEqual(errors(await runOf(stdout)), { check: 1 });
});

Deno.test("rounds counts connections that break and opens others", async () => {
  const breaking = third((count) => count % 7 === 0, () => undefined);
  const { code, stdout } = await load(breaking, { list: "1kb" });
  equal(code, 0);
  const run = await runOf(stdout);
  const read = errors(run).read as number;
  ok(read > 0);
  // One that breaks at the last request of its worker is not opened again.
  const opened = Number(run.labels.opened);
  ok(opened >= read && opened <= 2 + read, `${opened} opened, ${read} broke`);
});

Deno.test("rounds gives up where nothing answers, and says so", async () => {
  const none = await load({ change: () => undefined }, { list: "1kb", round: 5000 });
  equal(none.code, 1);
  match(none.stderr, /1000 requests one after another failed; given up/);
  match(faultOf(none.stdout) as string, /printed no whole result/);
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  const { code, stderr } = await new Deno.Command(await installRounds(NEVER) as string, {
    args: [`http://127.0.0.1:${port}/`],
    stderr: "piped",
    stdout: "null",
  }).output();
  equal(code, 1);
  match(new TextDecoder().decode(stderr), /given up: Connection refused/);
});

Deno.test("rounds refuses an argument that it does not know", async () => {
  for (
    const args of [
      ["--rate=3", "http://127.0.0.1:1/"],
      ["--method=HEAD", "http://127.0.0.1:1/"],
      [],
      ["ftp://a:1/"],
      [
        "--seconds=0",
        "http://127.0.0.1:1/",
      ],
    ]
  ) {
    const { code, stderr } = await new Deno.Command(await installRounds(NEVER) as string, {
      args,
      stderr: "piped",
      stdout: "null",
    }).output();
    equal(code, 1);
    ok(stderr.length > 0);
  }
});
