import { deepEqual, equal, match } from "node:assert/strict";
import { inspectFiles } from "./inspect.ts";

const COMMAND = new URL("inspect.ts", import.meta.url).pathname;
const AUDIT = new URL("audit_command.ts", import.meta.url).pathname;
const WRK = new URL("formats/testdata/wrk/plain.txt", import.meta.url).pathname;

/** Runs the command in a shell, which can give it a folder to read and a full disk to write. */
async function run(line: string, command = COMMAND): Promise<[number, string, string]> {
  const { code, stdout, stderr } = await new Deno.Command("sh", {
    args: ["-c", `"$1" run --no-prompt --allow-read "$2" ${line}`, "sh", Deno.execPath(), command],
    env: { NO_COLOR: "1", WRK },
    stdin: "null",
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return [code, text(stdout), text(stderr)];
}

Deno.test("inspectFiles() goes on after files that the system does not give", async () => {
  const read: (string | undefined)[] = [];
  const folder = await Deno.makeTempDir();
  // This one can be opened by whoever asks, and its first byte cannot be read.
  const files = ["/proc/self/mem", folder, `${WRK}/none`, WRK];
  equal(await inspectFiles(files, (runs) => read.push(runs[0]?.file)), false);
  deepEqual(read, [WRK]);
  await Deno.remove(folder);
});

Deno.test("inspect says in one line that standard input is a folder, and that the disk is full", async () => {
  deepEqual(await run("- < /"), [
    1,
    "",
    "error: standard input: it is a folder, where a file belongs; put the file there\n",
  ]);
  const [code, , said] = await run('"$WRK" > /dev/full');
  equal(code, 1);
  match(said, /^error: standard output: no space is left; .*\n$/);
});

Deno.test("inspect and audit take standard input once", async () => {
  for (const command of [COMMAND, AUDIT]) {
    const [code, said, wrong] = await run('- "$WRK" - < "$WRK"', command);
    deepEqual([code, said], [2, ""]);
    match(wrong, /^error: standard input can be read once; name - once\n/);
  }
});

Deno.test("inspect shows no control character of a file's name", async () => {
  const [code, , said] = await run('"$(printf "a\\033[2J\\nb")"');
  equal(code, 1);
  match(said, /^error: a\ufffd\[2J\ufffdb: there is no such file; [^\n]*\n$/);
});

Deno.test("inspect reads files of more values than a call takes arguments", async () => {
  const file = await Deno.makeTempFile();
  const entries = Array.from({ length: 65_000 }, (_, index) => ({
    name: `BM_a/${index % 2}`,
    run_name: `BM_a/${index % 2}`,
    run_type: "iteration",
    repetition_index: index >> 1,
    threads: 1,
    iterations: 1000,
    real_time: 5 + index / 1000,
    cpu_time: 5,
    time_unit: "ns",
  }));
  await Deno.writeTextFile(file, JSON.stringify({ context: {}, benchmarks: entries }));
  const [code, said, wrong] = await run(`"${file}"`);
  deepEqual([code, wrong], [0, ""]);
  equal(said.match(/ iteration_time /g)?.length, 130_000);
  await Deno.remove(file);
});
