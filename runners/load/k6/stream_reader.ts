/** One answer of server-sent events from raw bytes: when each event came, and in how many chunks. */
import { Failure } from "../../../common/failure.ts";

/** An answer that has come to its end. */
export interface StreamRead {
  status: number;
  /**
   * Chunks with anything in them, as the server framed them (RFC 9112, section 7.1). A body with a
   * Content-Length is one: the server had it whole before it began.
   */
  chunks: number;
  /** Bytes of the body, without its framing. */
  bytes: number;
  /** When each event was whole, in the unit of the times given to `read`. */
  events: number[];
  /** Whether the last event is `data: [DONE]`. */
  isDone: boolean;
}

export interface StreamReader {
  /** Takes bytes that came at a time; the answer when these were its last, else undefined. */
  read(bytes: Uint8Array, now: number): StreamRead | undefined;
}

const LF = 10;
const CR = 13;
const MOST_HEAD_BYTES = 64 * 1024;
const MOST_SIZE_LINE = 256;
const DONE = "data: [DONE]";

/** A reader of one answer. Throws a Failure where its end cannot be told from its framing. */
export function createStreamReader(): StreamReader {
  const answer: StreamRead = { status: 0, chunks: 0, bytes: 0, events: [], isDone: false };
  let part: "head" | "size" | "data" | "after data" | "trailer" = "head";
  let line = "";
  let isChunked = false;
  let length: number | undefined;
  let left = 0;
  let isAfterLineFeed = false;
  /** The last bytes of the body, for the end mark. */
  let tail = "";

  /** Whether the line that `byte` ends is in `line`; else it is gathered. */
  function endsLine(byte: number, most: number): boolean {
    if (byte === LF) return true;
    if (byte !== CR) line += String.fromCharCode(byte);
    if (line.length > most) throw new Failure("a line of the answer's framing is too long");
    return false;
  }

  /** Takes a line of the head; true where the answer ends with it. */
  function takeHeadLine(): boolean {
    const isLast = line === "" && answer.status !== 0;
    if (answer.status === 0) {
      const status = /^HTTP\/1\.1 (\d{3})/.exec(line)?.[1];
      if (status === undefined) throw new Failure(`the answer begins with "${line.slice(0, 60)}"`);
      answer.status = Number(status);
    } else if (!isLast) takeHeader();
    line = "";
    if (!isLast) return false;
    if (isChunked) {
      part = "size";
      return false;
    }
    if (length === undefined) {
      throw new Failure("the answer has neither chunks nor a Content-Length");
    }
    part = "data";
    left = length;
    answer.chunks = Math.min(1, length);
    return length === 0;
  }

  function takeHeader(): void {
    if (/^transfer-encoding:\s*chunked\s*$/i.test(line)) isChunked = true;
    const stated = /^content-length:\s*(\d{1,9})\s*$/i.exec(line)?.[1];
    if (stated !== undefined) length = Number(stated);
  }

  function takeSize(): void {
    const size = /^([0-9a-f]{1,8})\s*(?:;|$)/i.exec(line)?.[1];
    if (size === undefined) {
      throw new Failure(`"${line.slice(0, 60)}" stands where the size of a chunk should`);
    }
    left = parseInt(size, 16);
    line = "";
    if (left > 0) answer.chunks++;
    part = left > 0 ? "data" : "trailer";
  }

  function takeData(bytes: Uint8Array, now: number): void {
    for (const byte of bytes) {
      if (byte === LF) {
        if (isAfterLineFeed) answer.events.push(now);
        isAfterLineFeed = !isAfterLineFeed;
      } else if (byte !== CR) isAfterLineFeed = false;
    }
    answer.bytes += bytes.length;
    const end = bytes.subarray(-2 * DONE.length);
    tail = (tail + String.fromCharCode(...end)).slice(-2 * DONE.length);
  }

  function finished(): StreamRead {
    return { ...answer, isDone: tail.trimEnd().endsWith(DONE) };
  }

  return {
    read(bytes, now) {
      for (let at = 0; at < bytes.length; at++) {
        const byte = bytes[at] as number;
        if (part === "head") {
          if (endsLine(byte, MOST_HEAD_BYTES) && takeHeadLine()) return finished();
        } else if (part === "size") {
          if (endsLine(byte, MOST_SIZE_LINE)) takeSize();
        } else if (part === "data") {
          const data = bytes.subarray(at, at + left);
          takeData(data, now);
          left -= data.length;
          at += data.length - 1;
          if (left === 0 && !isChunked) return finished();
          if (left === 0) part = "after data";
        } else if (part === "after data") {
          if (byte === LF) part = "size";
        } else if (endsLine(byte, MOST_HEAD_BYTES)) {
          if (line === "") return finished();
          line = "";
        }
      }
      return undefined;
    },
  };
}
