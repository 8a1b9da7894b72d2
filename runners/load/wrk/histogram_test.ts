import { equal, match, notEqual, ok } from "node:assert/strict";

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

/** A LuaJIT that was built without ffi. */
const WITHOUT_FFI = `
local required = require
function require(name)
  if name == "ffi" then error("no ffi") end
  return required(name)
end
`;

interface Setting {
  script: string;
  connections: number;
  seconds: number;
  /** How long the server stands still half a second after the first request. */
  stallSeconds?: number;
}

/** Runs wrk against a server of its own. Returns the lines of the dump, and those of the file beside it. */
async function dumpOf(
  { script, connections, seconds, stallSeconds }: Setting,
): Promise<{ dump: string[]; asked: string[] }> {
  const folder = await Deno.makeTempDir({ prefix: "wallclock-test-" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stall = () => {
    const end = performance.now() + (stallSeconds ?? 0) * 1000;
    while (performance.now() < end);
  };
  await using server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, () => {
    if (stallSeconds !== undefined) timer ??= setTimeout(stall, 500);
    return new Response("x");
  });
  try {
    const path = `${folder}/histogram.txt`;
    await Deno.writeTextFile(`${folder}/script.lua`, script);
    const { port } = server.addr as Deno.NetAddr;
    const { code, stderr } = await new Deno.Command("wrk", {
      args: [
        "-t1",
        `-c${connections}`,
        `-d${seconds}s`,
        "-s",
        `${folder}/script.lua`,
        `http://127.0.0.1:${port}/`,
      ],
      env: { WALLCLOCK_HISTOGRAM: path, WALLCLOCK_CONNECTIONS: String(connections) },
      stdout: "null",
    }).output();
    equal(code, 0);
    equal(new TextDecoder().decode(stderr), "");
    const linesOf = async (file: string) => (await Deno.readTextFile(file)).trimEnd().split("\n");
    return {
      dump: await linesOf(path),
      asked: script.includes(ASKED) ? await linesOf(`${path}.asked`) : [],
    };
  } finally {
    clearTimeout(timer);
    await Deno.remove(folder, { recursive: true });
  }
}

const isRow = (line: string) => /^\d+ \d+$/.test(line);
const source = await Deno.readTextFile(SCRIPT);

for (
  const [how, script] of [["with ffi", source], ["without ffi", WITHOUT_FFI + source]] as const
) {
  Deno.test(`what is dumped ${how} is what wrk answers value by value`, async () => {
    const { dump, asked } = await dumpOf({ script: script + ASKED, connections: 2, seconds: 1 });
    equal(dump[0], "# wallclock wrk-latency-histogram 2");
    match(dump[2] ?? "", /^# runtime: /);
    notEqual(asked[0], "");
    equal(dump.filter(isRow).join("\n"), asked.join("\n"));
    const count = asked.reduce((sum, line) => sum + Number(line.split(" ")[1]), 0);
    match(dump[1] ?? "", new RegExp(`^# unit: us, .*, count: ${count}$`));
  });
}

Deno.test("the histogram of a trial with a stall is dumped whole, whatever wrk calls its version", async () => {
  const { dump } = await dumpOf({
    script: source,
    connections: 64,
    seconds: 3,
    stallSeconds: 1.5,
  });
  const rows = dump.filter(isRow);
  const slowest = Number(rows.at(-1)?.split(" ")[0]);
  ok(slowest > 1.4e6, `the slowest answer took ${slowest} us`);
  // So many that asking wrk for each would take minutes of a busy machine.
  ok(rows.length * slowest > 4e9, `${rows.length} values`);
  equal(dump.at(-1), "# end");
});
