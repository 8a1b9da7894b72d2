/** What the system says of a file, as a sentence for people: it is nearly always theirs to mend. */
import { Failure } from "./failure.ts";

/** `Is a directory (os error 21): readfile 'x'`, or `: rename 'x' -> 'y'`; of streams the words alone. */
const SYSTEM_ERROR = /^([^\n]+) \(os error \d+\)(?:: \w+ '(.*?)'(?: -> '(.*)')?)?$/s;

/** What the system says, what it means for a person, and the remedy. */
const MEANINGS: readonly [said: RegExp, what: string, remedy: string][] = [
  [/^No such file/, "there is no such file or folder", "restore it, or correct the path"],
  [/^Is a directory/, "it is a folder, where a file belongs", "put the file there"],
  [/^Not a directory/, "it is a file, or below one, where a folder belongs", "make it a folder"],
  [
    /^(Permission denied|Operation not permitted)/,
    "permission denied",
    "change its permissions, or its folder's",
  ],
  [/^Read-only file system/, "the file system is read-only", "choose another place"],
  [/^No space left|^Disk quota/, "no space is left", "free some and run it again"],
  [/^File name too long/, "the name is too long", "shorten it"],
  [
    /^Too many levels of symbolic links|^Filesystem loop/,
    "its links lead in a circle",
    "mend them",
  ],
  [/^Too many open files/, "too many files are open", "raise the limit (`ulimit -n`)"],
  [/^Input\/output error/, "the device failed", "check the disk, and run it again"],
];

/**
 * An error of the file system as a {@linkcode Failure} that names the file (`path`, where the error names none or a
 * temporary one); anything else as it is, since that is our fault.
 */
export function asFailure(error: unknown, path?: string): unknown {
  if (!(error instanceof Error) || error instanceof Failure) return error;
  // What Deno says where it has to ask whether a path is allowed: `--out ""`, or a variable that is not set.
  if (error.message === "Empty path is not allowed") {
    return new Failure('"" is no path; name a file or a folder', 2);
  }
  const [, said = "", from, to] = SYSTEM_ERROR.exec(error.message) ?? [];
  const meaning = MEANINGS.find(([pattern]) => pattern.test(said));
  // Network errors are numbered alike and name no file.
  if (meaning === undefined && from === undefined) return error;
  const file = path ?? to ?? from ?? "standard input or output";
  const [, what, remedy] = meaning ?? [said, said.toLowerCase(), "mend that and run it again"];
  return new Failure(`${file}: ${what}; ${remedy}`);
}
