import { Failure } from "../../common/failure.ts";

/** Bytes in the order they come, however the network cut them. */
export interface ByteSource {
  /** A line without its CRLF, a character per byte; undefined where the end comes before the first byte. */
  line(limitBytes: number): Promise<string | undefined>;
  /** Exactly `length` bytes. */
  take(length: number): Promise<Uint8Array<ArrayBuffer>>;
  /** Everything up to the end, of at most `limitBytes`. */
  rest(limitBytes: number): Promise<Uint8Array<ArrayBuffer>>;
  /** Bytes that have come and that nobody has taken yet. */
  waiting(): number;
}

const LF = 10;

/** Makes a source of `read`, which gives the next piece, or null at the end. */
export function byteSource(read: () => Promise<Uint8Array | null>): ByteSource {
  let piece: Uint8Array = new Uint8Array();

  /** Whether there is a byte to take; waits for one. */
  async function fill(): Promise<boolean> {
    while (piece.length === 0) {
      const next = await read();
      if (next === null) return false;
      piece = next;
    }
    return true;
  }

  function cut(length: number): Uint8Array {
    const bytes = piece.subarray(0, length);
    piece = piece.subarray(length);
    return bytes;
  }

  async function line(limitBytes: number): Promise<string | undefined> {
    let text = "";
    while (await fill()) {
      const end = piece.indexOf(LF);
      const bytes = cut(end === -1 ? piece.length : end + 1);
      if (text.length + bytes.length > limitBytes) {
        throw new Failure(`a line of the answer is longer than ${limitBytes} bytes`);
      }
      for (const byte of bytes) text += String.fromCharCode(byte);
      if (end === -1) continue;
      if (!text.endsWith("\r\n")) throw new Failure("a line of the answer ends in LF, not in CRLF");
      return text.slice(0, -2);
    }
    if (text === "") return undefined;
    throw new Failure("the connection was closed in the middle of a line of the answer");
  }

  async function take(length: number): Promise<Uint8Array<ArrayBuffer>> {
    const taken = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      if (!await fill()) {
        throw new Failure(`the connection was closed after ${filled} of ${length} bytes of body`);
      }
      const bytes = cut(length - filled);
      taken.set(bytes, filled);
      filled += bytes.length;
    }
    return taken;
  }

  async function rest(limitBytes: number): Promise<Uint8Array<ArrayBuffer>> {
    const pieces: Uint8Array[] = [];
    let length = 0;
    while (await fill()) {
      length += piece.length;
      if (length > limitBytes) throw bodyTooLong(limitBytes);
      pieces.push(cut(piece.length));
    }
    return join(pieces, length);
  }

  return { line, take, rest, waiting: () => piece.length };
}

/** One array of the bytes of several, `length` in all. */
export function join(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(length);
  let filled = 0;
  for (const piece of pieces) {
    joined.set(piece, filled);
    filled += piece.length;
  }
  return joined;
}

/** What is said of a body over the limit, whichever way it is framed. */
export function bodyTooLong(limitBytes: number): Failure {
  return new Failure(`the body of the answer is longer than ${limitBytes} bytes`);
}
