import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { connect } from "./raw_client.ts";

/** A listener that hands each connection to `serve`. */
function listen(serve: (connection: Deno.Conn) => Promise<void>) {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const done = (async () => {
    for await (const connection of listener) {
      await serve(connection).catch(() => {});
      connection.close();
    }
  })();
  return {
    address: { hostname: "127.0.0.1", port: (listener.addr as Deno.NetAddr).port },
    async [Symbol.asyncDispose]() {
      listener.close();
      await done;
    },
  };
}

async function readOnce(connection: Deno.Conn): Promise<string | undefined> {
  const buffer = new Uint8Array(4096);
  const length = await connection.read(buffer);
  return length === null ? undefined : new TextDecoder().decode(buffer.subarray(0, length));
}

/** Answers each request with the request itself. */
async function echo(connection: Deno.Conn): Promise<void> {
  for (let text = await readOnce(connection); text !== undefined;) {
    const head = `HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n`;
    await connection.write(new TextEncoder().encode(head + text));
    text = await readOnce(connection);
  }
}

const soon = () => AbortSignal.timeout(20_000);
const textOf = (response: { body: Uint8Array }) => new TextDecoder().decode(response.body);

Deno.test("a connection sends requests as given and is kept for the next one", async () => {
  await using server = listen(echo);
  using connection = await connect(server.address, soon());
  const { port } = server.address;
  const get = await connection.request({ method: "GET", path: "/a?b" }, soon());
  equal(textOf(get), `GET /a?b HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
  const body = new TextEncoder().encode("x=1");
  const headers = { "Content-Type": "text/plain" };
  const post = await connection.request({ method: "POST", path: "/", headers, body }, soon());
  equal(
    textOf(post),
    `POST / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nx=1`,
  );
  equal(connection.strayBytes(), 0);
});

Deno.test("a request that nobody answers ends with the signal's reason", async () => {
  await using server = listen(async (connection) => {
    while (await readOnce(connection) !== undefined);
  });
  using connection = await connect(server.address, soon());
  const started = performance.now();
  const request = connection.request({ method: "GET", path: "/" }, AbortSignal.timeout(50));
  await rejects(request, { name: "TimeoutError" });
  ok(performance.now() - started < 10_000);
});

Deno.test("a connection closed by the server is told in words", async () => {
  await using server = listen(async (connection) => void await readOnce(connection));
  using connection = await connect(server.address, soon());
  await rejects(connection.request({ method: "GET", path: "/" }, soon()), {
    name: "Failure",
    message: "the connection was closed before an answer",
  });
});

Deno.test("connect() says that nothing listens", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  await rejects(connect({ hostname: "127.0.0.1", port }, soon()), {
    name: "Failure",
    message: "the connection was refused",
  });
});

Deno.test("a request cannot smuggle lines or blanks", async () => {
  await using server = listen(echo);
  using connection = await connect(server.address, soon());
  const send = (path: string, headers = {}) =>
    connection.request({ method: "GET", path, headers }, soon());
  await rejects(send("/ HTTP/1.1\r\nA: b\r\n\r\n"), TypeError);
  await rejects(send("/a b"), TypeError);
  await rejects(send("/", { A: "b\r\nC: d" }), TypeError);
});

Deno.test("an aborted signal is thrown before anything is sent", async () => {
  await using server = listen(echo);
  using connection = await connect(server.address, soon());
  const reason = new Error("interrupted");
  const request = connection.request({ method: "GET", path: "/" }, AbortSignal.abort(reason));
  await rejects(request, reason);
});

Deno.test("a chunked body is heard of while it comes", async () => {
  const { promise: heard, resolve: hear } = Promise.withResolvers<string>();
  await using server = listen(async (connection) => {
    await readOnce(connection);
    const write = (text: string) => connection.write(new TextEncoder().encode(text));
    await write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
    // Without the listener this answer never ends.
    await write(`6\r\n${await heard}!\r\n0\r\n\r\n`);
  });
  using connection = await connect(server.address, soon());
  const chunks: string[] = [];
  const onChunk = (chunk: Uint8Array) => {
    chunks.push(new TextDecoder().decode(chunk));
    hear("after");
  };
  const response = await connection.request({ method: "GET", path: "/" }, soon(), onChunk);
  deepEqual(chunks, ["first", "after!"]);
  equal(textOf(response), "firstafter!");
});
