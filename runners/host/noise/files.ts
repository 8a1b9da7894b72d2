/** Reading the many small files of /proc and /sys at one moment. */

/** Path -> text without the white space at its ends; a file that is absent or unreadable has no entry. */
export type Files = ReadonlyMap<string, string>;

/** The text of a file; empty where it is absent or unreadable. */
export function readText(path: string): string {
  try {
    return Deno.readTextFileSync(path).trim();
  } catch {
    return "";
  }
}

/** Reads the files that these paths name; `*` stands for any part of one segment. */
export function readFiles(patterns: readonly string[]): Files {
  const files = new Map<string, string>();
  for (const path of new Set(patterns.flatMap(expand))) {
    try {
      files.set(path, Deno.readTextFileSync(path).trim());
    } catch {
      // Absent here, gone meanwhile, or not for this user: the checks say what that means.
    }
  }
  return files;
}

/** Files among these whose path fits the pattern, in the order of their numbers. */
export function matching(files: Files, pattern: string): { path: string; text: string }[] {
  const whole = new RegExp(`^${pattern.split("*").map(RegExp.escape).join("[^/]*")}$`);
  return [...files].filter(([path]) => whole.test(path))
    .map(([path, text]) => ({ path, text }))
    .sort((a, b) => a.path.localeCompare(b.path, "en", { numeric: true }));
}

function expand(pattern: string): string[] {
  const segments = pattern.split("/");
  const star = segments.findIndex((segment) => segment.includes("*"));
  if (star < 0) return [pattern];
  const parent = segments.slice(0, star).join("/") || "/";
  const name = (segments[star] as string).split("*").map(RegExp.escape).join(".*");
  const wanted = new RegExp(`^${name}$`);
  let names: string[];
  try {
    names = [...Deno.readDirSync(parent)].map((entry) => entry.name);
  } catch {
    return [];
  }
  return names.filter((each) => wanted.test(each)).flatMap((each) =>
    expand([...segments.slice(0, star), each, ...segments.slice(star + 1)].join("/"))
  );
}
