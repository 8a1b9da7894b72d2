/** Living descendants of processes, out of /proc. */

/**
 * Ids of all living descendants of a process, wherever they moved to: their sessions and groups may be their own. To
 * ask its first thread alone is one read a process instead of one a thread, and finds what most programs start.
 */
export function descendantsOf(pid: number, threads: "all" | "first" = "all"): number[] {
  const found: number[] = [];
  const queue = [pid];
  for (let parent = queue.pop(); parent !== undefined; parent = queue.pop()) {
    for (const child of childrenOf(parent, threads)) {
      found.push(child);
      queue.push(child);
    }
  }
  return found;
}

/** The kernel lists a child under the thread that started it. */
function childrenOf(pid: number, threads: "all" | "first"): number[] {
  return (threads === "all" ? numbersIn(`/proc/${pid}/task`) : [pid]).flatMap((thread) =>
    textOf(`/proc/${pid}/task/${thread}/children`).split(" ").filter((text) => text !== "")
      .map(Number)
  );
}

/** The numbers among the names in a folder; none where it is gone. */
function numbersIn(folder: string): number[] {
  try {
    return [...Deno.readDirSync(folder)].map(({ name }) => Number(name)).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** A living process and the value of a variable in the environment it was started with. */
export interface Marked {
  pid: number;
  value: string;
}

/**
 * All living processes of this system, or container, that were started with this variable, wherever they moved to:
 * also what no longer has a parent that is known. None of other users, whose environment is their own.
 */
export function processesWith(variable: string): Marked[] {
  const found: Marked[] = [];
  for (const pid of numbersIn("/proc")) {
    const set = textOf(`/proc/${pid}/environ`).split("\0").find((each) =>
      each.startsWith(`${variable}=`)
    );
    // Ids that a container gives are not those that are seen here.
    if (set === undefined || namespaceOf(pid) !== namespaceOf("self")) continue;
    found.push({ pid, value: set.slice(variable.length + 1) });
  }
  return found;
}

function namespaceOf(pid: number | "self"): string {
  try {
    return Deno.readLinkSync(`/proc/${pid}/ns/pid`);
  } catch {
    return "";
  }
}

/** Its process group, or 0 where it is gone. */
export function groupOf(pid: number): number {
  return Number(fieldsOf(pid)[2] ?? 0);
}

/** What the kernel calls it: the first letters of its program's name. */
export function nameOf(pid: number): string {
  return textOf(`/proc/${pid}/comm`).trim();
}

/** When a process began, in clock ticks since boot: field 22 of proc(5) stat. With the id it names one process for good. */
export function beginningOf(pid: number): string {
  return fieldsOf(pid)[19] ?? "";
}

/** The fields of proc(5) stat from the third on: the second is a name that may hold anything. */
function fieldsOf(pid: number): string[] {
  const text = textOf(`/proc/${pid}/stat`);
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
}

/** Empty where the process or the thread is gone. */
function textOf(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return "";
  }
}
