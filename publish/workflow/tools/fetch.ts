/**
 * The linters of workflows, fetched once into the cache: actionlint through the Go module proxy, by the hashes in
 * go.sum; zizmor through PyPI, by those in requirements.txt.
 */
import { unzipSync } from "fflate";
import { Failure, messageOf } from "../../../common/failure.ts";
import { sha256 } from "../../../common/files.ts";
import { CACHE, fromFileUrl } from "../../../runners/paths.ts";
import { require } from "../../run.ts";

/** Where to fetch to, and what the fetching programs are told beside their own environment. */
export interface FetchOptions {
  cache?: string;
  environment?: Readonly<Record<string, string>>;
}

const FOLDER = fromFileUrl(new URL(".", import.meta.url));

/** Path of actionlint. Throws a Failure that says what is missing where it cannot be had. */
export function fetchActionlint(options: FetchOptions = {}): Promise<string> {
  const remedy = "it needs Go 1.25 or newer (https://go.dev/dl) and the Go module proxy";
  return fetchOnce("actionlint", ["go.mod", "go.sum"], remedy, options, async (to) => {
    for (const file of ["go.mod", "go.sum"]) {
      await Deno.copyFile(`${FOLDER}${file}`, `${to}/${file}`);
    }
    await require(
      [
        "go",
        "build",
        "-C",
        to,
        "-mod=readonly",
        "-trimpath",
        "-buildvcs=false",
        "-o",
        "actionlint",
        "github.com/rhysd/actionlint/cmd/actionlint",
      ],
      { GOWORK: "off", GOFLAGS: "", ...options.environment },
    );
  });
}

/** Path of zizmor. Throws a Failure that says what is missing where it cannot be had. */
export function fetchZizmor(options: FetchOptions = {}): Promise<string> {
  const remedy = "it needs python3 with pip (Debian: apt-get install python3-pip) and PyPI";
  return fetchOnce("zizmor", ["requirements.txt"], remedy, options, async (to) => {
    await require(
      [
        "python3",
        "-m",
        "pip",
        "download",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--no-deps",
        "--only-binary=:all:",
        "--require-hashes",
        `--requirement=${FOLDER}requirements.txt`,
        `--dest=${to}`,
      ],
      options.environment,
    );
    const wheel = [...Deno.readDirSync(to)].find(({ name }) => name.endsWith(".whl"));
    const bytes = await Deno.readFile(`${to}/${wheel?.name}`);
    const files = unzipSync(bytes, { filter: ({ name }) => name.endsWith("/scripts/zizmor") });
    const [program] = Object.values(files);
    if (program === undefined) throw new Failure(`${wheel?.name} has no scripts/zizmor`);
    await Deno.writeFile(`${to}/zizmor`, program, { mode: 0o755 });
    await Deno.remove(`${to}/${wheel?.name}`);
  });
}

/** What was fetched for these pins before, or fetches it into a folder that appears when it is whole. */
async function fetchOnce(
  name: string,
  pins: readonly string[],
  remedy: string,
  { cache = `${CACHE}/tools` }: FetchOptions,
  fetch: (folder: string) => Promise<void>,
): Promise<string> {
  const pinned = await Promise.all(pins.map((file) => Deno.readTextFile(`${FOLDER}${file}`)));
  const digest = await sha256(new TextEncoder().encode(pinned.join("\0")));
  const folder = `${cache}/${name}-${digest.slice(0, 16)}`;
  const program = `${folder}/${name}`;
  if (await isFile(program)) return program;
  await Deno.mkdir(cache, { recursive: true });
  const making = await Deno.makeTempDir({ dir: cache, prefix: `${name}-` });
  try {
    await fetch(making);
    await Deno.chmod(making, 0o755);
    await Deno.rename(making, folder);
  } catch (error) {
    await Deno.remove(making, { recursive: true });
    // Another run may have fetched it meanwhile.
    if (await isFile(program)) return program;
    throw new Failure(`${name} could not be fetched: ${messageOf(error)}; ${remedy}`);
  }
  return program;
}

async function isFile(path: string): Promise<boolean> {
  return await Deno.stat(path).then((found) => found.isFile, () => false);
}
