/** The files that an implementation is written in, and how long they are. */

/** Folders that building in place leaves behind; they are no source. */
const NOT_SOURCE = new Set(["node_modules", "target", "venv", "__pycache__", ".git"]);

/** What says how a program is built, from which packages, or what it is: no line of it runs. */
const NOT_CODE =
  /^(CMakeLists\.txt|Makefile|Gemfile|go\.mod|pom\.xml|requirements\.(in|txt)|.*\.(json|lock|md|sum|toml))$/;

/** The size of a program. */
export interface CodeSize {
  /** Lines that are not empty, comments among them. */
  lines: number;
  files: number;
}

/** Paths of the source files below a folder, sorted. */
export async function sourceFiles(folder: string, below = ""): Promise<string[]> {
  const files: string[] = [];
  for await (const entry of Deno.readDir(`${folder}/${below}`)) {
    if (NOT_SOURCE.has(entry.name)) continue;
    if (entry.isDirectory) files.push(...await sourceFiles(folder, `${below}${entry.name}/`));
    else if (entry.isFile) files.push(`${below}${entry.name}`);
  }
  return files.sort();
}

/** How large the program in a folder is, without what describes its build and without code of others. */
export async function codeSizeOf(folder: string): Promise<CodeSize> {
  const size: CodeSize = { lines: 0, files: 0 };
  for (const path of await sourceFiles(folder)) {
    if (NOT_CODE.test(path.slice(path.lastIndexOf("/") + 1))) continue;
    const text = await Deno.readTextFile(`${folder}/${path}`);
    size.lines += text.split("\n").filter((line) => line.trim() !== "").length;
    size.files++;
  }
  return size;
}
