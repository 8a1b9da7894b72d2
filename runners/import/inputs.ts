/** Files that somebody else's tool left, read and made ready to be filed; their content is never changed. */
import { Failure, messageOf } from "../../common/failure.ts";
import { sha256 } from "../../common/files.ts";
import { recognizeRawFile } from "../../pipeline/report.ts";
import { gzip, GZIP_ABOVE_BYTES } from "../raw_files.ts";

/** An input as it will lie in the report. */
export interface Input {
  /** The path it was given by, for messages. */
  given: string;
  /** Its name in the report. */
  name: string;
  /** What was read. */
  content: Uint8Array<ArrayBuffer>;
  /** What is stored: the same bytes, or those bytes gzipped. */
  stored: Uint8Array<ArrayBuffer>;
  sha256: string;
}

/** Reads all of them. Throws a Failure naming the first that no format reads, and two of one name. */
export async function readInputs(files: readonly string[]): Promise<Input[]> {
  const inputs: Input[] = [];
  for (const file of files) {
    const input = await readInput(file);
    const other = inputs.find((each) => each.name === input.name);
    if (other !== undefined) {
      throw new Failure(`${other.given} and ${file} have the same name; rename one of them`);
    }
    inputs.push(input);
  }
  return inputs;
}

async function readInput(given: string): Promise<Input> {
  let content: Uint8Array<ArrayBuffer>;
  try {
    content = await Deno.readFile(given);
  } catch (error) {
    throw new Failure(`${given}: ${reasonOf(error)}; give the path of a tool's output file`);
  }
  await recognizeRawFile(content, given);
  const packed = content.length > GZIP_ABOVE_BYTES && !isGzip(content);
  const stored = packed ? await gzip(content) as Uint8Array<ArrayBuffer> : content;
  const name = storedName(given) + (packed ? ".gz" : "");
  return { given, name, content, stored, sha256: await sha256(stored) };
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "there is no such file";
  if (error instanceof Deno.errors.IsADirectory) return "this is a folder";
  if (error instanceof Deno.errors.PermissionDenied) return "it may not be read";
  return messageOf(error);
}

/**
 * The name a file gets in the report: letters, digits, dots, hyphens and underscores. A `.log` is kept
 * beside raw outputs for people and never read as one, so a tool's output of that name gets `.txt` behind.
 */
export function storedName(path: string): string {
  const last = path.split(/[/\\]/).findLast((part) => part !== "") ?? "";
  const plain = last.replace(/[^A-Za-z0-9._-]+/g, "_").replace(/^\.+/, "").slice(-100) || "raw";
  return plain.replace(/\.log(\.gz)?$/, ".log.txt$1");
}
