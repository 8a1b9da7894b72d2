/** A proxy that keeps the contract, but for the fault it is given. */
import { type Address, connect } from "../../../http/raw_client.ts";
import { type Answer, answerOf, chunkOf, lastChunk, listen, type RawServer } from "./raw_server.ts";

/** How a proxy differs from one that keeps the contract. */
export interface Fault {
  /** Changes the head of a stream, line by line. */
  head?(lines: string[]): string[];
  /** Changes an event; the empty text leaves it out. */
  event?(text: string, index: number): string;
  /** Events it collects before it writes them. */
  collects?: number;
  /** Writes the first event when it comes, whatever it does with the others. */
  firstAtOnce?: true;
  /** Does not forward the question as a chat completion that is to be streamed. */
  asksForNoStream?: true;
  /** Answers this where the backend does not answer 200. */
  badGateway?: string;
  /** Ends a stream as if it were whole where the backend has broken off. */
  endsCutStreams?: true;
  /** Reads the backend's stream to its end when the client has left. */
  keepsBackend?: true;
  /** Begins a stream when the one before has ended. */
  oneAtATime?: true;
  /** Closes the connection after each answer. */
  closes?: true;
  notFound?: string;
  badRequest?: string;
  /** Ends a body with the connection instead of framing it in chunks. */
  unframed?: true;
}

const streamHead = [
  "HTTP/1.1 200 OK",
  "Content-Type: text/event-stream",
  "Cache-Control: no-cache",
  "Date: Sat, 21 Nov 2026 03:31:26 GMT",
];

export function startProxy(backend: Address, fault: Fault = {}): RawServer {
  let turn: Promise<unknown> = Promise.resolve();

  return listen(async ({ route, body }, out) => {
    if (route !== "POST /chat") {
      await out.write(answerOf(fault.notFound ?? "404 Not Found"));
      return true;
    }
    let message: string;
    try {
      message = JSON.parse(body).message;
    } catch {
      await out.write(answerOf(fault.badRequest ?? "400 Bad Request"));
      return true;
    }
    const answering = fault.oneAtATime
      ? turn.then(() => passOn(backend, message, out, fault))
      : passOn(backend, message, out, fault);
    turn = answering.catch(() => {});
    return await answering && !fault.closes && !fault.unframed;
  });
}

/** Asks the backend and passes its stream on; false where it broke off. */
async function passOn(
  backend: Address,
  message: string,
  out: Answer,
  fault: Fault,
): Promise<boolean> {
  const { head = (lines) => lines, event = (text) => text, collects = 1 } = fault;
  const frame = fault.unframed ? (text: string) => text : chunkOf;
  const framing = fault.unframed ? [] : ["Transfer-Encoding: chunked"];
  const leaving = new AbortController();
  const question = { messages: [{ role: "user", content: message }] };
  const request = fault.asksForNoStream ? question : { ...question, stream: true };
  let begun = false;
  let collected: string[] = [];
  let index = 0;
  let writing: Promise<unknown> = Promise.resolve();

  function write(text: string): void {
    if (text === "") return;
    writing = writing.then(() => out.write(text)).catch(() => {
      if (!fault.keepsBackend) leaving.abort();
    });
  }
  function flush(): void {
    if (!begun) write(`${head([...streamHead, ...framing]).join("\r\n")}\r\n\r\n`);
    begun = true;
    if (collected.join("") !== "") write(frame(collected.join("")));
    collected = [];
  }
  function onChunk(chunk: Uint8Array): void {
    collected.push(event(new TextDecoder().decode(chunk), index++));
    if (collected.length >= collects || (fault.firstAtOnce && index === 1)) flush();
  }

  let whole = true;
  try {
    using connection = await connect(backend, leaving.signal);
    const response = await connection.request(
      {
        method: "POST",
        path: "/v1/chat/completions",
        headers: { "Content-Type": "application/json" },
        body: new TextEncoder().encode(JSON.stringify(request)),
      },
      leaving.signal,
      onChunk,
    );
    whole = response.status === 200;
  } catch {
    whole = false;
  }
  if (!whole && index === 0) {
    write(answerOf(fault.badGateway ?? "502 Bad Gateway"));
    await writing;
    return true;
  }
  flush();
  if ((whole || fault.endsCutStreams) && !fault.unframed) write(lastChunk);
  await writing;
  return whole;
}
