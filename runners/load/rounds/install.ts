/** The load tool rounds: compiled from the source beside this file, once for each state of it, into the cache. */
import { sha256 } from "../../../common/files.ts";
import { findExecutables, statedVersion } from "../../host/programs.ts";
import { CACHE, fromFileUrl } from "../../paths.ts";
import { buildTool } from "../build_tool.ts";

const SOURCE = fromFileUrl(new URL(".", import.meta.url)).replace(/\/$/, "");

/** The program `cargo`, which compiles it; undefined where it is not installed. */
export function findCargo(): string | undefined {
  return findExecutables("cargo", [`${Deno.env.get("HOME") ?? ""}/.cargo/bin`])[0];
}

/** Where the tool is or will be, compiled of this source by this Cargo. */
async function binaryOf(cargo: string): Promise<string> {
  const files = ["Cargo.lock", "Cargo.toml", ...await sourceFiles()];
  const parts = await Promise.all(
    files.map(async (file) => `${file} ${await sha256(await Deno.readFile(`${SOURCE}/${file}`))}`),
  );
  parts.push(await statedVersion([cargo, "--version"]));
  const hash = await sha256(new TextEncoder().encode(parts.join("\n")));
  return `${CACHE}/tools/rounds-${hash.slice(0, 16)}/rounds`;
}

/** The path of the tool where it is compiled already. */
export async function findRounds(): Promise<string | undefined> {
  const cargo = findCargo();
  if (cargo === undefined) return undefined;
  const binary = await binaryOf(cargo);
  return await exists(binary) ? binary : undefined;
}

/**
 * The path of the tool, compiled if need be (a minute of one core); undefined where there is no Cargo. Throws a
 * Failure where it cannot be compiled, and the reason of `signal` where it fires before.
 */
export async function installRounds(
  signal: AbortSignal,
  cargo = findCargo(),
): Promise<string | undefined> {
  if (cargo === undefined) return undefined;
  const binary = await binaryOf(cargo);
  if (await exists(binary)) return binary;
  // A folder of its own for each attempt: two benches may come here at once.
  const target = await Deno.makeTempDir({ prefix: "wallclock-rounds-" });
  try {
    const args = ["build", "--release", "--locked"];
    await buildTool("rounds", {
      argv: ["cargo", ...args],
      command: [cargo, ...args, `--target-dir=${target}`],
      cwd: SOURCE,
    }, signal);
    await Deno.mkdir(binary.slice(0, binary.lastIndexOf("/")), { recursive: true });
    const partial = `${binary}.${crypto.randomUUID().slice(0, 8)}.partial`;
    await Deno.copyFile(`${target}/release/rounds`, partial);
    await Deno.rename(partial, binary);
  } finally {
    await Deno.remove(target, { recursive: true });
  }
  return binary;
}

/** `1.0.0`, as Cargo.toml states it. */
export async function roundsVersion(): Promise<string> {
  const manifest = await Deno.readTextFile(`${SOURCE}/Cargo.toml`);
  return /^version = "([^"]+)"/m.exec(manifest)?.[1] ?? "unknown";
}

async function sourceFiles(): Promise<string[]> {
  const files: string[] = [];
  for await (const { name } of Deno.readDir(`${SOURCE}/src`)) files.push(`src/${name}`);
  return files.sort();
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch {
    return false;
  }
}
