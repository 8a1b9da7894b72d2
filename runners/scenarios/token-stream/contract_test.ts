import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { verifyContract } from "./contract.ts";
import { startBackend } from "./testing/fake_backend.ts";
import { type Fault, startProxy } from "./testing/fake_proxy.ts";

async function violationsOf(fault: Fault): Promise<string[]> {
  await using backend = startBackend();
  await using proxy = startProxy(backend.address, fault);
  return await verifyContract(proxy.address, backend.address);
}

const withoutLine = (start: string) => (lines: string[]) =>
  lines.filter((line) => !line.startsWith(start));
const withLine = (from: string, to: string) => (lines: string[]) =>
  lines.map((line) => line === from ? to : line);

/** Each fault with the one sentence that it must trip. */
const faults: Record<string, [Fault, string | RegExp]> = {
  "a proxy that buffers the whole answer": [
    { collects: Infinity },
    /^POST \/chat with event 2 held back: expected the 1 before it within 3 s, got 0$/,
  ],
  // A dozen would take half of the time in which it has to notice that a client has left.
  "a proxy that sends events four at a time": [
    { collects: 4 },
    /^POST \/chat with event 2 held back: expected the 1 before it within 3 s, got 0$/,
  ],
  "a missing [DONE]": [
    { event: (text) => text.includes("[DONE]") ? "" : text },
    /^POST \/chat: expected "data: \[DONE\]" as the last event, got "data: \{.*Wörter124 .*$/,
  ],
  "125 events": [
    { event: (text, index) => index === 40 ? "" : text },
    "POST /chat: expected 126 events, got 125",
  ],
  "an event twice": [
    { event: (text, index) => index === 40 ? text + text : text },
    "POST /chat: expected 126 events, got 127",
  ],
  "two events in the wrong order": [
    {
      event: (text, index) =>
        text.replace(/Wörter(40|41) /, () => `Wörter${index === 40 ? 41 : 40} `),
    },
    /^POST \/chat: expected event 41 to be "data: .*Wörter40 .*", got "data: .*Wörter41 .*"$/,
  ],
  "a changed byte": [
    { event: (text) => text.replace("Wörter7 ", "Worter7 ") },
    /^POST \/chat: expected event 8 to be .*, got .*Worter7 .*$/,
  ],
  "a byte more after the last event": [
    { event: (text) => text.replace("[DONE]\n\n", "[DONE]\n\n\n") },
    'POST /chat: expected "data: [DONE]" as the last event, got "\\n"',
  ],
  "another content type": [
    { head: withLine("Content-Type: text/event-stream", "Content-Type: text/plain") },
    "POST /chat: expected Content-Type: text/event-stream, got text/plain",
  ],
  "a content type with a charset": [
    {
      head: withLine(
        "Content-Type: text/event-stream",
        "Content-Type: text/event-stream; charset=utf-8",
      ),
    },
    "POST /chat: expected Content-Type: text/event-stream, got text/event-stream; charset=utf-8",
  ],
  "no word on caching": [
    { head: withoutLine("Cache-Control") },
    "POST /chat: expected one Cache-Control header, got none",
  ],
  "no date": [
    { head: withoutLine("Date") },
    "POST /chat: expected one Date header, got none",
  ],
  "an extra header": [
    { head: (lines) => [...lines, "X-Powered-By: something"] },
    "POST /chat: expected no header but Content-Type, Cache-Control, Date and Transfer-Encoding, got X-Powered-By: something",
  ],
  "another status": [
    { head: withLine("HTTP/1.1 200 OK", "HTTP/1.1 201 Created") },
    "POST /chat: expected status 200, got 201",
  ],
  "a body that ends with the connection": [
    { unframed: true },
    "POST /chat: expected a body in chunks, got one framed by connection-close",
  ],
  "a connection closed after each answer": [
    { closes: true },
    "POST /chat again on the same connection: expected an answer, but the connection was closed before an answer",
  ],
  "a request that the backend refuses": [
    { asksForNoStream: true },
    "POST /chat: expected status 200, got 502; the backend refused its request: no stream is asked for",
  ],
  "one stream at a time": [
    { oneAtATime: true },
    "POST /chat while another stream waits: expected a whole answer within 4 s, got none",
  ],
  "a stream cut off that looks whole": [
    { endsCutStreams: true },
    "POST /chat where the backend breaks off: expected an answer without its last chunk, got a whole one",
  ],
  "a backend kept at work for nobody": [
    { keepsBackend: true },
    "POST /chat by a client that leaves: expected the backend's stream closed within 4 s, it went on",
  ],
  "an unknown path answered": [
    { notFound: "200 OK" },
    "GET /: expected status 404, got 200",
  ],
  "half a body taken for a whole one": [
    { badRequest: "500 Internal Server Error" },
    "POST /chat with half a body: expected status 400, got 500",
  ],
};

Deno.test("verifyContract() finds nothing wrong with a proxy that keeps the contract", async () => {
  deepEqual(await violationsOf({}), []);
});

Deno.test("verifyContract() says of each fault what was expected and what came", async (t) => {
  const found = new Map<string, string[]>();
  // A few side by side, since some wait for a limit; all would keep each other beyond the limits on a busy host.
  const waiting = Object.entries(faults).values();
  const check = async () => {
    for (const [name, [fault]] of waiting) found.set(name, await violationsOf(fault));
  };
  await Promise.all([check(), check(), check()]);
  for (const [name, [, sentence]] of Object.entries(faults)) {
    await t.step(name, () => {
      const violations = found.get(name) ?? [];
      equal(violations.length, 1, violations.join("\n"));
      if (typeof sentence === "string") equal(violations[0], sentence);
      else match(violations[0] ?? "", sentence);
    });
  }
});

Deno.test("verifyContract() sees through a proxy that flushes the first event alone", async () => {
  deepEqual(await violationsOf({ collects: Infinity, firstAtOnce: true }), [
    "POST /chat with event 101 held back: expected the 100 before it within 3 s, got 1",
    // It writes nothing by which it could notice.
    "POST /chat by a client that leaves: expected the backend's stream closed within 4 s, it went on",
  ]);
});

Deno.test("verifyContract() wants 502 where the backend fails or hangs up", async () => {
  deepEqual(await violationsOf({ badGateway: "500 Internal Server Error" }), [
    "POST /chat where the backend answers 503: expected status 502, got 500",
    "POST /chat where the backend hangs up: expected status 502, got 500",
  ]);
});

Deno.test("verifyContract() takes a backend that leaves time between its events", async () => {
  await using backend = startBackend(125, 0.02);
  await using proxy = startProxy(backend.address);
  const started = performance.now();
  deepEqual(await verifyContract(proxy.address, backend.address), []);
  ok(performance.now() - started >= 2500);
});

Deno.test("verifyContract() does not blame the proxy for its backend", async () => {
  await using backend = startBackend(124);
  await using proxy = startProxy(backend.address);
  deepEqual(await verifyContract(proxy.address, backend.address), [
    "the backend: POST /v1/chat/completions: expected 126 events, got 125",
  ]);
});

Deno.test("verifyContract() says that nothing listens", async () => {
  await using backend = startBackend();
  const proxy = startProxy(backend.address);
  await proxy[Symbol.asyncDispose]();
  deepEqual(await verifyContract(proxy.address, backend.address), [
    "POST /chat: expected an answer, but the connection was refused",
  ]);
});

Deno.test("verifyContract() throws the reason of its signal instead of blaming the proxy", async () => {
  await using backend = startBackend(125, 0.08);
  await using proxy = startProxy(backend.address);
  const reason = new Error("interrupted");
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(reason), 100);
  const started = performance.now();
  await rejects(verifyContract(proxy.address, backend.address, controller.signal), reason);
  // Sooner than the limit of the stream, 10 s, would have ended it.
  ok(performance.now() - started < 8000);
  clearTimeout(timer);
});
