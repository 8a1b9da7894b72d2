// A chat server on Bun.serve: forwards a question to a language model and streams the answer through.
const completions = `${Bun.env.BACKEND_URL}/v1/chat/completions`;

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

async function chat(request) {
  let asked;
  try {
    asked = await request.json();
  } catch {
    return new Response(null, { status: 400 });
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
      signal: request.signal,
    });
  } catch {
    return new Response(null, { status: 502 });
  }
  if (answer.status !== 200) {
    await answer.body?.cancel();
    return new Response(null, { status: 502 });
  }
  return new Response(passOn(answer.body), {
    headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" },
  });
}

Bun.serve({
  hostname: "127.0.0.1",
  port: Number(Bun.env.PORT),
  routes: { "/chat": { POST: chat } },
  fetch: () => new Response(null, { status: 404 }),
});
