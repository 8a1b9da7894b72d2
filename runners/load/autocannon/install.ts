import { Failure } from "../../../common/failure.ts";
import { findExecutables } from "../../host/programs.ts";
import { CACHE, fromFileUrl } from "../../paths.ts";

/** Installs the locked version into the cache, once. */
export async function installNodePackage(): Promise<{ module: string; version: string }> {
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
  const { success, stderr } = await new Deno.Command(npm, {
    args: ["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
    cwd: folder,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  if (!success) {
    await Deno.remove(folder, { recursive: true });
    const last = new TextDecoder().decode(stderr).trim().split("\n").at(-1);
    throw new Failure(`npm could not install autocannon ${version}: ${last}`);
  }
  return { module, version };
}
