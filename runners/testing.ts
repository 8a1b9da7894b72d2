/** For tests of what starts processes. */
import { delay } from "../common/time.ts";

/** The number in a file, once its line is there. */
export async function numberIn(file: string): Promise<number> {
  for (const end = performance.now() + 60_000; performance.now() < end;) {
    const text = await Deno.readTextFile(file).catch(() => "");
    // A file is there before its text is.
    if (text.endsWith("\n")) return Number(text);
    await delay(0.02);
  }
  throw new Error(`there is no number in ${file}`);
}

/** Whether the process runs; a zombie is gone for our purpose. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(Deno.readTextFileSync(`/proc/${pid}/status`));
  } catch {
    return false;
  }
}
