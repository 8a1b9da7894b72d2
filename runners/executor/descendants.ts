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
  return (threads === "all" ? threadsOf(pid) : [String(pid)]).flatMap((thread) =>
    textOf(`/proc/${pid}/task/${thread}/children`).split(" ").filter((text) => text !== "")
      .map(Number)
  );
}

function threadsOf(pid: number): string[] {
  try {
    return [...Deno.readDirSync(`/proc/${pid}/task`)].map(({ name }) => name);
  } catch {
    return [];
  }
}

/** When a process began, in clock ticks since boot: field 22 of proc(5) stat. With the id it names one process for good. */
export function beginningOf(pid: number): string {
  const text = textOf(`/proc/${pid}/stat`);
  return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

/** Empty where the process or the thread is gone. */
function textOf(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return "";
  }
}
