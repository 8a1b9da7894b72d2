/** A server of the files over bare TCP, so that every byte of it can be wrong. For tests. */
import { LISTING_PATH, makeFiles, OUTSIDE } from "./files.ts";

export interface Answer {
  status: string;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** How a server differs from one that keeps the contract. */
export interface Fault {
  /** Changes the right answer to a route, `GET /1kb.bin`; undefined for no answer at all. */
  change?(route: string, answer: Answer, count: number): Answer | undefined;
  /** Whether the answer to a route comes in chunks, without a length. */
  isChunked?(route: string): boolean;
  closes?: boolean;
}

export interface FileServer extends AsyncDisposable {
  address: { hostname: string; port: number };
  /** Requests that came. */
  count(): number;
}

const encoder = new TextEncoder();

const files = new Map<string, Uint8Array<ArrayBuffer>>();

/** The right answer to a route. */
function rightAnswer(route: string): Answer {
  if (files.size === 0) {
    const { single, many } = makeFiles();
    for (const { path, bytes } of [...single, ...many]) files.set(path, bytes);
  }
  const [method, path = ""] = route.split(" ");
  const answer = (status: string, type: string, body: Uint8Array): Answer => ({
    status,
    headers: { "Content-Type": type, "Content-Length": String(body.length) },
    body: method === "HEAD" ? new Uint8Array() : body,
  });
  const file = files.get(path);
  if (file !== undefined) return answer("200 OK", "application/octet-stream", file);
  if (path === LISTING_PATH) {
    const names = [...files.keys()].filter((each) => each.startsWith(LISTING_PATH)).sort();
    const links = names.map((each) => `<a href="${each.slice(LISTING_PATH.length)}">file</a>\n`);
    return answer("200 OK", "text/html; charset=utf-8", encoder.encode(links.join("")));
  }
  return answer("404 Not Found", "text/plain", encoder.encode(`no ${path}\n`));
}

/** Starts it on a port of the kernel's choice. */
export function startFileServer(fault: Fault = {}): FileServer {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const connections = new Set<Deno.Conn>();
  let count = 0;

  async function serve(connection: Deno.Conn) {
    const buffer = new Uint8Array(4096);
    for (;;) {
      // A client sends a request in one piece, and the next one after the answer.
      const length = await connection.read(buffer);
      if (length === null) return;
      const request = new TextDecoder().decode(buffer.subarray(0, length));
      const route = request.slice(0, request.indexOf(" HTTP/1.1"));
      count++;
      const right = rightAnswer(route);
      const answer = fault.change === undefined ? right : fault.change(route, right, count);
      if (answer === undefined) return;
      await write(connection, answer, fault.isChunked?.(route) ?? false, fault.closes ?? false);
      if (fault.closes) return;
    }
  }

  const accepting = (async () => {
    for await (const connection of listener) {
      // Head and body are two writes.
      connection.setNoDelay(true);
      connections.add(connection);
      void serve(connection).catch(() => {}).finally(() => {
        if (connections.delete(connection)) connection.close();
      });
    }
  })();
  return {
    address: { hostname: "127.0.0.1", port: (listener.addr as Deno.NetAddr).port },
    count: () => count,
    async [Symbol.asyncDispose]() {
      listener.close();
      for (const connection of connections) {
        if (connections.delete(connection)) connection.close();
      }
      await accepting;
    },
  };
}

const CHUNK_BYTES = 1000;

async function write(
  connection: Deno.Conn,
  answer: Answer,
  isChunked: boolean,
  closes: boolean,
): Promise<void> {
  const headers: Record<string, string> = { ...answer.headers };
  if (closes) headers.Connection = "close";
  if (isChunked) {
    delete headers["Content-Length"];
    headers["Transfer-Encoding"] = "chunked";
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  await writeAll(
    connection,
    encoder.encode(`HTTP/1.1 ${answer.status}\r\n${lines.join("")}\r\n`),
  );
  if (!isChunked) return await writeAll(connection, answer.body);
  for (let at = 0; at < answer.body.length; at += CHUNK_BYTES) {
    const chunk = answer.body.subarray(at, at + CHUNK_BYTES);
    await writeAll(connection, encoder.encode(`${chunk.length.toString(16)}\r\n`));
    await writeAll(connection, chunk);
    await writeAll(connection, encoder.encode("\r\n"));
  }
  await writeAll(connection, encoder.encode("0\r\n\r\n"));
}

async function writeAll(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) written += await connection.write(bytes.subarray(written));
}

/** What a server answers that can be left by `..`. */
export function outsideAnswer(text = OUTSIDE.text): Answer {
  const body = encoder.encode(text);
  return { status: "200 OK", headers: { "Content-Length": String(body.length) }, body };
}
