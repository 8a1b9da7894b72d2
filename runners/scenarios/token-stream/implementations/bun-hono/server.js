// A chat server on Hono: forwards a question to a language model and streams the answer through.
import { Hono } from "hono";

const completions = `${Bun.env.BACKEND_URL}/v1/chat/completions`;
const app = new Hono();

/** Hands each piece on when it comes; the body itself in its place would sometimes be collected first. */
function passOn(body) {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

app.post("/chat", async (c) => {
  let asked;
  try {
    asked = await c.req.json();
  } catch {
    return c.body(null, 400);
  }
  let answer;
  try {
    answer = await fetch(completions, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        messages: [{ role: "user", content: asked.message }],
        stream: true,
      }),
      // The request to the model ends when the client leaves.
      signal: c.req.raw.signal,
    });
  } catch {
    return c.body(null, 502);
  }
  if (answer.status !== 200) {
    await answer.body?.cancel();
    return c.body(null, 502);
  }
  return c.body(passOn(answer.body), 200, {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-cache",
  });
});

Bun.serve({ hostname: "127.0.0.1", port: Number(Bun.env.PORT), fetch: app.fetch });
