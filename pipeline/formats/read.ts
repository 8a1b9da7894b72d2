/** From the bytes of any raw file to its runs: gzip and format are told by content. */
import { Failure, messageOf } from "../../common/failure.ts";
import { refuseArchives } from "./archives.ts";
import {
  ansiStripper,
  cleanText,
  decodeText,
  encodingOf,
  isGzip,
  mixesEncodings,
} from "./decode.ts";
import type { Format, Origin, Run, StreamFormat, TextFormat } from "./format.ts";
import { gunzip, peekBytes } from "./chunks.ts";
import { FORMATS, recognizeFormat } from "./mod.ts";

/** How much of the content formats see when they are asked whether it is theirs. */
const HEAD_BYTES = 65_536;

/** The largest text read as a whole, after decompression; larger ones need a stream format. */
const MOST_TEXT_BYTES = 512 * 1024 * 1024;

/** Reads every run of one raw file. Throws a Failure naming the file when no format recognises it. */
export async function readRuns(
  input: Uint8Array | ReadableStream<Uint8Array>,
  origin: Origin,
): Promise<Run[]> {
  if (input instanceof Uint8Array && !isGzip(input)) {
    refuseArchives(input, origin);
    const head = cleanText(decodeText(input.subarray(0, HEAD_BYTES)));
    const format = formatOf(head, origin);
    const runs = format.kind === "text"
      ? readText(format, textOf(input, origin), origin)
      : await readStream(format, plainText(streamOf(input), input, origin), origin);
    return sayOthers(runs, format, head, origin);
  }
  const stream = input instanceof Uint8Array ? streamOf(input) : input;
  const raw = await peekBytes(stream, 3);
  const plain = isGzip(raw.head) ? gunzip(raw.whole) : raw.whole;
  try {
    const content = await peekBytes(plain, HEAD_BYTES);
    refuseArchives(content.head, origin);
    const head = cleanText(decodeText(content.head.subarray(0, HEAD_BYTES)));
    const format = formatOf(head, origin);
    const runs = format.kind === "stream"
      ? await readStream(format, plainText(content.whole, content.head, origin), origin)
      : readText(format, textOf(await collect(content.whole, origin), origin), origin);
    return sayOthers(runs, format, head, origin);
  } catch (error) {
    if (error instanceof TypeError) {
      throw new Failure(
        `${origin.file}: the gzip stream is broken, or several stand in one file (${
          messageOf(error)
        }); compress the original again`,
      );
    }
    throw error;
  }
}

/** Says which other tools' output the file begins with too: it is read by one format, and theirs is lost. */
function sayOthers(runs: Run[], format: Format, head: string, { file }: Origin): Run[] {
  const others = FORMATS.filter((each) => each !== format && each.recognizes(head));
  if (others.length > 0) {
    const names = others.map(({ name }) => name).join(", ");
    runs.at(-1)?.findings.push({
      rule: "truncated-input",
      severity: "warn",
      message:
        `the file is read as ${format.name}, and it holds what looks like ${names} too, which is not ` +
        "read: give each in a file of its own",
      source: file,
    });
  }
  return runs;
}

function readText(format: TextFormat, text: string, origin: Origin): Run[] {
  try {
    return format.read(text, origin);
  } catch (error) {
    throw asFailure(error, format, origin);
  }
}

async function readStream(
  format: StreamFormat,
  bytes: ReadableStream<Uint8Array>,
  origin: Origin,
): Promise<Run[]> {
  try {
    return await format.read(bytes, origin);
  } catch (error) {
    throw asFailure(error, format, origin);
  }
}

/**
 * A RangeError is a number or a depth that no tool writes, and that the format did not think of: one such file
 * must not end a command that reads many.
 */
function asFailure(error: unknown, format: Format, { file }: Origin): unknown {
  if (!(error instanceof RangeError)) return error;
  return new Failure(
    `${file}: it looks like ${format.name} and cannot be read (${error.message}); give the tool's own ` +
      "output, unedited",
    1,
    { cause: error },
  );
}

function formatOf(head: string, origin: Origin): Format {
  const format = recognizeFormat(head);
  if (format !== undefined) return format;
  const known = FORMATS.find((each) => each.otherForm?.recognizes(head));
  if (known?.otherForm !== undefined) {
    throw new Failure(
      `${origin.file}: it is of ${known.name}, in a form that is not read; give ${known.otherForm.give}`,
    );
  }
  const what = head.trim() === "" ? "the file is empty" : "no format recognises it";
  throw new Failure(
    `${origin.file}: ${what}; looked for ${FORMATS.length} formats, and ` +
      "`deno task inspect --formats` says what each looks like. " +
      "Give the tool's own output, unedited and from its first line",
  );
}

function textOf(bytes: Uint8Array, origin: Origin): string {
  return cleanText(ofOneEncoding(decodeText(bytes), encodingOf(bytes), origin));
}

function ofOneEncoding(text: string, encoding: string, { file }: Origin): string {
  if (!mixesEncodings(text, encoding)) return text;
  throw new Failure(
    `${file}: it begins in ${encoding.toUpperCase()} and goes on in another encoding, as files do that were ` +
      "joined; give them one by one",
  );
}

/**
 * A stream as UTF-8 without colours. These are looked for in the beginning alone: a file is coloured throughout or
 * not at all.
 */
function plainText(
  stream: ReadableStream<Uint8Array>,
  head: Uint8Array,
  origin: Origin,
): ReadableStream<Uint8Array> {
  const encoding = encodingOf(head);
  const text = encoding === "utf-8" ? stream : asUtf8(stream, encoding, origin);
  // In UTF-16 an escape's letters have zeros between them.
  return head.subarray(0, HEAD_BYTES).includes(0x1b) ? text.pipeThrough(ansiStripper()) : text;
}

function asUtf8(
  stream: ReadableStream<Uint8Array>,
  encoding: string,
  origin: Origin,
): ReadableStream<Uint8Array> {
  const bytes = stream as ReadableStream<Uint8Array<ArrayBuffer>>;
  const check = new TransformStream<string, string>({
    transform: (text, controller) => controller.enqueue(ofOneEncoding(text, encoding, origin)),
  });
  return bytes.pipeThrough(new TextDecoderStream(encoding)).pipeThrough(check)
    .pipeThrough(new TextEncoderStream());
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      controller.close();
    },
  });
}

async function collect(stream: ReadableStream<Uint8Array>, origin: Origin): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MOST_TEXT_BYTES) {
      throw new Failure(
        `${origin.file}: more than ${
          MOST_TEXT_BYTES / 1024 ** 2
        } MiB of text; split the file by run`,
      );
    }
  }
  return join(chunks, length);
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
  if (chunks.length === 1) return chunks[0] as Uint8Array;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
