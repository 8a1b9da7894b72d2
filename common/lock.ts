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
  refusal: string | (() => string),
): Promise<Deno.FsFile> {
  const end = performance.now() + patience;
  for (;;) {
    await Deno.mkdir(folder, { recursive: true });
    const lock = await Deno.open(folder, { read: true });
    try {
      await waitForLock(lock, () => {
        if (performance.now() <= end) return;
        const said = typeof refusal === "string" ? refusal : refusal();
        throw new Failure(`${said} (waited ${Math.round(patience / 1000)} s)`);
      });
      if (await isAt(lock, folder)) return lock;
    } catch (error) {
      lock.close();
      throw error;
    }
    lock.close();
  }
}

/**
 * Locks an open file, as soon as nobody else has it; `check` throws to give up. Asked again and again: nothing could
 * end a wait within the system's own call.
 */
export async function waitForLock(file: Deno.FsFile, check: () => void): Promise<void> {
  while (!await file.tryLock(true)) {
    check();
    await delay(0.05);
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
