/** Changes of files, many at once as one. */
import { messageOf } from "../../common/failure.ts";

/** What a bench writes while it measures: a build must not disturb it, and there is none before normalize. */
const WHILE_MEASURING = /\/data\/[^/]+\/(raw(\/|$)|(trials\.ndjson|plan\.json)$)/;

/** Editors and writeAtomically() leave these for a moment. */
const PASSING = /\.partial$|~$|\.sw[a-z]$|\/\.[^/]*$|\/4913$/;

/** Whether a change of this path is worth a build. */
export function matters(path: string): boolean {
  return !WHILE_MEASURING.test(path) && !PASSING.test(path);
}

export interface Watch {
  /** Ends when the watch is closed. */
  readonly finished: Promise<void>;
  close(): void;
}

/**
 * Calls `changed` once files below `folders` changed and then nothing did for `quietMilliseconds`. Where the system
 * cannot watch, `failed` is told why.
 */
export function watch(
  folders: readonly string[],
  quietMilliseconds: number,
  changed: () => void,
  failed: (why: string) => void,
): Watch {
  let watcher: Deno.FsWatcher;
  try {
    watcher = Deno.watchFs([...folders]);
  } catch (error) {
    failed(messageOf(error));
    return { finished: Promise.resolve(), close() {} };
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const follow = async () => {
    for await (const { kind, paths } of watcher) {
      if (kind === "access" || !paths.some(matters)) continue;
      clearTimeout(timer);
      timer = setTimeout(changed, quietMilliseconds);
    }
  };
  return {
    finished: follow().catch((error) => failed(messageOf(error))),
    close() {
      clearTimeout(timer);
      watcher.close();
    },
  };
}
