/** A server of streams for tests, and a program that does what k6 does where drive.ts can see it. */
import { delay } from "../../../common/time.ts";

const HEAD =
  "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

/** What the server sends for a stream: pieces of events, each a chunk of its own. */
export interface StreamServer extends AsyncDisposable {
  address: URL;
  /** Connections that were opened. */
  connections(): number;
  /** Streams that were sent to their end. */
  streams(): number;
}

/**
 * Starts a server that answers every request on a connection with these chunks, `pauseMilliseconds` apart; the
 * stream after `stallsAfter` others begins 300 ms late.
 */
export function startStreamServer(
  chunks: readonly string[],
  { pauseMilliseconds = 0, closesAfter = Infinity, stallsAfter = Infinity } = {},
): StreamServer {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  let connections = 0;
  let streams = 0;
  const serving: Promise<void>[] = [];
  const encoder = new TextEncoder();
  const serve = async (socket: Deno.TcpConn) => {
    const buffer = new Uint8Array(4096);
    try {
      for (let answers = 0; await socket.read(buffer) !== null; answers++) {
        if (answers >= closesAfter) break;
        if (answers === stallsAfter) await delay(0.3);
        await socket.write(encoder.encode(HEAD));
        for (const chunk of chunks) {
          await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
          await socket.write(encoder.encode(`${chunk.length.toString(16)}\r\n${chunk}\r\n`));
        }
        await socket.write(encoder.encode("0\r\n\r\n"));
        streams++;
      }
    } catch {
      // The client left.
    }
    socket.close();
  };
  const accepting = (async () => {
    for await (const socket of listener) {
      connections++;
      socket.setNoDelay(true);
      serving.push(serve(socket));
    }
  })();
  return {
    address: new URL(`http://127.0.0.1:${port}/chat`),
    connections: () => connections,
    streams: () => streams,
    async [Symbol.asyncDispose]() {
      listener.close();
      await accepting;
      await Promise.all(serving);
    },
  };
}

/**
 * A program in JavaScript for `deno run`: writes a point's lines and a summary where it is told to, as
 * k6 does, after `milliseconds`, and ends with `status`.
 */
export function standInForK6(milliseconds: number, status = 0): string {
  return `
    const option = (name) => Deno.args.find((word) => word.startsWith(name)).slice(name.length);
    const time = "2026-11-21T04:18:40.9020532Z";
    const point = (metric, value) =>
      JSON.stringify({ metric, type: "Point", data: { time, value, tags: {} } }) + "\\n";
    Deno.writeTextFileSync(option("--out=json="), point("http_reqs", 1) +
      point("http_req_duration", 2.5) + point("http_req_waiting", 1.5) + point("http_req_failed", 0));
    Deno.writeTextFileSync(option("--summary-export="), JSON.stringify({ args: Deno.args }));
    await new Promise((resolve) => setTimeout(resolve, ${milliseconds}));
    console.log("stands in for k6");
    Deno.exit(${status});
  `;
}
