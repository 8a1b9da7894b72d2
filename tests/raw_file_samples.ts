/** Raw files of every format, good and broken, and what the commands print of them. */

const FORMATS = decodeURIComponent(new URL("../pipeline/formats", import.meta.url).pathname);
const ROOT = decodeURIComponent(new URL("..", import.meta.url).pathname);

/** Files in testdata/ folders that no tool printed. */
const NOT_RAW = /\.(md|cc|py|js|ts)$/;

async function* rawFiles(folder: string, inTestdata = false): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) yield* rawFiles(path, inTestdata || name === "testdata");
    else if (inTestdata && !NOT_RAW.test(name)) yield path;
  }
}

/** Twenty files of a corpus: spread evenly over its index, so over its tools too. */
async function corpusFiles(folder: string): Promise<string[]> {
  const index = await Deno.readTextFile(`${folder}/INDEX.csv`);
  const files = [...index.matchAll(/^([\w.-]+\/[^,"]+),/gm)].map((match) => match[1] as string);
  return Array.from(
    { length: 20 },
    (_, at) => `${folder}/${files[Math.floor(at * files.length / 20)]}`,
  );
}

/**
 * Copies the formats' test files into a folder under names that differ, with broken and compressed ones, and
 * twenty of the corpus that the variable CORPUS names. Returns the names, sorted.
 */
export async function copyRawFiles(folder: string): Promise<string[]> {
  await Deno.mkdir(folder, { recursive: true });
  const found = await Array.fromAsync(rawFiles(FORMATS));
  const corpus = Deno.env.get("CORPUS");
  if (corpus !== undefined && corpus !== "") found.push(...await corpusFiles(corpus));
  const names: string[] = [];
  const write = async (name: string, bytes: Uint8Array) => {
    names.push(name);
    await Deno.writeFile(`${folder}/${name}`, bytes);
  };
  for (const path of found) {
    const name = path.replace(`${FORMATS}/`, "").replace("testdata/", "").replaceAll("/", "_");
    await write(name, await Deno.readFile(path));
  }
  const first = await Deno.readFile(found.find((path) => path.endsWith("plain.txt")) as string);
  const zipped = await gzip(first);
  await write("zipped.txt.gz", zipped);
  await write("cut.txt.gz", zipped.subarray(0, zipped.length / 2));
  await write("empty.txt", new Uint8Array(0));
  await write("prose.txt", new TextEncoder().encode("Requests per second: many\n"));
  return names.sort();
}

async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const COMMANDS = { audit: "pipeline/audit_command.ts", inspect: "pipeline/inspect.ts" };

/** What a command prints as CSV of files in a folder, and its lines of error. */
export async function printed(
  command: keyof typeof COMMANDS,
  folder: string,
  files: readonly string[],
): Promise<{ csv: string; errors: string[] }> {
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-check",
      "--allow-read",
      "--config",
      `${ROOT}deno.json`,
      `${ROOT}${COMMANDS[command]}`,
      "--output",
      "csv",
      ...files,
    ],
    cwd: folder,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const decoder = new TextDecoder();
  const errors = decoder.decode(stderr).trim();
  return { csv: decoder.decode(stdout), errors: errors === "" ? [] : errors.split("\n") };
}
