import { equal, match, notEqual } from "node:assert/strict";

const SCRIPT = decodeURIComponent(new URL("histogram.lua", import.meta.url).pathname);

/** wrk's own answers, asked for value by value, in a file beside the dump. */
const ASKED = `
local dump = done
function done(summary, latency, requests)
  dump(summary, latency, requests)
  local file = io.open(os.getenv("WALLCLOCK_HISTOGRAM") .. ".asked", "w")
  for index = 1, #latency do file:write(string.format("%d %d\\n", latency(index))) end
  file:close()
end
`;

/** Runs wrk for a second. Returns the dump and what wrk itself answers. */
async function dumpOf(version: string): Promise<{ dump: string; asked: string }> {
  const folder = await Deno.makeTempDir({ prefix: "wallclock-test-" });
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => new Response("x"),
  );
  try {
    const script = `${folder}/both.lua`;
    await Deno.writeTextFile(script, await Deno.readTextFile(SCRIPT) + ASKED);
    const path = `${folder}/histogram.txt`;
    const { port } = server.addr as Deno.NetAddr;
    const { code, stderr } = await new Deno.Command("wrk", {
      args: ["-t1", "-c2", "-d1s", "-s", script, `http://127.0.0.1:${port}/`],
      env: {
        WALLCLOCK_HISTOGRAM: path,
        WALLCLOCK_CONNECTIONS: "2",
        WALLCLOCK_WRK_VERSION: version,
      },
      stdout: "null",
    }).output();
    equal(code, 0, new TextDecoder().decode(stderr));
    return {
      dump: await Deno.readTextFile(path),
      asked: await Deno.readTextFile(`${path}.asked`),
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

for (const version of ["4.1.0-3+b2", "unknown"]) {
  Deno.test(`what is dumped of wrk ${version} is what wrk answers value by value`, async () => {
    const { dump, asked } = await dumpOf(version);
    match(dump, /^# wallclock wrk-latency-histogram 2\n# unit: us, .*\n# runtime: .*\n/);
    notEqual(asked, "");
    equal(dump.split("\n").filter((line) => /^\d+ \d+$/.test(line)).join("\n") + "\n", asked);
    const count = asked.trim().split("\n").reduce(
      (sum, line) => sum + Number(line.split(" ")[1]),
      0,
    );
    match(dump, new RegExp(`, count: ${count}\n`));
  });
}
