import { Failure } from "../../common/failure.ts";
import { bodyTooLong, type ByteSource, join } from "./byte_source.ts";

/** How the end of a body is told: RFC 9112, section 6.3. */
export type Framing = "content-length" | "chunked" | "connection-close" | "no-body";

/** An HTTP/1.x answer with what `fetch` hides: framing, sizes, and each header as it was sent. */
export interface RawResponse {
  /** `HTTP/1.1` */
  version: string;
  status: number;
  reason: string;
  /** In the order sent, names in the case sent, repeated ones repeated. */
  headers: readonly RawHeader[];
  framing: Framing;
  /** Status line, headers and the empty line, in bytes. */
  headBytes: number;
  /** Decoded where it was chunked. */
  body: Uint8Array<ArrayBuffer>;
}

export interface RawHeader {
  name: string;
  value: string;
}

/** What an answer may take at most; more is an error, not more memory. */
export interface Limits {
  headBytes: number;
  bodyBytes: number;
}

export const defaultLimits: Limits = { headBytes: 64 * 1024, bodyBytes: 16 * 1024 * 1024 };

/** The values of the headers of this name, in order; the name in any case. */
export function headerValues(response: Pick<RawResponse, "headers">, name: string): string[] {
  const wanted = name.toLowerCase();
  return response.headers
    .filter((header) => header.name.toLowerCase() === wanted)
    .map((header) => header.value);
}

/** Told each chunk of a chunked body when the whole of it has come. */
export type ChunkListener = (chunk: Uint8Array) => void;

/**
 * Reads one answer to a request of `method`; interim answers (1xx) are skipped.
 * Throws a {@linkcode Failure} with what is wrong with the bytes.
 */
export async function readResponse(
  source: ByteSource,
  method: string,
  limits: Limits = defaultLimits,
  onChunk: ChunkListener = () => {},
): Promise<RawResponse> {
  let head = await readHead(source, limits);
  // An upgrade (101) ends HTTP on the connection, so it counts as an answer.
  while (head.status < 200 && head.status !== 101) head = await readHead(source, limits);
  const framing = framingOf(head, method);
  const body = await readBody(source, head, framing, limits.bodyBytes, onChunk);
  return { ...head, framing, body };
}

type Head = Omit<RawResponse, "framing" | "body">;

async function readHead(source: ByteSource, limits: Limits): Promise<Head> {
  let headBytes = 0;
  const nextLine = async () => {
    const line = await source.line(limits.headBytes - headBytes);
    headBytes += (line?.length ?? 0) + 2;
    return line;
  };
  const statusLine = await nextLine();
  if (statusLine === undefined) throw new Failure("the connection was closed before an answer");
  const [, version, status, reason] = /^(HTTP\/1\.[01]) (\d{3})(?: (.*))?$/.exec(statusLine) ?? [];
  if (version === undefined || status === undefined) {
    throw new Failure(
      `the answer begins with ${quote(statusLine)}, not with an HTTP/1 status line`,
    );
  }
  const headers: RawHeader[] = [];
  for (;;) {
    const line = await nextLine();
    if (line === undefined) throw new Failure("the connection was closed among the headers");
    if (line === "") break;
    headers.push(parseHeader(line));
  }
  return { version, status: Number(status), reason: reason ?? "", headers, headBytes };
}

function parseHeader(line: string): RawHeader {
  const [start, name] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):/.exec(line) ?? [];
  if (start === undefined || name === undefined) {
    throw new Failure(`the answer has ${quote(line)} where a header should stand`);
  }
  // Not one expression with the white space at both ends: that takes time in the square of a hostile line.
  let from = start.length, to = line.length;
  while (from < to && isBlank(line[from])) from++;
  while (from < to && isBlank(line[to - 1])) to--;
  return { name, value: line.slice(from, to) };
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t";
}

function framingOf(head: Head, method: string): Framing {
  if (method === "HEAD" || head.status < 200 || head.status === 204 || head.status === 304) {
    return "no-body";
  }
  const coding = headerValues(head, "transfer-encoding");
  const length = headerValues(head, "content-length");
  if (coding.length > 0 && length.length > 0) {
    throw new Failure("the answer has both Transfer-Encoding and Content-Length");
  }
  if (coding.length > 0) {
    if (coding.join().toLowerCase() === "chunked") return "chunked";
    throw new Failure(`the answer has the unknown Transfer-Encoding ${quote(coding.join())}`);
  }
  return length.length > 0 ? "content-length" : "connection-close";
}

async function readBody(
  source: ByteSource,
  head: Head,
  framing: Framing,
  limitBytes: number,
  onChunk: ChunkListener,
): Promise<Uint8Array<ArrayBuffer>> {
  switch (framing) {
    case "no-body":
      return new Uint8Array();
    case "content-length": {
      const values = headerValues(head, "content-length");
      const length = sizeOf(values[0] ?? "", /^\d{1,15}$/, 10);
      if (length === undefined || values.some((value) => value !== values[0])) {
        throw new Failure(`the answer has the Content-Length ${quote(values.join())}`);
      }
      if (length > limitBytes) throw bodyTooLong(limitBytes);
      return await source.take(length);
    }
    case "chunked":
      return await readChunks(source, limitBytes, onChunk);
    case "connection-close":
      return await source.rest(limitBytes);
  }
}

const chunkLineLimitBytes = 4096;
const trailerLimit = 100;
const closedAmongChunks = "the connection was closed before the last chunk";

async function readChunks(source: ByteSource, limitBytes: number, onChunk: ChunkListener) {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const line = await source.line(chunkLineLimitBytes);
    if (line === undefined) throw new Failure(closedAmongChunks);
    const size = sizeOf(line.replace(/[ \t]*;.*$/, ""), /^[0-9A-Fa-f]{1,12}$/, 16);
    if (size === undefined) {
      throw new Failure(`the answer has ${quote(line)} where the size of a chunk should stand`);
    }
    if (size === 0) break;
    length += size;
    if (length > limitBytes) throw bodyTooLong(limitBytes);
    const chunk = await source.take(size);
    if (await source.line(chunkLineLimitBytes) !== "") {
      throw new Failure("a chunk of the answer is longer than its size says");
    }
    chunks.push(chunk);
    onChunk(chunk);
  }
  for (let trailers = 0; trailers <= trailerLimit; trailers++) {
    const line = await source.line(chunkLineLimitBytes);
    if (line === undefined) throw new Failure(closedAmongChunks);
    if (line === "") return join(chunks, length);
  }
  throw new Failure(`the answer has more than ${trailerLimit} trailers`);
}

function sizeOf(text: string, shape: RegExp, radix: number): number | undefined {
  return shape.test(text) ? parseInt(text, radix) : undefined;
}

/** Foreign text for a message: short, on one line, control characters escaped. */
function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
}
