/** An HTTP/1.1 server over bare TCP, so that every byte it sends can be wrong. */
import { type ByteSource, byteSource } from "../../../http/byte_source.ts";
import type { Address } from "../../../http/raw_client.ts";

export interface Request {
  /** Method and path: `POST /chat`. */
  route: string;
  body: string;
}

/** Where an answer goes. Throws when the client has left. */
export interface Answer {
  write(text: string): Promise<void>;
}

export interface RawServer extends AsyncDisposable {
  address: Address;
}

/** Hands each request to `answer`; a connection is closed when that gives false or throws. */
export function listen(
  answer: (request: Request, out: Answer) => Promise<boolean>,
): RawServer {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });

  async function serve(connection: Deno.TcpConn): Promise<void> {
    connection.setNoDelay(true);
    const source = byteSource(async () => {
      const buffer = new Uint8Array(4096);
      const length = await connection.read(buffer);
      return length === null ? null : buffer.subarray(0, length);
    });
    const out = { write: (text: string) => writeAll(connection, text) };
    for (
      let request = await readRequest(source);
      request !== undefined && await answer(request, out);
      request = await readRequest(source)
    );
  }

  const accepting = (async () => {
    const served: Promise<void>[] = [];
    for await (const connection of listener) {
      served.push(serve(connection).catch(() => {}).finally(() => connection.close()));
    }
    await Promise.all(served);
  })();

  return {
    address: { hostname: "127.0.0.1", port: (listener.addr as Deno.NetAddr).port },
    async [Symbol.asyncDispose]() {
      listener.close();
      await accepting;
    },
  };
}

async function writeAll(connection: Deno.TcpConn, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  for (let written = 0; written < bytes.length;) {
    written += await connection.write(bytes.subarray(written));
  }
}

const lineLimitBytes = 4096;

async function readRequest(source: ByteSource): Promise<Request | undefined> {
  const first = await source.line(lineLimitBytes);
  if (first === undefined) return undefined;
  let length = 0;
  for (
    let line = await source.line(lineLimitBytes);
    line !== undefined && line !== "";
    line = await source.line(lineLimitBytes)
  ) {
    const [, digits] = /^content-length: (\d+)$/i.exec(line) ?? [];
    if (digits !== undefined) length = Number(digits);
  }
  const body = new TextDecoder().decode(await source.take(length));
  return { route: first.replace(/ HTTP\/1\.1$/, ""), body };
}

/** An answer that Content-Length frames. */
export function answerOf(status: string, body = ""): string {
  return `HTTP/1.1 ${status}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

/** A chunk of a body. */
export function chunkOf(text: string): string {
  return `${new TextEncoder().encode(text).length.toString(16)}\r\n${text}\r\n`;
}

export const lastChunk = "0\r\n\r\n";
