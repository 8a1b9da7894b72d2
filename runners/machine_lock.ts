/** One bench at a time on a machine: two would measure each other, whichever clones they are run in. */
import { tmpdir } from "node:os";
import { Failure } from "../common/failure.ts";
import { lockFolder } from "../common/lock.ts";

/** The same for every clone; benches whose TMPDIR differs know each other by their ports alone. */
const FOLDER = `${tmpdir()}/wallclock-bench`;

/**
 * Locks the machine for a bench. Throws a Failure, which names the process that has the lock, where that does not let
 * go of it within `patience` milliseconds. Where the system refuses, undefined: no bench can be known there.
 */
export async function lockMachine(
  patience: number,
  folder = FOLDER,
): Promise<Deno.FsFile | undefined> {
  try {
    await Deno.mkdir(folder, { recursive: true });
    // Others lock it too; only whom it belongs to may say so, and has said it then.
    await Deno.chmod(folder, 0o755).catch(() => {});
    return await lockFolder(folder, patience, () => refusalOf(folder));
  } catch (error) {
    if (error instanceof Failure) throw error;
    return undefined;
  }
}

function refusalOf(folder: string): string {
  const holder = holderOf(folder);
  const named = holder === undefined ? "" : ` (process ${holder}${placeOf(holder)})`;
  return `another bench is running on this machine${named}, and two at once would measure each other; ` +
    "end it, or wait for its end";
}

/** The process that has a lock on a file; undefined where the kernel does not say. */
function holderOf(path: string): number | undefined {
  try {
    const { ino } = Deno.statSync(path);
    // `1: FLOCK  ADVISORY  WRITE 708 08:01:131346 0 EOF`
    const locks = Deno.readTextFileSync("/proc/locks").split("\n").map((line) => line.split(/\s+/));
    const own = locks.find(([, kind, , , , file]) =>
      kind === "FLOCK" && file?.split(":")[2] === String(ino)
    );
    const pid = Number(own?.[4]);
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Where it was started; of another person's process nobody is told. */
function placeOf(pid: number): string {
  try {
    return ` in ${Deno.readLinkSync(`/proc/${pid}/cwd`)}`;
  } catch {
    return "";
  }
}
