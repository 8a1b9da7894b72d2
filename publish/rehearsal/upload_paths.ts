/** Which files upload-artifact takes, and under which paths: by the rules of its README. */
import { Failure } from "../../common/failure.ts";
import { globExpression } from "./artifacts.ts";
import { exists, visibleFiles } from "./files.ts";

/**
 * Files by their path within the artifact. One path is the root itself (of a file, its folder); of several,
 * the root is the longest folder that all have in common, a pattern counting up to its first `*`.
 */
export async function uploadPaths(
  workspace: string,
  paths: readonly string[],
): Promise<Map<string, string>> {
  const starts: string[][] = [];
  const found: string[] = [];
  for (const path of paths) {
    const parts = path.split("/");
    const star = parts.findIndex((part) => part.includes("*"));
    if (star >= 0) {
      if (star !== parts.length - 1) throw new Failure(`${path}: only the last part may have a *`);
      const parent = parts.slice(0, -1);
      starts.push(parent);
      const pattern = globExpression(parts.at(-1) as string);
      const folder = [workspace, ...parent].join("/");
      if (!await exists(folder)) continue;
      for await (const { name } of Deno.readDir(folder)) {
        if (pattern.test(name)) found.push(...await below(workspace, [...parent, name].join("/")));
      }
    } else if (await exists(`${workspace}/${path}`)) {
      const isFile = (await Deno.stat(`${workspace}/${path}`)).isFile;
      starts.push(isFile ? parts.slice(0, -1) : parts);
      found.push(...await below(workspace, path));
    } else starts.push(parts);
  }
  const [first = [], ...others] = starts;
  let length = first.length;
  for (const other of others) {
    const differs = first.findIndex((part, index) => part !== other[index]);
    if (differs >= 0) length = Math.min(length, differs);
  }
  return new Map(
    [...new Set(found)].map((path) => [
      path.split("/").slice(length).join("/"),
      `${workspace}/${path}`,
    ]),
  );
}

async function below(workspace: string, path: string): Promise<string[]> {
  if ((await Deno.stat(`${workspace}/${path}`)).isFile) return [path];
  return (await visibleFiles(`${workspace}/${path}`)).map((each) => `${path}/${each}`);
}
