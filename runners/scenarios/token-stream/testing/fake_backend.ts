/** The LLM stub as stub/README.md has it, for the tests of the contract. */
import { delay, withinSeconds } from "../../../../common/time.ts";
import { type Answer, answerOf, chunkOf, lastChunk, listen, type RawServer } from "./raw_server.ts";

const streamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" +
  "Transfer-Encoding: chunked\r\n\r\n";

/** Its words are not ASCII, so that a proxy that counts characters is caught. */
export function makeEvents(words = 125): string[] {
  const events = Array.from({ length: words }, (_, index) => {
    const chunk = { choices: [{ delta: { content: `Wörter${index} ` }, index: 0 }] };
    return `data: ${JSON.stringify(chunk)}\n\n`;
  });
  return [...events, "data: [DONE]\n\n"];
}

/** Starts a stub that sends so many words and waits `tokenSeconds` between them. */
export function startBackend(words = 125, tokenSeconds = 0): RawServer {
  const events = makeEvents(words);
  let left = 0;
  let refusal = "";
  let held = Promise.withResolvers<true>();

  async function stream(message: string, out: Answer): Promise<boolean> {
    const [, wish = "", digits = ""] = /^(cut after|hold after|delay) (\d+)$/.exec(message) ?? [];
    const number = Number(digits);
    const seconds = wish === "delay" ? number / 1000 : wish === "" ? tokenSeconds : 0;
    await out.write(streamHead);
    for (const [index, event] of events.entries()) {
      if (wish === "cut after" && index === number) return false;
      if (wish === "hold after" && index === number) {
        held = Promise.withResolvers<true>();
        await withinSeconds(held.promise, 5);
      }
      if (seconds > 0) await delay(seconds);
      await out.write(chunkOf(event));
    }
    await out.write(lastChunk);
    return true;
  }

  return listen(async ({ route, body }, out) => {
    if (route === "POST /release") {
      held.resolve(true);
      await out.write(answerOf("204 No Content"));
      return true;
    }
    if (route === "GET /state") {
      await out.write(answerOf("200 OK", JSON.stringify({ left, refusal })));
      return true;
    }
    const { messages, stream: wanted } = JSON.parse(body);
    if (wanted !== true) {
      refusal = "no stream is asked for";
      await out.write(answerOf("400 Bad Request"));
      return true;
    }
    const message: string = messages[0].content;
    if (message === "hang up") return false;
    if (message === "status 503") {
      await out.write(answerOf("503 Service Unavailable"));
      return true;
    }
    try {
      return await stream(message, out);
    } catch (error) {
      left++;
      throw error;
    }
  });
}
