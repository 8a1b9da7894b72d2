/** Living descendants of processes, out of /proc. */

/** Ids of all living descendants of a process, wherever they moved to: their sessions and groups may be their own. */
export function descendantsOf(pid: number): number[] {
  const found: number[] = [];
  const queue = [pid];
  for (let parent = queue.pop(); parent !== undefined; parent = queue.pop()) {
    for (const child of childrenOf(parent)) {
      found.push(child);
      queue.push(child);
    }
  }
  return found;
}

/** The kernel lists a child under the thread that started it. */
function childrenOf(pid: number): number[] {
  try {
    return [...Deno.readDirSync(`/proc/${pid}/task`)].flatMap(({ name }) =>
      textOf(`/proc/${pid}/task/${name}/children`).split(" ").filter((text) => text !== "")
        .map(Number)
    );
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
