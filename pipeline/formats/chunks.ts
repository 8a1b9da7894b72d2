/**
 * Byte streams in chunks: read into the same memory again and again where the stream allows it, so that a
 * file of any size passes through a few hundred kilobytes.
 */
import { encodingOf } from "./decode.ts";

/** Large enough that reading costs little beside the work, small enough to stay in the cache. */
const CHUNK_BYTES = 1 << 18;
/** What goes into the decompressor at once; of text that repeats itself it becomes a megabyte. */
const COMPRESSED_BYTES = 1 << 15;

/**
 * Yields the chunks of a stream as UTF-8; UTF-16 with a byte order mark (PowerShell's `>`) becomes UTF-8.
 * A chunk is valid until the next is asked for: its memory may be used again.
 */
export async function* readChunks(
  bytes: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  const encoder = new TextEncoder();
  let decoder: TextDecoder | undefined;
  let isFirst = true;
  for await (const chunk of rawChunks(bytes)) {
    if (isFirst && chunk.length > 0) {
      isFirst = false;
      const encoding = encodingOf(chunk);
      if (encoding !== "utf-8") decoder = new TextDecoder(encoding);
    }
    yield decoder === undefined ? chunk : encoder.encode(decoder.decode(chunk, { stream: true }));
  }
}

async function* rawChunks(
  bytes: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  const reader = readerOf(bytes);
  let room = new Uint8Array(CHUNK_BYTES);
  try {
    for (;;) {
      const { value, done } = await reader.next(room);
      if (done || value === undefined) return;
      yield value;
      if (reader.fillsRoom) room = new Uint8Array(value.buffer);
    }
  } finally {
    await reader.cancel();
  }
}

type Bytes = Uint8Array<ArrayBuffer>;

interface Reader {
  /** Whether `next` reads into the room that it is given, rather than bringing chunks of its own. */
  fillsRoom: boolean;
  /** The next chunk. Where it fills the room, the room is gone afterwards and lives on in the chunk. */
  next(room: Bytes): Promise<{ value?: Bytes | undefined; done: boolean }>;
  cancel(reason?: unknown): Promise<void>;
}

function readerOf(stream: ReadableStream<Uint8Array>): Reader {
  const bytes = stream as ReadableStream<Bytes>;
  try {
    const reader = bytes.getReader({ mode: "byob" });
    return {
      fillsRoom: true,
      next: (room) => reader.read(room),
      cancel: (reason) => reader.cancel(reason),
    };
  } catch {
    const reader = bytes.getReader();
    return {
      fillsRoom: false,
      next: () => reader.read(),
      cancel: (reason) => reader.cancel(reason),
    };
  }
}

/**
 * Reads at least `size` bytes ahead, or all there are, and gives back a stream of everything, which still
 * reads into the memory of its reader where the stream behind it does.
 */
export async function peekBytes(
  stream: ReadableStream<Uint8Array>,
  size: number,
): Promise<{ head: Uint8Array; whole: ReadableStream<Uint8Array> }> {
  const reader = readerOf(stream);
  let head = new Uint8Array(0);
  while (head.length < size) {
    const { value, done } = await reader.next(new Uint8Array(CHUNK_BYTES));
    if (done || value === undefined) break;
    const longer = new Uint8Array(head.length + value.length);
    longer.set(head);
    longer.set(value, head.length);
    head = longer;
  }
  let rest: Bytes | undefined = head.slice();
  const whole = new ReadableStream({
    type: "bytes",
    autoAllocateChunkSize: CHUNK_BYTES,
    async pull(controller) {
      if (rest !== undefined && rest.length > 0) {
        controller.enqueue(rest);
        rest = undefined;
        return;
      }
      const request = controller.byobRequest as ReadableStreamBYOBRequest;
      const view = request.view as Bytes;
      const { value, done } = await reader.next(
        new Uint8Array(view.buffer, view.byteOffset, view.byteLength),
      );
      if (done) controller.close();
      if (reader.fillsRoom && value !== undefined) request.respondWithNewView(value);
      else if (done) request.respond(0);
      else if (value !== undefined) controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return { head, whole };
}

/**
 * Decompresses gzip, into the memory of whoever reads. What the decompressor gives back for each piece
 * is freed at once instead of at the next garbage collection.
 */
export function gunzip(compressed: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = compressed.pipeThrough(cutIntoPieces())
    .pipeThrough(new DecompressionStream("gzip")).getReader();
  let piece = new Uint8Array(0);
  let given = 0;
  return new ReadableStream({
    type: "bytes",
    autoAllocateChunkSize: CHUNK_BYTES,
    async pull(controller) {
      const request = controller.byobRequest as ReadableStreamBYOBRequest;
      const view = request.view as Bytes;
      while (given === piece.length) {
        piece.buffer.transfer(0);
        const { value, done } = await reader.read();
        if (done) {
          controller.close();
          request.respond(0);
          return;
        }
        piece = value;
        given = 0;
      }
      const room = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
      const part = piece.subarray(given, given + room.length);
      room.set(part);
      given += part.length;
      request.respond(part.length);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

function cutIntoPieces(): TransformStream<Uint8Array, Bytes> {
  return new TransformStream({
    transform(chunk, controller) {
      for (let at = 0; at < chunk.length; at += COMPRESSED_BYTES) {
        controller.enqueue(chunk.slice(at, at + COMPRESSED_BYTES));
      }
    },
  });
}
