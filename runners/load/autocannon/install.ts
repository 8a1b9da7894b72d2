import { findExecutables } from "../../host/programs.ts";
import { CACHE, fromFileUrl } from "../../paths.ts";
import { buildTool } from "../build_tool.ts";

/**
 * Installs the locked version into the cache, once; undefined where there is no npm. Throws a Failure where it
 * cannot be installed, and the reason of `signal` where it fires before.
 */
export async function installNodePackage(
  signal: AbortSignal,
  npm = findExecutables("npm")[0],
  tools = `${CACHE}/tools`,
): Promise<{ module: string; version: string } | undefined> {
  const manifest = fromFileUrl(new URL("package.json", import.meta.url));
  const lock = fromFileUrl(new URL("package-lock.json", import.meta.url));
  const version: string = JSON.parse(await Deno.readTextFile(manifest)).dependencies.autocannon;
  const folder = `${tools}/autocannon-${version}`;
  const module = `${folder}/node_modules/autocannon`;
  if (await isThere(`${module}/autocannon.js`)) return { module, version };
  if (npm === undefined) return undefined;
  await Deno.mkdir(tools, { recursive: true });
  // A folder of its own for each attempt: half of an installation looks like a whole one.
  const making = await Deno.makeTempDir({ dir: tools, prefix: "autocannon-" });
  try {
    await Deno.copyFile(manifest, `${making}/package.json`);
    await Deno.copyFile(lock, `${making}/package-lock.json`);
    const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    await buildTool(
      "autocannon",
      { argv: ["npm", ...args], command: [npm, ...args], cwd: making },
      signal,
    );
    // doctor may have installed it meanwhile; what is there without the module is of no use.
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
