import { deepEqual, equal, throws } from "node:assert/strict";
import fastCheck from "fast-check";
import { createStreamReader, type StreamRead } from "./stream_reader.ts";

const HEAD =
  "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const LAST = "0\r\n\r\n";
const bytes = (text: string) => new TextEncoder().encode(text);

/** Reads pieces that come at times 1, 2, 3 ... */
function read(pieces: readonly string[]): StreamRead | undefined {
  const reader = createStreamReader();
  let answer: StreamRead | undefined;
  for (const [index, piece] of pieces.entries()) answer = reader.read(bytes(piece), index + 1);
  return answer;
}

Deno.test("each event has the time at which it was whole, and chunks are counted as they were framed", () => {
  const answer = read([
    HEAD,
    chunk("data: a\n\n"),
    chunk("data: b\n\ndata: c\n\n"),
    chunk("data: "),
    chunk("[DONE]\n\n"),
    LAST,
  ]);
  deepEqual(answer, { status: 200, chunks: 4, bytes: 41, events: [2, 3, 3, 5], isDone: true });
});

Deno.test("an answer is the same wherever the network cuts it", () => {
  const text = HEAD + chunk("data: a\n\n") + chunk("data: b\n\ndata: [DONE]\n\n") + LAST;
  const whole = read([text]);
  equal(whole?.events.length, 3);
  fastCheck.assert(
    fastCheck.property(fastCheck.array(fastCheck.nat(text.length), { maxLength: 20 }), (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), text.length];
      const pieces = at.slice(1).map((end, index) => text.slice(at[index], end))
        .filter((piece) => piece !== "");
      const answer = read(pieces);
      equal(answer?.chunks, whole?.chunks);
      equal(answer?.bytes, whole?.bytes);
      equal(answer?.events.length, 3);
      equal(answer?.isDone, true);
    }),
  );
});

Deno.test("an answer is not over before its last chunk, and [DONE] may be missing", () => {
  equal(read([HEAD, chunk("data: a\n\n")]), undefined);
  equal(read([HEAD, chunk("data: a\n\n"), LAST])?.isDone, false);
  equal(read([`${HEAD.replace("200 OK", "502 Bad Gateway")}${LAST}`])?.status, 502);
  const empty = read(["HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"]);
  deepEqual([empty?.status, empty?.chunks, empty?.events], [502, 0, []]);
});

Deno.test("an answer that was whole before it was sent is one chunk", () => {
  const answer = read([
    "HTTP/1.1 200 OK\r\nContent-Length: 23\r\n\r\ndata: ",
    "a\n\n",
    "data: [DONE]\n\n",
  ]);
  deepEqual(answer, { status: 200, chunks: 1, bytes: 23, events: [2, 3], isDone: true });
});

Deno.test("an answer whose end its framing does not tell is refused", () => {
  throws(() => read(["HTTP/1.1 200 OK\r\n\r\nabc"]), /neither chunks nor/);
  throws(() => read(["SSH-2.0-OpenSSH\r\n"]), /begins with "SSH/);
  throws(() => read([`${HEAD}zz\r\n`]), /"zz" stands where/);
  throws(() => read([`${HEAD}${"1".repeat(300)}`]), /too long/);
});
