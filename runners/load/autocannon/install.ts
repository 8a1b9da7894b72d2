import { findExecutables } from "../../host/programs.ts";
import { CACHE, fromFileUrl } from "../../paths.ts";
import { buildTool } from "../build_tool.ts";

interface NodePackage {
  module: string;
  version: string;
}

interface Place extends NodePackage {
  folder: string;
  isInstalled: boolean;
}

const MANIFEST = fromFileUrl(new URL("package.json", import.meta.url));

/** Where the locked version is, or will be, installed. It installs nothing. */
export async function nodePackage(tools = `${CACHE}/tools`): Promise<Place> {
  const version: string = JSON.parse(await Deno.readTextFile(MANIFEST)).dependencies.autocannon;
  const folder = `${tools}/autocannon-${version}`;
  const module = `${folder}/node_modules/autocannon`;
  return { module, version, folder, isInstalled: await isThere(`${module}/autocannon.js`) };
}

/** The program `npm`, which installs it; undefined where it is not installed. */
export function findNpm(): string | undefined {
  return findExecutables("npm")[0];
}

/**
 * Installs the locked version into the cache, once; undefined where there is no npm. Throws a Failure where it
 * cannot be installed, and the reason of `signal` where it fires before.
 */
export async function installNodePackage(
  signal: AbortSignal,
  npm = findNpm(),
  tools = `${CACHE}/tools`,
): Promise<NodePackage | undefined> {
  const lock = fromFileUrl(new URL("package-lock.json", import.meta.url));
  const { module, version, folder, isInstalled } = await nodePackage(tools);
  if (isInstalled) return { module, version };
  if (npm === undefined) return undefined;
  await Deno.mkdir(tools, { recursive: true });
  // A folder of its own for each attempt: half of an installation looks like a whole one.
  const making = await Deno.makeTempDir({ dir: tools, prefix: "autocannon-" });
  try {
    await Deno.copyFile(MANIFEST, `${making}/package.json`);
    await Deno.copyFile(lock, `${making}/package-lock.json`);
    const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    await buildTool(
      "autocannon",
      { argv: ["npm", ...args], command: [npm, ...args], cwd: making },
      signal,
    );
    // Another bench may have installed it meanwhile; what is there without the module is of no use.
    if (!await isThere(`${module}/autocannon.js`)) {
      await Deno.remove(folder, { recursive: true }).catch(() => {});
      await Deno.chmod(making, 0o755);
      await Deno.rename(making, folder);
    }
  } finally {
    await Deno.remove(making, { recursive: true }).catch(() => {});
  }
  return { module, version };
}

async function isThere(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}
