import { deepEqual, equal, match, ok } from "node:assert/strict";
import { standInForK6, startStreamServer } from "./testing.ts";

const DRIVER = decodeURIComponent(new URL("drive.ts", import.meta.url).pathname);

/** Runs the driver with a stand-in for k6, in a folder of its own; what it left and how it ended. */
async function drive(address: URL, program: string, signalAfterMilliseconds?: number) {
  const folder = await Deno.makeTempDir();
  try {
    const file = (name: string) => `${folder}/${name}`;
    await Deno.writeTextFile(file("k6.js"), program);
    await Deno.writeTextFile(file("chat.js"), "");
    const request = { method: "POST", headers: {}, body: "{}", events: 2 };
    await Deno.writeTextFile(file("request.json"), JSON.stringify(request));
    const deno = [Deno.execPath(), "run", "--quiet", "--no-prompt", "--no-config", "--allow-all"];
    const child = new Deno.Command(Deno.execPath(), {
      args: [
        ...deno.slice(1),
        DRIVER,
        "--stages=0s:10,1.5s:10",
        `--script=${file("chat.js")}`,
        address.href,
        ...deno,
        file("k6.js"),
      ],
      env: {
        WALLCLOCK_POINTS: file("points"),
        WALLCLOCK_REQUESTS: file("requests"),
        WALLCLOCK_STREAMS: file("streams"),
        WALLCLOCK_SUMMARY: file("summary"),
      },
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    if (signalAfterMilliseconds !== undefined) {
      setTimeout(() => child.kill("SIGINT"), signalAfterMilliseconds);
    }
    const { code, stdout } = await child.output();
    const read = (name: string) => Deno.readTextFile(file(name)).catch(() => undefined);
    return {
      code,
      stdout: new TextDecoder().decode(stdout),
      points: await read("points"),
      requests: await read("requests"),
      streams: await read("streams"),
      summary: await read("summary"),
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const EVENTS = ["data: a\n\n", "data: [DONE]\n\n"];

Deno.test("the driver calls k6 with its stages, probes beside it and leaves requests instead of points", async () => {
  await using server = startStreamServer(EVENTS);
  const left = await drive(server.address, standInForK6(600));
  equal(left.code, 0);
  equal(left.stdout, "stands in for k6\n");
  const args: string[] = JSON.parse(left.summary ?? "{}").args;
  deepEqual(
    args.filter((word) => word.startsWith("--env=")),
    [
      `--env=WALLCLOCK_ADDRESS=${server.address.href}`,
      '--env=WALLCLOCK_STAGES=[{"duration":"0ms","target":10},{"duration":"1500ms","target":10}]',
    ],
  );
  match(left.requests ?? "", /count: 1\n2 1500 1000\n# end\n$/);
  equal(left.points, "");
  match(
    left.streams ?? "",
    /^# wallclock stream-probe 1\n# unit: us, streams: [1-9]\d*, failed: 0,/,
  );
});

Deno.test("the driver ends as k6 does, and at once where it is interrupted", async () => {
  await using server = startStreamServer(EVENTS);
  equal((await drive(server.address, standInForK6(100, 108))).code, 108);
  const began = performance.now();
  const left = await drive(server.address, standInForK6(60_000), 3000);
  equal(left.requests, undefined);
  ok(performance.now() - began < 40_000);
});
