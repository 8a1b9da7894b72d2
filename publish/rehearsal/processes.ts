/**
 * Processes that a rehearsal started, whoever their parent is by now: they carry its mark in their
 * environment, or work in its folder (the executor gives servers an environment of their own).
 */

/** Name of the environment variable that marks them; its value is the rehearsal's folder. */
export const MARK = "WALLCLOCK_REHEARSAL";

/** Process ids of what still runs. */
export function marked(folder: string): number[] {
  const entry = `${MARK}=${folder}`;
  const found: number[] = [];
  for (const { name } of Deno.readDirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const environment = Deno.readTextFileSync(`/proc/${name}/environ`).split("\0");
      const cwd = Deno.readLinkSync(`/proc/${name}/cwd`);
      if (environment.includes(entry) || cwd.startsWith(`${folder}/`)) found.push(Number(name));
    } catch {
      // It ended meanwhile, or is another user's.
    }
  }
  return found;
}

/** Ends what still runs, as the kernel does when memory runs out; returns how many that were. */
export async function endMarked(folder: string): Promise<number> {
  let ended = 0;
  for (let round = 0; round < 5; round++) {
    const running = marked(folder);
    if (running.length === 0) break;
    ended += round === 0 ? running.length : 0;
    for (const pid of running) {
      try {
        Deno.kill(pid, "SIGKILL");
      } catch {
        // It ended meanwhile.
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return ended;
}
