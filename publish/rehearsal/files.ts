/** Files of a rehearsal. */

/** Copies a file, or what is in a folder, making the folders above. */
export async function copy(from: string, to: string): Promise<void> {
  if ((await Deno.stat(from)).isDirectory) {
    await Deno.mkdir(to, { recursive: true });
    for await (const { name } of Deno.readDir(from)) await copy(`${from}/${name}`, `${to}/${name}`);
    return;
  }
  await Deno.mkdir(to.slice(0, to.lastIndexOf("/")), { recursive: true });
  await Deno.copyFile(from, to);
}

/** Paths of the files below a folder; hidden ones are left out, as upload-artifact does. */
export async function visibleFiles(folder: string, below = ""): Promise<string[]> {
  const paths: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(`${folder}/${below}`)) {
    if (name.startsWith(".")) continue;
    if (isDirectory) paths.push(...await visibleFiles(folder, `${below}${name}/`));
    else paths.push(`${below}${name}`);
  }
  return paths.sort();
}

/** Whether there is something at a path. */
export async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}
