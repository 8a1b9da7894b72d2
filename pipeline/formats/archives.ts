/** What is told by its first bytes to be no raw output but a package of some, or one packed in a way that is not read. */
import { Failure } from "../../common/failure.ts";
import { isGzip } from "./decode.ts";
import type { Origin } from "./format.ts";

interface Packed {
  name: string;
  at?: number;
  /** Its first bytes, or those at this place, as letters. */
  mark: string;
}

/** Of several files in one only the first would be read: the others were lost without a word. */
const ARCHIVES: readonly Packed[] = [
  { name: "a zip archive", mark: "PK\x03\x04" },
  { name: "a tar archive", mark: "ustar", at: 257 },
  { name: "a 7z archive", mark: "7z\xbc\xaf\x27\x1c" },
];

const COMPRESSED: readonly Packed[] = [
  { name: "xz", mark: "\xfd7zXZ\0" },
  { name: "zstd", mark: "\x28\xb5\x2f\xfd" },
  { name: "bzip2", mark: "BZh" },
];

/** Throws a Failure where the first bytes, after gzip, are those of an archive or of another compression. */
export function refuseArchives(head: Uint8Array, { file }: Origin): void {
  const archive = ARCHIVES.find((each) => isOf(head, each));
  if (archive !== undefined) {
    throw new Failure(
      `${file}: it is ${archive.name}; unpack it and give the files that are in it`,
    );
  }
  const name = isGzip(head) ? "gzip twice" : COMPRESSED.find((each) => isOf(head, each))?.name;
  if (name !== undefined) {
    throw new Failure(`${file}: it is compressed with ${name}; unpack it, or use gzip once`);
  }
}

function isOf(head: Uint8Array, { mark, at = 0 }: Packed): boolean {
  return String.fromCharCode(...head.subarray(at, at + mark.length)) === mark;
}
