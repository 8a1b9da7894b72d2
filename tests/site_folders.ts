/** What the tests of the site's driver share: folders and what is in them. */

/** Every file below a folder, by path. */
export async function readAll(folder: string, prefix = ""): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for await (const entry of Deno.readDir(`${folder}/${prefix}`)) {
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory) {
      for (const [name, bytes] of await readAll(folder, `${path}/`)) files.set(name, bytes);
    } else files.set(path, await Deno.readFile(`${folder}/${path}`));
  }
  return files;
}

/** Runs a test with a folder of its own. */
export async function withFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
