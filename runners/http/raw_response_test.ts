import { deepEqual, equal, match, rejects } from "node:assert/strict";
import fc from "fast-check";
import { Failure } from "../../common/failure.ts";
import { cpuSecondsOf } from "../../common/testing.ts";
import { byteSource } from "./byte_source.ts";
import { headerValues, type Limits, readResponse } from "./raw_response.ts";

/** A source of this text, a character per byte, that arrives in pieces of these sizes and then ends. */
function sourceOf(text: string, sizes: readonly number[] = [text.length]) {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  let at = 0, turn = 0;
  return byteSource(() => {
    if (at >= bytes.length) return Promise.resolve(null);
    const piece = bytes.subarray(at, at + (sizes[turn++ % sizes.length] ?? 1));
    at += piece.length;
    return Promise.resolve(piece);
  });
}

const read = (text: string, method = "GET", limits?: Limits) =>
  readResponse(sourceOf(text), method, limits);
const bodyOf = async (text: string, method?: string) =>
  new TextDecoder().decode((await read(text, method)).body);

Deno.test("readResponse() keeps status line and headers as they were sent", async () => {
  const text = "HTTP/1.1 404 Not Found\r\nDATE:now\r\nX-A: 1\r\nx-a: \t2 3 \t\r\n" +
    "Content-Length: 2\r\n\r\nno";
  const response = await read(text);
  deepEqual({ ...response, body: new TextDecoder().decode(response.body) }, {
    version: "HTTP/1.1",
    status: 404,
    reason: "Not Found",
    headers: [
      { name: "DATE", value: "now" },
      { name: "X-A", value: "1" },
      { name: "x-a", value: "2 3" },
      { name: "Content-Length", value: "2" },
    ],
    framing: "content-length",
    headBytes: text.length - 2,
    body: "no",
  });
  deepEqual(headerValues(response, "x-A"), ["1", "2 3"]);
});

Deno.test("readResponse() reads the same from however many pieces", async () => {
  const chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n" +
    "5;x=y\r\nhello\r\nA ;z\r\n, chunked \r\n0\r\nTrailer: 1\r\n\r\n";
  const length = "HTTP/1.1 201 \r\nContent-Length: 5\r\n\r\nagain";
  await fc.assert(fc.asyncProperty(
    fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
    async (sizes) => {
      const source = sourceOf(chunks + length, sizes);
      const first = await readResponse(source, "GET");
      equal(first.framing, "chunked");
      equal(new TextDecoder().decode(first.body), "hello, chunked ");
      const second = await readResponse(source, "GET");
      equal(second.status, 201);
      equal(new TextDecoder().decode(second.body), "again");
      equal(source.waiting(), 0);
    },
  ));
});

Deno.test("readResponse() reads to the end where nothing frames the body", async () => {
  const response = await read("HTTP/1.0 200 OK\r\n\r\nall of it");
  equal(response.framing, "connection-close");
  equal(new TextDecoder().decode(response.body), "all of it");
});

Deno.test("readResponse() expects no body where there is none by definition", async () => {
  equal(await bodyOf("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", "HEAD"), "");
  equal(await bodyOf("HTTP/1.1 204 No Content\r\n\r\n"), "");
  equal(await bodyOf("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"), "");
});

Deno.test("readResponse() skips interim answers", async () => {
  const interim = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n";
  equal(await bodyOf(`${interim}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok`), "ok");
});

Deno.test("a source tells of bytes beyond the answer", async () => {
  const source = sourceOf("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nstray");
  await readResponse(source, "GET");
  equal(source.waiting(), 3);
});

const ok = "HTTP/1.1 200 OK\r\n";
const broken: Record<string, RegExp> = {
  "": /closed before an answer/,
  "HTTP/1.1 200": /in the middle of a line/,
  "HTTP/1.1 200 OK\n": /ends in LF, not in CRLF/,
  "HTTP/2 200\r\n": /begins with "HTTP\/2 200", not with an HTTP\/1 status line/,
  "SSH-2.0-OpenSSH\r\n": /not with an HTTP\/1 status line/,
  [ok]: /closed among the headers/,
  [`${ok}a b: c\r\n\r\n`]: /"a b: c" where a header should stand/,
  [`${ok} folded\r\n\r\n`]: /where a header should stand/,
  [`${ok}Content-Length: 5\r\n\r\nabc`]: /closed after 3 of 5 bytes of body/,
  [`${ok}Content-Length: -1\r\n\r\n`]: /the Content-Length "-1"/,
  [`${ok}Content-Length: 1e3\r\n\r\n`]: /the Content-Length "1e3"/,
  [`${ok}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`]: /the Content-Length "1,2"/,
  [`${ok}Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`]: /both/,
  [`${ok}Transfer-Encoding: gzip\r\n\r\n`]: /unknown Transfer-Encoding "gzip"/,
  [`${ok}Transfer-Encoding: chunked\r\n\r\n`]: /closed before the last chunk/,
  [`${ok}Transfer-Encoding: chunked\r\n\r\nx\r\n`]: /"x" where the size of a chunk/,
  [`${ok}Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n`]: /longer than its size says/,
  [`${ok}Transfer-Encoding: chunked\r\n\r\n0\r\n`]: /closed before the last chunk/,
  [`${ok}Transfer-Encoding: chunked\r\n\r\n0\r\n${"a: b\r\n".repeat(200)}\r\n`]: /trailers/,
};

Deno.test("readResponse() says what is wrong with the bytes", async () => {
  for (const [text, message] of Object.entries(broken)) {
    await rejects(read(text), (error) => {
      match(String(error), message);
      return error instanceof Failure;
    });
  }
});

Deno.test("readResponse() takes no more than its limits", async () => {
  const limits = { headBytes: 100, bodyBytes: 10 };
  const tooLong = { message: "the body of the answer is longer than 10 bytes" };
  const head = { message: /^a line of the answer is longer than \d+ bytes$/ };
  await rejects(read(`${ok}A: ${"b".repeat(100)}\r\n\r\n`, "GET", limits), head);
  await rejects(read(`${ok}${"A: b\r\n".repeat(20)}\r\n`, "GET", limits), head);
  await rejects(read(`${ok}Content-Length: 11\r\n\r\n${"b".repeat(11)}`, "GET", limits), tooLong);
  await rejects(read(`${ok}\r\n${"b".repeat(11)}`, "GET", limits), tooLong);
  const chunks = "6\r\nchunk!\r\n".repeat(2);
  await rejects(
    read(`${ok}Transfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`, "GET", limits),
    tooLong,
  );
});

Deno.test("readResponse() takes hostile white space in linear time", async () => {
  const seconds = await cpuSecondsOf(() =>
    read(`${ok}A: x${" ".repeat(60_000)}x\r\nContent-Length: 0\r\n\r\n`)
  );
  equal(seconds < 0.5, true);
});
