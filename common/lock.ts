/** Folders that one program at a time may write. */
import { Failure } from "./failure.ts";
import { delay } from "./time.ts";

/**
 * Locks a folder, which is made where there is none, and waits `patience` milliseconds at most while another has
 * it. Released with what is returned, and with the process, however it ends. Where the other has not let go by
 * then, throws a Failure of `refusal`, who holds it and what to do, and of how long it was waited for.
 */
export async function lockFolder(
  folder: string,
  patience: number,
  refusal: string,
): Promise<Deno.FsFile> {
  const end = performance.now() + patience;
  for (;;) {
    await Deno.mkdir(folder, { recursive: true });
    const lock = await Deno.open(folder, { read: true });
    try {
      // Asked again and again: nothing could end a wait within the system's own call.
      while (!await lock.tryLock(true)) {
        if (performance.now() > end) {
          const seconds = Math.round(patience / 1000);
          throw new Failure(`${refusal} (waited ${seconds} s)`);
        }
        await delay(0.05);
      }
      if (await isAt(lock, folder)) return lock;
    } catch (error) {
      lock.close();
      throw error;
    }
    lock.close();
  }
}

/** Whether an open folder still is the one at its path: who had the lock may have removed it. */
async function isAt(open: Deno.FsFile, folder: string): Promise<boolean> {
  try {
    const [own, there] = await Promise.all([open.stat(), Deno.stat(folder)]);
    return own.ino === there.ino && own.dev === there.dev;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
