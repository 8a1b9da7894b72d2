import { Failure } from "../../../common/failure.ts";
import { findExecutables } from "../../host/programs.ts";
import { CACHE, fromFileUrl } from "../../paths.ts";
import { buildTool } from "../build_tool.ts";

/**
 * Installs the locked version into the cache, once. Throws a Failure where it cannot be installed, and the reason
 * of `signal` where it fires before.
 */
export async function installNodePackage(
  signal: AbortSignal,
): Promise<{ module: string; version: string }> {
  const manifest = fromFileUrl(new URL("package.json", import.meta.url));
  const lock = fromFileUrl(new URL("package-lock.json", import.meta.url));
  const version: string = JSON.parse(await Deno.readTextFile(manifest)).dependencies.autocannon;
  const folder = `${CACHE}/tools/autocannon-${version}`;
  const module = `${folder}/node_modules/autocannon`;
  try {
    await Deno.stat(`${module}/autocannon.js`);
    return { module, version };
  } catch {
    // Not installed yet.
  }
  const npm = findExecutables("npm")[0];
  if (npm === undefined) {
    throw new Failure("npm is not installed; it comes with https://nodejs.org");
  }
  await Deno.mkdir(folder, { recursive: true });
  await Deno.copyFile(manifest, `${folder}/package.json`);
  await Deno.copyFile(lock, `${folder}/package-lock.json`);
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  try {
    await buildTool(
      "autocannon",
      { argv: ["npm", ...args], command: [npm, ...args], cwd: folder },
      signal,
    );
  } catch (error) {
    await Deno.remove(folder, { recursive: true });
    throw error;
  }
  return { module, version };
}
