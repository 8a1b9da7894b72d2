/**
 * A small HTTP/1.1 client over TCP, for checks that have to see the bytes: which headers came, how the body was
 * framed, whether the connection stayed open. It is no load generator and has no TLS, redirects or pooling.
 *
 * @example
 * ```ts ignore
 * using connection = await connect({ hostname: "127.0.0.1", port: 8000 }, AbortSignal.timeout(1000));
 * const response = await connection.request({ method: "GET", path: "/" }, AbortSignal.timeout(1000));
 * ```
 * @module
 */
import { Failure, messageOf } from "../../common/failure.ts";
import { byteSource } from "./byte_source.ts";
import {
  type ChunkListener,
  defaultLimits,
  type Limits,
  type RawResponse,
  readResponse,
} from "./raw_response.ts";

export interface Address {
  hostname: string;
  port: number;
}

export interface RawRequest {
  method: string;
  /** The request target as it is sent: `/increment`. */
  path: string;
  /** Beside Host, and Content-Length where there is a body. */
  headers?: Readonly<Record<string, string>>;
  body?: Uint8Array;
}

/** One connection, for one request at a time. */
export interface RawConnection extends Disposable {
  /**
   * Sends a request and reads its answer. Throws a {@linkcode Failure} where the answer is no HTTP or the
   * connection ends, and the signal's reason where it is aborted; the connection is of no more use then.
   * `onChunk` hears of a chunked body while it comes.
   */
  request(
    request: RawRequest,
    signal: AbortSignal,
    onChunk?: ChunkListener,
  ): Promise<RawResponse>;
  /** Bytes that came beyond the last answer; anything but 0 means wrong framing. */
  strayBytes(): number;
  close(): void;
}

/** Opens a connection. Throws a {@linkcode Failure}, or the signal's reason where it is aborted. */
export async function connect(
  address: Address,
  signal: AbortSignal,
  limits: Limits = defaultLimits,
): Promise<RawConnection> {
  const { hostname, port } = address;
  const socket = await orReason(signal, () => Deno.connect({ hostname, port, signal }));
  socket.setNoDelay(true);
  const source = byteSource(async () => {
    // A buffer of its own for each read: the source keeps views of it.
    const buffer = new Uint8Array(16 * 1024);
    const length = await socket.read(buffer);
    return length === null ? null : buffer.subarray(0, length);
  });

  let open = true;
  const close = () => {
    if (open) socket.close();
    open = false;
  };

  async function request(
    request: RawRequest,
    signal: AbortSignal,
    onChunk?: ChunkListener,
  ): Promise<RawResponse> {
    signal.throwIfAborted();
    // Closing is what ends a pending read or write.
    signal.addEventListener("abort", close);
    try {
      return await orReason(signal, async () => {
        await writeAll(socket, encodeRequest(address, request));
        return await readResponse(source, request.method, limits, onChunk);
      });
    } catch (error) {
      close();
      throw error;
    } finally {
      signal.removeEventListener("abort", close);
    }
  }

  return { request, strayBytes: source.waiting, close, [Symbol.dispose]: close };
}

/** Runs `action`; what an abort broke is told as the abort, what the network broke as a Failure. */
async function orReason<T>(signal: AbortSignal, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const dropped = error instanceof Deno.errors.ConnectionReset ||
      error instanceof Deno.errors.BrokenPipe || error instanceof Deno.errors.ConnectionAborted;
    if (dropped) throw new Failure("the connection was closed before an answer");
    if (error instanceof Deno.errors.ConnectionRefused) {
      throw new Failure("the connection was refused");
    }
    // Ours, with its stack; everything else is the network's.
    if (error instanceof TypeError || error instanceof RangeError) throw error;
    throw error instanceof Failure ? error : new Failure(messageOf(error));
  }
}

async function writeAll(socket: Deno.Conn, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) written += await socket.write(bytes.subarray(written));
}

function encodeRequest(address: Address, request: RawRequest): Uint8Array {
  const { method, path, headers = {}, body } = request;
  const host = address.hostname.includes(":") ? `[${address.hostname}]` : address.hostname;
  const lines = [`${method} ${path} HTTP/1.1`, `Host: ${host}:${address.port}`];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  if (body !== undefined) lines.push(`Content-Length: ${body.length}`);
  if (/\s/.test(method + path) || lines.some((line) => /[\r\n]/.test(line))) {
    throw new TypeError("a request's method, path or header holds white space it must not");
  }
  const head = new TextEncoder().encode(`${lines.join("\r\n")}\r\n\r\n`);
  const bytes = new Uint8Array(head.length + (body?.length ?? 0));
  bytes.set(head);
  bytes.set(body ?? [], head.length);
  return bytes;
}
