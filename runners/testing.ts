/** For tests of what starts processes. */
import { delay } from "../common/time.ts";

/** The number in a file, once it is there. */
export async function numberIn(file: string): Promise<number> {
  for (let looks = 0; looks < 500; looks++) {
    try {
      return Number(await Deno.readTextFile(file));
    } catch {
      await delay(0.02);
    }
  }
  throw new Error(`there is no ${file}`);
}

/** Whether the process runs; a zombie is gone for our purpose. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(Deno.readTextFileSync(`/proc/${pid}/status`));
  } catch {
    return false;
  }
}
